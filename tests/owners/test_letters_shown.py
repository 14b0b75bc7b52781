"""A letter that a decision sends says what its page showed before, but for what was chosen there."""

import datetime as dt

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from accounts.emails import CHOSEN
from accounts.models import Letter
from clinics.admin.decisions import NOBODY
from clinics.enums import Evidence
from owners.actions.claims import submit_claim
from owners.actions.documents import send_for_claim, send_for_fact
from owners.actions.editing import save_section
from owners.actions.memberships import join
from owners.admin.claim_letters import ALSO, NO_LETTER, TO_MANAGERS
from owners.admin.membership import TO_OTHERS
from owners.emails.checks import ENDED, STATED
from owners.emails.claims import LAST_DAY
from owners.enums import ChangeReason, CheckReason, ClaimReason, DocumentReason
from owners.models import Change, Claim
from owners.sections import SECTIONS, digest
from tests.factories import PractitionerFactory, StatementFactory, UserFactory
from tests.moderators import moderator, signed_in
from tests.owners.checks.pages import NPI
from tests.owners.documents import files

pytestmark = pytest.mark.django_db
OWNER = "owner@barton.example"


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture
def site():
    return signed_in(moderator("senior"))


@pytest.fixture
def owner(clinic):
    user = UserFactory(email=OWNER, name="Dana Reyes")
    join(user=user, clinic=clinic, role="owner", by="operator")
    return user


def shown_on(site, page, **words):
    """The letter on the page of a decision, with what is chosen there filled in."""
    text = site.get(page).context["preview"]
    for gap, said in words.items():
        text = text.replace({"reason": CHOSEN, "until": LAST_DAY}[gap], said)
    return text


def sent(to):
    return [letter.text for letter in Letter.objects.filter(to=to).order_by("pk")]


def decided(site, page, said, to, **words):
    """What the page showed, and what was sent by the decision."""
    shown, before = shown_on(site, page, **words), len(sent(to))
    site.post(page, said)
    return shown, sent(to)[before:]


@pytest.mark.parametrize(("verb", "reason"), [("approve", "checked"), ("refuse", "not_shown")])
def test_a_change(site, clinic, owner, verb, reason):
    section = SECTIONS["contact"]
    values = section.read(clinic)
    asked = values | {"phone": "+15125550199"}
    save_section(clinic=clinic, section=section, values=asked, base=digest(values), by=owner)
    change = Change.objects.get()
    said = {"reason": reason, "seen": digest(change.after)}
    page = f"/admin/owners/change/{change.pk}/decide/{verb}/"
    shown, letters = decided(site, page, said, OWNER, reason=ChangeReason(reason).label)
    assert letters == [shown]


@pytest.mark.parametrize(("verb", "reason"), [("end", "overtaken"), ("slip", "misread")])
def test_a_check(site, clinic, owner, verb, reason):
    today = timezone.localdate()
    seen = StatementFactory(clinic=clinic, evidence=Evidence.DOCUMENT, address_matched=True,
                            as_of=today - dt.timedelta(days=9), expires_on=today + dt.timedelta(days=90))  # fmt: skip
    StatementFactory(clinic=clinic, answer=False, as_of=today)
    page = f"/admin/owners/check/{seen.pk}/decide/{verb}/"
    shown, letters = decided(site, page, {"reason": reason}, OWNER, reason=CheckReason(reason).label)
    assert letters == [shown]


@pytest.mark.parametrize(("verb", "reason"), [("accept", "shows"), ("refuse", "expired")])
@pytest.mark.parametrize("own", [True, False])
def test_a_document(site, clinic, owner, verb, reason, own):
    StatementFactory(clinic=clinic, answer=own, as_of=timezone.localdate())
    paper = send_for_fact(clinic=clinic, fact="dea", data=files.pdf(), by=owner)
    site.get(f"/admin/owners/document/{paper.pk}/file/")
    until = timezone.localdate() + dt.timedelta(days=200)
    said = {"reason": reason, "expires_on": until.isoformat(), "address_matched": "on"}
    words = {"reason": DocumentReason(reason).label, "until": date_format(until, "F j, Y")}
    shown, letters = decided(site, f"/admin/owners/document/{paper.pk}/decide/{verb}/", said, OWNER, **words)
    assert letters == [shown]


