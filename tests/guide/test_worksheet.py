"""The cost worksheet: what it understands, what it adds up, and that it keeps nothing."""

import html
import re

import pytest

from clinics.enums import Method
from guide.domain.worksheet import Given, Sum, a_year_later, course, plan_pays, you_pay

PAGE = "/guide/cost-worksheet/"
NO_PRICE, NO_NUMBER = "the price of one session is not known", "the number of sessions is not known"
WHOLE = {"method": "iv", "price": "450", "sessions": "6", "intake": "150", "plan": "200"}


@pytest.mark.parametrize(
    ("given", "sums"),
    [
        (Given(sessions=6, price=450, intake=150), Sum(2850, "150 + 6 × 450")),
        (Given(sessions=6, price=450, intake=0), Sum(2700, "6 × 450")),
        (Given(sessions=6, price=450), Sum(2700, "6 × 450")),
        (Given(sessions=1, price=1), Sum(1, "1 × 1")),
        (Given(sessions=60, price=20_000, intake=20_000), Sum(1_220_000, "20,000 + 60 × 20,000")),
        (Given(sessions=6), Sum(None, NO_PRICE)),
        (Given(price=450, intake=150), Sum(None, NO_NUMBER)),
        (Given(intake=150), Sum(None, "the price and the number of sessions are not known")),
    ],
)
def test_a_course_is_summed_from_what_is_known(given, sums):
    assert course(given) == sums


@pytest.mark.parametrize(
    ("given", "pays", "yours"),
    [
        (Given(sessions=6, price=450, intake=150, plan=200), Sum(1200, "6 × 200"), Sum(1650, "2,850 − 1,200")),
        (Given(sessions=6, price=450, plan=450), Sum(2700, "6 × 450"), Sum(0, "2,700 − 2,700")),
        (Given(sessions=6, price=450, plan=0), Sum(0, ""), Sum(2700, "2,700 − 0")),
        (Given(sessions=6, price=450), Sum(None, ""), Sum(None, "")),
        (Given(sessions=6, plan=200), Sum(1200, "6 × 200"), Sum(None, "")),
        (Given(price=450, plan=200), Sum(None, NO_NUMBER), Sum(None, "")),
    ],
)
def test_a_plan_is_taken_off_where_it_is_known(given, pays, yours):
    assert (plan_pays(given), you_pay(given)) == (pays, yours)


@pytest.mark.parametrize(
    ("given", "sums"),
    [
        (Given(later=12, later_price=400), Sum(4800, "12 × 400")),
        (Given(later=12), Sum(None, NO_PRICE)),
        (Given(later_price=400), Sum(None, NO_NUMBER)),
    ],
)
def test_a_later_year_is_a_sum_of_its_own(given, sums):
    assert a_year_later(given) == sums


def shown(answer):
    """The receipt as rows of words."""
    rows = re.findall(r"<tr class=\"(\w*)\"><th[^>]*>(.*?)</th><td>(.*?)</td></tr>", answer.content.decode())
    return [
        (kind, *(re.sub(r"<[^>]+>", "", html.unescape(part.replace("<small>", " | "))) for part in parts))
        for kind, *parts in rows
    ]


@pytest.fixture
def ask(client, db):
    return lambda **given: client.get(PAGE, given)


def test_the_sum_is_shown_with_its_parts(ask):
    assert shown(ask(**WHOLE, later="12", later_price="400")) == [
        ("", "First visit", "$150"),
        ("", "One session", "$450"),
        ("", "Sessions in the first course", "6"),
        ("total", "First course | 150 + 6 × 450", "$2,850"),
        ("", "Your plan pays | 6 × 200", "$1,200"),
        ("total", "You pay | 2,850 − 1,200", "$1,650"),
        ("", "Sessions in a year after that", "12"),
        ("", "One of these", "$400"),
        ("total", "A year after that | 12 × 400, before what your plan pays", "$4,800"),
    ]


def test_what_is_blank_is_unknown_and_never_nothing(ask):
    assert shown(ask(method="esketamine", price="450", later="3")) == [
        ("none", "First visit | so it is not in the sum", "Not known"),
        ("", "One session", "$450"),
        ("none", "Sessions in the first course | 8 is usual for esketamine spray", "Not known"),
        ("total", f"First course | {NO_NUMBER}", "Not known yet"),
        ("none", "Your plan pays | nothing is taken off", "Not known"),
        ("", "Sessions in a year after that", "3"),
        ("none", "One of these", "Not known"),
        ("total", f"A year after that | {NO_PRICE}", "Not known yet"),
    ]


def test_a_fee_or_a_plan_of_nothing_is_known(ask):
    rows = {label: value for _, label, value in shown(ask(price="450", sessions="6", intake="0", plan="0"))}
    assert (rows["First visit"], rows["Your plan pays"], rows["You pay | 2,700 − 0"]) == ("No fee", "Nothing", "$2,700")


@pytest.mark.parametrize("method", Method.values)
def test_without_a_price_it_leads_to_the_prices_of_clinics(ask, method):
    lead = 'No price yet? <a href="/costs/">'
    assert (lead in ask(method=method).content.decode(), lead in ask(**WHOLE).content.decode()) == (True, False)


