"""Nothing of either listing is lost: every model that points at a clinic is carried, or named as staying."""

import datetime as dt

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.models import Event, Letter
from clinics.actions.indexing import reindex
from clinics.actions.reports import submit_report
from clinics.enums import Status
from clinics.models import Clinic, InternalNote, OldAddress, OldKey, Report, Source, SourceRecord
from directory.merging import CARRIES, STAYS
from owners.actions.claims import submit_claim
from owners.actions.documents import send_for_claim, send_for_fact
from owners.actions.editing import save_section
from owners.actions.invitations import invite
from owners.actions.memberships import join
from owners.models import Change, Claim, Document, Invitation, Proof
from owners.sections import SECTIONS, digest
from reviews.actions.writing import code, confirm_review
from reviews.models import Concern, PatientAnswer, Reply, Review
from sources.models import DuplicatePair, ImportDifference, ImportRun
from tests.factories import ClinicFactory, OfferingFactory, PractitionerFactory, StatementFactory, UserFactory
from tests.merging.conftest import fresh, merged, paired
from tests.owners.documents import files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


def pointing():
    """Every model with a foreign key to a clinic, its name → the names of the keys; histories aside."""
    found = {}
    for model in apps.get_models():
        if model._meta.proxy or model.__name__.startswith("Historical"):
            continue
        names = [f.name for f in model._meta.fields if f.is_relation and f.related_model is Clinic]
        if names:
            found[model._meta.label] = (model, names)
    return found


def test_every_room_says_of_every_model_what_becomes_of_its_rows():
    assert set(pointing()) == CARRIES.keys() | STAYS.keys()
    assert CARRIES.keys() & STAYS.keys() == set()


def test_only_what_stays_has_a_history_of_its_own_on_the_listing():
    """A row with a history is a word of the listing: carried, its history would tell of another one."""
    past = [model for model in apps.get_models() if model.__name__.startswith("Historical")]
    bases = {model.instance_type._meta.label for model in past if "clinic" in {f.name for f in model._meta.fields}}
    assert bases <= STAYS.keys()
    assert len(bases) > 4


def record(clinic, key="barton/-/1-main-street/78701", year=2024):
    source, _ = Source.objects.get_or_create(
        key=f"samhsa-mh-{year}", defaults={"series": "samhsa-mh", "edition": year, "as_of": dt.date(year - 1, 12, 31)}
    )
    return SourceRecord.objects.create(
        clinic=clinic, source=source, series="samhsa-mh", key=key, first_seen_on=dt.date(2026, 1, 1)
    )


def review(clinic, **changed):
    today = timezone.localdate()
    said = {
        "status": "published", "text": "They told me the price.", "published_on": today - dt.timedelta(days=7),
        "expires_on": today + dt.timedelta(days=700), "month": today.replace(day=1), "care": 4, "safety": 4,
        "honesty": 4, "confirmed_at": timezone.now(), "decided_at": timezone.now(), "reason": "fits",
    }  # fmt: skip
    return Review.objects.create(clinic=clinic, **said | changed)


def filled(clinic):
    """A row of every kind that the page of a listing, its team, its visitors or an import leave."""
    owner, asks = UserFactory(name="Dana Reyes"), UserFactory()
    join(user=owner, clinic=clinic, role="owner", by="operator")
    OldAddress.objects.create(clinic=clinic, state="TX", city_slug="austin", slug=f"former-{clinic.pk}")
    InternalNote.objects.create(clinic=clinic, text="Called twice.")
    submit_report(clinic=clinic, kind="phone", text="Nobody answers.", visitor="192.0.2.1")
    record(clinic, key=f"barton-{clinic.pk}/-/1-main-street/78701")
    claim = submit_claim(clinic=clinic, by=asks, role_said="manager")
    send_for_claim(claim=claim, data=files.pdf(), by=asks)
    send_for_fact(clinic=clinic, fact="dea", data=files.pdf(), by=owner)
    invite(clinics=[clinic], email=f"new{clinic.pk}@example.com", role="editor", by=owner)
    section = SECTIONS["contact"]
    now = section.read(clinic)
    save_section(clinic=clinic, section=section, values=now | {"phone": "+15125550188"}, base=digest(now), by=owner)
    said = review(clinic)
    PatientAnswer.objects.create(review=said, fact="ride_required", said="yes")
    Reply.objects.create(review=said, user=owner, text="Thank you for telling us.", status="published")
    Concern.objects.create(review=said, kind="abusive")
    StatementFactory(clinic=clinic)
    OfferingFactory(clinic=clinic)
    PractitionerFactory(clinic=clinic)
    run = ImportRun.objects.create(kind="csv", authority="operator", file_name="x.csv", file_digest="0")
    ImportDifference.objects.create(run=run, clinic=clinic, line=2, column="phone")
    reindex([clinic.pk])
    return owner, claim


