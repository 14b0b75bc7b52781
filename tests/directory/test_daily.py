"""All clocks at once: every letter once, whatever ran before, beside or not at all."""

import datetime as dt
import re
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Letter, SignIn
from clinics.actions.indexing import reindex
from clinics.actions.listing import close_temporarily
from clinics.actions.suspension import suspend
from clinics.enums import Evidence
from clinics.models import Clinic
from directory import daily
from owners.actions.clocks import remind_to_confirm, tell_of_claims
from owners.actions.confirming import confirm
from owners.actions.invitations import invite
from owners.models import Claim, Invitation, Reminder
from tests.days import days_ago
from tests.factories import ClinicFactory, StatementFactory, UserFactory
from tests.owners.team.at_once import at_once, several
from tests.owners.team.conftest import member_of
from tests.transactions import commits

pytestmark = pytest.mark.django_db
STILL, ENDS, WAITING = "Is your listing still correct?", "A document of your listing runs out", "Requests are waiting"


def today():
    return timezone.localdate()


def ago(days):
    return today() - dt.timedelta(days=days)


def managed(days, **fields):
    clinic = ClinicFactory(confirmed_on=None if days is None else ago(days), **fields)
    member_of(clinic, "owner")
    clinic.refresh_from_db()
    return clinic


def run():
    out = StringIO()
    call_command("daily", stdout=out)
    return out.getvalue().splitlines()


def sent(subject=STILL):
    return list(Letter.objects.filter(subject=subject).order_by("pk").values_list("to", flat=True))


def waiting_claim(days):
    claim = Claim.objects.create(clinic=ClinicFactory(), user=UserFactory(), role_said="owner")
    Claim.objects.filter(pk=claim.pk).update(submitted_at=days_ago(days))
    return claim


def everything_due():
    for days in (10, 80, 100, 400):
        managed(days)
    clinic = managed(1)
    StatementFactory(clinic=clinic, fact="acls", evidence=Evidence.DOCUMENT, as_of=ago(300), expires_on=ago(-10))
    reindex([clinic.pk])
    waiting_claim(8)
    invite(email="old@example.com", role="editor", clinics=[clinic], by=clinic.memberships.get().user)
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(days=1))
    old = Letter.objects.create(to="gone@example.com", subject="Old", text="x", next_try_at=timezone.now(), tries=9)
    Letter.objects.filter(pk=old.pk).update(made_at=timezone.now() - dt.timedelta(days=15))
    for hours in (-1, 1):
        expires = timezone.now() + dt.timedelta(hours=hours)
        Session.objects.create(session_key=f"s{hours}", session_data="", expire_date=expires)
        SignIn.objects.create(user=UserFactory(), session_key=f"s{hours}")


def test_every_clock_due_run_twice_is_run_once():
    everything_due()
    assert run() == [
        "reminders to confirm: 3", "documents that run out: 1", "claims that wait: 1", "invitations that are over: 1",
        "work that is done: 0",
        "orphan files: 0", "uploads that wait: 0", "addresses left with reports: 0",
        "addresses left with concerns: 0",
        "reviews without their code: 0", "refused reviews forgotten: 0", "reviews that expire: 0",
        "averages of reviews: 0", "listings that may be one clinic: 15", "letters given up: 1",
        "sessions that are over: 2",
    ]  # fmt: skip
    before = (list(Letter.objects.values()), list(Reminder.objects.values()), list(Invitation.objects.values()))
    assert [line.rpartition(" ")[2] for line in run()] == ["0"] * 16
    assert (list(Letter.objects.values()), list(Reminder.objects.values()), list(Invitation.objects.values())) == before
    assert (len(sent()), len(sent(ENDS)), len(sent(WAITING))) == (3, 1, 1)
    assert [list(model.objects.values_list("session_key", flat=True)) for model in (Session, SignIn)] == [["s1"]] * 2


@pytest.mark.parametrize(("days", "letters"), [(74, 0), (75, 1), (89, 1), (90, 1), (364, 1), (365, 1)])
def test_a_listing_is_reminded_from_day_75_on(days, letters):
    managed(days)
    run()
    assert len(sent()) == letters


def test_each_stage_has_its_letter_and_a_confirmation_starts_anew():
    clinic = managed(0)
    start = today()
    for day in range(0, 400, 5):
        remind_to_confirm(start + dt.timedelta(days=day))
    assert list(Reminder.objects.order_by("pk").values_list("kind", flat=True)) == ["due_soon", "due", "lapsed"]
    Clinic.objects.filter(pk=clinic.pk).update(confirmed_on=start + dt.timedelta(days=400))
    remind_to_confirm(start + dt.timedelta(days=476))
    assert len(sent()) == 4


def test_a_run_after_weeks_without_sends_what_is_true_now_and_no_more():
    managed(100)
    run()
    text = Letter.objects.get().text
    assert ("100 days ago" in text, "Its page says" in text, "will say" in text) == (True, True, False)
    assert list(Reminder.objects.values_list("kind", flat=True)) == ["due"]


