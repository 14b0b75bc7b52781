"""However carrying out an upload ends: whole rows, once, and the page says how far it came."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from clinics.actions.listing import withdraw
from clinics.exceptions import InvalidStep, NotAllowed
from clinics.models import Clinic, Membership
from sources.actions import importing, uploads
from sources.actions.uploads import carry_out as do
from sources.actions.uploads import forget_old, planned, throw_away
from sources.exceptions import Overtaken, Stopped
from sources.models import ImportRun, Upload
from tests.factories import ClinicFactory
from tests.owners.team.at_once import at_once, several
from tests.sources.files import AUSTIN
from tests.sources.uploads.pages import carry_out, fields, rows, said
from tests.transactions import commits

MANY = [AUSTIN | {"key": f"k{n:04d}", "name": f"Clinic {n}"} for n in range(150)]


def plan_of(upload):
    return planned(upload=upload, by=upload.uploaded_by)


@pytest.mark.django_db
class TestEnds:
    def test_two_commits_at_once_are_one(self, send, upload, senior, monkeypatch):
        send(AUSTIN)
        seen, told = plan_of(upload()).digest, []

        def meanwhile(*args, **options):
            with pytest.raises(InvalidStep) as refusal:
                do(upload=upload(), by=senior, seen=seen)
            with pytest.raises(InvalidStep):
                throw_away(upload=upload(), by=senior)
            told.append(str(refusal.value))
            return importing.run(*args, **options)

        monkeypatch.setattr(uploads, "run", meanwhile)
        assert do(upload=upload(), by=senior, seen=seen) == {"create": 1}
        assert told == ["It is being carried out already. See how far it came."]
        assert (ImportRun.objects.count(), Clinic.objects.count()) == (1, 1)

    def test_overtaken_in_the_middle_it_says_so_and_the_rest_can_be_run(self, send, site, kept, upload, monkeypatch):
        """A chunk holds 100 rows; the clinic of the last row is withdrawn after the plan was made."""
        ClinicFactory(key="harbor", name="Harbor Clinic")
        page = send(*MANY, AUSTIN | {"phone": "512-555-0199"})

        def late(*args, **options):
            withdraw(Clinic.objects.get(key="harbor"), by="operator")
            return importing.run(*args, **options)

        monkeypatch.setattr(uploads, "run", late)
        answer = carry_out(site, page)
        assert "It stopped before its end. The database changed while this import ran." in said(answer)
        monkeypatch.undo()
        text = site.get(page).content.decode()
        assert ("100 create so far" in text, "unchanged: 100" in text, "create: 50" in text) == (True, True, True)
        assert (upload().status, kept(), Clinic.objects.count()) == ("waiting", 1, 101)
        assert "Carried out: 50 create, 100 unchanged, 1 withdrawn" in said(carry_out(site, page))
        assert (upload().status, kept(), upload().runs.count()) == ("done", 0, 2)

    def test_whoever_stops_it_by_hand_leaves_it_to_be_run_again(self, send, upload, senior, monkeypatch):
        send(AUSTIN)

        def stopped(*args, **options):
            raise KeyboardInterrupt

        monkeypatch.setattr(uploads, "run", stopped)
        with pytest.raises(KeyboardInterrupt):
            do(upload=upload(), by=senior, seen=plan_of(upload()).digest)
        assert (upload().status, upload().busy) == ("waiting", False)

    @pytest.mark.parametrize("wrote", [True, False])
    @pytest.mark.parametrize("minutes", [9, 11])
    def test_a_process_that_was_killed_is_waited_for_and_then_passed_by(self, send, site, upload, kept, wrote, minutes):
        page, then = send(AUSTIN), timezone.now() - dt.timedelta(minutes=minutes)
        seen = fields(site, page)
        Upload.objects.update(status="running", started_at=then)
        if wrote:
            log = ImportRun.objects.create(
                kind="csv", authority="moderator", file_name="a.csv", file_digest="0", wrote_at=then, upload=upload(),
                counts={"create": 500},
            )  # fmt: skip
            ImportRun.objects.filter(pk=log.pk).update(started_at=then)
        text, over = site.get(page).content.decode(), minutes > 10
        assert ('name="carry_out"' in text, "500 create so far" in text) == (over, wrote)
        answer = site.post(page, seen | {"carry_out": "1"}, follow=True)
        assert ("Carried out: 1 create" if over else "It is being carried out already") in said(answer)
        assert Clinic.objects.count() == over
        Upload.objects.filter(status="running").update(uploaded_at=timezone.now() - uploads.KEPT_FOR * 2)
        assert (forget_old(), kept()) == (0, 0 if over else 1)

    def test_whoever_gets_a_part_in_a_clinic_meanwhile_does_not_write_it(self, send, upload, senior, monkeypatch):
        clinic = ClinicFactory(key="harbor", name="Harbor Clinic")
        send(AUSTIN | {"phone": "512-555-0199"})

        def late(*args, **options):
            Membership.objects.create(user=senior, clinic=clinic, role="owner", since="2026-11-01")
            return importing.run(*args, **options)

        monkeypatch.setattr(uploads, "run", late)
        with pytest.raises(Stopped, match="You manage this clinic"):
            do(upload=upload(), by=senior, seen=plan_of(upload()).digest)
        assert Clinic.objects.get().phone == "+15125550100"

    def test_who_may_import_no_more_carries_nothing_out(self, send, upload, senior):
        send(AUSTIN)
        seen = plan_of(upload()).digest
        senior.groups.clear()
        with pytest.raises(NotAllowed):
            do(upload=upload(), by=type(senior).objects.get(pk=senior.pk), seen=seen)
        assert Clinic.objects.count() == 0

    def test_a_plan_is_the_same_in_every_process(self, send, site):
        """Sets have another order in each; two readings of one file have one digest."""
        cells = {"conditions": "trd; ptsd", "payments": "medicare; private; self_pay", "languages": "en; es; ase"}
        page = send(AUSTIN | cells)
        assert fields(site, page)["seen"] == fields(site, page)["seen"]
        assert rows(site, page) == [(2, "create", "Harbor Clinic, Austin, TX")]


@several
@commits
@pytest.mark.usefixtures("_places")
def test_two_who_press_at_one_moment_import_once(send, upload, senior):
    send(AUSTIN)
    assert connection.vendor == "postgresql"
    seen = plan_of(upload()).digest
    done = at_once(*[lambda: do(upload=upload(), by=senior, seen=seen)] * 2)
    assert sorted(map(str, done)) == ["Counter({'create': 1})", "refused"]
    assert (ImportRun.objects.count(), Clinic.objects.count()) == (1, 1)
    assert issubclass(Overtaken, Exception)
