"""Reports, statements, people, organizations, conditions, sources, users and the log."""

import datetime as dt

import pytest

from accounts.models import Event, User
from clinics.actions.indexing import reindex
from clinics.enums import Evidence
from clinics.models import Answer, Clinic, Condition, Organization, Practitioner, Report, SiteState, Source, Statement
from tests.accounts.conftest import posted
from tests.clinics.admin.conftest import said
from tests.factories import ClinicFactory, PractitionerFactory, StatementFactory
from tests.moderators import moderator, signed_in

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 1)


def a_report(**fields):
    return Report.objects.create(clinic=ClinicFactory(), kind="phone", text="It rings out", **fields)


def decide(client, action, *reports, **fields):
    chosen = {"action": action, "_selected_action": [r.pk for r in reports]}
    return client.post("/admin/clinics/report/", {**chosen, **fields}, follow=True)


def test_a_report_is_accepted_with_a_reason(admin, boss):
    report = a_report()
    asked = decide(admin, "accept", report)
    assert ("It rings out" in asked.content.decode(), Report.objects.get().status) == (True, "open")
    decide(admin, "accept", report, apply="1", reason="corrected")
    report.refresh_from_db()
    assert (report.status, report.decided_by, report.text) == ("accepted", boss, "")
    event = Event.objects.get()
    assert (event.what, event.reason, "rings" in str(event.after)) == ("report.accepted", "corrected", False)


def test_a_report_is_not_refused_for_a_reason_to_accept(admin):
    report = a_report()
    decide(admin, "refuse", report, apply="1", reason="corrected")
    assert Report.objects.get().status == "open"
    decide(admin, "refuse", report, apply="1", reason="duplicate")
    assert Report.objects.get().status == "refused"
    again = decide(admin, "accept", report, apply="1", reason="corrected")
    assert "decided already" in said(again)


def test_waiting_reports_come_first_and_the_oldest_of_them(admin, boss):
    from django.utils import timezone

    done = a_report(status="accepted", decided_at=timezone.now(), decided_by=boss)
    first, second = a_report(), a_report()
    text = admin.get("/admin/clinics/report/").content.decode()
    places = [text.index(f"/report/{r.pk}/change/") for r in (first, second, done)]
    assert places == sorted(places)


def test_nobody_edits_a_report(admin):
    report = a_report()
    assert admin.post(f"/admin/clinics/report/{report.pk}/change/", {"text": "x", "kind": "closed"}).status_code == 403
    assert Report.objects.get().text == "It rings out"


def test_a_statement_of_its_own_page_counts_at_once(save, boss):
    clinic = ClinicFactory()
    new = {"clinic": clinic.pk, "fact": "acls", "answer": "True", "evidence": "2", "as_of": "2026-11-01"}
    assert save("/admin/clinics/statement/add/", **new).status_code == 302
    clinic.refresh_from_db()
    assert (Answer.objects.get().fact, clinic.version, Statement.objects.get().seen_by) == ("acls", 1, boss)
    assert [e.what for e in Event.objects.order_by("id")] == ["statement.added", "clinic.edited"]


def test_a_statement_is_ended_and_never_changed(save):
    row = StatementFactory()
    reindex([row.clinic_id])
    there = f"/admin/clinics/statement/{row.pk}/change/"
    save(there, answer="False", evidence="3", fact="acls")
    assert (Statement.objects.get().answer, Event.objects.count()) == (True, 0)
    save(there, ended_on="2026-10-05")
    assert Answer.objects.get().ends == dt.date(2026, 10, 5)


def test_register_needs_a_person_who_confirmed(save):
    clinic = ClinicFactory()
    person = PractitionerFactory(clinic=clinic, npi="1234567893", looked_up_on=DAY)
    new = {"clinic": clinic.pk, "fact": "anesthesiologist", "answer": "True", "evidence": "4", "as_of": "2026-11-01",
           "practitioner": person.pk}  # fmt: skip
    answer = save("/admin/clinics/statement/add/", **new)
    assert "not that the person works here" in said(answer)
    Practitioner.objects.update(works_here_on=DAY)
    assert save("/admin/clinics/statement/add/", **new).status_code == 302
    assert Statement.objects.get().evidence == Evidence.REGISTER


@pytest.mark.parametrize(
    ("query", "count"), [("counts=now", 1), ("counts=past", 2), ("counts=soon", 0), ("fact__exact=dea", 3)]
)
def test_statements_are_found_by_expiry(admin, query, count):
    StatementFactory(as_of=dt.date(2020, 1, 1))
    StatementFactory(ended_on=DAY, as_of=DAY)
    StatementFactory(as_of=DAY, expires_on=dt.date(2999, 1, 1))
    text = admin.get(f"/admin/clinics/statement/?{query}").content.decode()
    assert text.count('class="field-fact') == count


def test_a_person_is_searched_by_the_new_name(save):
    person = PractitionerFactory(name="Old Name")
    save(f"/admin/clinics/practitioner/{person.pk}/change/", name="Zoë Quill")
    assert "zoe quill" in Clinic.objects.get().search_text


