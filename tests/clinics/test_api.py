"""The JSON of the directory, key by key."""

import datetime as dt

import pytest
from django.utils import timezone

from clinics.actions.indexing import reindex
from clinics.domain.catalog import FACTS
from clinics.enums import Evidence, PointPrecision, Status, Unit
from clinics.models import AgeRange, City, Clinic, Condition, Organization, Source, SourceRecord, Trait
from tests.factories import ClinicFactory, OfferingFactory, PractitionerFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client):
    return lambda text="": client.get(f"/api/v1/clinics/{text}")


@pytest.fixture
def austin():
    return City.objects.create(
        name="Austin", folded="austin", state="TX", latitude=30.2711, longitude=-97.7437, population=900000
    )


@pytest.fixture
def rich():
    today = timezone.localdate()
    clinic = ClinicFactory(
        name="Harbor",
        slug="harbor",
        street="1 Main Street",
        street2="Suite 2",
        managed=True,
        rating_average=4.4,
        rating_count=9,
        confirmed_on=dt.date(2026, 10, 2),
        organization=Organization.objects.create(name="Summit Group"),
        new_patients=False,
        availability_on=today,
        wait_days=14,
        intake_fee=150,
        hours="Mo-Fr 08:00-17:00",
    )
    OfferingFactory(clinic=clinic, method="iv", unit=Unit.SESSION, price_min=400, price_max=550, takes_insurance=False)
    OfferingFactory(clinic=clinic, method="im")
    StatementFactory(clinic=clinic, fact="dea", evidence=Evidence.DOCUMENT, as_of=today)
    StatementFactory(clinic=clinic, fact="limits_reviews", answer=False, as_of=today)
    StatementFactory(clinic=clinic, fact="acls", as_of=today - dt.timedelta(days=900))
    PractitionerFactory(clinic=clinic, name="Dana Whitfield", credentials="MD", npi="1234567893")
    AgeRange.objects.create(clinic=clinic, youngest=18)
    clinic.conditions.add(Condition.objects.get(key="ptsd"))
    Trait.objects.create(clinic=clinic, kind="payment", code="medicare")
    Trait.objects.create(clinic=clinic, kind="language", code="es")
    reindex([clinic.pk])
    return clinic


def test_a_search_has_the_shape_of_the_contract(get, austin, rich):
    today = timezone.localdate().isoformat()
    data = get("?near=Austin").json()
    facets = data.pop("facets")
    assert data == {
        "total": 1,
        "page": 1,
        "pages": 1,
        "place": {"label": "Austin, TX", "lat": 30.2711, "lon": -97.7437},
        "place_alternatives": [],
        "notes": [],
        "left_out": {},
        "nearest": [],
        "results": [
            {
                "id": rich.pk,
                "name": "Harbor",
                "url": "http://localhost:8000/clinics/tx/austin/harbor/",
                "street": "1 Main Street, Suite 2",
                "city": "Austin",
                "state": "TX",
                "zip": "78701",
                "phone": "+15125550100",
                "lat": 30.2711,
                "lon": -97.7437,
                "point_precision": "exact",
                "distance_miles": 0.0,
                "methods": [
                    {"method": "iv", "unit": "session", "price_min": 400, "price_max": 550},
                    {"method": "im", "unit": None, "price_min": None, "price_max": None},
                ],
                "facts": {
                    "dea": {"answer": "yes", "evidence": "document", "as_of": today},
                    "limits_reviews": {"answer": "no", "evidence": "stated", "as_of": today},
                },
                "rating": {"average": 4.4, "count": 9},
                "managed": True,
                "confirmed_on": "2026-10-02",
                "source": None,
            }
        ],
    }
    assert list(facets) == ["state", "method", "condition", "fact", "payment", "language", "setting", "new_patients"]
    assert facets["method"][0] == {"value": "iv", "label": "IV infusion", "count": 1, "unstated": 0}
    assert facets["method"][3] == {"value": "oral", "label": "Lozenge or tablet", "count": 0, "unstated": 1}
    assert facets["state"][0] == {"value": "AL", "label": "Alabama", "count": 0}
    assert facets["new_patients"] == [{"value": "1", "label": "Taking new patients", "count": 0, "unstated": 0}]
    assert [option["value"] for option in facets["fact"]] == list(FACTS)
    assert [o for o in facets["condition"] if o["count"]] == [
        {"value": "ptsd", "label": "PTSD", "count": 1, "unstated": 0}
    ]


