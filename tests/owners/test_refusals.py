"""Who may not decide reads why: on the page of the row, and after a direct link."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Event
from clinics.enums import Evidence
from clinics.models import Practitioner
from owners.actions.documents import send_for_fact
from owners.actions.editing import save_section
from owners.actions.memberships import join
from owners.models import Change
from owners.sections import SECTIONS, digest
from tests.factories import StatementFactory
from tests.moderators import moderator, signed_in
from tests.owners.claims.conftest import text_of
from tests.owners.documents import files

pytestmark = pytest.mark.django_db
OWN = "You manage this clinic. Another moderator decides."


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture
def rows(clinic, member):
    """One of each kind, by the verb of a decision on it."""
    owner, section = member(sign_in=False), SECTIONS["contact"]
    values = section.read(clinic)
    save_section(
        clinic=clinic, section=section, values=values | {"phone": "+15125550199"}, base=digest(values), by=owner
    )
    paper = send_for_fact(clinic=clinic, fact="dea", data=files.pdf(), by=owner)
    person = Practitioner.objects.create(clinic=clinic, name="Robin Doe", role="md", npi="1234567893")
    today = timezone.localdate()
    StatementFactory(clinic=clinic, fact="dea", answer=True, evidence=Evidence.DOCUMENT, address_matched=True,
                     as_of=today - dt.timedelta(days=9), expires_on=today + dt.timedelta(days=90))  # fmt: skip
    StatementFactory(clinic=clinic, fact="dea", answer=False, evidence=Evidence.STATED, as_of=today)
    return {
        "change/approve": Change.objects.get().pk, "document/accept": paper.pk, "lookup/look-up": person.pk,
        "check/end": clinic.statements.get(evidence=Evidence.DOCUMENT).pk,
    }  # fmt: skip


KINDS = ["change/approve", "document/accept", "lookup/look-up", "check/end"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_party_reads_why_and_is_offered_nothing(rows, clinic, kind):
    own, (model, verb) = moderator("moderator"), kind.split("/")
    join(user=own, clinic=clinic, role="editor", by="operator")
    page, site = f"/admin/owners/{model}/{rows[kind]}", signed_in(own)
    shown = site.get(f"{page}/change/")
    assert (OWN in text_of(shown), "/decide/" in shown.content.decode()) == (True, False)
    assert OWN in text_of(site.get(f"{page}/decide/{verb}/", follow=True))


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_else_sees_what_has_happened_in_plain_words(rows, clinic, kind):
    judge, (model, verb) = moderator("moderator"), kind.split("/")
    Event.record(by=judge, what="clinic.suspension_lifted", subject=clinic, reason="mistake")
    shown = text_of(signed_in(judge).get(f"/admin/owners/{model}/{rows[kind]}/decide/{verb}/"))
    wanted = f"Clinic: suspension lifted, by account {judge.pk}. Reason: It corrects a mistake"
    assert (wanted in shown, "Another moderator decides" in shown) == (True, False)
