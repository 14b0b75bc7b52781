"""Report a problem: a page of its own, and nothing kept of who sent it."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Event
from clinics.models import Report
from tests.clinics.views.test_clinic import hide, words
from tests.factories import ClinicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def where(clinic):
    return f"{clinic.get_absolute_url()}report/"


def send(client, clinic, **data):
    return client.post(where(clinic), data)


def shown(response):
    return re.search(r"<textarea[^>]*>\n(.*?)</textarea>", response.content.decode(), re.DOTALL).group(1)


def test_a_report_is_kept_and_thanked_for():
    clinic = ClinicFactory()
    browser = Client(enforce_csrf_checks=True)
    form = browser.get(where(clinic))
    assert form["Cache-Control"] == "private, no-store"
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.content.decode()).group(1)
    answer = send(browser, clinic, kind="phone", text="It rings and rings.", csrfmiddlewaretoken=token)
    assert (answer.status_code, answer["Location"]) == (303, f"{where(clinic)}thanks/")
    report = Report.objects.get()
    assert (report.clinic, report.kind, report.text, report.status) == (clinic, "phone", "It rings and rings.", "open")
    assert "Thank you, the report was sent" in words(browser.get(answer["Location"]))


def test_without_the_token_nothing_is_kept():
    clinic = ClinicFactory()
    assert send(Client(enforce_csrf_checks=True), clinic, kind="phone").status_code == 403
    assert Report.objects.count() == 0


def test_the_thanks_page_needs_no_cookie(client):
    assert dict(client.get(f"{where(ClinicFactory())}thanks/").cookies) == {}


def test_the_form_says_what_is_kept(client):
    text = words(client.get(where(ClinicFactory())))
    assert "A person reads every report. We ask for no name." in text
    assert "Please do not write private details" in text


def test_an_address_may_be_left_and_is_kept_for_the_outcome(client):
    clinic = ClinicFactory()
    assert "Only to tell you how it ended. We delete it then." in words(client.get(where(clinic)))
    assert send(client, clinic, kind="phone", email=" Kim@example.com ").status_code == 303
    assert send(client, clinic, kind="phone").status_code == 303
    assert list(Report.objects.values_list("email", flat=True)) == ["Kim@example.com", ""]
    assert "we write to you once" in words(client.get(f"{where(clinic)}thanks/"))


@pytest.mark.parametrize(
    "email", ["kim", "kim@example.com\x00", "x" * 10_000, "a@b.example, c@d.example", "kim@example.com\nBcc: a@b.example"],
    ids=["half", "null", "long", "two", "header"],
)  # fmt: skip
def test_half_an_address_is_said_beside_its_field_and_nothing_is_lost(client, email):
    response = send(client, ClinicFactory(), kind="phone", text="Stays here", email=email)
    page = response.content.decode()
    assert (response.status_code, shown(response), Report.objects.count()) == (200, "Stays here", 0)
    assert 'href="#id_email">This is not a whole mail address' in page
    assert 'aria-invalid="true" aria-describedby="email-error"' in page


def test_a_kind_is_needed_and_the_text_stays(client):
    response = send(client, ClinicFactory(), text="Stays here")
    assert response.status_code == 200
    assert "Choose what is wrong with this page." in words(response)
    assert '<a href="#id_kind_0">' in response.content.decode()
    assert shown(response) == "Stays here"
    assert Report.objects.count() == 0


def test_something_else_needs_words(client):
    clinic = ClinicFactory()
    response = send(client, clinic, kind="other", text=" \n ")
    assert 'href="#id_text">Say in a few words what is wrong.' in response.content.decode()
    assert 'aria-invalid="true" aria-describedby="text-error"' in response.content.decode()
    assert re.search(r'<input[^>]*value="other"[^>]*checked', response.content.decode())
    assert send(client, clinic, kind="closed").status_code == 303


@pytest.mark.parametrize("kind", ["rude", "\x00", "x" * 10_000])
def test_an_unknown_kind_is_refused_with_a_sentence(client, kind):
    assert "Choose one of the answers below." in words(send(client, ClinicFactory(), kind=kind))


def test_too_long_a_text_stays_whole(client):
    clinic, text = ClinicFactory(), "a" * 10_000
    response = send(client, clinic, kind="phone", text=text)
    assert "This text has 10,000 characters. Shorten it to 2,000." in words(response)
    assert shown(response) == text
    assert send(client, clinic, kind="phone", text="a\r\n" * 1000).status_code == 303


@pytest.mark.parametrize("mark", ["\x00", "\u202e", "\u200b"])
def test_invisible_characters_are_taken_out_and_said(client, mark):
    clinic = ClinicFactory()
    response = send(client, clinic, kind="phone", text=f"It is{mark} wrong\nhere")
    assert "This text held invisible characters." in words(response)
    assert shown(response) == "It is wrong\nhere"
    assert Report.objects.count() == 0
    assert send(client, clinic, kind="phone", text=shown(response)).status_code == 303


def test_the_trap_for_programs_tells_a_person_what_happened(client):
    response = send(client, ClinicFactory(), kind="phone", text="kept", more="http://spam.example")
    assert "The last field must stay empty" in words(response)
    assert shown(response) == "kept"
    assert "spam.example" not in response.content.decode()
    assert Report.objects.count() == 0


def test_markup_in_a_report_stays_text(client):
    response = send(client, ClinicFactory(), text="</textarea><script>alert(1)</script>")
    assert "<script>alert" not in response.content.decode()


def test_the_sixth_report_of_a_day_is_refused_and_its_text_kept(client):
    clinic = ClinicFactory()
    for _ in range(5):
        assert send(client, clinic, kind="phone").status_code == 303
    response = send(client, clinic, kind="other", text="The sixth")
    assert response.status_code == 429
    assert "5 reports have come from your connection today" in words(response)
    assert shown(response) == "The sixth"
    assert Report.objects.count() == 5


def test_behind_a_proxy_the_address_is_the_one_the_proxy_saw(client, settings):
    clinic, settings.BEHIND_PROXY = ClinicFactory(), True
    for number in range(6):
        forged = {"HTTP_X_FORWARDED_FOR": f"198.51.100.{number}, 203.0.113.9"}
        last = client.post(where(clinic), {"kind": "phone"}, **forged)
    assert last.status_code == 429
    assert client.post(where(clinic), {"kind": "phone"}, HTTP_X_FORWARDED_FOR="203.0.113.10").status_code == 303


def test_the_log_holds_no_words_of_a_report(client):
    send(client, ClinicFactory(), kind="phone", text="My name is Ann", email="ann@example.com")
    event = Event.objects.get()
    assert "ann" not in f"{event.actor}{event.after}{event.before}{event.subject}".lower()


@pytest.mark.parametrize("status", ["draft", "withdrawn", "suspended"])
@pytest.mark.parametrize("end", ["report/", "report/thanks/"])
def test_a_hidden_clinic_cannot_be_reported_nor_found_out(client, status, end):
    clinic = ClinicFactory(name="Hidden Hollow")
    hide(clinic, status)
    response = client.get(f"{clinic.get_absolute_url()}{end}")
    assert response.status_code == 404
    assert "Hidden Hollow" not in response.content.decode()
    assert client.post(where(clinic), {"kind": "phone"}).status_code == 404
    assert Report.objects.count() == 0


@pytest.mark.parametrize("status", ["closed", "temporarily_closed"])
def test_a_closed_clinic_can_be_reported(client, status):
    clinic = ClinicFactory()
    hide(clinic, status)
    assert send(client, clinic, kind="other", text="It is open").status_code == 303


def test_another_spelling_is_not_found(client):
    clinic = ClinicFactory(slug="here")
    assert client.get(where(clinic)).status_code == 200
    assert client.get("/clinics/TX/austin/here/report/").status_code == 404