def test_a_third_number_only_where_a_check_is_asked(get, rich):
    def dea(text):
        return next(option for option in get(text).json()["facets"]["fact"] if option["value"] == "dea")

    label = FACTS["dea"].wording
    assert dea("") == {"value": "dea", "label": label, "count": 1, "unstated": 0}
    assert dea("?checked=1") == {"value": "dea", "label": label, "count": 1, "unstated": 0, "stated_only": 0}


def test_what_is_not_stated_is_null_or_absent_never_no(get):
    source = Source.objects.create(
        key="s-2024", series="s", title="A long title", short="S's list", as_of=dt.date(2024, 1, 1)
    )
    clinic = ClinicFactory(
        street="",
        point_precision=PointPrecision.WITHHELD,
        phone="",
        rating_average=5,
        rating_count=4,
        latitude=None,
        longitude=None,
    )
    SourceRecord.objects.create(source=source, clinic=clinic, series="s", key="1", first_seen_on=dt.date(2026, 1, 1))
    row = get().json()["results"][0]
    assert {
        key: row[key] for key in ("street", "phone", "lat", "lon", "distance_miles", "methods", "facts", "rating")
    } == {
        "street": "",
        "phone": "",
        "lat": None,
        "lon": None,
        "distance_miles": None,
        "methods": [],
        "facts": {},
        "rating": None,
    }
    assert (row["confirmed_on"], row["managed"], row["source"]) == (None, False, "S's list")


def test_what_is_left_out_and_what_is_nearest(get, austin, rich):
    far = ClinicFactory(latitude=31.5, longitude=-97.1)
    OfferingFactory(clinic=far, method="sc", unit=Unit.SESSION, price_min=300, price_max=300)
    assert get("?price_max=350&age=30&new_patients=1").json()["left_out"] == {
        "price_not_stated": 0,
        "age_not_stated": 0,
        "new_patients_not_stated": 0,
    }
    assert get("?method=im&price_max=350").json()["left_out"] == {"price_not_stated": 1}
    data = get("?near=Austin&method=sc").json()
    assert (data["total"], data["results"], [row["id"] for row in data["nearest"]]) == (0, [], [far.pk])
    assert data["nearest"][0]["distance_miles"] == 93.1


def test_other_places_and_notes(get, austin):
    City.objects.create(name="Austin", folded="austin", state="MN", latitude=43.6, longitude=-93, population=25000)
    data = get("?near=austin&page=7").json()
    assert (data["place_alternatives"], data["notes"], data["page"]) == (
        [{"label": "Austin, MN", "near": "Austin, MN"}],
        ["There is no page 7; this is the last one, page 1."],
        1,
    )
    data = get("?near=washington").json()
    assert (data["place"], data["notes"]) == (None, ["The search is for all of Washington."])


def test_a_bad_parameter_is_a_422_with_a_sentence_each(get):
    answer = get("?near=00000&age=-1&method=zz&utm_source=x")
    assert (answer.status_code, answer["Cache-Control"], answer.json()) == (
        422,
        "private, no-store",
        {
            "errors": {
                "near": "We do not know the ZIP code 00000.",
                "method": "The method cannot be “zz”: there is no such option.",
                "age": "The age cannot be “-1”: write years from 0 to 120.",
            }
        },
    )


def test_a_search_is_kept_by_no_cache(get):
    assert get("?state=TX")["Cache-Control"] == "private, no-store"
    assert "no-store" not in get().get("Cache-Control", "")


