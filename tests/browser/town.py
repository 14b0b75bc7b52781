"""What people do in the town (conftest): a site with two web servers, a sender of letters and a real mail server."""

import re
import time
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.mailserver import Mailbox, text_of

PASSWORD = "a long walk by the river"


class Mailboxes(Mailbox):
    """Read as people do: the newest letter that says what they wait for."""

    def link(self, address, *words):
        """The link in the newest letter to an address with these words."""
        return re.search(r"https?://\S+", self.text(address, *words))[0]

    def code(self, address):
        """The line of the newest letter that is a code."""
        return re.search(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)\s*$", self.text(address, "code"), re.MULTILINE)[1]

    def text(self, address, *words):
        """Waits until such a letter is there."""
        for _ in range(100):
            for to, letter in reversed(self.letters):
                text = text_of(letter)
                if to == [address] and all(word in text for word in words):
                    return text
            time.sleep(0.2)
        pytest.fail(f"No letter to {address} with {words}: {[(to, m['Subject']) for to, m in self.letters]}")

    def told_of(self, name):
        """The addresses that got a letter which names this."""
        return sorted({to[0] for to, letter in self.letters if name in text_of(letter)})


def sign_up(page, post, address, *, start="/about/clinics/"):
    page.goto(start)
    page.get_by_role("main").get_by_role("link", name="Make an account").click()
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password once more").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    page.get_by_label("Code").fill(post.code(address))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()


def decide(page, kind, about, label, reason=None):
    """Open what waits first of the clinic `about`, and decide on it."""
    page.goto(f"/admin/owners/{kind}/?{urlencode({'q': about})}")
    page.locator("#result_list tbody th a").first.click()
    page.locator(".object-tools").get_by_role("link", name=label, exact=True).click()
    if reason:
        page.get_by_label("Reason").select_option(reason)
    page.get_by_role("button", name=label).click()
    expect(page.get_by_text("Done: “")).to_be_visible()


def look(page, url):
    """As it is now: a browser may keep a public page for five minutes."""
    page.goto(url)
    page.reload()
