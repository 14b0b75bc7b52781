"""Rows of a listing under two hands, and pages that must always be savable again."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import Permission
from django.db import connection

from accounts.models import Event
from clinics.actions.indexing import reindex
from clinics.actions.listing import mark_moved
from clinics.enums import Evidence
from clinics.exceptions import Refused
from clinics.models import Clinic, Offering, Organization, Practitioner, Statement, Zip
from tests.clinics.admin.conftest import fields_of, said
from tests.factories import ClinicFactory, OfferingFactory, PractitionerFactory, StatementFactory
from tests.moderators import moderator, signed_in
from tests.transactions import commits

pytestmark = pytest.mark.django_db
ONCE = "There is one like this on the page already, or somebody added it after you opened the page."


@pytest.fixture
def clinic():
    clinic = ClinicFactory(name="Lakeside Care", phone="+15125550100", street="1 Lake Road")
    OfferingFactory(clinic=clinic, method="iv", unit="session", price_min=400, price_max=450)
    PractitionerFactory(clinic=clinic, name="Ada Lin", npi="1234567893")
    reindex([clinic.pk])
    return clinic


@pytest.fixture
def page(clinic):
    return f"/admin/clinics/clinic/{clinic.pk}/change/"


def added(prefix, number, **fields):
    return {f"{prefix}-TOTAL_FORMS": str(number + 1), **{f"{prefix}-{number}-{k}": v for k, v in fields.items()}}


ROWS = [
    added("offerings", 1, method="esketamine", evidence="2"),
    added("traits", 0, kind="payment", code="medicare"),
    added("ages", 0, youngest="18", oldest="65"),
]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_both_add_is_said_in_its_place_and_nothing_typed_is_lost(page, admin, form_of, save, row):
    mine = form_of(page) | row | {"description": "A long text"}
    assert save(page, **row).status_code == 302
    answer = admin.post(page, mine)
    assert ONCE in said(answer)
    assert fields_of(answer)["description"] == "A long text"


def test_a_method_that_is_there_already_is_said_too(page, save):
    assert ONCE in said(save(page, **added("offerings", 1, method="iv", evidence="2")))


def test_a_row_may_be_removed_and_added_anew_in_one_save(clinic, page, save):
    for prefix, row in (
        ("traits", {"kind": "payment", "code": "medicare"}),
        ("offerings", {"method": "iv", "evidence": "2"}),
    ):
        save(page, **added(prefix, 0, **row)) if prefix == "traits" else None
        assert save(page, **{f"{prefix}-0-DELETE": "on"}, **added(prefix, 1, **row)).status_code == 302
    assert (clinic.traits.count(), clinic.offerings.get().price_min) == (1, None)


def test_a_director_whom_the_other_added_is_named(page, admin, form_of, save):
    mine = form_of(page) | {"practitioners-0-is_medical_director": "on"}
    save(page, **added("practitioners", 1, name="Bo Kim", is_medical_director="on"))
    assert "Somebody added Bo Kim as medical director" in said(admin.post(page, mine))


def test_a_page_that_comes_back_shows_what_the_other_saved(page, admin, form_of, save):
    """Or an error about their value would speak of what nobody can see."""
    save(page, **added("practitioners", 1, name="Bo Kim"))
    mine = form_of(page) | {"practitioners-1-is_medical_director": "on"}
    save(page, **{"practitioners-0-is_medical_director": "on"})
    answer = admin.post(page, mine)
    assert "A clinic has one medical director" in said(answer)
    again = fields_of(answer)
    assert again["practitioners-0-is_medical_director"] == "on"
    del again["practitioners-0-is_medical_director"]
    assert admin.post(page, again).status_code == 302
    assert Practitioner.objects.get(is_medical_director=True).name == "Bo Kim"


@pytest.mark.parametrize("stored", ["One.\r\nTwo.", "  Blank ends.  "])
def test_a_text_stored_with_odd_ends_can_be_edited(clinic, page, admin, form_of, stored):
    Clinic.objects.update(description=stored)
    assert admin.post(page, form_of(page)).status_code == 302
    assert Clinic.objects.get().version == 0
    assert admin.post(page, form_of(page) | {"description": "Three."}).status_code == 302
    assert Clinic.objects.get().description == "Three."


def test_an_answer_taken_back_by_both_keeps_the_first_day_and_says_so(clinic, page, admin, form_of, save):
    StatementFactory(clinic=clinic)
    mine = form_of(page) | {"statements-0-ended_on": "2026-10-05"}
    save(page, **{"statements-0-ended_on": "2026-11-01"})
    answer = admin.post(page, mine)
    assert "Somebody took this back, from 2026-11-01 on, and that stays." in said(answer)
    assert admin.post(page, fields_of(answer)).status_code == 302
    assert str(Statement.objects.get().ended_on) == "2026-11-01"


def test_a_rough_place_follows_its_zip(clinic, page, save):
    Zip.objects.create(zip="10001", city="New York", state="NY", latitude=40.75, longitude=-73.99)
    Clinic.objects.update(point_precision="zip")
    assert save(page, zip="10001", city="New York", state="NY").status_code == 302
    clinic.refresh_from_db()
    assert (clinic.latitude, clinic.longitude) == (40.75, -73.99)
    history = Clinic.history.count()
    assert save(page, latitude="", longitude="").status_code == 302
    assert Clinic.history.count() == history


def test_a_number_typed_in_another_way_is_no_change(page, save):
    history = Clinic.history.count()
    assert save(page, phone="(512) 555-0100").status_code == 302
    assert (Clinic.history.count(), Event.objects.count()) == (history, 0)


def test_a_form_without_its_copies_is_asked_even_after_another_error(clinic, page, admin, form_of):
    forged = {key: value for key, value in form_of(page).items() if not key.startswith("initial-")}
    answer = admin.post(page, forged | {"description": "Typed", "zip": "1"})
    admin.post(page, fields_of(answer) | {"zip": clinic.zip})
    assert Clinic.objects.get().description == "Typed"


def test_more_answers_than_a_page_may_add_can_still_be_saved(clinic, page, save):
    StatementFactory.create_batch(201, clinic=clinic)
    assert save(page, name="Lakeside Clinic").status_code == 302
    assert Clinic.objects.get().name == "Lakeside Clinic"


@pytest.mark.deep
def test_many_people_can_still_be_saved(clinic, page, save):
    PractitionerFactory.create_batch(120, clinic=clinic)
    assert save(page, name="Lakeside Clinic").status_code == 302


def test_who_may_see_rows_but_not_change_them_can_save_the_listing(clinic, page, form_of):
    staff = moderator()
    staff.groups.clear()
    staff.is_superuser = False
    staff.save()
    may = ["view_clinic", "change_clinic", "view_offering", "view_statement", "view_practitioner"]
    staff.user_permissions.set(Permission.objects.filter(codename__in=may))
    client = signed_in(staff)
    assert client.post(page, form_of(page, client) | {"name": "Lakeside Clinic"}).status_code == 302


def test_no_page_is_saved_as_new(page, save):
    assert save(page, _saveasnew="1").status_code == 403
    assert Clinic.objects.count() == 1


def test_of_who_is_removed_nothing_stays_in_their_answers(clinic, page, save):
    person = clinic.practitioners.get()
    StatementFactory(clinic=clinic, practitioner=person, detail="Ada Lin, board certified")
    save(page, **{"practitioners-0-DELETE": "on"})
    assert {
        *Statement.objects.values_list("detail", flat=True),
        *Statement.history.values_list("detail", flat=True),
    } == {""}
    assert Event.objects.latest("id").after == {"fields": ["practitioners", "statements"]}


def test_of_who_is_written_over_nothing_stays_in_the_history(clinic, page, save):
    save(page, **{"practitioners-0-name": "Bo Kim", "practitioners-0-npi": ""})
    assert not Practitioner.history.filter(name="Ada Lin").exists()
    assert not Practitioner.history.filter(npi="1234567893").exists()


def at_once(*acts):
    """Their results, in order; each begins in the same moment, on a connection of its own."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


several = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")


@several
@commits
def test_no_two_doors_wait_for_each_other(clinic, page, form_of):
    """An owner renamed, a listing saved, an answer added and an action taken, all over the same clinics."""
    owner = Organization.objects.create(name="Lake Group")
    Clinic.objects.update(organization=owner)
    clients = [signed_in(moderator()) for _ in range(4)]
    for turn in range(6):
        new = {"clinic": clinic.pk, "fact": "acls", "answer": "True", "evidence": "2", "as_of": "2026-11-01"}
        sent = [
            (f"/admin/clinics/organization/{owner.pk}/change/", {"name": f"Lake {turn}"}),
            (page, {"description": f"Turn {turn}"}),
            ("/admin/clinics/statement/add/", new),
            (page, {"intake_fee": str(turn + 1)}),
        ]
        forms = [form_of(path) | changes for path, changes in sent]
        acts = [
            lambda client=client, path=path, form=form: client.post(path, form).status_code
            for client, (path, _), form in zip(clients, sent, forms, strict=True)
        ]
        assert at_once(*acts) == [302] * 4
    clinic.refresh_from_db()
    assert (clinic.description, clinic.intake_fee, "lake 5" in clinic.search_text) == ("Turn 5", 6, True)


@several
@commits
def test_two_listings_never_move_to_each_other():
    for _ in range(8):
        one, other = ClinicFactory(), ClinicFactory()

        def move(clinic, to):
            try:
                return mark_moved(clinic, to=to, by="operator").status
            except Refused:
                return "refused"

        results = at_once(lambda a=one, b=other: move(a, b), lambda a=one, b=other: move(b, a))
        assert sorted(results) == ["moved", "refused"]


