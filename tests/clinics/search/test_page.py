"""What the page says of a search, and where its links lead."""

import datetime as dt

import pytest
from django.http import QueryDict

from clinics.actions.indexing import reindex
from clinics.enums import Evidence, Unit
from clinics.models import AgeRange, City, Clinic, Condition, Trait
from clinics.search.filters import ClinicFilter
from clinics.search.page import build
from tests.clinics.search.drawn import fill
from tests.factories import ClinicFactory, OfferingFactory, StatementFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def page(db):
    City.objects.create(name="Austin", folded="austin", state="TX", latitude=30.27, longitude=-97.74, population=900000)
    City.objects.create(name="Austin", folded="austin", state="MN", latitude=43.6, longitude=-93, population=25000)
    return lambda text="": build(ClinicFilter(QueryDict(text), today=TODAY))


def ids(found):
    return [card.clinic.pk for card in found]


def test_headings(page):
    ClinicFactory()
    ClinicFactory(latitude=43.6, longitude=-116.2, state="ID")
    wanted = {
        "": "2 clinics",
        "near=Austin%2C+TX": "1 clinic within 25 miles of Austin, TX",
        "near=Austin%2C+MN&radius=5": "No clinics within 5 miles of Austin, MN",
        "state=TX": "1 clinic in Texas",
        "state=TX&state=ID": "2 clinics in Texas or Idaho",
        "state=TX&state=ID&state=UT&state=NV": "2 clinics in 4 states",
        "q=clinic+austin": "2 clinics found for “clinic austin”",
    }
    found = {text: page(text) for text in wanted}
    reindex(Clinic.objects.values_list("pk", flat=True))
    found["q=clinic+austin"] = page("q=clinic+austin")
    assert {text: it.heading for text, it in found.items()} == wanted
    assert {it.heading for it in found.values()} == set(wanted.values())


def test_an_option_counts_its_own_and_a_chosen_one_is_never_disabled(page):
    OfferingFactory(method="iv")
    methods = page("method=kap").facets["method"]
    assert methods.chosen == 1
    assert {o.value: (o.count, o.chosen, o.disabled) for o in methods.options if o.value in {"iv", "kap", "sc"}} == {
        "iv": (1, False, False),
        "kap": (0, True, False),
        "sc": (0, False, True),
    }
    assert [o.value for o in methods.options] == ["iv", "im", "esketamine", "oral", "sc", "nasal", "kap"]


def test_facts_say_who_has_said_and_who_has_not(page):
    for answer, evidence in ((True, Evidence.STATED), (True, Evidence.DOCUMENT), (False, Evidence.STATED)):
        StatementFactory(fact="dea", answer=answer, evidence=evidence)
        StatementFactory(fact="limits_reviews", answer=answer)
    ClinicFactory()
    reindex(Clinic.objects.values_list("pk", flat=True))

    def sentence(text, key):
        return next(o.sentence for o in page(text).facets["fact"].options if o.value == key)

    assert sentence("", "dea") == "2 yes · 4 have not said"
    assert sentence("unstated=1", "dea") == "2 yes · 4 have not said"
    assert sentence("checked=1", "dea") == "1 yes · 4 have not said · 1 says so, not checked"
    assert sentence("fact=dea", "dea") == "2 yes · 4 have not said"
    assert sentence("", "limits_reviews") == "1 says so · 4 have not said"


def test_chips_read_as_a_sentence_and_remove_one_thing(page):
    it = page(
        "near=Austin%2C+TX&method=esketamine&method=iv&fact=psychiatrist&fact=limits_reviews&price_max=400&age=30&page=2"
    )
    assert [(chip.joiner, chip.label) for chip in it.chips] == [
        ("", "Esketamine spray"),
        ("or", "IV infusion"),
        ("and", "Psychiatrist: yes"),
        ("and", "Limits on reviews: no"),
        ("and", "$400 a session at most"),
        ("and", "age 30"),
    ]
    rest = "near=Austin%2C+TX&method=esketamine&method=iv&price_max=400&fact=psychiatrist&fact=limits_reviews&age=30"
    assert [chip.remove_url for chip in it.chips] == [
        f"/clinics/?{rest.replace('method=esketamine&', '')}",
        f"/clinics/?{rest.replace('method=iv&', '')}",
        f"/clinics/?{rest.replace('fact=psychiatrist&', '')}",
        f"/clinics/?{rest.replace('fact=limits_reviews&', '')}",
        f"/clinics/?{rest.replace('price_max=400&', '')}",
        f"/clinics/?{rest.replace('&age=30', '')}",
    ]
    assert it.clear_url == "/clinics/?near=Austin%2C+TX"
    bare = page("utm_source=x&fbclid=y")
    assert (bare.chips, bare.clear_url) == ([], "")