def test_the_button_of_the_letter_confirms_and_ends_the_reminders(client):
    clinic = managed(92)
    run()
    client.post(re.search(r"https?://[^/]+(/manage/confirm/\S+)", Letter.objects.get().text)[1])
    clinic.refresh_from_db()
    assert clinic.confirmed_on == today()
    run()
    assert len(sent()) == 1


def test_all_members_who_can_sign_in_are_written_to_each_with_a_link_of_their_own():
    clinic = managed(80)
    editor = member_of(clinic, "editor")
    banned = member_of(clinic, "editor", is_active=False)
    run()
    found = sent()
    assert (len(found), editor.email in found, banned.email in found) == (2, True, False)
    assert len(set(Letter.objects.values_list("text", flat=True))) == 2


def test_who_has_no_clock_gets_no_letter():
    managed(None)
    ClinicFactory(confirmed_on=ago(200))
    close_temporarily(managed(100), by="operator")
    suspend(managed(100), by="operator", reason="unsafe")
    managed(100).memberships.get().user.delete()
    due = managed(100)
    run()
    assert sent() == [due.memberships.get().user.email]


@pytest.mark.parametrize(
    ("expires", "letters"), [(-1, 0), (0, 1), (30, 1), (31, 0)], ids=["over", "last day", "thirty", "thirty-one"]
)
def test_a_document_that_ends_within_thirty_days_is_told(expires, letters):
    clinic = managed(1)
    StatementFactory(clinic=clinic, fact="acls", evidence=Evidence.DOCUMENT, as_of=ago(300), expires_on=ago(-expires))
    reindex([clinic.pk])
    run()
    assert len(sent(ENDS)) == letters


@pytest.mark.parametrize("follows", ["a newer document", "a no of the clinic", "nothing"])
def test_a_document_is_told_only_where_its_end_will_be_seen(follows):
    clinic = managed(1)
    StatementFactory(clinic=clinic, fact="acls", evidence=Evidence.DOCUMENT, as_of=ago(300), expires_on=ago(-10))
    if follows == "a newer document":
        StatementFactory(clinic=clinic, fact="acls", evidence=Evidence.DOCUMENT, as_of=ago(5), expires_on=ago(-300))
    elif follows == "a no of the clinic":
        StatementFactory(clinic=clinic, fact="acls", answer=False, as_of=ago(5))
    StatementFactory(clinic=clinic, fact="private_room", as_of=ago(360))
    reindex([clinic.pk])
    run()
    assert len(sent(ENDS)) == (1 if follows == "nothing" else 0)


def test_moderators_are_told_how_many_claims_wait_and_nothing_of_whom(settings):
    settings.MODERATOR_EMAIL = "queue@example.com"
    claims = [waiting_claim(days) for days in (6, 7, 9)]
    run()
    letter = Letter.objects.get()
    assert (letter.to, letter.subject, "2 requests to manage a listing have" in letter.text) == (
        "queue@example.com", WAITING, True,
    )  # fmt: skip
    private = [text for claim in claims for text in (claim.user.email, claim.clinic.name)]
    assert [text for text in private if text in letter.text] == []
    Claim.objects.filter(pk=claims[2].pk).update(status="withdrawn")
    assert tell_of_claims(today()) == 0


def test_one_clock_that_fails_stops_none_of_the_others(monkeypatch):
    def broken(today):
        raise RuntimeError("no")

    broken_first = (daily.Clock("broken", broken), *daily.CLOCKS)
    monkeypatch.setattr(daily, "CLOCKS", broken_first)
    managed(80)
    out = StringIO()
    with pytest.raises(CommandError, match="Failed: broken"):
        call_command("daily", stdout=out)
    assert out.getvalue().splitlines()[:2] == ["broken: failed", "reminders to confirm: 1"]


def test_a_listing_that_fails_keeps_no_half_of_its_reminder(monkeypatch):
    managed(80)
    monkeypatch.setattr("owners.emails.clocks.put", lambda *args, **words: 1 / 0)
    with pytest.raises(CommandError):
        call_command("daily", stdout=StringIO())
    assert Reminder.objects.count() == 0


@several
@commits
def test_two_runs_at_one_moment_send_each_letter_once():
    for _ in range(6):
        managed(80)
        waiting_claim(8)
    done = at_once(*[lambda: (remind_to_confirm(today()), tell_of_claims(today()))] * 3)
    assert (sum(reminded for reminded, _ in done), sum(told for _, told in done)) == (6, 6)
    assert (len(sent()), len(sent(WAITING))) == (6, 1)


@several
@commits
def test_a_listing_confirmed_in_the_moment_of_its_reminder_gets_a_true_letter_or_none():
    for _ in range(6):
        clinic = managed(100)
        owner = clinic.memberships.get().user
        at_once(
            lambda: remind_to_confirm(today()),
            lambda clinic=clinic, owner=owner: confirm(clinic=clinic, by=owner),
        )
        assert Clinic.objects.get(pk=clinic.pk).confirmed_on == today()
        assert remind_to_confirm(today()) == 0
