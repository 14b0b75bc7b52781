import pytest

from clinics.models import City, Zip
from clinics.search.places import resolve

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("places")]  # one worker loads the table, once


def labels(offers):
    return [offer.label for offer in offers]


def test_places_as_people_write_them(places):
    wanted = {
        "78701": "78701",
        "78701-1234": "78701",
        " 78701 ": "78701",
        "Austin, TX 78704": "78704",
        "Austin, TX": "Austin, TX",
        "austin tx": "Austin, TX",
        "AUSTIN TEXAS": "Austin, TX",
        "Austin, TX, USA": "Austin, TX",
        "Austin": "Austin, TX",
        "Austin MN": "Austin, MN",
        "St. Louis": "St. Louis, MO",
        "Saint Louis, MO": "St. Louis, MO",
        "st paul mn": "Saint Paul, MN",
        "Ft. Worth": "Fort Worth, TX",
        "Mt Vernon NY": "Mount Vernon, NY",
        "Billings MT": "Billings, MT",
        "NYC": "New York City, NY",
        "New York": "New York City, NY",
        "New York, NY": "New York City, NY",
        "Washington": "Washington, DC",
        "Washington, D.C.": "Washington, DC",
        "Charleston West Virginia": "Charleston, WV",
        "San Juan": "San Juan, PR",
        "Ponce, Puerto Rico": "Ponce, PR",
        "Haleiwa HI": "Hale‘iwa, HI",
        "Cañon City, CO": "Cañon City, CO",
        "canon city co": "Cañon City, CO",
    }
    found = {text: resolve(text).place for text in wanted}
    assert {text: place and place.label for text, place in found.items()} == wanted
    assert (found["78701"].is_zip, found["78701"].state, found["Austin"].is_zip) == (True, "TX", False)


def test_a_state_is_a_state_unless_a_large_city_has_its_name(places):
    wanted = {"Texas": "TX", "tx": "TX", "LA": "LA", "DC": "DC", "puerto rico": "PR", "Kansas": "KS", "Washington": ""}
    assert {text: resolve(text).state for text in wanted} == wanted
    assert labels(resolve("LA").alternatives) == ["Los Angeles, CA"]
    assert labels(resolve("Kansas").alternatives) == ["Kansas, OK", "Kansas, IL"]
    offered = resolve("Washington").alternatives
    assert (offered[0].label, offered[0].state, len(offered)) == ("Washington (the state)", "WA", 5)
    assert [offer.state for offer in resolve("New York").alternatives] == ["NY"]


def test_an_ambiguous_city_takes_the_largest_and_offers_the_others(places):
    found = resolve("Austin")
    assert labels(found.alternatives) == ["Austin, MN", "Austin, IN", "Austin, AR", "Austin, PA"]
    assert resolve("Austin, TX").alternatives == ()
    assert len(resolve("Springfield").alternatives) == 5


def test_what_is_not_known_is_said_with_suggestions(places):
    found = {
        text: (bool(r.sentence), r.place, r.state, labels(r.suggestions))
        for text in ("78777", "00000", "7870", "Asutin", "Austn, TX", "Nowhereville", "!!!", "12")
        for r in [resolve(text)]
    }
    unknown = (True, None, "")
    near = ["78778", "78779", "78774", "78773", "78772"]
    assert found["78777"] == (*unknown, [f"{code} (Austin, TX)" for code in near])
    assert found["7870"][3][0] == "78701 (Austin, TX)"
    assert found["Asutin"] == (*unknown, ["Austin, TX"])
    assert found["Austn, TX"] == (*unknown, ["Austin, TX"])
    assert found["Nowhereville"] == found["!!!"] == (*unknown, [])
    assert (found["00000"][:3], found["00000"][3][0]) == (unknown, "00501 (Holtsville, NY)")
    assert [label[:2] for label in found["12"][3]] == ["12"] * 5
    assert labels(resolve("Austin, NY").suggestions)[0] == "Austin, TX"


def test_names_that_people_and_the_post_use(places):
    wanted = {
        "Bronx": "Bronx, NY", "bronx ny": "Bronx, NY", "Flushing, NY": "Flushing, NY", "Flushing": "Flushing, NY",
        "Kingwood TX": "Kingwood, TX", "Tarzana CA": "Tarzana, CA", "Philly": "Philadelphia, PA",
        "Vegas": "Las Vegas, NV", "N. Las Vegas": "North Las Vegas, NV", "SF": "San Francisco, CA",
        "Lexington, KY": "Lexington-Fayette, KY", "New York, NY": "New York City, NY",
    }  # fmt: skip
    found = {text: resolve(text).place for text in wanted}
    assert {text: place and place.label for text, place in found.items()} == wanted
    assert "Flushing, MI" in labels(resolve("Flushing").alternatives)
    states = {"Washington State": "WA", "New York State": "NY", "the State of Texas": "TX"}
    assert {text: resolve(text).state for text in states} == states


def test_at_most_three_queries(places, django_assert_max_num_queries):
    for text in ("78701", "00000", "Austin", "Asutin", "Texas", "San Juan", "zz zz zz"):
        with django_assert_max_num_queries(3):
            resolve(text)


def test_military_codes_are_no_places(places):
    assert (Zip.objects.filter(state__in=["AE", "AA", "AP"]).count(), resolve("09601").place) == (0, None)


def test_puerto_rico_has_cities_from_its_zip_codes(places):
    codes = list(Zip.objects.filter(state="PR", city="Ponce"))
    city = City.objects.get(state="PR", name="Ponce")
    mean = sum(code.latitude for code in codes) / len(codes)
    assert (len(codes) > 1, round(mean, 5), sum(c.population or 0 for c in codes)) == (
        True,
        city.latitude,
        city.population,
    )


def test_a_zip_code_may_be_followed_by_its_state(places):
    for text in ("78701 TX", "78701, Texas", "78701-1234 tx", "Austin, TX 78701"):
        assert resolve(text).place.label == "78701", text
    assert resolve("78701 main street").place is None


@pytest.mark.parametrize("typed", ["Los Angeles County", "Los Angeles County, CA", "los angeles county california"])
def test_a_county_is_never_taken_for_a_city_in_silence(places, typed):
    found = resolve(typed)
    assert found.place is None
    assert found.sentence.endswith("as a place: write a ZIP code or a city of the county.")
    assert labels(found.suggestions)[0] == "Los Angeles, CA"


def test_a_zip_code_in_another_state_than_the_one_typed_is_said(places):
    found = resolve("78701 CA")
    assert (found.place, found.sentence) == (None, "The ZIP code 78701 is not in California.")
    assert [offer.near for offer in found.suggestions] == ["78701"]


def test_others_of_the_very_name_are_offered_beside_a_nickname(places):
    found = resolve("Lexington")
    assert found.place.label == "Lexington-Fayette, KY"
    assert "Lexington, MA" in labels(found.alternatives)