def test_orders_are_offered_only_where_they_are_possible(page):
    assert [link.label for link in page().sorts] == ["best match", "rating", "last confirmed", "name"]
    it = page("near=Austin%2C+TX&method=iv&sort=price&page=3")
    assert [(link.label, link.current) for link in it.sorts] == [
        ("best match", False),
        ("distance", False),
        ("price", True),
        ("rating", False),
        ("last confirmed", False),
        ("name", False),
    ]
    assert it.sorts[0].url == "/clinics/?near=Austin%2C+TX&method=iv"
    assert next(chip.remove_url for chip in it.chips) == "/clinics/?near=Austin%2C+TX"


def test_pages(page):
    ClinicFactory.create_batch(101)
    it = page("page=3&state=TX")
    assert [link and (link.label, link.current) for link in it.pages] == [
        ("1", False),
        ("2", False),
        ("3", True),
        ("4", False),
        ("5", False),
        ("6", False),
    ]
    assert (it.previous_url, it.next_url) == ("/clinics/?state=TX&page=2", "/clinics/?state=TX&page=4")
    assert [card.number for card in it.cards] == list(range(41, 61))
    late = page("page=99")
    assert (late.hits.page, late.notes, late.next_url, len(late.cards)) == (
        6,
        ["There is no page 99; this is the last one, page 6."],
        "",
        1,
    )
    seen = [pk for number in range(1, 7) for pk in page(f"page={number}").hits.ids]
    assert (len(seen), len(set(seen))) == (101, 101)
    assert [link and link.label for link in page("page=1").pages] == ["1", "2", None, "6"]


def test_an_ambiguous_place_offers_the_others_with_the_same_filters(page):
    it = page("near=Austin&method=iv")
    assert (it.place.label, [(link.label, link.url) for link in it.place_alternatives]) == (
        "Austin, TX",
        [("Austin, MN", "/clinics/?near=Austin%2C+MN&method=iv")],
    )


def test_a_place_that_is_not_known_stays_in_every_link(page):
    ClinicFactory()
    it = page("near=Austni&method=iv")
    assert (list(it.errors), it.place) == (["near"], None)
    assert [(link.label, link.url) for link in it.suggestions] == [
        ("Austin, TX", "/clinics/?near=Austin%2C+TX&method=iv")
    ]
    assert it.chips[0].remove_url == "/clinics/?near=Austni"


def test_a_state_typed_as_a_place_gives_way_to_the_city_offered(page):
    City.objects.create(
        name="Los Angeles", folded="los angeles", state="CA", latitude=34, longitude=-118.2, population=3800000
    )
    it = page("near=la&method=iv")
    assert (it.query.states, [(link.label, link.url) for link in it.place_alternatives]) == (
        ("LA",),
        [("Los Angeles, CA", "/clinics/?near=Los+Angeles%2C+CA&method=iv")],
    )


def test_what_is_left_out_for_want_of_an_answer_is_said(page):
    full = ClinicFactory(new_patients=True, availability_on=TODAY)
    OfferingFactory(clinic=full, method="iv", unit=Unit.SESSION, price_min=300, price_max=300)
    AgeRange.objects.create(clinic=full, youngest=18)
    Trait.objects.create(clinic=full, kind="payment", code="medicare")
    ClinicFactory()

    def sentences(text):
        found = page(text).said
        assert all(link.label == "Show them" and "unstated=1" in link.url for _, link in found)
        return [sentence for sentence, _ in found]

    assert sentences("price_max=400") == ["1 more has not given all its session prices."]
    assert sentences("age=30") == ["1 more has not said which ages it treats."]
    assert sentences("new_patients=1") == ["1 more has not said if it takes new patients."]
    assert sentences("payment=medicare") == ["1 more has not said how you can pay."]
    assert sentences("method=iv") == ["1 more has not said if they give it this way."]
    assert sentences("fact=dea") == ["2 more have not said: “DEA registration at this address”."]
    assert sentences("price_max=400&unstated=1") == []


