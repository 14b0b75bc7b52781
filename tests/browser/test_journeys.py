"""What a patient comes to do, with JavaScript and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import answer

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["js", "no js"])


@BOTH
def test_find_clinics_near_home_and_call_one(visit, javascript):
    page = visit(360, javascript=javascript)
    page.goto("/")
    page.get_by_label("ZIP code, or city and state").fill("Austin, TX")
    page.get_by_role("button", name="Find clinics").click()
    expect(page.locator("h1")).to_contain_text(re.compile(r"\d+ clinics within 25 miles of Austin, TX"))
    page.locator(".hits [data-clinic] h3 a").first.click()
    expect(page.locator("main a[href^='tel:']").first).to_be_visible()
    expect(page.get_by_role("link", name="Leave this site")).to_be_visible()


@BOTH
def test_narrow_a_search_and_take_the_filter_back(visit, javascript):
    page = visit(1280, javascript=javascript)
    page.goto("/clinics/?near=Austin%2C+TX&radius=50")
    before = int(page.locator("[data-total]").get_attribute("data-total"))
    option = page.locator("[data-facet='method:iv']")
    promised = int(option.get_attribute("data-count"))
    option.locator("input").check()
    if not javascript:
        page.get_by_role("button", name="Show clinics").first.click()
    expect(page.locator("[data-total]")).to_have_attribute("data-total", str(promised))
    page.get_by_role("link", name=re.compile("Remove.*IV infusion")).click()
    expect(page.locator("[data-total]")).to_have_attribute("data-total", str(before))
    assert (promised < before, "method" in page.url) == (True, False)


@BOTH
def test_compare_two_clinics(visit, javascript):
    page = visit(1280, javascript=javascript)
    page.goto("/clinics/?state=TX")
    for place in (0, 1):
        page.locator("[data-clinic] input[name=clinic]").nth(place).check()
    page.get_by_role("button", name=re.compile("Compare")).click()
    expect(page).to_have_url(re.compile(r"/compare/\?clinic=\d+&clinic=\d+"))
    expect(page.locator("main table").first).to_be_visible()


@BOTH
def test_a_search_that_finds_nothing_goes_on(visit, javascript):
    page = visit(360, javascript=javascript)
    page.goto("/clinics/?near=Marfa%2C+TX&radius=5&method=sc")
    expect(page.locator("[data-total]").first).to_have_attribute("data-total", "0")
    expect(page.locator("main a[href='tel:988']").first).to_be_visible()
    assert page.locator("main [data-clinic]").count() > 0


@BOTH
def test_a_place_nobody_knows_is_said_beside_the_field(visit, javascript):
    page = visit(360, javascript=javascript)
    page.goto("/clinics/?near=Nowhereville&method=iv")
    field = page.locator("#near")
    expect(field).to_have_value("Nowhereville")
    said = page.locator(f"#{field.get_attribute('aria-describedby').split()[-1]}")
    expect(said).to_contain_text("Nowhereville")


@BOTH
def test_report_a_problem(visit, a_clinic, javascript):
    page = visit(360, javascript=javascript, cookies_allowed=True)
    page.goto(a_clinic)
    page.get_by_role("link", name="Report a problem").last.click()
    page.get_by_label("The phone number does not work").check()
    page.get_by_role("button", name="Send the report").click()
    expect(page.locator("h1")).to_contain_text("Thank you")


def test_keyboard_reaches_the_answer_first(visit):
    page = visit(1280)
    page.goto("/clinics/?near=Austin%2C+TX")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to main content"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


@pytest.mark.parametrize("name", ["q", "near", "price_max", "method"])
def test_ten_thousand_characters_get_a_sentence_from_the_server_too(site, name):
    """Through gunicorn: its own limit would answer with a bare page."""
    query = f"{name}=" + "%F0%9F%8C%BF" * 5000
    status, page = answer(f"{site.url}/clinics/?{query}")
    assert (status, b"tel:988" in page, answer(f"{site.url}/api/v1/clinics/?{query}")[0]) == (200, True, 422)


@pytest.mark.parametrize("failure", ["503", "gone"])
def test_a_filter_whose_request_fails_never_stands_over_old_results(visit, failure):
    page = visit(1280, failures_allowed=True)
    page.goto("/clinics/?near=Austin%2C+TX&radius=50")
    option = page.locator("[data-facet='method:iv']")
    promised = option.get_attribute("data-count")
    failed = []

    def fail(route):
        if route.request.resource_type != "xhr":
            return route.continue_()
        failed.append(route.request.url)
        return route.fulfill(status=503, body="") if failure == "503" else route.abort()

    page.route("**/clinics/?**", fail)
    option.locator("input").check()
    expect(page.locator("[data-total]")).to_have_attribute("data-total", promised)
    assert (len(failed), "method=iv" in page.url) == (1, True)


def test_a_request_that_fails_calls_nobody_back_who_is_leaving(visit):
    page = visit(1280, failures_allowed=True)
    page.goto("/clinics/?near=Austin%2C+TX&radius=50")
    link = page.locator(".hits [data-clinic] h3 a").first
    wanted = link.get_attribute("href")
    asked, left = [], []

    def hold(route):
        (asked if route.request.resource_type == "xhr" else left).append(route)

    page.route("**/clinics/**", hold)
    page.locator("[data-facet='method:iv'] input").check()
    page.wait_for_timeout(500)
    link.click(no_wait_after=True)
    page.wait_for_timeout(500)
    asked[0].abort()
    page.wait_for_timeout(500)
    left[0].continue_()
    page.wait_for_url(f"**{wanted}")
    assert len(left) == 1


def test_from_a_question_to_the_clinics_that_answer_it(visit):
    """Home, the guide, the reason for a fact, and the search that asks for it: no script, on a phone."""
    page = visit(360, javascript=False)
    page.goto("/")
    page.get_by_role("link", name="The whole guide").click()
    page.get_by_role("link", name="Choosing a clinic").click()
    expect(page.locator("h1")).to_have_text("Choosing a clinic")
    link = page.locator("main a[href='/clinics/?fact=dea']").first
    link.click()
    expect(page.locator("[data-facet='fact:dea']")).to_be_checked()
    page.locator("summary", has_text="Filter").first.click()
    page.get_by_role("link", name="Why these facts matter").first.click()
    expect(page.locator("h1")).to_have_text("Choosing a clinic")
