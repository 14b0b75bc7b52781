"""Listings in the admin: an unchanged form changes nothing, and nothing is lost or forged."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from clinics.actions.indexing import reindex
from clinics.enums import Holds, Status
from clinics.models import Answer, Clinic, InternalNote, Offering, OldAddress, Organization, SiteState, Statement, Zip
from tests.clinics.admin.conftest import said
from tests.factories import ClinicFactory, OfferingFactory, PractitionerFactory, StatementFactory
from tests.moderators import moderator, signed_in

pytestmark = pytest.mark.django_db


def page(clinic):
    return reverse("admin:clinics_clinic_change", args=[clinic.pk])


@pytest.fixture
def clinic():
    owner = Organization.objects.create(name="Lake Group")
    clinic = ClinicFactory(
        name="Lakeside Care", slug="lakeside-care", organization=owner, description="Two rooms.\n\nBy the lake.",
        hours="Mo-Fr 08:00-17:00", website="https://example.com/", telehealth=True, phone="+15125550100;ext=2",
        confirmed_on=dt.date(2026, 5, 1), intake_fee=150,
    )  # fmt: skip
    OfferingFactory(clinic=clinic, unit="session", price_min=400, price_max=450, includes_consult=False)
    clinic.traits.create(kind="language", code="es")
    clinic.ages.create(youngest=18)
    person = PractitionerFactory(clinic=clinic, is_medical_director=True)
    StatementFactory(clinic=clinic, practitioner=person)
    reindex([clinic.pk])
    return clinic


def state_of(clinic):
    row = Clinic.objects.values().get(pk=clinic.pk)
    histories = [m.history.count() for m in (Clinic, Offering, Statement)]
    return row, histories, Event.objects.count(), SiteState.now().revision


def test_saving_an_unchanged_form_changes_nothing(clinic, save):
    before = state_of(clinic)
    answer = save(page(clinic))
    assert (answer.status_code, state_of(clinic)) == (302, before)


def test_an_edit_is_counted_logged_indexed_and_dated(clinic, save, boss):
    revision = SiteState.now().revision
    assert save(page(clinic), name="Lakeside Clinic", phone="(512) 555-0199").status_code == 302
    clinic.refresh_from_db()
    event = Event.objects.get()
    assert (clinic.name, clinic.phone, clinic.version) == ("Lakeside Clinic", "+15125550199", 1)
    assert (event.actor, event.what, event.after) == (f"user:{boss.pk}", "clinic.edited", {"fields": ["name", "phone"]})
    assert "lakeside clinic lake group" in clinic.search_text
    assert (clinic.history.first().history_user, SiteState.now().revision) == (boss, revision + 1)
    assert clinic.confirmed_on == dt.date(2026, 5, 1)


def test_a_row_of_a_listing_is_an_edit_of_it(clinic, save):
    answer = save(page(clinic), **{"offerings-0-price_max": "500"})
    clinic.refresh_from_db()
    assert (answer.status_code, clinic.version, Event.objects.get().after) == (302, 1, {"fields": ["offerings"]})
    assert clinic.offerings.get().price_max == 500


def test_an_internal_note_is_no_edit_and_stays_out_of_the_log(clinic, save, boss):
    fields = {"internal_notes-TOTAL_FORMS": "1", "internal_notes-0-text": "Ask again in May"}
    save(page(clinic), **fields)
    note = InternalNote.objects.get()
    clinic.refresh_from_db()
    assert (note.text, note.author, clinic.version, Event.objects.count()) == ("Ask again in May", boss, 0, 0)


def test_what_others_keep_cannot_be_forged(clinic, save):
    save(page(clinic), name="New", status="closed", managed="on", confirmed_on="2026-11-20", rating_count="99",
         is_sample="on", moved_to="1", listed_on="2020-01-01")  # fmt: skip
    row = Clinic.objects.get(pk=clinic.pk)
    assert (row.name, row.status, row.managed, row.confirmed_on, row.rating_count, row.is_sample, row.moved_to) == (
        "New", Status.LISTED, False, dt.date(2026, 5, 1), 0, False, None,
    )  # fmt: skip


def test_a_changed_address_redirects(clinic, save):
    save(page(clinic), slug="lakeside")
    old = OldAddress.objects.get()
    assert (old.clinic, str(old)) == (clinic, "/clinics/tx/austin/lakeside-care/")
    save(page(clinic), slug="lakeside-care")
    assert [str(row) for row in OldAddress.objects.all()] == ["/clinics/tx/austin/lakeside/"]


def test_a_draft_leaves_no_old_address(clinic, save):
    Clinic.objects.update(status=Status.DRAFT)
    save(page(clinic), city="Dallas")
    assert OldAddress.objects.count() == 0


@pytest.mark.parametrize("changes", [{"slug": "other"}, {"slug": "", "name": "Other"}, {"slug": "Öther", "name": "x"}])
def test_an_address_that_is_taken_is_a_sentence(clinic, save, changes):
    ClinicFactory(slug="other")
    answer = save(page(clinic), **changes)
    assert answer.status_code == 200
    assert "Another clinic in this city has the address “other”" in said(answer)


BAD = [
    ({"point_precision": "withheld"}, "A withheld street is not kept"),
    ({"latitude": "", "longitude": ""}, "An exact place needs latitude and longitude"),
    ({"latitude": "95"}, "Latitude is from -90 to 90"),
    ({"latitude": "nan"}, "Enter a number"),
    ({"zip": "7870"}, "five digits"),
    ({"phone": "12"}, "is not a US phone number"),
    ({"phone": "512-555-0142 ext. 123456789"}, "has an extension that is not of 1 to 7 digits"),
    ({"website": "example.com"}, "Write the whole address"),
    ({"hours": "weekdays"}, "not in OpenStreetMap form"),
    ({"name": "A\u202eB"}, "invisible characters"),
    ({"name": "A\x00B"}, "Null characters are not allowed"),
    ({"name": "x" * 10_000}, "at most 160 characters"),
    ({"wait_days": "3"}, "Say which day"),
    ({"wait_days": "99999999999"}, "less than or equal to"),
    ({"offerings-0-price_min": ""}, "A price needs the lowest, the highest"),
    ({"offerings-0-price_max": "1"}, "The highest price is below the lowest"),
    ({"offerings-0-oral_place": "home"}, "Only for lozenges"),
    (
        {"ages-TOTAL_FORMS": "2", "ages-1-youngest": "18", "ages-1-oldest": "99"},
        "There is one like this on the page already",
    ),
    ({"practitioners-0-npi": "123"}, "NPI"),
]


@pytest.mark.parametrize(("changes", "sentence"), BAD)
def test_bad_input_is_a_sentence_and_saves_nothing(clinic, save, changes, sentence):
    before = state_of(clinic)
    answer = save(page(clinic), **changes)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert state_of(clinic) == before


def test_two_directors_are_a_sentence_and_one_may_follow_another(clinic, save):
    new = {
        "practitioners-TOTAL_FORMS": "2",
        "practitioners-1-name": "Ada Lin",
        "practitioners-1-is_medical_director": "on",
    }
    answer = save(page(clinic), **new)
    assert "A clinic has one medical director" in said(answer)
    fields = {**new, "practitioners-0-is_medical_director": ""}
    assert save(page(clinic), **fields).status_code == 302
    assert clinic.practitioners.get(is_medical_director=True).name == "Ada Lin"


def test_a_rough_place_is_put_at_its_zip(clinic, save):
    Zip.objects.create(zip="10001", city="New York", state="NY", latitude=40.75, longitude=-73.99)
    save(page(clinic), zip="10001", point_precision="zip", latitude="", longitude="")
    clinic.refresh_from_db()
    assert (clinic.latitude, clinic.longitude) == (40.75, -73.99)


def test_an_answer_is_added_and_counts_at_once(clinic, save, boss):
    new = {
        "statements-TOTAL_FORMS": "2", "statements-1-fact": "acls", "statements-1-answer": "True",
        "statements-1-evidence": "3", "statements-1-as_of": "2026-11-01", "statements-1-expires_on": "2028-01-01",
    }  # fmt: skip
    assert save(page(clinic), **new).status_code == 302
    assert Answer.objects.get(fact="acls").evidence == 3
    assert Statement.objects.get(fact="acls").seen_by == boss


def test_an_answer_is_never_turned_into_another(clinic, save):
    save(
        page(clinic),
        **{"statements-0-answer": "False", "statements-0-fact": "acls", "statements-0-as_of": "2020-01-01"},
    )
    row = Statement.objects.get()
    assert (row.fact, row.answer, row.as_of) == ("dea", True, dt.date(2026, 10, 1))
    save(page(clinic), **{"statements-0-ended_on": "2026-11-01"})
    row.refresh_from_db()
    assert (row.ended_on, Answer.objects.get().ends) == (dt.date(2026, 11, 1), dt.date(2026, 11, 1))


STATEMENTS = [
    ({"evidence": "1"}, "Name the source"),
    ({"evidence": "4"}, "The strongest evidence there is for this fact is"),
    ({"evidence": "3"}, "A document counts until its own last day"),
    ({"fact": "crna", "evidence": "4"}, "not that the person works here"),
    ({"expires_on": "2020-01-01"}, "before the day it was said"),
    ({"detail": "Number BW1234563 seen"}, "A DEA number is never kept"),
]


@pytest.mark.parametrize(("changes", "sentence"), STATEMENTS)
def test_evidence_is_held_to_the_rules(clinic, save, changes, sentence):
    new = {"fact": "dea", "answer": "True", "evidence": "2", "as_of": "2026-11-01", **changes}
    fields = {f"statements-1-{name}": value for name, value in new.items()}
    answer = save(page(clinic), **{"statements-TOTAL_FORMS": "2", **fields})
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert Statement.objects.count() == 1


def test_a_listing_made_by_hand_begins_as_a_draft(save):
    new = {"name": "New Clinic", "city": "Waco", "state": "TX", "zip": "76701", "phone": "254-555-0100"}
    assert save("/admin/clinics/clinic/add/", **new).status_code == 302
    made = Clinic.objects.get()
    assert (made.status, made.slug, made.is_sample, SiteState.now().holds) == (
        Status.DRAFT, "new-clinic", False, Holds.REAL,
    )  # fmt: skip
    assert Event.objects.get().what == "clinic.added"


def test_a_listing_made_by_hand_among_samples_is_one(save):
    SiteState.objects.create(holds=Holds.SAMPLE)
    save("/admin/clinics/clinic/add/", name="New", city="Waco", state="TX", zip="76701")
    assert Clinic.objects.get().is_sample


def test_nobody_deletes_a_listing(clinic, admin):
    assert admin.get(f"/admin/clinics/clinic/{clinic.pk}/delete/").status_code == 403
    assert admin.post(f"/admin/clinics/clinic/{clinic.pk}/delete/", {"post": "yes"}).status_code == 403
    admin.post("/admin/clinics/clinic/", {"action": "delete_selected", "_selected_action": [clinic.pk], "post": "yes"})
    assert Clinic.objects.count() == 1
    assert "delete_selected" not in admin.get("/admin/clinics/clinic/").content.decode()


def test_history_is_shown_and_never_sent_back(clinic, admin, save):
    save(page(clinic), name="Later name")
    shown = admin.get(f"/admin/clinics/clinic/{clinic.pk}/history/").content.decode()
    assert ("Lakeside Care" in shown, "Later name" in shown, "style=" in shown) == (True, True, False)
    first = clinic.history.last().pk
    there = f"/admin/clinics/clinic/{clinic.pk}/history/{first}/"
    assert (admin.get(there).status_code, admin.post(there, {"name": "Lakeside Care"}).status_code) == (200, 403)
    assert Clinic.objects.get().name == "Later name"


def test_filters_and_search_find_listings(clinic, admin):
    ClinicFactory(name="Other Place", city="Dallas", zip="75201", status=Status.CLOSED, status_on=dt.date(2026, 1, 1))
    for query, found in [
        ("q=lakeside", (True, False)), ("q=75201", (False, True)), ("status__exact=closed", (False, True)),
        ("offerings__method__exact=iv", (True, False)), ("q=5125550100", (True, True)),
    ]:  # fmt: skip
        text = admin.get(f"/admin/clinics/clinic/?{query}").content.decode()
        assert (("Lakeside Care" in text), ("Other Place" in text)) == found


def test_the_page_of_a_listing_costs_the_same_at_one_and_forty_rows(clinic, admin, django_assert_max_num_queries):
    for number in range(40):
        StatementFactory(clinic=clinic, fact="acls", as_of=dt.date(2026, 1, 1) + dt.timedelta(days=number))
    with django_assert_max_num_queries(60):
        assert admin.get(page(clinic)).status_code == 200


@pytest.mark.parametrize("group", ["moderator", "senior"])
def test_members_of_the_groups_can_work(clinic, save, group):
    client = signed_in(moderator(group))
    assert save(page(clinic), client=client, name=f"By a {group}").status_code == 302
    assert Clinic.objects.get().name == f"By a {group}"


def test_who_is_taken_off_takes_along_what_rested_on_them(clinic, save):
    kept = StatementFactory(clinic=clinic, fact="wheelchair")
    save(page(clinic), **{"practitioners-0-DELETE": "on"})
    assert clinic.practitioners.count() == 0
    gone = Statement.objects.get(fact="dea")
    assert (gone.ended_on, gone.practitioner, gone.history.count()) == (timezone.localdate(), None, 2)
    in_force = Answer.objects.exclude(ends__lte=timezone.localdate())
    assert list(in_force.values_list("fact", flat=True)) == [kept.fact]


@pytest.fixture
def checked(clinic):
    """The clinic's person was looked up in the register and has confirmed working there."""
    person = clinic.practitioners.get()
    today = timezone.localdate()
    Clinic.objects.filter(pk=clinic.pk).update(managed=True)
    person.npi, person.looked_up_on, person.works_here_on = "1000000012", today, today
    person.save()
    StatementFactory(clinic=clinic, fact="anesthesiologist", evidence=4, practitioner=person, as_of=today)
    reindex([clinic.pk])
    return Statement.objects.get(fact="anesthesiologist")


