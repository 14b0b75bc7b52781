"""The steps of who claims a listing, and what the moderator sees of them."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

BY_MAIL = "A code by mail to the clinic's own web address"


def ask_to_manage(page, name):
    """Find the listing and send the request; returns the address of its page."""
    page.goto("/manage/claim/")
    page.get_by_label("Name", exact=False).first.fill(name)
    page.get_by_role("button", name="Look for it").click()
    page.get_by_role("link", name=re.compile(rf"^{re.escape(name)}\s*: ask")).click()
    page.get_by_label("I own the clinic").check()
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_text("It waits for a moderator.")).to_be_visible()
    return page.url


def ask_for_code(page, claim, address):
    page.goto(claim)
    page.get_by_label("Your address at the clinic").fill(address)
    page.get_by_role("button", name="Mail me a code").click()


def refused_address(page, claim, address, sentence):
    ask_for_code(page, claim, address)
    expect(page.get_by_role("alert")).to_contain_text(f"No mail was sent. {sentence}")


def mail_code(page, post, claim, address):
    """To an address that counts; returns the code."""
    ask_for_code(page, claim, address)
    expect(page.get_by_text("A code is on its way.")).to_be_visible()
    return re.search(r"The code: (\d{4} \d{4})", post.text(address, "The code:"))[1]


def give(page, claim, code):
    page.goto(claim)
    page.get_by_label("The code").fill(code)
    page.get_by_role("button", name="Give the code").click()


def withdraw(page, post, claim, address, name):
    """Letters go out in turn: whatever was to go before the one about this has gone."""
    page.goto(claim)
    page.get_by_role("button", name="Withdraw the request").click()
    post.text(address, "You have withdrawn", name)


def sees(moderator, claim, *codes):
    """The words that a moderator reads of each code by mail of a claim, in their order."""
    moderator.goto(f"/admin/owners/claim/{urlsplit(claim).path.split('/')[-2]}/change/")
    lines = moderator.locator(".form-row p", has_text=BY_MAIL)
    expect(lines).to_have_count(len(codes))
    for line, words in zip(lines.all(), codes, strict=True):
        for part in words:
            expect(line).to_contain_text(part)


def shut(page, listing):
    assert page.goto(listing.desk).status == 404
