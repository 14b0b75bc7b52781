"""A password without the second factor, an account without an office, a mailed link used twice: what they open."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.listings import listed
from tests.browser.moderators import made, sign_in
from tests.browser.town import PASSWORD, sign_up

pytestmark = pytest.mark.deep

ADMIN = ("/admin/", "/admin/owners/claim/", "/admin/accounts/user/")
NO_FACTOR = """
from allauth.account.models import EmailAddress
from accounts.models import User
user = User.objects.create_superuser("fresh@example.com", "%s")
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
"""
DUE = {"name": "Hackberry Ketamine", "website": "https://hackberry.example/", "managers": ["hal@hackberry.example"],
       "confirmed": 90}  # fmt: skip


def type_password(page, email, password):
    page.goto("/admin/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_password_alone_never_reaches_the_admin(someone, town):
    keys = email, password, _ = made(town, "keeper@example.com")
    thief = someone()
    type_password(thief, email, password)
    expect(thief.get_by_role("heading", name="Enter your code")).to_be_visible()
    thief.get_by_label("Code").fill("000000")
    thief.get_by_role("button", name="Sign in", exact=True).click()
    expect(thief.get_by_text("That is not right.").first).to_be_visible()
    for path in (*ADMIN, "/manage/"):
        thief.goto(path)
        expect(thief.get_by_role("heading", name=re.compile("^(Sign in|Enter your code)$"))).to_be_visible()
        assert urlsplit(thief.url).path.startswith("/accounts/")
    sign_in(someone(), *keys)


def test_who_moderates_without_a_factor_needs_the_mailbox_too(someone, town):
    town.manage("shell", "--no-imports", "-c", NO_FACTOR % PASSWORD)
    thief = someone()
    type_password(thief, "fresh@example.com", PASSWORD)
    for path in (*ADMIN, "/accounts/2fa/totp/activate/"):
        thief.goto(path)
        expect(thief.get_by_role("heading", name="Set up a second factor")).to_be_visible()
        assert urlsplit(thief.url).path == "/accounts/2fa/start/"


def test_an_account_of_a_clinic_gets_nothing_in_the_admin(someone, post, town):
    eve = someone()
    sign_up(eve, post, "eve@admin.example")
    for path in ADMIN:
        assert eve.goto(path).status == 403
        expect(eve.get_by_role("heading", name="That is not allowed from here")).to_be_visible()


def test_the_link_that_confirms_a_listing_works_once(someone, town, post):
    due = listed(town, {"due": DUE})["due"]
    town.manage("daily")
    link = re.search(r"\S+/manage/confirm/\S+", post.text("hal@hackberry.example", "was last confirmed on"))[0]
    thief = someone()
    thief.goto(link)
    beside = thief.context.new_page()
    beside.goto(link)
    thief.get_by_role("button", name="Everything here is still correct").click()
    expect(thief.get_by_role("heading", name="Thank you")).to_be_visible()
    beside.get_by_role("button", name="Everything here is still correct").click()
    expect(beside.get_by_role("heading", name="This link does not work any more")).to_be_visible()
    assert thief.goto(link).status == 410
    thief.goto(due.desk)
    expect(thief.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_links_that_change_an_address_and_take_it_back_work_once(someone, post):
    ann, old, new = someone(), "ann@before.example", "ann@after.example"
    sign_up(ann, post, old)
    ann.goto("/accounts/email/")
    ann.get_by_label("Password").fill(PASSWORD)
    ann.get_by_role("button", name="Go on").click()
    ann.get_by_label("The new address").fill(new)
    ann.get_by_role("button", name="Send the link").click()
    ann.goto(post.link(old, "asked to change the address"))
    ann.get_by_role("button", name="Go on to the new address").click()
    change = post.link(new, "to make this the address of your account")
    ann.goto(change)
    ann.get_by_role("button", name="Change my address").click()
    expect(ann.get_by_text("Your address is changed.")).to_be_visible()
    ann.goto(change)
    expect(ann.get_by_role("heading", name="This link does not work any more")).to_be_visible()
    undo = post.link(old, "The address of your account was changed")
    holder = someone()
    holder.goto(undo)
    beside = holder.context.new_page()
    beside.goto(undo)
    holder.get_by_role("button", name="Take it back").click()
    expect(holder.get_by_role("heading", name="Your address is back")).to_be_visible()
    beside.get_by_role("button", name="Take it back").click()
    expect(beside.get_by_text("the address was taken back already")).to_be_visible()
    holder.goto(undo)
    expect(holder.get_by_role("heading", name="This link does not work any more")).to_be_visible()
    ann.goto("/accounts/email/")
    expect(ann.get_by_role("heading", name="Sign in")).to_be_visible()
