"""Moderators of the served site, and their way in."""

import json
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

MAKE = """
import json
from directory.management.commands.create_moderator import make
user, keys = make("{email}")
print(json.dumps([keys.password, keys.secret]))
"""


def made(site, email):
    """Email, password and the secret of the second factor."""
    return email, *json.loads(site.manage("shell", "--no-imports", "-c", MAKE.format(email=email)))


def code_of(secret):
    """A code that will still be good when it has been typed."""
    if (left := 30 - time.time() % 30) < 5:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(page, email, password, secret):
    page.goto("/admin/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Moderation")).to_be_visible()