def test_a_search_without_a_match_shows_who_may_and_what_to_change(page):
    near, far = ClinicFactory(), ClinicFactory(latitude=31.5, longitude=-97.1)
    OfferingFactory(clinic=near, method="iv")
    OfferingFactory(clinic=far, method="sc")
    it = page("near=Austin%2C+TX&radius=10&method=sc&state=TX")
    assert (it.hits.total, ids(it.unsaid), ids(it.nearest), ids(it.cards)) == (0, [near.pk], [far.pk], [])
    assert [(link.label, link.url, count) for link, count in it.next_steps] == [
        (
            "May fit, but have not said: ask them",
            "/clinics/?near=Austin%2C+TX&radius=10&state=TX&method=sc&unstated=1",
            1,
        ),
        ("Any method", "/clinics/?near=Austin%2C+TX&radius=10&state=TX", 1),
        ("Within 100 miles", "/clinics/?near=Austin%2C+TX&radius=100&state=TX&method=sc", 1),
        ("At any distance", "/clinics/?state=TX&method=sc", 1),
    ]


def test_those_silent_in_two_ways_are_counted_and_all_can_be_seen(page):
    ClinicFactory.create_batch(25)
    it = page("fact=dea&fact=psychiatrist&near=Austin%2C+TX")
    assert (it.hits.total, len(it.unsaid), it.unsaid_more.label) == (0, 20, "Show all 25")
    link, count = it.next_steps[0]
    assert (link.label, count, link.url) == (
        "May fit, but have not said: ask them", 25,
        "/clinics/?near=Austin%2C+TX&fact=dea&fact=psychiatrist&unstated=1",
    )  # fmt: skip


def test_where_nobody_near_may_fit_those_farther_off_who_may_are_shown(page):
    far = ClinicFactory(latitude=31.5, longitude=-97.1)
    it = page("near=Austin%2C+TX&radius=5&fact=dea")
    assert (it.hits.total, ids(it.nearest), ids(it.unsaid), ids(it.closest)) == (0, [], [], [far.pk])
    assert it.closest_heading == "Farther off, and have not said: ask them"


def test_where_nobody_may_fit_the_nearest_of_all_are_shown(page):
    far = ClinicFactory(latitude=31.5, longitude=-97.1, methods_complete=True)
    it = page("near=Austin%2C+TX&radius=5&method=sc&state=NY")
    assert (ids(it.closest), it.closest_heading) == (
        [far.pk], "The nearest clinics to Austin, TX, whatever else you chose",
    )  # fmt: skip


def test_a_state_without_a_clinic_shows_the_nearest(page):
    City.objects.create(name="Cheyenne", folded="cheyenne", state="WY", latitude=41.1, longitude=-104.8, population=9)
    far = ClinicFactory(latitude=39.7, longitude=-105.0, state="CO", city="Denver")
    it = page("state=WY")
    assert (it.hits.total, ids(it.closest)) == (0, [far.pk])
    assert it.closest_heading == "The nearest clinics to Cheyenne, WY, in Wyoming or not, whatever else you chose"


def test_options_say_how_many_have_not_said(page):
    OfferingFactory(clinic=ClinicFactory(), method="iv")
    it = page("")
    methods = {option.value: (option.sentence, option.unsaid) for option in it.facets["method"].options}
    assert (methods["iv"], methods["esketamine"]) == (("1", ""), ("0", "1 has not said"))
    assert {name: it.facets[name].unsaid for name in ("payment", "language", "state")} == {
        "payment": "1 has not said", "language": "1 has not said", "state": "",
    }  # fmt: skip


def test_english_is_nothing_to_search_for(page):
    """Public data lists the languages besides it."""
    assert "en" not in [option.value for option in page("").facets["language"].options]
    assert "language" in page("language=en").errors


def test_a_price_that_one_method_has_not_said_may_still_be_low(page):
    clinic = ClinicFactory(methods_complete=True)
    OfferingFactory(clinic=clinic, method="iv", unit="session", price_min=600, price_max=600)
    OfferingFactory(clinic=clinic, method="sc")
    assert [page(f"price_max=300{more}").hits.total for more in ("", "&unstated=1", "&unstated=1&method=iv")] == [
        0,
        1,
        0,
    ]
    assert page("price_max=300").hits.left_out == {"price_not_stated": 1}


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("", "how lately the clinic confirmed; then how many of the three headline facts it has answered, yes or no"),
        ("sort=name", "by name"),
        ("sort=price&method=iv", "the lowest session price first; those that state none come last"),
    ],
)
def test_the_order_is_said_as_it_is(page, asked, order):
    assert page(asked).order == order


def test_where_no_single_change_is_enough_everything_is_offered(page):
    ClinicFactory()
    it = page("method=iv&payment=trial&fact=dea&fact=acls&checked=1&q=nobody")
    assert [(link.label, link.url, count) for link, count in it.next_steps] == [("All clinics", "/clinics/", 1)]
    assert page("q=nobody").next_steps == [(it.next_steps[0][0].__class__("Without the name", "/clinics/"), 1)]