@pytest.mark.parametrize("typed", ["450", " 450 ", "$450", "$ 450", "00450"])
def test_a_price_may_be_written_as_people_write_it(ask, typed):
    assert ("total", "First course | 6 × 450", "$2,700") in shown(ask(price=typed, sessions="6"))


def test_thousands_may_have_a_comma(ask):
    assert ("total", "First course | 2 × 1,200", "$2,400") in shown(ask(price="$1,200", sessions="2"))


def wrong(answer):
    """The sentences beside fields, and what each field holds."""
    page = answer.content.decode()
    said = re.findall(r'<p class="lamp" id="(\w+)-error">(.*?)</p>', page)
    return {name: html.unescape(sentence) for name, sentence in said}


DOLLARS = "write whole dollars from 1 to 20,000, such as 450."


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        ("abc", "abc"), ("-5", "-5"), ("0", "0"), ("20001", "20001"), ("4.50", "4.50"), ("1e3", "1e3"),
        ("$20,001", "$20,001"), ("12,00", "12,00"), ("1,2000", "1,2000"), ("$", "$"), ("$$4", "$$4"), ("٤٥", "٤٥"),
        ("450 to 550", "450 to 550"), ("9" * 60, "9" * 40 + "…"), ("<b>", "<b>"),
    ],
)  # fmt: skip
def test_a_price_that_is_none_is_said_beside_its_field(ask, typed, quoted):
    answer = ask(**{**WHOLE, "price": typed})
    sentence = f"The price of one session cannot be “{quoted}”: {DOLLARS}"
    assert (answer.status_code, wrong(answer), shown(answer)) == (200, {"price": sentence}, [])


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("sessions", "0", "The number of sessions cannot be “0”: write a number from 1 to 60."),
        ("sessions", "61", "The number of sessions cannot be “61”: write a number from 1 to 60."),
        ("sessions", "six", "The number of sessions cannot be “six”: write a number from 1 to 60."),
        ("intake", "-1", "The fee for the first visit cannot be “-1”: write whole dollars from 0 to 20,000, such as 150."),
        ("plan", "x", "What your plan pays cannot be “x”: write whole dollars from 0 to 20,000, such as 200."),
        ("plan", "451", "Your plan cannot pay more than one session costs, which is $450."),
        ("later", "105", "The number of sessions in a year cannot be “105”: write a number from 1 to 104."),
        ("later_price", "0", "The price of a later session cannot be “0”: write whole dollars from 1 to 20,000, such as 450."),
        ("method", "smoke", "The method cannot be “smoke”: choose one from the list."),
        ("price", "4\x005", "The price of one session holds invisible characters: type it again."),
        ("price", "4" * 101, "The price of one session is too long: write 100 characters at most."),
    ],
)  # fmt: skip
def test_each_field_says_what_is_wrong_with_it(ask, name, typed, sentence):
    assert wrong(ask(**{**WHOLE, name: typed})) == {name: sentence}


def test_a_mistake_loses_nothing_and_is_listed_at_the_top(ask):
    answer = ask(**{**WHOLE, "price": "a lot", "later": "3"})
    page = answer.content.decode()
    values = dict(re.findall(r'<input[^>]* name="(\w+)" value="([^"]*)"', page))
    assert values == {
        "price": "a lot",
        "sessions": "6",
        "intake": "150",
        "plan": "200",
        "later": "3",
        "later_price": "",
    }
    assert '<option value="iv" selected>' in page
    assert re.findall(r'<li><a href="#(id_\w+)">', page) == ["id_price"]
    assert 'id="id_price" name="price" value="a lot" aria-invalid="true" aria-describedby="price-error"' in page


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("price=450&price=500", {"price": "The price of one session was given more than once: give it once."}),
        ("price=450&price=450", {}),
        ("price=450&price=", {}),
        ("price=450&sessions=2&utm_source=x&csrf=%00", {}),
    ],
)
def test_a_parameter_counts_once_and_unknown_ones_not_at_all(client, db, query, sentences):
    answer = client.get(f"{PAGE}?{query}")
    assert (wrong(answer), bool(shown(answer))) == (sentences, not sentences)


def test_an_empty_form_is_neither_wrong_nor_summed(ask):
    answer = ask(method="", price="", sessions=" ")
    assert (answer.status_code, wrong(answer), shown(answer)) == (200, {}, [])


@pytest.mark.parametrize("path", [PAGE, "/guide/first-call/"])
def test_what_is_asked_is_kept_nowhere(client, db, path):
    plain, asked = client.get(path), client.get(path, {"method": "iv"})
    assert (plain["Cache-Control"], asked["Cache-Control"]) == ("public, max-age=300", "private, no-store")
    assert [len(answer.cookies) for answer in (plain, asked)] == [0, 0]
    noindex = '<meta name="robots" content="noindex">'
    assert [noindex in answer.content.decode() for answer in (plain, asked)] == [False, True]
    assert client.post(path).status_code == 405


def test_the_page_says_where_the_numbers_are_and_what_may_be_asked(ask):
    page = ask().content.decode()
    sentences = [
        "They stand in the address of this page and nowhere else.",
        "Good Faith Estimate",
        "prior authorization",
    ]
    assert [sentence for sentence in sentences if sentence not in page] == []
