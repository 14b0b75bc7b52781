"""The writer's own page: what became of it, one answer, the way back, and what is kept."""

import re
from urllib.parse import urlencode

import pytest
from django.core import signing
from django.utils import timezone

from accounts.models import Event, Letter
from reviews.actions.deciding import publish_review, refuse_for_good, refuse_review
from reviews.enums import ReviewReason, ReviewStatus
from reviews.links import key_of
from reviews.models import Review
from tests.clinics.views.test_clinic import hide
from tests.days import days_ago
from tests.reviews.conftest import fresh
from tests.reviews.forms import SAD, crisis_comes_first, typed_text, words

pytestmark = pytest.mark.django_db
DEAD = [
    "", "x", "\x00", "é\u202e", "a" * 100_000, "MQ:x", signing.Signer(salt="reviews.mine").sign_object(987654321),
    signing.dumps(1, salt="reviews.sent"),
]  # fmt: skip
TEXT = "They explained each step and I was never alone."


def mine(review):
    return f"/reviews/mine/?{urlencode({'key': key_of(review)})}"


def take_back(review):
    return mine(review).replace("/mine/", "/mine/take-back/")


@pytest.fixture
def refused(waiting, judge):
    def make(days=0, **changed):
        review = refuse_review(review=waiting(**changed), by=judge, reason="private")
        Review.objects.filter(pk=review.pk).update(decided_at=days_ago(days))
        review.refresh_from_db()
        return review

    return make


def test_it_says_that_it_waits(client, waiting):
    text = words(client.get(mine(waiting())))
    assert "It waits for a person to read it." in text
    assert "Your email address, until we have decided." in text


@pytest.mark.parametrize("text", [SAD, TEXT])
def test_one_that_is_held_reads_like_any_that_waits(client, waiting, text):
    response = client.get(mine(waiting(text=text)))
    assert "It waits for a person to read it." in words(response)
    assert crisis_comes_first(response) is (text == SAD)


def test_it_says_when_it_appears_and_since_when_it_is_there(client, waiting, shown, judge):
    review = publish_review(review=waiting(), by=judge)
    assert f"It appears on {review.published_on:%A, %B} {review.published_on.day}," in words(client.get(mine(review)))
    review = shown()
    text = words(client.get(mine(review)))
    day = review.expires_on
    assert "It is on the clinic’s page since" in text
    assert f"It goes on {day:%B} {day.day}, {day.year}, and all that you wrote is deleted then." in text
    assert "Your email address is deleted." in text


@pytest.mark.parametrize("reason", ReviewReason.refusing)
def test_a_refusal_says_its_reason(client, waiting, judge, reason):
    review = refuse_review(review=waiting(), by=judge, reason=reason)
    assert f"The reason: {ReviewReason(reason).label}" in words(client.get(mine(review))).replace(" .", ".")


def test_a_refusal_is_answered_once(client, refused):
    review = refused()
    answer = client.post(mine(review), {"text": "There is no name\r\nin it."})
    assert (answer.status_code, answer["Location"]) == (303, mine(review))
    review.refresh_from_db()
    assert (review.status, review.answer) == ("answered", "There is no name\nin it.")
    text = words(client.get(mine(review)))
    assert ("Your answer waits for a person to read it." in text, "You may answer once" in text) == (True, False)
    again = client.post(mine(review), {"text": "One more thing."})
    assert (again.status_code, "One more thing." in words(again)) == (409, True)
    review.refresh_from_db()
    assert review.answer == "There is no name\nin it."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write what we should know."),
        (" \n ", "Write what we should know."),
        ("a" * 2001, "This text has 2,001 characters. Shorten it to 2,000."),
        ("b" * 100_000, "This text has 100,000 characters. Shorten it to 2,000."),
        ("It\u202e is\x00 fine", "This text held invisible characters."),
    ],
)
def test_a_bad_answer_gets_a_sentence_and_stays_typed(client, refused, typed, sentence):
    review = refused()
    response = client.post(mine(review), {"text": typed})
    assert (response.status_code, sentence in words(response)) == (200, True)
    assert typed_text(response) == typed.replace("\u202e", "").replace("\x00", "")
    review.refresh_from_db()
    assert review.status == "refused"


def test_markup_in_an_answer_stays_text(client, refused):
    review = refused()
    client.post(mine(review), {"text": "</p><script>alert(1)</script>"})
    body = client.get(mine(review)).content.decode()
    assert ("<script>alert" in body, "&lt;script&gt;alert" in body) == (False, True)


def test_an_answer_that_worries_shows_988_at_once(client, refused):
    review = refused()
    assert crisis_comes_first(client.get(mine(review))) is False
    too_long = client.post(mine(review), {"text": SAD * 100})
    client.post(mine(review), {"text": SAD})
    assert [crisis_comes_first(page) for page in (too_long, client.get(mine(review)))] == [True, True]