def test_one_clinic_whole(get, rich):
    data = get(f"{rich.pk}/").json()
    wanted = {
        "status": "listed",
        "organization": "Summit Group",
        "hours": "Mo-Fr 08:00-17:00",
        "new_patients": False,
        "wait_days": 14,
        "intake_fee": 150,
        "deposit": None,
        "telehealth": None,
        "methods_complete": False,
        "moved_to": None,
        "payment": ["medicare"],
        "language": ["es"],
        "setting": [],
        "conditions": ["ptsd"],
        "ages": [{"youngest": 18, "oldest": 120}],
        "sources": [],
        "distance_miles": None,
    }
    assert {key: data[key] for key in wanted} == wanted
    assert sorted(data["facts"]) == ["dea", "limits_reviews"]
    assert (data["methods"][0]["takes_insurance"], data["methods"][1]["takes_insurance"]) == (False, None)
    person = data["practitioners"][0]
    assert (person["name"], person["npi"], person["evidence"], person["role"]) == (
        "Dana Whitfield",
        "1234567893",
        "stated",
        None,
    )


def test_closed_and_moved_clinics_are_given_and_hidden_ones_are_not(get):
    new = ClinicFactory()
    day = dt.date(2026, 5, 1)
    moved = ClinicFactory(status=Status.MOVED, status_on=day, moved_to=new)
    shut = ClinicFactory(status=Status.CLOSED, status_on=day)
    hidden = [
        ClinicFactory(status=Status.DRAFT),
        ClinicFactory(status=Status.WITHDRAWN, status_on=day),
        ClinicFactory(
            status=Status.SUSPENDED, status_on=day, suspension_reason="unsafe", status_before_suspension=Status.LISTED
        ),
    ]
    shown = {pk: get(f"{pk}/").json()["status"] for pk in (new.pk, moved.pk, shut.pk)}
    assert shown == {new.pk: "listed", moved.pk: "moved", shut.pk: "closed"}
    assert (get(f"{moved.pk}/").json()["moved_to"], get(f"{shut.pk}/").json()["status_on"]) == (new.pk, "2026-05-01")
    gone = {get(f"{clinic.pk}/").status_code for clinic in hidden} | {get("999999/").status_code}
    assert (gone, get("999999/").json()) == ({404}, {"errors": {"id": "There is no such clinic."}})
    assert [row["id"] for row in get().json()["results"]] == [new.pk]


def test_names_find_what_default_results_leave_out(get):
    shut = ClinicFactory(name="Harbor", status=Status.TEMPORARILY_CLOSED, status_on=dt.date(2026, 5, 1))
    lapsed = ClinicFactory(name="Harbor Two", managed=True, confirmed_on=dt.date(2020, 1, 1))
    ClinicFactory(name="Harbor Gone", status=Status.CLOSED, status_on=dt.date(2026, 5, 1))
    reindex(Clinic.objects.values_list("pk", flat=True))
    assert get().json()["results"] == []
    assert [row["id"] for row in get("?q=HÁRBOR").json()["results"]] == [shut.pk, lapsed.pk]


@pytest.mark.parametrize("path", ["/api/v1/clinics/", "/api/v1/clinics/1/"])
def test_it_is_only_for_reading(client, path):
    assert {client.generic(method, path).status_code for method in ("POST", "PUT", "PATCH", "DELETE")} == {405}
    assert client.head("/api/v1/clinics/").status_code == 200


def test_a_huge_id_is_no_error(get):
    assert get("99999999999999999999999/").status_code == 404


def test_reading_sets_no_cookie(get, rich):
    assert (dict(get("?state=TX").cookies), dict(get(f"{rich.pk}/").cookies)) == ({}, {})


def test_the_number_of_queries_does_not_follow_the_data(get, rich, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        with CaptureQueriesContext(connection) as found:
            get("?state=TX")
            get(f"{rich.pk}/")
        return len(found)

    before = count()
    for number in range(15):
        OfferingFactory(clinic=ClinicFactory())
        PractitionerFactory(clinic=rich, name=f"Person {number}")
        Trait.objects.create(
            clinic=rich,
            kind="language",
            code=["en", "ase", "ar", "zh", "ht", "fa", "fr", "de", "el", "he", "hi", "hmn", "it", "ja", "ko"][number],
        )
    reindex(Clinic.objects.values_list("pk", flat=True))
    assert count() == before
