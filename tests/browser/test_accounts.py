"""Pages of an account as people see them: on a phone, in the dark, with errors, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers

PASSWORD = "correct horse battery"
LETTERS = """
from accounts.models import Letter
print(*[f"{letter.to} {letter.text}" for letter in Letter.objects.all()], sep=chr(10))
"""
CLEAR = "from django.core.cache import cache; cache.clear()"


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert barriers(page) == []


def type_in(page, email, again=PASSWORD):
    page.goto("/accounts/signup/")
    page.get_by_label("Email", exact=True).fill(email)
    page.get_by_label("Your name (not required)").fill("Ann Lee")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password once more").fill(again)
    page.get_by_role("button", name="Make the account").click()


@pytest.mark.parametrize(("dark", "javascript"), [(False, True), (True, True), (False, False)])
def test_signing_up_with_an_error_on_the_way(visit, site, dark, javascript):
    email = f"ann-{dark}-{javascript}@example.com".lower()
    site.manage("shell", "--no-imports", "-c", CLEAR)
    page = visit(360, dark=dark, javascript=javascript, cookies_allowed=True)
    type_in(page, email, "another long sentence")
    expect(page.get_by_role("alert").first).to_contain_text("same password")
    assert page.get_by_label("Your name (not required)").input_value() == "Ann Lee"
    if javascript:
        fits(page)
    page.get_by_role("link", name="You must type the same password").click()
    type_in(page, email)
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    if javascript:
        fits(page)
    letters = site.manage("shell", "--no-imports", "-c", LETTERS)
    page.get_by_label("Code").fill(re.search(rf"{email} Your code:\s+(\S+)", letters)[1])
    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_url(f"{site.url}/manage/")
    for path in ("/accounts/sessions/", "/accounts/2fa/", "/accounts/2fa/start/", "/accounts/password/change/"):
        page.goto(path)
        assert page.locator("h1").count() == 1
        if javascript:
            fits(page)
    page.goto("/accounts/2fa/start/")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("status").get_by_role("listitem")).to_contain_text("The link is on its way")
    if javascript:
        fits(page)
    page.goto("/accounts/email/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Your address")).to_be_visible()
    if javascript:
        fits(page)
    page.get_by_label("The new address").fill(f"new-{email}")
    page.get_by_role("button", name="Send the link").click()
    letters = site.manage("shell", "--no-imports", "-c", LETTERS)
    page.goto(re.findall(r"/accounts/email/agree/\S+", letters)[-1])
    expect(page.get_by_role("heading", name="Change your address?")).to_be_visible()
    if javascript:
        fits(page)


@pytest.mark.parametrize("path", ["signup", "email/undo/?key=x", "password/reset/key/1-nothing"])
def test_pages_for_everybody_are_clean(visit, path):
    page = visit(360, cookies_allowed=True)
    assert page.goto(f"/accounts/{path}").status == 200
    fits(page)