def test_an_empty_directory_has_a_page(page):
    it = page("near=Austin%2C+TX&method=iv")
    assert (it.heading, it.cards, it.nearest, it.unsaid, it.next_steps[0][1]) == (
        "No clinics within 25 miles of Austin, TX",
        [],
        [],
        [],
        0,
    )


QUERIES = (
    "",
    "near=Austin%2C+TX&radius=100",
    "state=TX&method=iv&method=im",
    "fact=dea&fact=acls&checked=1",
    "unstated=1&price_max=700",
    "price_max=700&age=30&new_patients=1",
    "condition=ptsd&payment=medicare&language=es&setting=va&unstated=1",
    "q=clinic",
    "sort=rating",
    "sort=name&page=2",
    "method=iv&sort=price&unstated=1&price_max=900",
    "near=Austni",
    "price_max=1e9&method=zz",
)


@pytest.mark.no_cover  # the same lines for hundreds of clinics; others measure them
@pytest.mark.parametrize("many", [300, pytest.param(10_000, marks=pytest.mark.deep)])
def test_as_many_queries_at_one_clinic_as_at_many(page, many):
    """One clinic that meets everything, then many: the same questions to the database."""
    first = ClinicFactory(new_patients=True, availability_on=TODAY)
    OfferingFactory(clinic=first, method="iv", unit=Unit.SESSION, price_min=300, price_max=300)
    AgeRange.objects.create(clinic=first, youngest=18)
    first.conditions.add(Condition.objects.get(key="ptsd"))
    for kind, code in (("payment", "medicare"), ("language", "es"), ("setting", "va")):
        Trait.objects.create(clinic=first, kind=kind, code=code)
    for key in ("dea", "acls"):
        StatementFactory(clinic=first, fact=key, evidence=Evidence.DOCUMENT)
    reindex([first.pk])
    before = {text: _queries(page, text) for text in QUERIES}
    fill(many)
    assert {text: _queries(page, text) for text in QUERIES} == before
    assert max(before.values()) <= 22


def test_the_worst_question_stays_within_the_budget(page):
    fill(200)
    from clinics.domain.catalog import FACTS

    facts = "&".join(f"fact={key}" for key in FACTS)
    worst = f"{facts}&near=Austin%2C+TX&radius=5&method=sc&price_max=20&payment=trial&language=es&setting=va&age=99"
    found = {
        text: _queries(page, text)
        for text in (worst, f"{worst}&q=c&condition=ptsd&new_patients=1&checked=1", f"q=c&{facts}")
    }
    assert max(found.values()) <= 23


def _queries(page, text):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        page(text)
    return len(found)


def test_a_price_of_talk_therapy_counts_only_where_it_stands_alone(page):
    """It comes on top of another method, whose price is what a patient asks for."""
    dear, silent, only, cheap = (ClinicFactory() for _ in range(4))
    for clinic, method, price in ((dear, "iv", 600), (silent, "im", None), (cheap, "iv", 200)):
        priced = {"unit": "session", "price_min": price, "price_max": price} if price else {}
        OfferingFactory(clinic=clinic, method=method, **priced)
    for clinic in (dear, silent, only):
        OfferingFactory(clinic=clinic, method="kap", unit="session", price_min=100, price_max=100)
    it = page("price_max=300")
    assert (sorted(ids(it.cards)), it.hits.left_out["price_not_stated"]) == ([only.pk, cheap.pk], 1)
    assert sorted(ids(page("price_max=300&method=kap").cards)) == [dear.pk, silent.pk, only.pk]


def test_where_nothing_checked_is_found_those_who_say_so_themselves_come_next(page):
    clinic = ClinicFactory()
    StatementFactory(clinic=clinic, fact="anesthesiologist", evidence=2)
    reindex([clinic.pk])
    link, count = page("fact=anesthesiologist&checked=1").next_steps[0]
    assert (link.label, link.url, count) == (
        "Also what clinics say themselves, not checked", "/clinics/?fact=anesthesiologist", 1,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["sort=distance", "sort=price", "sort=price&method=iv&method=im"])
def test_an_order_that_misses_something_is_a_note_not_a_mistake_of_the_reader(page, text):
    it = page(text)
    assert (it.errors, len(it.notes), it.query.sort) == ({}, 1, "best")


def test_of_two_points_in_the_middle_of_a_zip_code_no_distance_is_told(page):
    ClinicFactory(latitude=30.27, longitude=-97.74, point_precision="zip", street="")
    assert "in or near this ZIP code" in [card.distance for card in page("near=Austin%2C+TX").cards]