def test_a_second_director_or_number_is_a_sentence(save):
    clinic = ClinicFactory()
    PractitionerFactory(clinic=clinic, is_medical_director=True, npi="1234567893")
    new = {"clinic": clinic.pk, "name": "Ada Lin", "is_medical_director": "on", "npi": "1234567893"}
    answer = save("/admin/clinics/practitioner/add/", **new)
    assert "has a medical director" in said(answer)
    assert "has this NPI already" in said(answer)


def test_the_clinics_of_an_organization_are_found_by_its_new_name(save):
    owner = Organization.objects.create(name="Lake Group")
    mine, other = ClinicFactory(organization=owner), ClinicFactory()
    reindex([mine.pk, other.pk])
    before = SiteState.now().revision
    there = f"/admin/clinics/organization/{owner.pk}/change/"
    save(there)
    assert (SiteState.now().revision, Event.objects.count()) == (before, 0)
    save(there, name="River Group")
    mine.refresh_from_db()
    assert ("river group" in mine.search_text, SiteState.now().revision) == (True, before + 1)


def test_a_condition_keeps_its_key(save):
    found = Condition.objects.first()
    before = SiteState.now().revision
    save(f"/admin/clinics/condition/{found.pk}/change/", name="Another name", key="forged")
    now = Condition.objects.get(pk=found.pk)
    assert (now.name, now.key, SiteState.now().revision) == ("Another name", found.key, before + 1)


@pytest.mark.parametrize("model", ["source", "sourcerecord"])
def test_sources_are_only_read(admin, model):
    Source.objects.create(key="s", series="s", title="S", short="S", as_of=DAY)
    assert admin.get(f"/admin/clinics/{model}/").status_code == 200
    assert admin.get(f"/admin/clinics/{model}/add/").status_code == 403


def test_the_log_is_only_read(admin):
    event = Event.record(by="system", what="clinic.listed", subject="clinic:1")
    there = f"/admin/accounts/event/{event.pk}/"
    assert admin.get(f"{there}change/").status_code == 200
    assert admin.post(f"{there}change/", {"what": "x"}).status_code == 403
    assert admin.post(f"{there}delete/", {"post": "yes"}).status_code == 403
    assert admin.get("/admin/accounts/event/add/").status_code == 403
    assert Event.objects.get().what == "clinic.listed"


def test_a_history_without_a_table_is_the_log(admin):
    owner = Organization.objects.create(name="Lake Group")
    Event.record(by="system", what="organization.edited", subject=owner)
    Event.record(by="system", what="organization.edited", subject="organization:999")
    answer = admin.get(f"/admin/clinics/organization/{owner.pk}/history/", follow=True)
    assert (answer.status_code, answer.content.decode().count(">organization:")) == (200, 1)


def test_no_page_shows_a_password_or_a_secret(admin, boss):
    text = admin.get(f"/admin/accounts/user/{boss.pk}/change/").content.decode()
    assert (boss.email in text, boss.password in text, "md5" in text) == (True, False, False)
    for path in ("mfa/authenticator/", "account/emailaddress/", "auth/group/"):
        assert admin.get(f"/admin/{path}").status_code == 404


def test_a_new_moderator_sets_the_password_by_mail(save, client):
    save("/admin/accounts/user/add/", email="New@Example.com", name="New")
    made = User.objects.get(email="new@example.com")
    assert (made.is_staff, made.is_superuser, made.has_usable_password()) == (False, False, False)
    client.post("/accounts/password/reset/", {"email": "new@example.com"})
    assert [m.to for m in posted()] == [["new@example.com"]]
    assert "New@" not in str(list(Event.objects.values()))


LISTS = ["clinics/clinic", "clinics/report", "clinics/statement", "clinics/practitioner", "clinics/organization",
         "clinics/condition", "clinics/source", "clinics/sourcerecord", "accounts/event"]  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("group", ["moderator", "senior"])
def test_every_list_opens_for_the_groups(path, group):
    assert signed_in(moderator(group)).get(f"/admin/{path}/?q=x").status_code == 200


FOR_SENIORS = ["accounts/user", "clinics/membership"]


@pytest.mark.parametrize("path", FOR_SENIORS)
def test_whose_account_it_is_and_what_they_manage_is_for_seniors(path):
    answers = [signed_in(moderator(group)).get(f"/admin/{path}/?q=x") for group in ("moderator", "senior")]
    assert [answer.status_code for answer in answers] == [403, 200]


@pytest.mark.parametrize("path", [*LISTS, *FOR_SENIORS])
def test_bad_queries_in_the_admin_are_no_failure(admin, path):
    for query in ("q=%00", "q=" + "x" * 5000, "p=zz", "o=99.x", "status__exact=%00", "_to_field=x", "e=1", "id__in=x"):
        assert admin.get(f"/admin/{path}/?{query}").status_code in {200, 302, 400}


def test_nobody_guesses_a_password_hash_by_filtering(admin):
    senior = signed_in(moderator("senior"))
    for client in (admin, senior):
        answers = {
            client.get(f"/admin/accounts/user/?password__startswith={part}").status_code
            for part in ("pbkdf2", "md5", "zzz")
        }
        assert answers == {400}
