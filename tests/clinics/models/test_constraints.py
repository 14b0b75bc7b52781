"""The database holds the invariants, whoever writes."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clinics.models import (
    AgeRange,
    Answer,
    City,
    Clinic,
    ClinicCondition,
    Condition,
    OldAddress,
    Organization,
    Report,
    SiteState,
    Source,
    SourceRecord,
    Statement,
    Trait,
)
from tests.factories import ClinicFactory, OfferingFactory, PractitionerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 1)


def refused(write):
    """Whether the database refuses; the rows before it stay."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


def set_clinic(**fields):
    clinic = ClinicFactory()
    return refused(lambda: Clinic.objects.filter(pk=clinic.pk).update(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "gone"},
        {"state": "XX"},
        {"point_precision": "rough"},
        {"latitude": None},
        {"x": None},
        {"latitude": 91.0},
        {"longitude": -181.0},
        {"point_precision": "withheld"},
        {"status": "closed"},
        {"status": "moved", "status_on": DAY},
        {"status": "suspended", "status_on": DAY},
        {"suspension_reason": "unsafe"},
        {"wait_days": 0},
        {"new_patients": False},
        {"rating_count": 3},
        {"rating_average": 4},
        {"rating_count": 3, "rating_average": 6},
    ],
    ids=str,
)
def test_a_clinic_is_whole(fields):
    assert set_clinic(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"latitude": None, "longitude": None, "x": None, "y": None, "z": None},
        {"point_precision": "withheld", "street": ""},
        {"status": "closed", "status_on": DAY},
        {
            "status": "suspended", "status_on": DAY, "suspension_reason": "unsafe",
            "status_before_suspension": "listed",
        },
        {"wait_days": 0, "availability_on": DAY},
        {"rating_count": 3, "rating_average": 5},
        {"intake_fee": 0},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_right_goes_in(fields):
    assert not set_clinic(**fields)


def test_an_address_is_one_clinics():
    one = ClinicFactory(slug="here")
    assert refused(lambda: ClinicFactory(slug="here"))
    assert not refused(lambda: ClinicFactory(slug="here", city="Dallas"))
    assert one.get_absolute_url() == "/clinics/tx/austin/here/"


def test_a_clinic_moves_to_another_one_and_only_when_it_moved():
    one, other = ClinicFactory(), ClinicFactory()
    move = Clinic.objects.filter(pk=one.pk).update
    assert refused(lambda: move(status="moved", status_on=DAY, moved_to=one))
    assert refused(lambda: move(moved_to=other))
    hidden = {"status": "suspended", "status_on": DAY, "suspension_reason": "unsafe"}
    assert refused(lambda: move(**hidden, status_before_suspension="listed", moved_to=other))
    assert refused(lambda: move(**hidden, status_before_suspension="moved", moved_to=None))
    assert not refused(lambda: move(**hidden, status_before_suspension="moved", moved_to=other))
    there = {"suspension_reason": "", "status_before_suspension": ""}
    assert not refused(lambda: move(status="moved", status_on=DAY, moved_to=other, **there))


@pytest.mark.parametrize(
    "fields",
    [
        {"method": "pill"},
        {"price_min": 0, "price_max": 0, "unit": "session"},
        {"price_min": 400},
        {"price_min": 400, "price_max": 500},
        {"price_min": 500, "price_max": 400, "unit": "session"},
        {"unit": "session"},
        {"price_min": 400, "price_max": 500, "unit": "week"},
        {"package_price": 0},
        {"course_sessions": 0},
        {"oral_place": "home"},
    ],
    ids=str,
)
def test_an_offering_never_has_half_a_price_or_a_price_of_nothing(fields):
    clinic = ClinicFactory()
    assert refused(lambda: OfferingFactory(clinic=clinic, **fields))
    assert not refused(lambda: OfferingFactory(clinic=clinic))
    assert refused(lambda: OfferingFactory(clinic=clinic))


@pytest.mark.parametrize(
    "fields",
    [
        {"fact": "parking"},
        {"evidence": 5, "expires_on": DAY},
        {"evidence": 1},
        {"expires_on": DAY - dt.timedelta(days=1)},
        {"ended_on": DAY - dt.timedelta(days=1)},
    ],
    ids=str,
)
def test_a_statement_is_about_a_fact_with_evidence_and_dates_in_order(fields):
    clinic = ClinicFactory()
    assert refused(lambda: StatementFactory(clinic=clinic, as_of=DAY, **fields))


def test_a_source_is_named_by_public_data_and_by_nothing_else():
    clinic, source = ClinicFactory(), Source.objects.create(key="s", series="s", title="S", short="S", as_of=DAY)
    assert not refused(lambda: StatementFactory(clinic=clinic, evidence=1, source=source))
    assert refused(lambda: StatementFactory(clinic=clinic, evidence=2, source=source))


def test_a_statement_writes_down_its_own_expiry_and_ends_when_taken_back():
    statement = StatementFactory(as_of=DAY)
    assert statement.expires_on == dt.date(2027, 10, 1)
    statement.ended_on = dt.date(2026, 10, 5)
    assert statement.said(0).until == dt.date(2026, 10, 4)
    statement.ended_on = DAY
    assert statement.said(0) is None