def counts():
    """Rows of every table that tells of clinics, of both listings together."""
    found = {label: model.objects.count() for label, (model, _) in pointing().items()}
    return found | {m._meta.label: m.objects.count() for m in (PatientAnswer, Reply, Concern, Proof)}


def test_no_row_of_any_table_is_lost(senior, one, other):
    filled(one)
    _, claim = filled(other)
    Proof.objects.create(
        claim=claim, kind="call", nonce="x", made_at=timezone.now(), expires_at=timezone.now(), given_at=timezone.now()
    )
    owner = one.memberships.get().user
    join(user=owner, clinic=other, role="owner", by="operator")
    paired(one, other, senior)
    before = counts()
    merged(other, into=one, by=senior)
    after = counts()
    # Both listings had the same person as an owner; the page that goes left an address, its key a name in files.
    changed = {"clinics.Membership": -1, "clinics.OldAddress": 1, "clinics.OldKey": 1}
    assert after == {label: number + changed.get(label, 0) for label, number in before.items()}
    left = {
        label for label, (model, names) in pointing().items() for name in names
        if label in CARRIES and label != "sources.DuplicatePair" and model.objects.filter(**{name: other}).exists()
    }  # fmt: skip
    assert left == set()


def test_the_one_that_stays_keeps_its_words_and_gets_what_others_left(senior, one, other):
    owner, claim = filled(other)
    StatementFactory(clinic=one, fact="dea", answer=False)
    merged(other, into=one, by=senior)
    now, gone = fresh(one), fresh(other)
    assert (now.name, now.status, now.managed, now.rating_count) == ("Barton Creek Ketamine", "listed", True, 1)
    assert (gone.status, gone.moved_to_id, gone.managed, gone.rating_count) == (Status.MERGED, one.pk, False, 0)
    assert [(m.user, m.role) for m in now.memberships.all()] == [(owner, "owner")]
    assert list(now.statements.values_list("answer", flat=True)) == [False]
    assert (now.offerings.count(), now.practitioners.count(), gone.offerings.count()) == (0, 0, 1)
    assert {(a.state, a.city_slug, a.slug) for a in now.old_addresses.all()} == {
        ("TX", "austin", f"former-{other.pk}"), ("TX", "austin", "barton-creek-clinic"),
    }  # fmt: skip
    assert list(now.old_keys.values_list("key", flat=True)) == ["barton-2"]
    assert [(r.clinic, r.kind, r.text) for r in Report.objects.all()] == [(one, "phone", "Nobody answers.")]
    assert {(d.clinic_id, d.claim_id) for d in Document.objects.all()} == {(one.pk, claim.pk), (one.pk, None)}


def test_what_waited_on_words_that_are_gone_is_refused_and_said(senior, one, other):
    owner, _ = filled(other)
    merged(other, into=one, by=senior)
    change = Change.objects.get()
    assert (change.clinic, change.status, change.reason) == (other, "refused", "overtaken")
    assert (Invitation.objects.get().status, Invitation.objects.get().email) == ("withdrawn", "")
    assert Letter.objects.filter(to=owner.email, subject="Your change was looked at").count() == 1


def test_what_a_file_says_of_words_that_are_gone_waits_for_nobody(senior, one, other):
    filled(other)
    run = ImportRun.objects.get()
    ImportDifference.objects.create(run=run, clinic=one, line=3, column="phone")
    merged(other, into=one, by=senior)
    found = {row.clinic: (row.status, row.reason, row.decided_by) for row in ImportDifference.objects.all()}
    assert found == {one: ("open", "", None), other: ("merged", "merged", senior)}
    event = Event.objects.get(what="difference.merged")
    assert (event.actor, event.after["clinic"], event.reason) == (f"user:{senior.pk}", other.pk, "merged")


def test_both_logs_tell_it_and_name_nobody(senior, one, other):
    merged(other, into=one, by=senior)
    [away] = Event.objects.filter(subject=f"clinic:{other.pk}", what="clinic.merged")
    [here] = Event.objects.filter(subject=f"clinic:{one.pk}", what="clinic.merged_with")
    assert (away.actor, away.before, away.after, away.reason) == (
        f"user:{senior.pk}", {"status": "listed"}, {"status": "merged", "moved_to": one.pk}, "same_place",
    )  # fmt: skip
    assert (here.after["merged"], here.after["key"], here.reason) == (other.pk, "barton-2", "same_place")


