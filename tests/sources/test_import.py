"""A file becomes a plan, and the plan becomes listings."""

import datetime as dt

import pytest
from django.core.management.base import CommandError

from accounts.models import Event
from clinics.actions.indexing import reindex
from clinics.enums import Evidence, PointPrecision, Status
from clinics.models import Answer, Clinic, OldAddress, Organization, Practitioner, SiteState, SourceRecord, Statement
from sources.actions.files import csv_plan
from sources.actions.importing import run as carry_out
from sources.models import ImportDifference, ImportRun
from tests.factories import ClinicFactory, StatementFactory
from tests.sources.files import AUSTIN, NPI, csv_file, places, run

pytestmark = pytest.mark.django_db

FULL = AUSTIN | {
    "organization": "Open Field", "street": "1 Main Street", "street2": "Suite 2", "latitude": "30.2711",
    "longitude": "-97.7437", "phone": "512-555-0142 x2", "intake_phone": "512-555-0143",
    "website": "https://harbor.example.com/", "hours": "Mo-Fr 08:00-17:00", "description": "=We listen.\nEvery day.",
    "methods_complete": "yes", "telehealth": "no", "new_patients": "yes", "wait_days": "0",
    "availability_on": "2026-11-01", "intake_fee": "0", "deposit": "50", "cancellation_fee": "75", "managed": "yes",
    "confirmed_on": "2026-11-02", "rating_average": "4.5", "rating_count": "9", "listed_on": "2026-01-05",
    "slug": "harbor", "conditions": "trd; crps", "payments": "self_pay; medicare", "languages": "en; es",
    "settings": "outpatient", "ages": "12-17; 18-120", "methods": "kap", "iv.unit": "session", "iv.price_min": "400",
    "iv.price_max": "550", "iv.course_sessions": "6", "iv.includes_consult": "no", "oral.oral_place": "home",
    "oral.evidence": "source", "oral.as_of": "2023-12-31", "fact.limits_reviews": "no stated 2026-10-01",
    "fact.dea": "yes document 2026-08-19 until 2028-07-31 address matched (seen | 100%)".replace("|", "%7C"),
    "fact.anesthesiologist": f"no stated 2026-01-01 ended 2026-02-01 | yes register 2026-11-01 by {NPI}",
    "people": f'[{{"name": "Zoë Ortega", "npi": "{NPI}", "role": "anesthesiologist", "is_medical_director": "yes", '
              '"looked_up_on": "2026-11-01", "works_here_on": "2026-11-01"}]',
    "old_addresses": "tx/austin/old-harbor", "records": "samhsa-mh harbor/-/1-main-street/78701 in samhsa-mh-2024",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _places():
    places()


def state():
    counts = [model.objects.count() for model in (Clinic, Statement, Answer, Event, ImportRun)]
    return [*counts, Clinic.history.count(), Statement.history.count(), SiteState.now().revision]


def test_a_new_clinic_says_what_its_row_says_and_no_more(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN))
    clinic = Clinic.objects.get()
    assert (clinic.status, clinic.slug, clinic.point_precision, clinic.latitude) == (
        "listed",
        "harbor-clinic",
        "zip",
        30.27,
    )
    assert (clinic.telehealth, clinic.new_patients, clinic.intake_fee, clinic.phone, clinic.confirmed_on) == (
        None, None, None, "", None,
    )  # fmt: skip
    assert [clinic.traits.count(), clinic.offerings.count(), clinic.statements.count(), clinic.ages.count()] == [0] * 4
    assert (SiteState.now().holds, clinic.history.count()) == ("real", 1)