def test_an_answer_is_one_a_day_and_ends_after_it_starts():
    clinic = ClinicFactory()
    row = {"clinic": clinic, "fact": "dea", "answer": True, "evidence": 2, "as_of": DAY, "starts": DAY}
    assert refused(lambda: Answer.objects.create(**row, ends=DAY))
    assert not refused(lambda: Answer.objects.create(**row, ends=DAY + dt.timedelta(days=1)))
    assert refused(lambda: Answer.objects.create(**row, ends=DAY + dt.timedelta(days=2)))


def test_practitioners():
    clinic = ClinicFactory()
    PractitionerFactory(clinic=clinic, npi="1234567893", is_medical_director=True)
    assert refused(lambda: PractitionerFactory(clinic=clinic, npi="1234567893"))
    assert refused(lambda: PractitionerFactory(clinic=clinic, is_medical_director=True))
    assert refused(lambda: PractitionerFactory(clinic=clinic, looked_up_on=DAY))
    assert not refused(lambda: PractitionerFactory.create_batch(2, clinic=clinic))


@pytest.mark.parametrize(("kind", "code"), [("payment", "en"), ("language", "cash"), ("setting", "xx"), ("mood", "en")])
def test_a_trait_has_a_code_of_its_kind(kind, code):
    clinic = ClinicFactory()
    assert refused(lambda: Trait.objects.create(clinic=clinic, kind=kind, code=code))


def test_a_trait_a_condition_and_an_age_are_said_once():
    clinic, condition = ClinicFactory(), Condition.objects.first()
    for make in (
        lambda: Trait.objects.create(clinic=clinic, kind="language", code="en"),
        lambda: ClinicCondition.objects.create(clinic=clinic, condition=condition),
        lambda: AgeRange.objects.create(clinic=clinic, youngest=18),
    ):
        assert [refused(make), refused(make)] == [False, True]


@pytest.mark.parametrize(("youngest", "oldest"), [(18, 17), (0, 121)])
def test_ages_are_in_order(youngest, oldest):
    clinic = ClinicFactory()
    assert refused(lambda: AgeRange.objects.create(clinic=clinic, youngest=youngest, oldest=oldest))


@pytest.mark.parametrize(
    ("youngest", "oldest", "words"), [(0, 120, "All ages"), (18, 120, "18 and over"), (12, 17, "12 to 17")]
)
def test_ages_in_words(youngest, oldest, words):
    assert str(AgeRange(youngest=youngest, oldest=oldest)) == words


def test_a_report_is_decided_whole():
    report, user = Report.objects.create(clinic=ClinicFactory(), kind="phone"), UserFactory()
    write = Report.objects.filter(pk=report.pk).update
    assert refused(lambda: write(kind="rude"))
    assert refused(lambda: write(status="accepted"))
    assert refused(lambda: write(decided_by=user))
    assert refused(lambda: write(status="refused", decided_at=timezone.now()))
    assert not refused(lambda: write(status="refused", decided_at=timezone.now(), decided_by=user))


def test_the_rest():
    clinic, source = ClinicFactory(), Source.objects.create(key="s", series="s", title="S", short="S", as_of=DAY)
    record = {"source": source, "clinic": clinic, "series": "s", "first_seen_on": DAY}
    assert refused(lambda: SourceRecord.objects.create(**record, key=""))
    for make in (
        lambda: SourceRecord.objects.create(**record, key="1"),
        lambda: Source.objects.create(key="t", series="s", title="S", short="S", as_of=DAY),
        lambda: Organization.objects.create(name="One"),
        lambda: OldAddress.objects.create(clinic=clinic, state="TX", city_slug="austin", slug="old"),
        lambda: City.objects.create(name="Austin", folded="austin", state="TX", latitude=30, longitude=-97),
        lambda: Condition.objects.create(key="new", group="mood", name="New"),
    ):
        assert [refused(make), refused(make)] == [False, True]
    assert refused(lambda: Condition.objects.create(key="other", group="money", name="Other"))


def test_the_state_of_the_site_is_one_row():
    SiteState.touch()
    SiteState.touch()
    assert SiteState.now().revision == 2
    assert refused(lambda: SiteState.objects.create(id=2))
    assert refused(lambda: SiteState.objects.update(holds="both"))


def test_what_a_clinic_derives_follows_from_its_row():
    clinic = ClinicFactory(name="Peña Clinic", city="St. Louis", state="MO", slug="")
    assert (clinic.name_folded, clinic.city_slug, clinic.slug) == ("pena clinic", "st-louis", "pena-clinic")
    assert clinic.x is not None
    clinic.latitude = clinic.longitude = None
    clinic.save()
    clinic.refresh_from_db()
    assert (clinic.x, clinic.y, clinic.z) == (None, None, None)


def test_a_clinic_is_kept_with_its_history():
    clinic = ClinicFactory(name="Before")
    clinic.name = "After"
    clinic.save()
    assert list(clinic.history.values_list("name", flat=True)) == ["After", "Before"]
    assert Statement.history.count() == 0
