"""What moderators work on, in Chromium: no barrier on the pages of ours within Django's admin, on a phone and wide."""

import pytest

from tests.browser.barriers import barriers
from tests.browser.moderators import made, sign_in

CLAIM = """
from accounts.models import User
from clinics.models import Clinic
from owners.actions.claims import submit_claim
from owners.actions.memberships import join
from sources.models import DuplicatePair
asks, belongs = Clinic.objects.filter(status="listed", managed=False).order_by("pk")[3:5]
user = User.objects.create_user("asks@example.com", None, name="Kim Rowe")
submit_claim(clinic=asks, by=user, role_said="manager")
join(user=user, clinic=belongs, role="owner", by="operator")
DuplicatePair.objects.create(one=asks, other=belongs, likeness=["name_zip", "near_names"])
"""
LISTS = ["owners/claim", "owners/check", "owners/lookup", "clinics/membership", "sources/duplicatepair"]


@pytest.fixture(scope="module")
def _work(site):
    site.manage("shell", "--no-imports", "-c", CLAIM)


def _pages(page):
    """The first page, each list, its first row, and each decision on it."""
    yield "/admin/"
    for name in LISTS:
        yield f"/admin/{name}/"
        page.goto(f"/admin/{name}/")
        row = page.locator("#result_list tbody th a").first.get_attribute("href")
        yield row
        page.goto(row)
        yield from page.locator(".object-tools a[href*='/decide/']").evaluate_all("links => links.map(a => a.href)")


@pytest.mark.deep
@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, False), (1280, True)])
@pytest.mark.usefixtures("_work")
def test_pages_of_work_are_clean(visit, site, width, dark):
    page = visit(width, dark=dark, cookies_allowed=True, failures_allowed=True)  # axe itself tries inline styles here
    sign_in(page, *made(site, f"works-{width}-{dark}@example.com".lower()))
    found = {}
    for address in list(_pages(page)):
        assert page.goto(address).status == 200
        found[address] = barriers(page)
    assert len(found) >= 12
    assert {address: wrong for address, wrong in found.items() if wrong} == {}