@several
@commits
def test_a_register_check_of_somebody_who_is_written_over_does_not_stand(clinic, page, form_of):
    person = clinic.practitioners.get()
    Practitioner.objects.update(looked_up_on="2026-11-01", works_here_on="2026-11-01")
    clients = [signed_in(moderator()) for _ in range(2)]
    for turn in range(6):
        new = {"clinic": clinic.pk, "fact": "anesthesiologist", "answer": "True", "evidence": "4",
               "as_of": "2026-11-01", "practitioner": person.pk}  # fmt: skip
        over, add = (
            form_of(page) | {"practitioners-0-name": f"Bo {turn}"},
            form_of("/admin/clinics/statement/add/") | new,
        )
        first = person.name
        at_once(
            lambda over=over: clients[0].post(page, over).status_code,
            lambda add=add: clients[1].post("/admin/clinics/statement/add/", add).status_code,
        )
        person.refresh_from_db()
        assert person.name != first
        standing = Statement.objects.filter(evidence=Evidence.REGISTER, ended_on__isnull=True)
        assert all(s.history.earliest().history_date > person.history.latest().history_date for s in standing)
        standing.delete()
    assert Offering.objects.count() == 1


def test_a_withheld_street_keeps_no_exact_point(clinic, page, save):
    Zip.objects.create(zip=clinic.zip, city="Austin", state="TX", latitude=30.2706, longitude=-97.7426)
    Clinic.objects.update(point_precision="exact", latitude=30.34252, longitude=-97.73882)
    assert save(page, point_precision="withheld", street="", street2="").status_code == 302
    clinic.refresh_from_db()
    assert (clinic.latitude, clinic.longitude) == (30.2706, -97.7426)


def test_a_place_that_becomes_rough_gives_up_its_exact_point(clinic, page, save):
    Zip.objects.create(zip=clinic.zip, city="Austin", state="TX", latitude=30.2706, longitude=-97.7426)
    Clinic.objects.update(point_precision="exact", latitude=30.34252, longitude=-97.73882)
    assert save(page, point_precision="zip").status_code == 302
    clinic.refresh_from_db()
    assert (clinic.latitude, clinic.longitude) == (30.2706, -97.7426)


@pytest.mark.parametrize("change", [{"name": "Ada M. Lin"}, {"credentials": "MD"}])
def test_a_person_who_is_mended_keeps_their_history(clinic, page, save, change):
    assert save(page, **{f"practitioners-0-{name}": value for name, value in change.items()}).status_code == 302
    assert set(Practitioner.history.values_list("npi", flat=True)) == {"1234567893"}


def test_a_person_whose_number_is_found_keeps_their_history(clinic, page, save):
    save(page, **{"practitioners-0-npi": ""})
    save(page, **{"practitioners-0-npi": "1234567893"})
    assert set(Practitioner.history.values_list("name", flat=True)) == {"Ada Lin"}
