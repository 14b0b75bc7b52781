"""From the form to the thanks: the code, another one, and what is told to nobody."""

import re
from urllib.parse import urlencode

import pytest
from django.core import signing

from accounts.models import Letter
from reviews.actions.deciding import withdraw_review
from reviews.actions.writing import TWICE, WRONG
from reviews.links import sent_key
from reviews.models import Review
from tests.reviews.forms import SAD, TEXT, crisis_comes_first, filled, where, words

pytestmark = pytest.mark.django_db
DEAD = [
    "", "x", "\x00", "é\u202e", "a" * 100_000, "MQ:1:x", signing.dumps(987654321, salt="reviews.sent"),
    signing.Signer(salt="reviews.mine").sign_object(1),
]  # fmt: skip


@pytest.fixture
def on_the_code_page(client, clinic):
    """Sends the form; returns the address of the page that asks for the code."""

    def make(**changed):
        answer = client.post(where(clinic), filled(**changed))
        assert answer.status_code == 303
        return answer["Location"]

    return make


def mailed(to="kim@example.com"):
    """The code of the newest letter."""
    text = Letter.objects.filter(to=to, subject="Your code").latest("pk").text
    return re.search(r"Your code: (\d{4} \d{4})", text)[1]


def letters(to="kim@example.com"):
    return Letter.objects.filter(to=to).count()


def test_the_right_code_leads_to_the_thanks(client, on_the_code_page):
    page = on_the_code_page()
    answer = client.post(page, {"code": mailed()})
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (303, "/reviews/thanks/")
    assert Review.objects.get().status == "waiting"
    text = words(client.get(answer["Location"]))
    for part in ("A person reads it", "in the order in which they came", "on a Monday", "You hear from us by mail"):
        assert part in text
    assert TEXT not in text


def test_the_thanks_lead_to_the_page_where_it_can_be_taken_back(client, on_the_code_page):
    thanks = client.post(on_the_code_page(), {"code": mailed()})["Location"]
    mine = re.search(r'href="(/reviews/mine/[^"]+)"', client.get(thanks).content.decode())[1]
    assert "It waits for a person to read it." in words(client.get(mine))


def test_pages_behind_a_key_are_stored_nowhere_and_set_no_cookie_to_be_thanked(client, on_the_code_page):
    page = on_the_code_page()
    thanks = client.post(page, {"code": mailed()})["Location"]
    client.cookies.clear()
    response = client.get(thanks)
    assert dict(response.cookies) == {}
    for answer in (response, client.get(page), client.get("/reviews/code/?key=x")):
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("private, no-store", "same-origin")


@pytest.mark.parametrize("typed", ["", "12345678", "\x00", "x" * 100_000, "１２３４５６７８", "<b>"])
def test_a_wrong_code_gets_one_sentence_beside_its_field(client, on_the_code_page, typed):
    response = client.post(on_the_code_page(), {"code": typed})
    assert (response.status_code, WRONG in words(response)) == (409, True)
    assert 'id="id_code_error"' in response.content.decode()
    assert Review.objects.get().status == "unconfirmed"


def test_what_is_no_code_at_all_is_a_wrong_one(client, on_the_code_page):
    assert client.post(on_the_code_page(), {}).status_code == 409


def test_five_wrong_ones_end_the_code_and_another_one_works(client, on_the_code_page):
    page = on_the_code_page()
    right = mailed()
    for _ in range(5):
        client.post(page, {"code": "00000000"})
    assert client.post(page, {"code": right}).status_code == 409
    answer = client.post(page, {"another": "1"})
    # The key is signed anew, with its second in it.
    assert (answer.status_code, answer["Location"].startswith("/reviews/code/?key=")) == (303, True)
    assert answer["Location"].endswith("&another=1")
    assert "Another code is on its way" in words(client.get(answer["Location"]))
    assert client.post(page, {"code": mailed()})["Location"].startswith("/reviews/thanks/")


def test_a_code_sent_twice_at_once_or_replayed_leads_to_the_thanks_and_does_nothing(client, on_the_code_page):
    page = on_the_code_page()
    typed = mailed()
    first = client.post(page, {"code": typed})
    confirmed = Review.objects.get().confirmed_at
    for again in (client.post(page, {"code": typed}), client.post(page, {"another": "1"}), client.get(page)):
        assert (again.status_code, again["Location"].partition("?")[0]) == (303, "/reviews/thanks/")
    assert client.get(first["Location"]).status_code == 200
    assert (Review.objects.get().confirmed_at, letters()) == (confirmed, 1)


def test_the_thanks_before_the_code_lead_back_to_it(client, on_the_code_page):
    page = on_the_code_page()
    assert client.get(page.replace("/code/", "/thanks/"))["Location"].partition("?")[0] == "/reviews/code/"


def test_a_fourth_code_for_one_review_is_refused(client, on_the_code_page):
    page = on_the_code_page()
    for _ in range(2):
        assert client.post(page, {"another": "1"}).status_code == 303
    response = client.post(page, {"another": "1"})
    assert (response.status_code, "We have sent 3 codes today" in words(response)) == (429, True)
    assert client.post(page, {"code": mailed()}).status_code == 303


