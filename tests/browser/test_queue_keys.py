"""The queue by keyboard alone: moving, taking, opening, deciding and going on; and the keys switched off."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.moderators import made, sign_in

REPORTS = """
from clinics.models import Clinic, Report
for clinic in Clinic.objects.filter(status="listed").order_by("pk")[:3]:
    Report.objects.create(clinic=clinic, kind="phone")
"""


def focused(page):
    return page.evaluate("document.activeElement.id")


@pytest.mark.deep
def test_the_queue_by_keyboard_alone(visit, site):
    site.manage("shell", "--no-imports", "-c", REPORTS)
    page = visit(1280, cookies_allowed=True)
    sign_in(page, *made(site, "keys@example.com"))
    page.goto("/admin/?kind=report")
    rows = page.locator("#queue tbody th a").evaluate_all("links => links.map(a => a.id)")
    keys = page.keyboard
    keys.press("k")
    assert focused(page) == rows[0]
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    for key, at in (("j", 1), ("j", 2), ("k", 1), ("Control+j", 1), ("Alt+j", 1)):
        keys.press(key)
        assert focused(page) == rows[at], key

    row = page.locator(f"#queue tr:has(#{rows[1]})")
    keys.press("t")
    expect(row.get_by_role("button", name="Release")).to_be_visible()
    assert focused(page) == rows[1]
    keys.press("r")
    expect(row.get_by_role("button", name="Take")).to_be_visible()

    page.get_by_label("Kind").focus()
    keys.press("j")
    assert focused(page) == "id_kind"
    page.get_by_label("Kind").evaluate("field => field.blur()")
    keys.press("?")
    switch = page.get_by_label("Use these keys in this browser")
    expect(switch).to_be_visible()
    keys.press("Tab")
    keys.press("Space")
    expect(switch).not_to_be_checked()
    page.goto("/admin/?kind=report")
    keys.press("j")
    assert focused(page) == ""
    page.locator("details.keys summary").click()
    switch.check()

    keys.press("Shift+Tab")
    keys.press("j")
    keys.press("o")
    page.wait_for_url("**/clinics/report/*/change/")
    page.get_by_role("link", name="Refuse").focus()
    keys.press("Enter")
    page.get_by_label("Reason").focus()
    page.get_by_label("Reason").select_option("not_shown")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.get_by_text("Done: “Refuse”.")).to_be_visible()
    expect(page.get_by_role("link", name="Next in the queue")).to_be_visible()
    decided = page.url
    keys.press("n")
    page.wait_for_url(lambda url: "/change/" in url and url != decided)


@pytest.mark.deep
def test_without_javascript_everything_is_there(visit, site):
    page = visit(360, javascript=False, cookies_allowed=True)
    site.manage("shell", "--no-imports", "-c", REPORTS)
    sign_in(page, *made(site, "no-keys@example.com"))
    page.locator("details.keys summary").click()
    expect(page.get_by_text("Where JavaScript runs")).to_be_visible()
    expect(page.get_by_label("Use these keys in this browser")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    page.locator("#queue tbody th a").first.click()
    page.get_by_role("link", name="Next in the queue").click()
    expect(page.get_by_role("link", name="Next in the queue")).to_be_visible()


@pytest.mark.deep
def test_the_pages_are_clean(visit, site):
    page = visit(1280, cookies_allowed=True, failures_allowed=True)
    sign_in(page, *made(site, "clean-keys@example.com"))
    page.locator("details.keys summary").click()
    assert barriers(page) == []