def test_a_record_becomes_an_alias_only_where_the_series_is_known(senior, one, other):
    record(other, key="mine")
    merged(other, into=one, by=senior)
    assert list(one.source_records.values_list("key", "alias")) == [("mine", False)]
    third = ClinicFactory(key="third")
    record(third, key="thirds")
    merged(third, into=one, by=senior)
    assert list(one.source_records.order_by("key").values_list("key", "alias")) == [("mine", False), ("thirds", True)]
    assert sorted(OldKey.objects.values_list("clinic", "key")) == [(one.pk, "barton-2"), (one.pk, "third")]


def test_one_person_counts_once_however_many_listings_they_reviewed(senior, one, other):
    """The later of two within twelve months is refused, by the day they came and never by their stars."""
    ago = lambda days: timezone.now() - dt.timedelta(days=days)  # noqa: E731
    long_ago = review(other, address_hash="a" * 64, confirmed_at=ago(500))
    first = review(other, address_hash="a" * 64, confirmed_at=ago(90), care=1, safety=1, honesty=1)
    second = review(one, address_hash="a" * 64, confirmed_at=ago(30), care=5, safety=5, honesty=5)
    else_ = review(one, address_hash="b" * 64)
    merged(other, into=one, by=senior)
    found = {row.pk: (row.clinic_id, row.status, row.reason) for row in Review.objects.all()}
    assert found == {
        long_ago.pk: (one.pk, "published", "fits"), first.pk: (one.pk, "published", "fits"),
        second.pk: (one.pk, "refused", "duplicate"), else_.pk: (one.pk, "published", "fits"),
    }  # fmt: skip
    assert (fresh(one).rating_count, fresh(other).rating_count) == (3, 0)


def test_the_code_of_a_review_still_works(senior, one, other):
    sent = review(other, status="unconfirmed", published_on=None, expires_on=None, email="p@example.com", nonce="n",
                  code_at=timezone.now(), decided_at=None, reason="")  # fmt: skip
    typed = code(sent)
    merged(other, into=one, by=senior)
    assert confirm_review(review=Review.objects.get(), typed=typed).clinic == one


def test_pairs_with_a_third_listing_go_on(senior, one, other):
    third = ClinicFactory()
    pair = paired(other, third, senior)
    merged(other, into=one, by=senior)
    pair.refresh_from_db()
    assert {pair.one_id, pair.other_id} == {one.pk, third.pk}
    assert [p.status for p in DuplicatePair.objects.order_by("pk")] == ["open", "merged"]


class TestClaims:
    def test_an_open_claim_goes_on_and_its_codes_count_no_more(self, senior, one, other):
        asks = UserFactory()
        claim = submit_claim(clinic=other, by=asks, role_said="owner")
        Proof.objects.create(
            claim=claim, kind="call", nonce="x", made_at=timezone.now(), given_at=timezone.now(),
            expires_at=timezone.now() + dt.timedelta(minutes=30),
        )  # fmt: skip
        Claim.objects.update(added_clinic=True)
        merged(other, into=one, by=senior)
        claim.refresh_from_db()
        proof = Proof.objects.get()
        assert (claim.clinic, claim.status, claim.added_clinic) == (one, "submitted", False)
        assert (proof.given_at, proof.expires_at <= timezone.now()) == (None, True)
        letter = Letter.objects.get(to=asks.email, subject="Your request goes on for another listing")
        assert f"/manage/claims/{claim.pk}/" in letter.text

    def test_of_two_open_ones_of_somebody_one_is_refused_as_a_double(self, senior, one, other):
        asks = UserFactory()
        here = submit_claim(clinic=one, by=asks, role_said="owner")
        there = submit_claim(clinic=other, by=asks, role_said="owner")
        merged(other, into=one, by=senior)
        found = {claim.pk: (claim.clinic, claim.status, claim.reason) for claim in Claim.objects.all()}
        assert found == {here.pk: (one, "submitted", ""), there.pk: (one, "refused", "duplicate")}

    def test_the_managers_are_told_of_a_claim_that_came_along(self, senior, one, other):
        owner = UserFactory()
        join(user=owner, clinic=one, role="owner", by="operator")
        submit_claim(clinic=other, by=UserFactory(), role_said="owner")
        merged(other, into=one, by=senior)
        assert (Claim.objects.get().disputes, Letter.objects.filter(to=owner.email).count()) == (True, 2)