def test_after_ninety_days_there_is_no_answer_whether_the_clock_has_run_or_not(client, refused):
    assert "You may answer once" in words(client.get(mine(refused(days=90))))
    review = refused(days=91)
    response = client.get(mine(review))
    assert ("Those days are over." in words(response), "You may answer once" in words(response)) == (True, False)
    assert TEXT not in response.content.decode()
    late = client.post(mine(review), {"text": "Too late, I fear."})
    assert (late.status_code, "Too late, I fear." in words(late)) == (409, True)
    assert Review.objects.get(pk=review.pk).status == "refused"


def test_a_final_refusal_says_so_and_that_what_was_written_is_gone(client, refused, judge):
    review = refused()
    client.post(mine(review), {"text": "There is no name in it."})
    refuse_for_good(review=Review.objects.get(pk=review.pk), by=judge, reason="private")
    response = client.get(mine(review))
    assert "This is final." in words(response)
    assert "What you wrote is deleted. For twelve months" in words(response)
    assert ("<textarea" in response.content.decode(), TEXT in response.content.decode()) == (False, False)


def test_an_answer_that_was_right_shows_when_it_appears(client, refused, judge):
    review = refused()
    client.post(mine(review), {"text": "There is no name in it."})
    publish_review(review=Review.objects.get(pk=review.pk), by=judge)
    assert "It appears on" in words(client.get(mine(review)))


@pytest.mark.parametrize("status", ReviewStatus.standing)
def test_it_can_be_taken_back_whatever_became_of_it_and_asks_first(client, shown, status, clinic):
    review = shown(answers={"ride_required": "yes"})
    Review.objects.filter(pk=review.pk).update(status=status)
    asks = client.get(take_back(review))
    assert "We cannot bring it back." in words(asks)
    assert Review.objects.get(pk=review.pk).text == TEXT
    answer = client.post(take_back(review))
    assert (answer.status_code, answer["Location"]) == (303, mine(review))
    text = words(client.get(mine(review)))
    assert "You have taken it back. All that you wrote is deleted." in text
    assert ("Take it back" in text, fresh(clinic).rating_count) == (False, 0)
    left = Review.objects.get(pk=review.pk)
    assert (left.status, left.text, left.address_hash, left.answers.count()) == ("withdrawn", "", "", 0)


def test_taking_back_twice_changes_nothing_more(client, waiting):
    review = waiting()
    for _ in range(2):
        assert client.post(take_back(review)).status_code == 303
    assert Event.objects.filter(what="review.withdrawn").count() == 1


def test_one_whose_time_is_over_says_so_before_any_clock_has_run(client, shown):
    review = shown()
    Review.objects.filter(pk=review.pk).update(expires_on=timezone.localdate())
    response = client.get(mine(review))
    assert ("Its time is over." in words(response), TEXT in response.content.decode()) == (True, False)


def test_a_clinic_that_is_hidden_is_not_named(client, waiting, clinic):
    review = waiting()
    assert "Barton Creek" in words(client.get(mine(review)))
    hide(clinic, "suspended")
    assert "Barton Creek" not in client.get(mine(review)).content.decode()


def test_it_is_stored_nowhere_and_not_in_an_index(client, waiting):
    review = waiting()
    for page in (mine(review), take_back(review)):
        response = client.get(page)
        assert (response["Cache-Control"], response["Referrer-Policy"]) == ("private, no-store", "same-origin")
        assert 'content="noindex"' in response.content.decode()


@pytest.mark.parametrize("key", DEAD, ids=range(len(DEAD)))
@pytest.mark.parametrize("page", ["mine", "mine/take-back"])
def test_a_dead_link_says_so(client, page, key):
    address = f"/reviews/{page}/?{urlencode({'key': key})}"
    for answer in (client.get(address), client.post(address, {"text": "Hello there."})):
        assert (answer.status_code, "This link does not work" in words(answer)) == (410, True)


def test_the_link_of_one_that_was_never_confirmed_is_dead(client, sent):
    assert client.get(mine(sent())).status_code == 410


def test_the_letter_of_a_refusal_leads_there_and_names_no_clinic(client, refused):
    refused(email="lee@example.com")
    text = _letter("lee@example.com")
    assert "You may answer once, until" in text
    assert [word for word in ("Barton", "etamine", "clinic", "review") if word in text.replace("/reviews/", "")] == []
    link = re.search(r"http\S+/reviews/(\S+)", text)[1]
    assert "We cannot show it." in words(client.get(f"/reviews/{link}"))


def test_the_letter_of_a_publication_names_both_days_and_no_clinic(waiting, judge):
    review = publish_review(review=waiting(email="lee@example.com"), by=judge)
    text = _letter("lee@example.com")
    for day in (review.published_on, review.expires_on):
        assert f"{day:%B} {day.day}, {day.year}" in text
    assert [word for word in ("Barton", "etamine", "clinic", "review") if word in text.replace("/reviews/", "")] == []


def _letter(to):
    return Letter.objects.filter(to=to).latest("pk").text
