"""A passkey in Chromium, whose virtual authenticator keeps it: set up, sign in, take away. On http://localhost."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.moderators import made, sign_in


def device_of(page, *, verified=True):
    """Plugs a virtual authenticator in; verified: its owner shows finger or PIN when asked."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": verified, "automaticPresenceSimulation": True}  # fmt: skip
    return cdp, cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


@pytest.fixture
def person(site, request):
    """Address, password and secret of a moderator of this test's own."""
    return made(site, f"{request.node.name.replace('_', '-')}@example.com")


def add(page, password, name):
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="Add a passkey").click()
    expect(page.get_by_label("A name for it").or_(page.get_by_label("Password"))).to_be_visible()
    if page.get_by_role("heading", name="Is it still you?").count():
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Go on").click()
    page.get_by_label("A name for it").fill(name)
    assert barriers(page) == []
    page.get_by_role("button", name="Add it").click()


def test_add_sign_in_and_take_away(visit, person):
    page = visit(360, cookies_allowed=True)
    cdp, device = device_of(page)
    sign_in(page, *person)
    add(page, person[1], "Office laptop")
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    assert len(cdp.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]) == 1

    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/admin/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(
        page.get_by_role("heading", name="Moderation")
    ).to_be_visible()  # a second factor by itself, and the page asked for

    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("Office laptop", exact=True).first).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("link", name="Take away Office laptop").click()
    page.get_by_role("link", name="With a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("You have none.")).to_be_visible()


def test_after_the_password_the_passkey_stands_for_the_code(visit, person):
    page = visit(cookies_allowed=True)
    device_of(page)
    sign_in(page, *person)
    add(page, person[1], "Phone")
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(person[0])
    page.get_by_label("Password").fill(person[1])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Use a passkey instead").click()
    expect(page.get_by_role("heading", name="Moderation")).to_be_visible()


def test_a_device_that_does_not_know_its_owner_gives_none(visit, person):
    """A found key is no factor."""
    page = visit(cookies_allowed=True)
    device_of(page, verified=False)
    sign_in(page, *person)
    add(page, person[1], "Found")
    expect(page.get_by_text("Your device made no passkey.")).to_be_visible()
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("You have none.")).to_be_visible()


def test_a_device_without_a_passkey_of_ours_says_so_and_the_page_serves(visit, person):
    page = visit(cookies_allowed=True)
    device_of(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("Your device gave no passkey.")).to_be_visible()
    sign_in(page, *person)


def test_without_scripts_no_button_that_does_nothing(visit):
    page = visit(cookies_allowed=True, javascript=False)
    page.goto("/accounts/login/")
    assert page.get_by_role("button", name="Sign in with a passkey").count() == 0
    assert page.get_by_role("button", name="Sign in", exact=True).count() == 1
