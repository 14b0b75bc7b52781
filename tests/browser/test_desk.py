"""The desk of clinic staff in Chromium: no barrier, nothing from elsewhere, and every step without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.staff import enter, staff

PAGES = [
    "", "edit/contact/", "edit/methods/", "edit/facts/", "edit/people/", "edit/hours/", "edit/about/", "history/",
    "confirm/", "team/", "team/invite/", "team/leave/", "closing/", "closing/close/", "documents/dea/",
    "../claim/", "../claim/?name=center&where=TX", "../new/", "../",
]  # fmt: skip
LOOKS = [(360, False), (360, True), (1280, False), (1280, True)]


@pytest.fixture(scope="module")
def owner(site):
    return staff(site, "owner-of-desk@example.com")


@pytest.fixture
def desk(visit, site, owner):
    def open_desk(width=1280, **look):
        page = visit(width, cookies_allowed=True, **look)
        enter(page, site, owner)
        return page

    return open_desk


def _found(page, owner):
    found = {}
    for part in PAGES:
        answer = page.goto(f"/manage/{owner['clinic']}/{part}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[part] = (answer.status, wide, barriers(page))
    return found


def test_every_page_of_the_desk_is_clean_on_a_phone(desk, owner):
    assert _found(desk(320), owner) == dict.fromkeys(PAGES, (200, 0, []))


@pytest.mark.deep
@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_every_page_of_the_desk_is_clean_in_every_look(desk, owner, width, dark):
    assert _found(desk(width, dark=dark), owner) == dict.fromkeys(PAGES, (200, 0, []))


def test_a_page_with_errors_has_no_barrier_and_its_links_lead_to_the_fields(desk, owner):
    page = desk(360)
    page.goto(f"/manage/{owner['clinic']}/edit/hours/")
    page.get_by_label("Monday").fill("whenever")
    page.get_by_label("Usual wait").fill("many")
    page.get_by_role("button", name="Save", exact=True).click()
    assert barriers(page) == []
    page.get_by_role("link", name="Monday: “whenever” is not clear").click()
    assert page.evaluate("document.activeElement.id") == "Mo"
    expect(page.get_by_label("Monday")).to_have_value("whenever")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_price_is_previewed_saved_seen_by_patients_and_taken_back(visit, site, javascript):
    made = staff(site, f"prices-{javascript}@example.com", place=1 + javascript)
    page = visit(360, cookies_allowed=True, javascript=javascript)
    enter(page, site, made)
    page.goto(f"/manage/{made['clinic']}/edit/methods/")
    block = page.locator("details", has_text="Injection under the skin")
    if not block.evaluate("element => element.open"):
        block.locator("summary").click()
    block.get_by_label("We give this").check()
    block.get_by_label("The price is for").select_option("a session")
    block.get_by_label("Lowest price").fill("$1,234")
    block.get_by_label("Highest price").fill("")
    page.get_by_role("button", name="Show what will change").click()
    expect(page.get_by_text(re.compile("Price of injection under the skin: .* → 1,234 dollars"))).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. It is public now.")).to_be_visible()
    page.goto(made["url"])
    expect(page.get_by_text("$1,234").first).to_be_visible()
    page.goto(f"/manage/{made['clinic']}/history/")
    page.get_by_role("link", name="Undo").first.click()
    page.get_by_role("button", name="Undo it").click()
    page.goto(made["url"])
    expect(page.get_by_text("$1,234")).to_have_count(0)