def test_no_document_is_accepted_without_a_reason(site, clinic):
    claim = submit_claim(clinic=clinic, by=UserFactory(), role_said="owner")
    paper = send_for_claim(claim=claim, data=files.pdf(), by=claim.user)
    site.get(f"/admin/owners/document/{paper.pk}/file/")
    page = f"/admin/owners/document/{paper.pk}/decide/accept/"
    assert [site.post(page, said).status_code for said in ({}, {"reason": "expired"}, {"reason": "shows"})] == [
        200,
        200,
        302,
    ]


@pytest.mark.parametrize(("verb", "reason"), [("approve", "document"), ("refuse", "managed")])
def test_a_claim_that_is_a_dispute(site, clinic, owner, verb, reason):
    claimant, rival = UserFactory(email="kim@elsewhere.example"), UserFactory()
    claim = submit_claim(clinic=clinic, by=claimant, role_said="owner")
    submit_claim(clinic=clinic, by=rival, role_said="staff")
    paper = send_for_claim(claim=claim, data=files.pdf(), by=claimant)
    site.get(f"/admin/owners/document/{paper.pk}/file/")
    page, before = f"/admin/owners/claim/{claim.pk}/decide/{verb}/", len(sent(OWNER))
    said = {"reason": reason, "managers": "1"}
    shown, letters = decided(site, page, said, claimant.email, reason=ClaimReason(reason).label)
    own, managers = letters, sent(OWNER)[before:]
    between = [own[0], ALSO, own[1]] if verb == "approve" else own
    assert shown == "\n".join([*between, TO_MANAGERS, *managers])


def test_a_claim_that_is_revoked(site, clinic, owner):
    claim = Claim.objects.create(clinic=clinic, user=owner, role_said="owner", status="approved", reason="call",
                                 decided_at=timezone.now())  # fmt: skip
    other = UserFactory()
    join(user=other, clinic=clinic, role="editor", by="operator")
    page = f"/admin/owners/claim/{claim.pk}/decide/revoke/"
    shown, letters = decided(site, page, {"reason": "left"}, OWNER, reason=ClaimReason.LEFT.label)
    assert shown == "\n".join([*letters, TO_MANAGERS, *sent(other.email)])


def test_a_claimant_who_is_gone_gets_none(site, clinic):
    claim = submit_claim(clinic=clinic, by=UserFactory(), role_said="owner")
    Claim.objects.update(user=None)
    assert shown_on(site, f"/admin/owners/claim/{claim.pk}/decide/refuse/") == NO_LETTER
    assert shown_on(site, f"/admin/owners/claim/{claim.pk}/decide/take_up/") == ""


def test_somebody_who_is_taken_off_a_team(site, clinic, owner):
    other = UserFactory()
    join(user=other, clinic=clinic, role="owner", by="operator")
    page = f"/admin/owners/membership/{owner.memberships.get().pk}/decide/end/"
    page = page.replace("/owners/membership/", "/clinics/membership/")
    shown, letters = decided(site, page, {"reason": "not_there"}, OWNER)
    assert shown == f"{letters[0]}\n{TO_OTHERS}\n\n{sent(other.email)[-1]}"


def test_a_look_up_shows_its_letter_with_gaps(site, clinic, owner):
    person = PractitionerFactory(clinic=clinic, npi=NPI)
    shown = shown_on(site, f"/admin/owners/lookup/{person.pk}/decide/look-up/")
    assert [gap in shown for gap in (STATED, ENDED)] == [True, True]


def test_a_listing_without_a_team_says_that_nobody_is_told(site, clinic):
    person = PractitionerFactory(clinic=clinic, npi=NPI)
    assert shown_on(site, f"/admin/owners/lookup/{person.pk}/decide/look-up/") == NOBODY
