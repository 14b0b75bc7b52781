"""Whoever decides sees on the same page what they decide on, and what it must match."""

import pytest

from owners.actions.claims import submit_claim
from owners.actions.documents import send_for_fact
from owners.actions.editing import save_section
from owners.models import Change
from owners.sections import SECTIONS, digest
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator, signed_in
from tests.owners.claims.conftest import text_of
from tests.owners.documents import files

pytestmark = pytest.mark.django_db
PLACE = "12 Oak Lane, Suite 4, Austin, TX 78704"
PHONE = "512-555-0177"


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture
def clinic():
    return ClinicFactory(
        name="Barton Creek", street="12 Oak Lane", street2="Suite 4", city="Austin", state="TX", zip="78704",
        phone="+15125550177",
    )  # fmt: skip


@pytest.fixture
def site():
    return signed_in(moderator("moderator"))


def missing(answer, *wanted):
    assert answer.status_code == 200
    page = text_of(answer)
    return [words for words in wanted if words not in page]


@pytest.mark.parametrize("verb", ["approve", "refuse"])
def test_a_change_is_decided_with_its_words_its_asker_and_the_address_in_view(site, clinic, member, verb):
    owner = member(of=clinic, sign_in=False)
    section = SECTIONS["contact"]
    values = section.read(clinic)
    asked = values | {"phone": "+15125550199"}
    save_section(clinic=clinic, section=section, values=asked, base=digest(values), by=owner)
    page = f"/admin/owners/change/{Change.objects.get().pk}"
    wanted = ("512-555-0177 → 512-555-0199", owner.email, "who manages 1 listing", PLACE)
    assert missing(site.get(f"{page}/decide/{verb}/"), *wanted) == []
    assert missing(site.get(f"{page}/change/"), *wanted) == []


def test_a_document_is_accepted_with_the_whole_address_in_view(site, clinic, member):
    owner = member(of=clinic, sign_in=False)
    paper = send_for_fact(clinic=clinic, fact="dea", data=files.pdf(), by=owner)
    for page in ("decide/accept", "decide/refuse", "change"):
        assert missing(site.get(f"/admin/owners/document/{paper.pk}/{page}/"), PLACE, PHONE, owner.email) == []


@pytest.mark.parametrize(("group", "linked"), [("moderator", False), ("senior", True)])
def test_a_claim_names_the_claimant_and_links_the_account_only_where_it_opens(clinic, group, linked):
    claimant = UserFactory(name="Dana Reyes", email="dana@elsewhere.example")
    claim = submit_claim(clinic=clinic, by=claimant, role_said="manager")
    site, account = signed_in(moderator(group)), f"/admin/accounts/user/{claimant.pk}/change/"
    wanted = (PLACE, PHONE, "Dana Reyes, dana@elsewhere.example")
    page = site.get(f"/admin/owners/claim/{claim.pk}/change/")
    assert missing(page, *wanted) == []
    assert missing(site.get(f"/admin/owners/claim/{claim.pk}/decide/approve/"), *wanted) == []
    assert (f'href="{account}"' in page.content.decode(), site.get(account).status_code == 200) == (linked, linked)


def test_a_listing_without_a_street_says_so(site, member):
    clinic = ClinicFactory(street="", city="Austin", state="TX", zip="78704", point_precision="zip")
    paper = send_for_fact(clinic=clinic, fact="dea", data=files.pdf(), by=member(of=clinic, sign_in=False))
    page = site.get(f"/admin/owners/document/{paper.pk}/decide/accept/")
    assert missing(page, "no street in the listing, Austin, TX 78704") == []