@pytest.mark.parametrize(
    "change", [{"name": "Somebody Else"}, {"npi": "1000000020"}, {"npi": ""}, {"role": "psychiatrist"}]
)
def test_a_register_check_does_not_pass_to_another_person(clinic, save, checked, change):
    answer = save(page(clinic), **{f"practitioners-0-{name}": value for name, value in change.items()})
    assert answer.status_code == 302
    checked.refresh_from_db()
    person = clinic.practitioners.get()
    assert checked.ended_on == timezone.localdate()
    assert (person.looked_up_on, person.works_here_on, person.register_says) == (None, None, "")
    assert Answer.objects.filter(fact="anesthesiologist", ends__gt=timezone.localdate()).count() == 0


def test_another_detail_of_a_person_leaves_the_check(clinic, save, checked):
    save(page(clinic), **{"practitioners-0-credentials": "DO"})
    checked.refresh_from_db()
    assert checked.ended_on is None


def test_what_was_taken_back_stays_so(clinic, save):
    Statement.objects.update(ended_on=dt.date(2026, 11, 1))
    save(page(clinic), **{"statements-0-ended_on": "", "statements-0-expires_on": "2027-01-01"})
    assert Statement.objects.get().ended_on == dt.date(2026, 11, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"statements-0-expires_on": "2090-01-01"}, "no day that can be meant"),
        ({"statements-0-expires_on": "2030-01-01"}, "This counts until 2027-10-01 at most."),
        ({"practitioners-0-as_of": "9999-12-31"}, "no day that can be meant"),
        ({"practitioners-0-as_of": "2027-12-31"}, "This day has not come yet."),
        ({"zip": "\u0669\u0664\u0661\u0661\u0660"}, "five digits"),
    ],
)
def test_days_and_digits_that_cannot_be_meant(clinic, save, changes, sentence):
    before = state_of(clinic)
    answer = save(page(clinic), **changes)
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert state_of(clinic) == before


@pytest.mark.parametrize("path", ["history/abc/", "history/%00/", "history/999999/"])
def test_a_history_that_is_none_is_not_found(clinic, admin, path):
    assert admin.get(f"/admin/clinics/clinic/{clinic.pk}/{path}").status_code == 404