@pytest.mark.parametrize("again", ["kim@example.com", "KIM+x@example.com"])
def test_a_mailbox_that_had_its_codes_gets_no_more_and_nobody_is_told(client, on_the_code_page, again):
    page = on_the_code_page()
    for _ in range(2):
        client.post(page, {"another": "1"})
    fresh, full = on_the_code_page(email="new@example.com"), on_the_code_page(email=again)
    pages = [re.sub(r'value="[\w-]{64}"', "", client.get(address).content.decode()) for address in (fresh, full)]
    assert pages[0] == pages[1]
    assert (letters(), letters("new@example.com"), Letter.objects.count()) == (3, 1, 4)
    assert client.post(full, {"code": mailed()}).status_code == 409


def test_which_address_has_reviewed_what_is_told_to_nobody_but_its_owner(client, on_the_code_page):
    client.post(on_the_code_page(), {"code": mailed()})
    known, new = on_the_code_page(), on_the_code_page(email="new@example.com")
    pages = [re.sub(r'value="[\w-]{64}"', "", client.get(address).content.decode()) for address in (known, new)]
    assert pages[0] == pages[1]
    wrong = [client.post(address, {"code": "00000000"}) for address in (known, new)]
    assert (wrong[0].status_code, words(wrong[0])) == (wrong[1].status_code, words(wrong[1]))
    subjects = list(Letter.objects.filter(to="kim@example.com").values_list("subject", flat=True))
    assert subjects == ["Your code", "Your code"]


def test_who_has_reviewed_it_before_is_told_after_the_code_and_mailed_the_link_once(client, on_the_code_page):
    client.post(on_the_code_page(), {"code": mailed()})
    old = Review.objects.get(status="waiting")
    page = on_the_code_page(text="This time it was quite another thing altogether.")
    for _ in range(2):
        response = client.post(page, {"code": mailed()})
        assert (response.status_code, TWICE in words(response)) == (409, True)
    [letter] = Letter.objects.filter(subject="What you sent us")
    link = re.search(r"http\S+", letter.text)[0].partition("/reviews/")[2]
    assert "It waits for a person to read it." in words(client.get(f"/reviews/{link}"))
    withdraw_review(review=old)
    assert client.post(page, {"code": mailed()}).status_code == 303
    assert Review.objects.get(status="waiting").text.startswith("This time")


@pytest.mark.parametrize("key", DEAD, ids=range(len(DEAD)))
@pytest.mark.parametrize("page", ["code", "thanks"])
def test_a_key_that_leads_nowhere_is_said_to(client, page, key):
    address = f"/reviews/{page}/?{urlencode({'key': key})}"
    assert (client.get(address).status_code, "does not work any more" in words(client.get(address))) == (410, True)
    if page == "code":
        assert [client.post(address, data).status_code for data in ({}, {"another": "1"})] == [410, 410]


def test_a_key_works_for_a_day(client, sent, monkeypatch):
    review = sent()
    made = signing.time.time()
    key = sent_key(review)
    for hours, status in ((23, 200), (25, 410)):
        monkeypatch.setattr(signing.time, "time", lambda hours=hours: made + hours * 3600)
        assert client.get(f"/reviews/code/?{urlencode({'key': key})}").status_code == status


@pytest.mark.parametrize("changed", [{}, {"email": ""}, {"text": SAD * 100}, {"consent": None}])
def test_where_a_text_worries_988_comes_first_whatever_else_is_wrong(client, clinic, changed):
    response = client.post(where(clinic), filled(**{"text": SAD} | changed))
    if response.status_code == 303:
        response = client.get(response["Location"])
    assert crisis_comes_first(response) is True
    assert crisis_comes_first(client.post(where(clinic), filled(email=""))) is False


def test_reading_the_form_alone_shows_988_in_its_usual_place(client, clinic):
    response = client.get(where(clinic))
    assert (crisis_comes_first(response), "Call 988" in response.content.decode()) == (False, True)


def test_words_that_worry_put_988_on_top_of_every_page_from_there(client, on_the_code_page):
    page = on_the_code_page(text=SAD)
    pages = [client.get(page), client.post(page, {"code": "00000000"})]
    pages.append(client.get(client.post(page, {"another": "1"})["Location"]))
    pages.append(client.get(client.post(page, {"code": mailed()})["Location"]))
    assert [crisis_comes_first(answer) for answer in pages] == [True, True, True, True]
    assert Review.objects.get().status == "held"
    assert "you may be hurting. You do not have to carry that alone." in words(pages[3])


def test_words_that_do_not_worry_leave_988_in_its_usual_place(client, on_the_code_page):
    page = on_the_code_page()
    first = client.get(page)
    thanks = client.get(client.post(page, {"code": mailed()})["Location"])
    assert [crisis_comes_first(answer) for answer in (first, thanks)] == [False, False]


def test_the_pages_between_name_no_clinic(client, on_the_code_page):
    page = on_the_code_page()
    code = client.get(page)
    thanks = client.get(client.post(page, {"code": mailed()})["Location"])
    assert ["Barton" in answer.content.decode() for answer in (code, thanks)] == [False, False]