def test_a_full_row_goes_in_whole(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", FULL))
    clinic = Clinic.objects.get()
    iv, oral = clinic.offerings.get(method="iv"), clinic.offerings.get(method="oral")
    dea = clinic.statements.get(fact="dea")
    assert (clinic.phone, clinic.wait_days, clinic.intake_fee, clinic.telehealth) == ("+15125550142;ext=2", 0, 0, False)
    assert (clinic.description, clinic.organization.name) == ("=We listen.\nEvery day.", "Open Field")
    assert (iv.price_min, iv.price_max, iv.includes_consult, iv.includes_therapy) == (400, 550, False, None)
    assert (oral.evidence, oral.as_of, oral.price_min) == (Evidence.SOURCE, dt.date(2023, 12, 31), None)
    assert (dea.detail, dea.address_matched, dea.expires_on) == ("seen | 100%", True, dt.date(2028, 7, 31))
    assert clinic.statements.get(evidence=Evidence.REGISTER).practitioner == clinic.practitioners.get()
    assert clinic.search_text == " harbor clinic open field zoe ortega austin"
    assert Answer.objects.filter(clinic=clinic, fact="dea").count() == 1


def test_export_and_import_again_are_the_same_bytes(tmp_path):
    run(
        "import_clinics",
        csv_file(tmp_path / "a.csv", FULL, AUSTIN | {"key": "lake", "name": "Lake Clinic", "zip": "76701"}),
    )
    run("export_clinics", tmp_path / "first.csv")
    before = state()
    said = run("import_clinics", tmp_path / "first.csv")
    assert (said[-1], state()) == ("2 unchanged", before)
    Clinic.objects.all().delete()
    SourceRecord.objects.all().delete()
    run("import_clinics", tmp_path / "first.csv")
    run("export_clinics", tmp_path / "second.csv")
    assert (tmp_path / "second.csv").read_bytes() == (tmp_path / "first.csv").read_bytes()
    assert b"'=We listen." in (tmp_path / "first.csv").read_bytes()


def test_a_dry_run_prints_the_plan_and_changes_nothing(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN))
    file = csv_file(tmp_path / "b.csv", AUSTIN | {"name": "Harbor House"}, AUSTIN | {"key": "lake", "name": "Lake"})
    before = state()
    predicted = run("import_clinics", file, dry_run=True)
    assert state() == before
    assert run("import_clinics", file) == predicted
    assert predicted[-1] == "1 create, 1 update"


