"""The form for a review: what it says, what it takes, and that nothing typed is lost."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Event, Letter
from clinics.domain.catalog import FACTS
from reviews.models import PatientAnswer, Review
from tests.clinics.views.test_clinic import hide
from tests.factories import ClinicFactory, OfferingFactory
from tests.reviews.forms import TEXT, filled, month, typed_text, where, words

pytestmark = pytest.mark.django_db


def send(client, clinic, **changed):
    return client.post(where(clinic), filled(**changed))


def checked(response):
    """name=value of every radio and box that is ticked."""
    inputs = re.findall(r"<input[^>]*checked[^>]*>", response.content.decode())
    return {
        (re.search(r'name="([^"]*)"', tag)[1], re.search(r'value="([^"]*)"', tag)[1])
        for tag in inputs
        if "value" in tag
    }


def test_what_is_sent_is_kept_unread_and_a_code_is_mailed(clinic):
    browser = Client(enforce_csrf_checks=True)
    form = browser.get(where(clinic))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.content.decode())[1]
    answer = browser.post(where(clinic), filled(csrfmiddlewaretoken=token))
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (303, "/reviews/code/")
    review = Review.objects.get()
    assert (review.status, review.clinic, review.text, review.email) == ("unconfirmed", clinic, TEXT, "kim@example.com")
    assert (review.method, review.relation, review.care, review.safety, review.honesty) == ("iv", "self", 4, 5, 3)
    assert f"{review.month:%Y-%m-%d}" == f"{month()}-01"
    assert {(a.fact, a.said) for a in PatientAnswer.objects.all()} == {
        ("ride_required", "yes"), ("private_room", "forgotten"),
    }  # fmt: skip
    assert (Letter.objects.get().to, Event.objects.count()) == ("kim@example.com", 0)


def test_without_the_token_nothing_is_kept(clinic):
    assert Client(enforce_csrf_checks=True).post(where(clinic), filled()).status_code == 403
    assert Review.objects.count() == 0


def test_the_form_is_never_stored_and_its_referrer_goes_nowhere_else(client, clinic):
    response = client.get(where(clinic))
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("private, no-store", "same-origin")
    assert 'content="noindex"' in response.content.decode()


def test_before_it_asks_it_says_what_to_write_and_what_is_kept(client, clinic):
    text = words(client.get(where(clinic)))
    order = [
        "Write about the care, not about the result.", "No names of staff", "No doses", "Consumer Review Fairness Act",
        "until 24 months after it appears", "for 90 days, in which you may answer", "Month and year of the visit",
        "Care Were they kind", "What was it like?", "What did you see?", "I have no tie", "You may keep and publish",
        "Your email address For a code now",
    ]  # fmt: skip
    found = [text.find(part) for part in order]
    assert (min(found) >= 0, found) == (True, sorted(found))


def test_nothing_is_ticked_for_the_writer_but_leaving_a_question_out(client, clinic):
    ticked = checked(client.get(where(clinic)))
    assert ticked == {(f"fact_{fact.key}", "") for fact in FACTS.values() if fact.patients}


def test_consent_and_attestation_start_empty_and_are_needed(client, clinic):
    body = client.get(where(clinic)).content.decode()
    boxes = re.findall(r'<input type="checkbox"[^>]*>', body)
    assert [("checked" in box) for box in boxes] == [False, False]
    response = send(client, clinic, no_tie=None, consent=None)
    text = words(response)
    assert "We can only take a review from somebody without a tie" in text
    assert "Without your consent we keep nothing" in text
    assert Review.objects.count() == 0


def test_the_months_are_this_one_and_twenty_four_back(client, clinic):
    body = client.get(where(clinic)).content.decode()
    values = re.findall(r'<option value="(\d{4}-\d\d)"', body)
    assert (values[0], values[-1], len(values)) == (month(0), month(24), 25)


@pytest.mark.parametrize("value", ["", "2019-01", "2999-12", "0000-00", "\x00", "x" * 100_000])
def test_another_month_gets_a_sentence(client, clinic, value):
    response = send(client, clinic, month=value)
    assert re.search(r"Choose (?:the month of the visit|one of the months in the list)\.", words(response))
    assert typed_text(response) == TEXT


def test_the_methods_of_the_clinic_come_first(client, clinic):
    OfferingFactory(clinic=clinic, method="nasal")
    OfferingFactory(clinic=clinic, method="kap")
    body = client.get(where(clinic)).content.decode()
    values = re.findall(r'name="method" value="(\w+)"', body)
    assert (values[:2], set(values)) == (["nasal", "kap"], {"iv", "im", "esketamine", "oral", "sc", "nasal", "kap"})


def test_an_empty_form_gets_a_sentence_for_each_field_and_a_link_to_it(client, clinic):
    response = client.post(where(clinic), {})
    body = response.content.decode()
    links = re.findall(r'<li><a href="#([^"]+)">', body[body.index("was not sent yet") :])
    assert links == [
        "id_month", "id_method_0", "id_relation_0", "id_care_0", "id_safety_0", "id_honesty_0", "id_text", "id_no_tie",
        "id_consent", "id_email",
    ]  # fmt: skip
    assert [anchor for anchor in links if f'id="{anchor}"' not in body] == []
    assert (response.status_code, Review.objects.count()) == (200, 0)


def test_whatever_is_wrong_all_that_was_typed_stays(client, clinic):
    response = send(client, clinic, email="kim at example", relation="family", fact_interpreter="no")
    assert "Write a whole mail address, such as name@example.com." in words(response)
    assert typed_text(response) == TEXT
    assert 'value="kim at example"' in response.content.decode()
    assert f'value="{month()}" selected' in response.content.decode()
    assert {
        ("method", "iv"), ("relation", "family"), ("care", "4"), ("safety", "5"), ("honesty", "3"),
        ("fact_ride_required", "yes"), ("fact_private_room", "forgotten"), ("fact_interpreter", "no"),
    } <= checked(response)  # fmt: skip
    assert len(re.findall(r'<input type="checkbox"[^>]*checked', response.content.decode())) == 2


@pytest.mark.parametrize(
    "email",
    [
        "a@b",
        "<kim@example.com>",
        "kim@example.com\nBcc: x@example.com",
        "\x00",
        "a" * 300 + "@example.com",
        "kim@" + "x" * 100_000,
    ],
)
def test_what_is_no_address_gets_a_sentence(client, clinic, email):
    found = words(send(client, clinic, email=email))
    assert re.search(r"Write (?:a whole mail address, such as name@example.com|the address to which)", found)
    assert Letter.objects.count() == 0


def test_an_address_copied_with_a_hidden_mark_is_read_without_it(client, clinic):
    assert send(client, clinic, email=" \u200bkim@example.com\u2060 ").status_code == 303
    assert Review.objects.get().email == "kim@example.com"


@pytest.mark.parametrize("text", ["", " \n\t ", "Nice.", "Very nice people there", "\u00a0" * 90])
def test_a_few_words_are_needed(client, clinic, text):
    assert "Write a few words" in words(send(client, clinic, text=text))
    assert Review.objects.count() == 0


@pytest.mark.parametrize("length", [5001, 100_000])
def test_too_long_a_text_stays_whole(client, clinic, length):
    text = ("ab " * length)[: length - 1] + "z"
    response = send(client, clinic, text=text)
    assert f"This text has {length:,} characters. Shorten it to 5,000." in words(response)
    assert typed_text(response) == text


def test_line_ends_of_a_browser_count_once(client, clinic):
    assert send(client, clinic, text="a b c d e\r\n" * 500).status_code == 303


@pytest.mark.parametrize("mark", ["\x00", "\u202e", "\u200b", "\u2066", "\ufeff"])
def test_invisible_characters_are_taken_out_and_said(client, clinic, mark):
    response = send(client, clinic, text=f"They explained{mark} each step\nand stayed with me.")
    assert "This text held invisible characters." in words(response)
    assert typed_text(response) == "They explained each step\nand stayed with me."
    assert send(client, clinic, text=typed_text(response)).status_code == 303


def test_markup_stays_text(client, clinic):
    text = "</textarea><script>alert(1)</script> ![x](http://spam.example/y) # a b c d e"
    assert "<script>alert" not in send(client, clinic, text=text, email="").content.decode()
    send(client, clinic, text=text)
    assert Review.objects.get().text == text


@pytest.mark.parametrize("name", ["method", "relation", "care", "safety", "honesty", "fact_ride_required"])
@pytest.mark.parametrize("value", ["6", "\x00", "x" * 10_000])
def test_an_answer_that_is_not_offered_gets_a_sentence(client, clinic, name, value):
    assert "Choose one of the answers below." in words(send(client, clinic, **{name: value}))
    assert Review.objects.count() == 0


def test_a_fact_that_patients_are_not_asked_is_not_taken(client, clinic):
    send(client, clinic, fact_dea="yes", fact_ride_required=None, fact_private_room=None)
    assert (Review.objects.count(), PatientAnswer.objects.count()) == (1, 0)


def test_the_trap_for_programs_tells_a_person_what_happened(client, clinic):
    response = send(client, clinic, more="http://spam.example")
    assert "The last field must stay empty" in words(response)
    assert (typed_text(response), "spam.example" in response.content.decode()) == (TEXT, False)
    assert Review.objects.count() == 0


def test_the_sixth_of_a_day_from_one_connection_is_refused_and_stays_typed(client, clinic):
    for number in range(5):
        assert send(client, clinic, email=f"kim{number}@example.com").status_code == 303
    response = send(client, clinic, email="kim9@example.com")
    assert (response.status_code, typed_text(response)) == (429, TEXT)
    assert "5 have come from your connection today" in words(response)
    assert Review.objects.count() == 5


@pytest.mark.parametrize("status", ["draft", "withdrawn", "suspended"])
def test_a_hidden_clinic_answers_like_one_that_is_not_there(client, status):
    clinic = ClinicFactory(name="Hidden Hollow")
    hide(clinic, status)
    for answer in (client.get(where(clinic)), send(client, clinic)):
        assert (answer.status_code, "Hidden Hollow" in answer.content.decode()) == (404, False)
    nowhere = client.get("/clinics/tx/austin/no-such/review/")
    there = client.get(where(clinic)).content.decode().replace(where(clinic), "/clinics/tx/austin/no-such/review/")
    assert (there, Review.objects.count()) == (nowhere.content.decode(), 0)


@pytest.mark.parametrize("status", ["temporarily_closed", "closed", "moved"])
def test_a_clinic_that_was_open_can_be_reviewed(client, status):
    there = ClinicFactory() if status == "moved" else None
    clinic = ClinicFactory(status=status, status_on=timezone.localdate(), moved_to=there)
    assert send(client, clinic).status_code == 303


def test_an_address_in_capitals_is_not_another_page(client, clinic):
    assert (
        client.get(where(clinic).upper().replace("/CLINICS/", "/clinics/").replace("/REVIEW/", "/review/")).status_code
        == 404
    )
