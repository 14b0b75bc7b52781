"""Moderators in Chromium: the whole sign-in, and no page of the admin that the policy blocks."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.moderators import made, sign_in


@pytest.fixture
def signed_in(visit, site):
    """A page of somebody who walked through the real sign-in."""

    def open_page(email, **look):
        page = visit(cookies_allowed=True, **look)
        sign_in(page, *made(site, email))
        return page

    return open_page


@pytest.mark.deep
def test_every_admin_page_obeys_the_policy(signed_in):
    """`visit` fails the test at the end for any console error, stranger's request or blocked style."""
    page = signed_in("pages@example.com")
    lists = page.locator("#content-main th a").evaluate_all("links => links.map(a => a.href)")
    assert len(lists) >= 8
    for address in lists:
        assert page.goto(address).status == 200
        add = page.locator("a.addlink").first
        if add.count() and "/add/" in (add.get_attribute("href") or ""):
            add.click()
            expect(page.locator("input[name=_save]")).to_be_visible()
            page.go_back()
        first = page.locator("#result_list tbody tr th a, #result_list tbody tr td a").first
        if first.count():
            first.click()
            page.wait_for_load_state()
            history = page.locator("a.historylink")
            if history.count():
                history.click()
                page.wait_for_load_state()
            assert page.locator("h1").count() > 0


def test_a_listing_is_edited_suspended_and_lifted(signed_in):
    page = signed_in("edits@example.com")
    page.goto("/admin/clinics/clinic/?status__exact=listed")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_label("Phone:", exact=True).fill("512-555-0123")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_label("Phone:", exact=True)).to_have_value("+15125550123")
    page.locator("details summary").first.click()
    page.get_by_text("Add another Offering").click()
    page.locator(".inline-deletelink:visible").first.click()
    page.get_by_role("button", name="Suspend").click()
    page.get_by_label("Reason").select_option("untrue")
    page.get_by_role("button", name="Suspend").click()
    expect(page.locator(".field-status .readonly")).to_have_text("Suspended by a moderator")
    page.get_by_role("button", name="Lift the suspension").click()
    page.get_by_label("Reason").select_option("mistake")
    page.get_by_role("button", name="Lift the suspension").click()
    expect(page.locator(".field-status .readonly")).to_have_text("Listed")


@pytest.mark.parametrize("dark", [False, True])
def test_pages_of_the_account_fit_a_phone(signed_in, dark):
    page = signed_in(f"sets-up-{dark}@example.com".lower(), width=360, dark=dark)
    for path in (
        "/accounts/2fa/",
        "/accounts/2fa/totp/deactivate/",
        "/accounts/password/change/",
        "/accounts/logout/",
        "/accounts/2fa/recovery-codes/",
    ):
        assert page.goto(path).status == 200
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        assert barriers(page) == []


@pytest.mark.parametrize(
    "path", ["login", "password/reset", "password/reset/done", "signup", "inactive", "confirm-email"]
)
def test_account_pages_are_clean(visit, path):
    page = visit(360, cookies_allowed=True)
    assert page.goto(f"/accounts/{path}/").status == 200
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert page.locator("a[href='tel:988']").count() > 0
    assert barriers(page) == []


@pytest.mark.deep
def test_two_moderators_on_one_listing(signed_in):
    """Both through the real forms: line ends, dates, selects and hidden copies as a browser sends them."""
    first, second = signed_in("first@example.com"), signed_in("second@example.com")
    first.goto("/admin/clinics/clinic/?status__exact=listed")
    first.locator("#result_list tbody th a").first.click()
    second.goto(first.url)
    for page, street, name in ((second, "77 Second Street", "Second Name"), (first, "11 First Street", "First Name")):
        page.get_by_label("Street:", exact=True).fill(street)
        page.get_by_label("Name:", exact=True).first.fill(name)
        page.get_by_label("Description:").fill("One line.\nAnother line.")
        page.get_by_role("button", name="Save and continue editing").click()
        answered = ".messagelist .success" if page is second else ".errornote"
        expect(page.locator(answered)).to_be_visible(timeout=15000)
    errors = first.locator(".errorlist:visible").all_inner_texts()
    assert [line for line in errors if "Second" in line] == [
        "Somebody saved “Second Name” here after you opened the page. Save again to keep yours.",
        "Somebody saved “77 Second Street” here after you opened the page. Save again to keep yours.",
    ]
    first.get_by_role("button", name="Save and continue editing").click()
    expect(first.locator(".messagelist .success")).to_be_visible()
    assert first.get_by_label("Street:", exact=True).input_value() == "11 First Street"
    first.get_by_role("button", name="Save and continue editing").click()  # nothing changed, and it stays so
    expect(first.locator(".messagelist .success")).to_be_visible(timeout=15000)
    assert "changed" not in first.locator(".errorlist").all_inner_texts()
