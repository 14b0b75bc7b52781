"""What the only door lets in, and what it says of the rest."""

import datetime as dt
from urllib.parse import urlencode

import pytest

from clinics.models import City, Zip
from clinics.search.query import Query, Sort

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _austin(db):
    City.objects.create(name="Austin", folded="austin", state="TX", latitude=30.27, longitude=-97.74, population=900000)
    Zip.objects.create(zip="78701", city="Austin", state="TX", latitude=30.27, longitude=-97.74)


def test_nothing_asked_is_the_query_of_everything(ask):
    assert (ask().query, ask().sentences, ask("utm_source=x&near=&state=&page=").query) == (
        Query(TODAY),
        {},
        Query(TODAY),
    )


def test_every_parameter_arrives(ask):
    asked = ask(
        "q=Harbor+%C3%89mile&near=78701&radius=50&state=tx&state=ID&method=iv&condition=ptsd&price_max=400&fact=dea"
        "&checked=1&unstated=1&payment=medicare&age=0&language=es&setting=va&new_patients=1&sort=price&page=3"
    )
    assert asked.sentences == {}
    assert asked.query.place is not None
    assert asked.query == Query(
        TODAY, words=("harbor", "emile"), place=asked.query.place, radius=50, states=("TX", "ID"), methods=("iv",),
        conditions=("ptsd",), payments=("medicare",), languages=("es",), settings=("va",), facts=("dea",), checked=True,
        unstated=True, price_max=400, age=0, new_patients=True, sort=Sort.PRICE, page=3,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "param"),
    [
        ("price_max=1e9", "price_max"),
        ("price_max=0", "price_max"),
        ("price_max=-5", "price_max"),
        ("price_max=4%D9%A0", "price_max"),
        ("price_max=" + "9" * 10000, "price_max"),
        ("age=121", "age"),
        ("age=x", "age"),
        ("page=0", "page"),
        ("page=abc", "page"),
        ("page=99999999999", "page"),
        ("radius=7", "radius"),
        ("sort=payment", "sort"),
        ("sort=distance", "sort"),
        ("sort=price", "sort"),
        ("sort=price&method=iv&method=im", "sort"),
        ("checked=yes", "checked"),
        ("unstated=0", "unstated"),
        ("new_patients=2", "new_patients"),
        ("method=zz", "method"),
        ("state=ZZ", "state"),
        ("fact=dea%00", "fact"),
        ("condition=flu", "condition"),
        ("payment=gold", "payment"),
        ("language=xx", "language"),
        ("setting=moon", "setting"),
        ("q=%00", "q"),
        ("q=%21%21", "q"),
        ("q=" + "a" * 101, "q"),
        ("q=" + "+".join("abcdefghijklm"), "q"),
        ("q=har%E2%80%AEbor", "q"),
        ("near=00000", "near"),
        ("near=" + "x" * 10000, "near"),
        ("near=Aus%00tin", "near"),
        ("near=Atlantis", "near"),
        ("near=%F0%9F%98%80", "near"),
        ("method=" + "m" * 10000, "method"),
    ],
)
def test_a_bad_value_is_one_sentence_and_the_rest_is_kept(ask, text, param):
    asked = ask(f"{text}&setting=hospital" if param != "setting" else f"{text}&method=kap")
    kept = asked.query.settings == ("hospital",) if param != "setting" else asked.query.methods == ("kap",)
    sentence = asked.sentences.get(param, "")
    assert (list(asked.sentences), kept, sentence[-1:], len(sentence) < 200) == ([param], True, ".", True)


def test_of_several_values_the_good_ones_are_kept(ask):
    asked = ask("method=iv&method=zz&method=im&method=iv&fact=dea&fact=nope")
    assert (asked.query.methods, asked.query.facts, list(asked.sentences)) == (
        ("iv", "im"),
        ("dea",),
        ["method", "fact"],
    )


def test_a_single_parameter_given_twice_is_said_only_where_the_two_differ(ask):
    assert ask("age=30&age=30&age=").query.age == 30
    twice = ask("age=30&age=40&sort=name")
    assert (twice.query.age, twice.query.sort, twice.sentences) == (
        None, Sort.NAME, {"age": "The age was given more than once: give it once."},
    )  # fmt: skip


def test_the_form_shows_what_was_understood(ask):
    assert ask("near=austin").form["near"].value() == "Austin, TX"
    state = ask("near=texas&method=iv")
    assert (state.form["near"].value(), state.form["state"].value(), state.query.states) == ("", ["TX"], ("TX",))
    assert state.notes == ["The search is for all of Texas."]
    assert ask("near=Atlantis").form["near"].value() == "Atlantis"


def test_sorting_by_distance_needs_a_place_that_is_known(ask):
    assert ask("near=Austin&sort=distance").query.sort is Sort.DISTANCE
    lost = ask("near=Atlantis&sort=distance")
    assert (lost.query.sort, list(lost.sentences)) == (Sort.BEST, ["near", "sort"])


def test_the_filterset_filters(ask):
    from tests.factories import ClinicFactory

    here, _ = ClinicFactory(state="TX"), ClinicFactory(state="ID", latitude=43.6, longitude=-116.2)
    assert list(ask("near=78701").qs) == [here]


def test_the_door_opens_with_a_plain_dictionary():
    from clinics.search.filters import ClinicFilter

    assert ClinicFilter({"method": ["iv", "im"], "age": 30}, today=TODAY).query == Query(
        TODAY, methods=("iv", "im"), age=30
    )


def test_hostile_values_everywhere_never_break(ask):
    nasty = ["\x00", "a" * 10000, "\u202eabc", "1e9", "-1", "' OR 1=1 --", "%", "_", "\ud7ff", "😀" * 50, "[]", "<b>"]
    names = list(ask().filters)
    broken = [
        (name, value)
        for name in names
        for value in nasty
        if not isinstance(ask(urlencode([(name, value), (name, "iv")])).query, Query)
    ]
    assert broken == []