def test_absent_columns_stay_and_blank_cells_become_unsaid(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", FULL | {"managed": ""}))
    run("import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | {"phone": "", "fact.dea": "", "iv.price_max": "600"}))
    clinic = Clinic.objects.get()
    assert (clinic.phone, clinic.website, clinic.version) == ("", "https://harbor.example.com/", 1)
    assert sorted(clinic.statements.values_list("fact", flat=True)) == ["anesthesiologist"] * 2 + ["limits_reviews"]
    assert list(clinic.offerings.order_by("method").values_list("method", "price_min", "price_max")) == [
        ("iv", 400, 600), ("kap", None, None), ("oral", None, None),
    ]  # fmt: skip
    assert Answer.objects.filter(fact="dea").count() == 0


def test_a_change_leaves_history_an_event_and_a_new_version(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN))
    run("import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | {"status": "closed", "status_on": "2026-11-01"}))
    clinic = Clinic.objects.get()
    events = list(
        Event.objects.filter(subject=f"clinic:{clinic.pk}").order_by("id").values_list("what", "actor", "after")
    )
    assert (clinic.history.count(), clinic.version, clinic.status) == (2, 1, "closed")
    assert events == [
        ("clinic.imported_status", "operator", {"status": "closed"}),
        ("clinic.edited", "operator", {"fields": ["status", "status_on"]}),
    ]


def test_a_person_keeps_the_row_when_it_changes(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", FULL | {"managed": ""}))
    person, register = Clinic.objects.get().practitioners.get(), Statement.objects.get(evidence=Evidence.REGISTER)
    changed = FULL["people"].replace("Zoë Ortega", "Zoë Ortega-Sato")
    run("import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | {"people": changed}))
    person.refresh_from_db()
    register.refresh_from_db()
    assert (person.name, register.practitioner) == ("Zoë Ortega-Sato", person)


def test_a_new_zip_code_moves_a_rough_point_only(tmp_path):
    run(
        "import_clinics",
        csv_file(tmp_path / "a.csv", AUSTIN, FULL | {"key": "exact", "name": "Exact", "managed": "", "records": ""}),
    )
    rows = [AUSTIN | {"zip": "76701", "city": "Waco"}, AUSTIN | {"key": "exact", "name": "Exact", "zip": "76701"}]
    run("import_clinics", csv_file(tmp_path / "b.csv", *rows))
    points = dict(Clinic.objects.values_list("key", "latitude"))
    assert points == {"harbor": 31.55, "exact": 30.2711}


def test_the_address_of_a_clinic_that_moved_within_the_file_redirects(tmp_path, client):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN))
    run("import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | {"city": "Waco", "slug": "harbor-new"}))
    answer = client.get("/clinics/tx/austin/harbor-clinic/")
    assert (answer.status_code, answer.url) == (301, "/clinics/tx/waco/harbor-new/")
    assert OldAddress.objects.count() == 1


def test_what_a_clinic_keeps_itself_is_not_overwritten_but_shown(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", FULL))
    said = run("import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | {"phone": "512-555-0199", "payments": "trial"}))
    shown = list(ImportDifference.objects.order_by("column").values_list("column", "held", "offered"))
    assert said[0] == "line 2: differs Harbor Clinic, Austin, TX (kept by the clinic itself: phone, traits)"
    assert shown == [
        ("phone", "512-555-0142 x2", "512-555-0199"), ("traits", "Payment: Self-pay, Medicare.", "Payment: Clinical trial."),
    ]  # fmt: skip
    assert Clinic.objects.get().phone == "+15125550142;ext=2"


def test_an_import_confirms_nothing(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN | {"confirmed_on": "2026-05-01"}))
    run("import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | {"description": "New words."}))
    assert Clinic.objects.get().confirmed_on == dt.date(2026, 5, 1)


def test_a_withdrawn_clinic_stays_away(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", FULL | {"managed": ""}))
    Clinic.objects.update(status=Status.WITHDRAWN, status_on=dt.date(2026, 11, 1))
    by_key = run("import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | {"name": "Harbor Again"}))
    alias = AUSTIN | {"key": "other", "name": "Other", "records": FULL["records"]}
    by_alias = run("import_clinics", csv_file(tmp_path / "c.csv", alias))
    assert (by_key[-1], by_alias[-1], Clinic.objects.get().name) == ("1 withdrawn", "1 withdrawn", "Harbor Clinic")
    assert run("export_clinics", "-")[1:] == []


def test_a_suspended_clinic_keeps_its_status(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN))
    Clinic.objects.update(
        status=Status.SUSPENDED,
        status_on=dt.date(2026, 11, 1),
        suspension_reason="unsafe",
        status_before_suspension="listed",
    )
    run("import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | {"status": "listed", "description": "New."}))
    clinic = Clinic.objects.get()
    assert (clinic.status, clinic.description) == ("suspended", "New.")


@pytest.mark.parametrize(
    "other", [{"name": "Harbor Clinic"}, {"name": "HARBOR clinic", "zip": "76701", "phone": "512-555-0142"},
              {"name": "Else", "phone": "512-555-0142", "street": "1 MAIN street", "zip": "76701"}],
)  # fmt: skip
def test_a_probable_double_is_reported_and_not_made(tmp_path, other):
    first = AUSTIN | {"phone": "512-555-0142", "street": "1 Main Street"}
    run("import_clinics", csv_file(tmp_path / "a.csv", first))
    said = run("import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | {"key": "new"} | other))
    assert (said[-1], "as Harbor Clinic, Austin, TX" in said[0], Clinic.objects.count()) == ("1 duplicate", True, 1)


@pytest.mark.parametrize("order", [1, -1])
def test_a_clinic_may_move_to_one_that_comes_later_in_the_file(tmp_path, order):
    there = AUSTIN | {"key": "there", "name": "There", "zip": "76701"}
    moved = AUSTIN | {"status": "moved", "status_on": "2026-11-01", "moved_to": "there"}
    run("import_clinics", csv_file(tmp_path / "a.csv", *[moved, there][::order]))
    clinic = Clinic.objects.get(key="harbor")
    assert (clinic.status, clinic.moved_to.key) == ("moved", "there")


def test_a_known_clinic_may_move_to_a_new_one(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN))
    moved = AUSTIN | {"status": "moved", "status_on": "2026-11-01", "moved_to": "there"}
    run(
        "import_clinics",
        csv_file(tmp_path / "b.csv", moved, AUSTIN | {"key": "there", "name": "There", "zip": "76701"}),
    )
    assert Clinic.objects.get(key="harbor").moved_to.key == "there"


@pytest.mark.parametrize("target", ["harbor", "lake", "nowhere"])
def test_nobody_moves_in_a_circle_or_to_nowhere(tmp_path, target):
    moved = {"status": "moved", "status_on": "2026-11-01"}
    rows = [
        AUSTIN | moved | {"moved_to": target},
        AUSTIN | moved | {"key": "lake", "name": "Lake", "moved_to": "harbor"},
    ]
    with pytest.raises(CommandError, match="rows are wrong"):
        run("import_clinics", csv_file(tmp_path / "a.csv", *rows))
    assert Clinic.objects.filter(status="moved", moved_to__status="moved").count() == 0


def test_the_export_names_no_hidden_clinic(tmp_path):
    moved = AUSTIN | {"status": "moved", "status_on": "2026-11-01", "moved_to": "there"}
    run(
        "import_clinics",
        csv_file(tmp_path / "a.csv", moved, AUSTIN | {"key": "there", "name": "There", "zip": "76701"}),
    )
    Clinic.objects.filter(key="there").update(status=Status.WITHDRAWN, status_on=dt.date(2026, 11, 2))
    run("export_clinics", tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text()
    assert ("harbor" in text, "there" in text.lower().split("\n", 1)[1]) == (True, False)
    assert run("import_clinics", tmp_path / "out.csv")[-1] == "1 unchanged"


def test_two_clinics_of_one_name_get_addresses_of_their_own(tmp_path):
    rows = [AUSTIN | {"key": f"k{n}", "zip": f"7870{n}"} for n in range(3)]
    run("import_clinics", csv_file(tmp_path / "a.csv", *rows))
    assert sorted(Clinic.objects.values_list("slug", flat=True)) == [
        "harbor-clinic",
        "harbor-clinic-2",
        "harbor-clinic-3",
    ]


def test_samples_and_real_clinics_never_meet(tmp_path):
    sample = csv_file(tmp_path / "s.csv", AUSTIN | {"is_sample": "yes"})
    real = csv_file(tmp_path / "r.csv", AUSTIN | {"key": "real", "name": "Real"})
    run("import_clinics", sample)
    with pytest.raises(CommandError, match="clear_samples"):
        run("import_clinics", real)
    assert run("clear_samples") == ["1 sample clinics removed."]
    assert [Clinic.history.count(), ImportRun.objects.count(), SiteState.now().holds] == [0, 0, ""]
    run("import_clinics", real)
    for command in (("import_clinics", sample), ("clear_samples",)):
        with pytest.raises(CommandError, match="real clinics"):
            run(*command)
    assert list(Clinic.objects.values_list("key", flat=True)) == ["real"]


def test_a_clinics_own_file_sets_what_its_pages_set(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN))
    own = csv_file(tmp_path / "own.csv", AUSTIN | {"fact.dea": "yes", "phone": "512-555-0142"})
    batch, steps, _ = csv_plan(own, "clinic")
    carry_out(batch, steps)
    said = Statement.objects.get()
    assert (said.answer, said.evidence, said.as_of) == (True, Evidence.STATED, dt.datetime.now().date())
    refused = csv_file(
        tmp_path / "no.csv", AUSTIN | {"status": "closed"}, AUSTIN | {"fact.dea": "yes document 2026-01-01"}
    )
    assert [str(step.reason) for step in csv_plan(refused, "clinic")[1]] == [
        "status is not for a clinic's own file; leave it blank",
        "fact.dea is “yes document 2026-01-01”; a clinic's own file says yes or no",
    ]


def test_bad_rows_are_named_and_the_rest_goes_in(tmp_path):
    file = csv_file(tmp_path / "a.csv", AUSTIN | {"zip": "12"}, AUSTIN | {"key": "good", "name": "Good"})
    with pytest.raises(CommandError, match="1 row is wrong"):
        run("import_clinics", file)
    assert list(Clinic.objects.values_list("key", flat=True)) == ["good"]
    assert ImportRun.objects.get().problems[0]["line"] == 2


def test_a_withheld_street_is_not_kept(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN | {"point_precision": "withheld"}))
    assert (Clinic.objects.get().point_precision, Clinic.objects.get().street) == (PointPrecision.WITHHELD, "")


def test_a_full_disk_leaves_the_old_export(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN))
    with pytest.raises(CommandError, match="cannot be written"):
        run("export_clinics", tmp_path / "no" / "such" / "folder.csv")
    assert Organization.objects.count() == 0


def test_answers_written_in_bulk_are_those_of_reindex(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", FULL))
    before = list(Answer.objects.order_by("fact", "starts").values_list("fact", "answer", "evidence", "starts", "ends"))
    StatementFactory(clinic=ClinicFactory())
    reindex([Clinic.objects.get(key="harbor").pk])
    after = Answer.objects.order_by("fact", "starts").values_list("fact", "answer", "evidence", "starts", "ends")
    assert (list(after), len(before)) == (before, 4)


EXACT = {"latitude": "30.34252", "longitude": "-97.73882"}


@pytest.mark.parametrize("later", [{"point_precision": "withheld"}, {"point_precision": "withheld"} | EXACT])
def test_a_withheld_street_is_placed_at_its_zip_code_whatever_the_file_says(tmp_path, later):
    run(
        "import_clinics",
        csv_file(tmp_path / "a.csv", AUSTIN | EXACT | {"point_precision": "exact", "street": "1 Main"}),
    )
    assert Clinic.objects.get().latitude == 30.34252
    run("import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | later | {"street": ""}))
    assert (Clinic.objects.get().latitude, Clinic.objects.get().longitude) == (30.27, -97.74)
    run("import_clinics", csv_file(tmp_path / "c.csv", AUSTIN | later | {"key": "other", "name": "Other"}))
    assert Clinic.objects.get(key="other").latitude == 30.27


def test_one_kind_of_line_end_is_stored(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN | {"description": "One.\r\nTwo."}))
    assert Clinic.objects.get().description == "One.\nTwo."


def test_of_who_a_file_removes_no_name_stays_in_the_history(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", FULL | {"managed": "", "confirmed_on": ""}))
    run("import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | {"people": ""}))
    assert set(Practitioner.history.values_list("name", "npi")) == {("", "")}


def test_an_answer_that_rested_on_who_is_removed_has_ended(tmp_path):
    held = FULL | {
        "managed": "",
        "confirmed_on": "",
        "fact.anesthesiologist": f"yes register 2026-11-01 by {NPI} (Zoë Ortega)",
    }
    run("import_clinics", csv_file(tmp_path / "a.csv", held))
    assert Answer.objects.filter(fact="anesthesiologist").exists()
    run("import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | {"people": ""}))
    row = Statement.objects.get(fact="anesthesiologist")
    assert (row.ended_on is None, row.detail, row.practitioner) == (False, "", None)
    assert not Answer.objects.filter(fact="anesthesiologist", ends__gt=dt.date.today()).exists()
    assert not Statement.history.filter(detail__contains="Zoë").exists()
