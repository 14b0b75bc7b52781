"""Checked answers that wait for another look, and what settles them."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Event, Letter
from clinics.actions.indexing import reindex
from clinics.enums import Evidence, Status
from clinics.exceptions import NotAllowed
from clinics.models import Clinic, Source, Statement
from owners.actions.checks import end_check, let_rest, take_back_slip
from owners.actions.confirming import confirm
from owners.actions.memberships import join
from owners.exceptions import InvalidStep, Refused
from owners.models import Check
from tests.factories import ClinicFactory
from tests.moderators import moderator
from tests.owners.checks.conftest import ended

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
DOCUMENT, REGISTER, SOURCE, STATED = Evidence.DOCUMENT, Evidence.REGISTER, Evidence.SOURCE, Evidence.STATED


@pytest.fixture
def seen(said, today):
    """A document that counts for another month."""
    return said(True, days=30, evidence=DOCUMENT, until=today + 30 * DAY)


class TestWhatWaits:
    def test_a_newer_no_takes_effect_at_once_and_waits_for_a_look(self, seen, said, needs, shown):
        assert (needs(), shown()) == ([], (True, "document"))
        said(False)
        assert (needs(), shown()) == ([(seen.pk, "contradicted")], (False, "stated"))

    def test_an_older_no_does_not(self, seen, said, needs):
        said(False, days=31)
        assert needs() == []

    def test_a_no_of_the_same_day_that_came_later_does(self, seen, said, needs):
        said(False, days=30)
        assert needs() == [(seen.pk, "contradicted")]

    def test_what_was_taken_back_contradicts_nothing(self, seen, said, needs, today):
        said(False, days=2, ended_on=today)
        assert needs() == []

    def test_clinics_that_change_their_own_word_wake_nobody(self, said, needs):
        said(True, days=9)
        said(False, days=3)
        assert needs() == []

    def test_another_fact_or_clinic_is_another_matter(self, seen, said, needs):
        said(False, fact="acls")
        other = Clinic.objects.exclude(pk=seen.clinic_id)
        assert (needs(), other.count()) == ([], 0)

    @pytest.mark.parametrize(
        ("evidence", "left", "waits"),
        [(DOCUMENT, 0, False), (DOCUMENT, -1, True), (REGISTER, 15, False), (REGISTER, -3, True),
         (STATED, -1, False)],
    )  # fmt: skip
    def test_a_check_that_runs_out(self, said, needs, today, evidence, left, waits):
        row = said(True, days=80, evidence=evidence, until=today + left * DAY)
        assert needs() == ([(row.pk, "run_out")] if waits else [])

    def test_one_that_was_renewed_does_not_wait(self, said, needs, today):
        said(True, days=80, evidence=DOCUMENT, until=today - DAY)
        said(True, days=1, evidence=DOCUMENT, until=today + 300 * DAY)
        assert needs() == []

    @pytest.mark.parametrize("status", [s for s in Status.values if s not in Status.searchable])
    def test_a_listing_that_nobody_finds_waits_for_nothing(self, seen, said, needs, status, today):
        said(False)
        fields = {"status": status, "status_on": today}
        if status == "suspended":
            fields |= {"suspension_reason": "unsafe", "status_before_suspension": "listed"}
        if status in {"moved", "merged"}:
            fields["moved_to"] = ClinicFactory()
        Clinic.objects.filter(pk=seen.clinic_id).update(**fields)
        assert needs() == []

    def test_a_document_that_came_after_the_no_has_answered_it(self, seen, said, needs, shown, today):
        said(False, days=9)
        said(True, days=1, evidence=DOCUMENT, until=today + 300 * DAY)
        assert (needs(), shown()) == ([], (True, "document"))

    def test_one_no_against_two_checks_waits_once(self, seen, said, needs, shown, judge, check_of, today):
        second = said(True, days=5, evidence=DOCUMENT, until=today + 60 * DAY)
        no = said(False)
        assert needs() == [(second.pk, "contradicted")]
        end_check(check=check_of(second), by=judge, reason="overtaken")
        no.end(today)
        reindex([seen.clinic_id])
        assert (needs(), shown()) == ([], None)

    def test_a_row_of_old_checks_is_left_at_once(self, said, needs, judge, check_of, today):
        for days in (400, 300, 200):
            last = said(True, days=days, evidence=DOCUMENT, until=today - (days - 190) * DAY)
        assert needs() == [(last.pk, "run_out")]
        let_rest(check=check_of(last), by=judge, reason="not_renewed")
        assert needs() == []

    def test_leaving_what_ran_out_leaves_a_document_that_lasts(self, said, needs, judge, today, shown):
        said(True, days=300, evidence=DOCUMENT, until=today + 60 * DAY)
        said(True, days=200, evidence=DOCUMENT, until=today - 9 * DAY)
        assert (needs(), shown()) == ([], (True, "document"))

    def test_still_correct_does_not_shorten_the_wait(self, seen, said, today, clinic, member):
        no = said(False, days=9)
        Statement.objects.filter(pk=no.pk).update(created_at=timezone.now() - 9 * DAY)
        confirm(clinic=clinic, by=member(sign_in=False))
        assert Statement.objects.get(pk=no.pk).as_of == today
        assert Check.objects.needing_a_look(today).get().since == today - 9 * DAY

    def test_the_longest_wait_comes_first(self, said, today):
        old = said(True, days=80, evidence=DOCUMENT, until=today - 20 * DAY)
        new = said(True, days=80, fact="acls", evidence=DOCUMENT, until=today - 3 * DAY)
        assert [(row.pk, row.since) for row in Check.objects.needing_a_look(today)] == [
            (old.pk, today - 20 * DAY), (new.pk, today - 3 * DAY),
        ]  # fmt: skip


class TestSettling:
    def test_ending_the_check_leaves_the_newer_answer(self, seen, said, judge, check_of, needs, shown, today):
        said(False)
        end_check(check=check_of(seen), by=judge, reason="overtaken")
        assert (ended(seen), shown(), needs()) == (today, (False, "stated"), [])
        event = Event.objects.get(what="check.ended")
        assert (event.subject, event.reason, event.after) == (
            f"clinic:{seen.clinic_id}", "overtaken", {"fact": "dea", "statement": seen.pk, "fields": ["statements"]},
        )  # fmt: skip

    def test_a_slip_taken_back_lets_the_check_count_again(self, seen, said, judge, check_of, needs, shown, member):
        owner, slip = member(sign_in=False), said(False)
        take_back_slip(check=check_of(seen), by=judge, reason="slip")
        assert (shown(), needs(), ended(slip), ended(seen)) == ((True, "document"), [], slip.as_of, None)
        letter = Letter.objects.get(to=owner.email)
        assert "told us that its newer answer was a slip" in " ".join(letter.text.split())
        assert Statement.history.filter(id=slip.pk).count() == 2

    def test_what_public_data_says_is_no_slip_of_the_clinic(self, seen, said, judge, check_of):
        said(
            False,
            evidence=SOURCE,
            source=Source.objects.create(key="ours", series="ours", title="Ours", short="Ours", as_of="2026-01-01"),
        )
        with pytest.raises(Refused, match="not the clinic's word"):
            take_back_slip(check=check_of(seen), by=judge, reason="slip")
        assert ended(seen) is None

    def test_letting_it_rest_changes_nothing_that_is_shown(self, said, judge, check_of, needs, shown, today, member):
        member(sign_in=False)
        row, letters = said(True, days=400, evidence=DOCUMENT, until=today - 3 * DAY), Letter.objects.count()
        before = shown()
        let_rest(check=check_of(row), by=judge, reason="not_renewed")
        assert (needs(), shown(), before, ended(row)) == ([], None, None, today)
        assert Letter.objects.count() == letters

    def test_what_still_counts_cannot_be_left(self, said, judge, check_of, shown, today, needs):
        row = said(True, days=80, fact="crna", evidence=REGISTER, until=today + 10 * DAY)
        with pytest.raises(InvalidStep):
            let_rest(check=check_of(row), by=judge, reason="not_renewed")
        assert (needs(), ended(row)) == ([(row.pk, "runs_out")], None)

    def test_two_who_settle_the_same(self, seen, said, judge, check_of):
        said(False)
        mine = check_of(seen)
        end_check(check=mine, by=judge, reason="overtaken")
        with pytest.raises(InvalidStep, match="stands otherwise by now"):
            take_back_slip(check=mine, by=moderator("moderator"), reason="slip")
        assert Event.objects.filter(what__startswith="check.").count() == 1

    @pytest.mark.parametrize("reason", ["", "slip", "king"])
    def test_a_reason_is_one_of_the_list(self, seen, said, judge, check_of, reason):
        said(False)
        with pytest.raises(Refused, match="Choose a reason"):
            end_check(check=check_of(seen), by=judge, reason=reason)

    def test_nobody_settles_their_own(self, seen, said, check_of):
        own = moderator("senior")
        join(user=own, clinic=seen.clinic, role="editor", by="operator")
        said(False)
        with pytest.raises(NotAllowed, match="You manage this clinic"):
            end_check(check=check_of(seen), by=own, reason="overtaken")
