"""Those who want a listing that is not theirs: what they are told, which letters go out, what the moderator sees."""

import pytest
from playwright.sync_api import expect

from tests.browser.claimants import ask_to_manage, give, mail_code, refused_address, sees, shut, withdraw
from tests.browser.listings import listed
from tests.browser.moderators import made, sign_in
from tests.browser.town import decide, sign_up

pytestmark = pytest.mark.deep

LISTINGS = {
    "own": {"name": "Pecan Grove Ketamine", "website": "https://www.pecangrove.example/"},
    "young": {"name": "Cedar Park Ketamine", "website": "https://cedar.example/",
              "before": "https://old-cedar.example/", "days": 1},
    "asked": {"name": "Madrone Ketamine", "website": "https://madrone.example/",
              "before": "https://old-madrone.example/", "days": 300, "asked": True},
    "page": {"name": "Mesquite Ketamine", "website": "https://www.facebook.com/mesquite-ketamine"},
    "builder": {"name": "Juniper Ketamine", "website": "https://juniper-ketamine.wixsite.com/home"},
    "hospital": {"name": "Saint Blaise Ketamine", "website": "https://saintblaise.example/", "setting": "hospital"},
    "ward": {"name": "Mercy Hill Ketamine", "website": "https://ketamine.mercyhill.example/"},
    "rivals": {"name": "Sycamore Ketamine", "website": "https://sycamore.example/"},
    "replay": {"name": "Cypress Ketamine", "website": "https://cypress.example/"},
    "managed": {"name": "Magnolia Ketamine", "website": "https://magnolia.example/",
                "managers": ["mia@magnolia.example", "max@magnolia.example"]},
}  # fmt: skip
ELSEWHERE = "This address is not at the website that stands in the listing."
FREE = "Anybody can have an address at this mail service."
HOSTED = "Anybody can have a page or a mailbox at this host, so it does not show who you are."
LOOKALIKE = "This address, or the clinic's web address, has letters from outside the English alphabet"
SHARED = "Many people or many clinics share this web address"
THEIRS = "The website in the listing came from people who manage it or asked to, not from another source."
YOUNG = "The website has not stood in the public listing for 30 days yet."
WRONG = "This code is not right, or does not work any more."
NOT_MAILED = "Does not count: nothing was mailed"
OFTEN = (
    ("young", "eve@cedar.example", YOUNG, "has not stood in the public listing for 30 days"),
    ("page", "eve@facebook.com", HOSTED, "A shared host or platform"),
    ("hospital", "eve@saintblaise.example", SHARED, "Shared by many: a hospital"),
)
SELDOM = (
    ("asked", "eve@madrone.example", THEIRS, "came from people who manage the listing or asked to"),
    ("builder", "eve@juniper-ketamine.wixsite.com", HOSTED, "A shared host or platform"),
    ("ward", "eve@mercyhill.example", SHARED, "Shared by many: a hospital"),
)
"""Of a listing: the mailbox tried, what its holder is told, what the moderator reads."""


@pytest.fixture(scope="module")
def listings(town):
    return listed(town, LISTINGS)


@pytest.fixture(scope="module")
def moderator(chromium, town):
    """The page of somebody who moderates, signed in once: each of their codes works once in half a minute."""
    context = chromium.new_context(base_url=town.url)
    context.set_default_timeout(15000)
    page = context.new_page()
    sign_in(page, *made(town, "watch@example.com"))
    yield page
    context.close()


def test_an_address_elsewhere_or_alike_gets_no_letter(someone, listings, post, moderator):
    eve, listing = someone(), listings["own"]
    sign_up(eve, post, "eve@elsewhere.example")
    claim = ask_to_manage(eve, listing.name)
    for address, sentence in (
        ("pecangrove@gmail.com", FREE),
        ("front@cottonwood.example", ELSEWHERE),
        ("eve@pecangrove.example.elsewhere.example", ELSEWHERE),
        ("eve@xn--pecangrove-v7a.example", LOOKALIKE),
        ("eve@pecаngrove.example", LOOKALIKE),  # a Cyrillic а
    ):
        refused_address(eve, claim, address, sentence)
    mail_code(eve, post, claim, "front@pecangrove.example")
    assert post.told_of(listing.name) == ["eve@elsewhere.example", "front@pecangrove.example"]
    shut(eve, listing)
    sees(
        moderator, claim,
        (NOT_MAILED, "gmail.com", "Free mail"),
        (NOT_MAILED, "cottonwood.example", "Not at the website in the listing"),
        (NOT_MAILED, "elsewhere.example", "Not at the website in the listing"),
        (NOT_MAILED, "xn--pecangrove-v7a.example", "A look-alike"),
        (NOT_MAILED, "xn--", "A look-alike"),
        ("Sent, not given back", "front@pecangrove.example"),
    )  # fmt: skip


@pytest.mark.parametrize("websites", [OFTEN, pytest.param(SELDOM)], ids=["often", "seldom"])
def test_a_website_that_shows_nothing_gets_no_letter(someone, listings, post, moderator, websites):
    eve, address, names = someone(), f"eve@{websites[0][0]}.example", []
    sign_up(eve, post, address)
    for key, mailbox, sentence, words in websites:
        claim = ask_to_manage(eve, listings[key].name)
        refused_address(eve, claim, mailbox, sentence)
        shut(eve, listings[key])
        sees(moderator, claim, (NOT_MAILED, mailbox.split("@")[1].removeprefix("juniper-ketamine."), words))
        names.append(listings[key].name)
    withdraw(eve, post, claim, address, names[-1])
    assert {name: post.told_of(name) for name in names} == dict.fromkeys(names, [address])


def test_a_clinic_that_the_claimant_added_has_no_mailbox_to_ask(someone, listings, post, moderator):
    eve, address, name = someone(), "eve@invented.example", "Invented Ketamine"
    sign_up(eve, post, address)
    eve.goto("/manage/new/")
    for label, text in (
        ("Name of the clinic", name), ("Street and number", "9 Nowhere Lane"), ("City", "Austin"),
        ("ZIP code", "78701"), ("Phone for patients", "512-555-0199"), ("Website", "https://invented.example/"),
    ):  # fmt: skip
        eve.get_by_label(label).fill(text)
    eve.get_by_label("State").select_option("TX")
    eve.get_by_label("I own the clinic").check()
    eve.get_by_role("button", name="Add my clinic").click()
    expect(eve.get_by_text("You added this clinic.")).to_be_visible()
    claim = eve.url
    expect(eve.get_by_role("button", name="Mail me a code")).to_have_count(0)
    # By hand, then: the form for the code, turned into the one that is not there.
    eve.locator("form[action$='/code/']").evaluate(
        "form => { form.elements.code.name = 'address'; form.action = form.action.replace('/code/', '/mail/') }"
    )
    eve.get_by_label("The code").fill("front@invented.example")
    eve.get_by_role("button", name="Give the code").click()
    expect(eve.get_by_role("alert")).to_contain_text(f"No mail was sent. {THEIRS}")
    sees(moderator, claim, (NOT_MAILED, "invented.example", "came from people who manage the listing or asked to"))
    desk = moderator.get_by_role("link", name="its own page").get_attribute("href").split("/")[-3]
    assert eve.goto(f"/manage/{desk}/").status == 404
    withdraw(eve, post, claim, address, name)
    assert post.told_of(name) == [address]


def test_the_code_of_a_rival_shows_nothing_and_who_wins_hears_of_the_other(someone, listings, post, moderator):
    ann, eve, listing = someone(), someone(), listings["rivals"]
    sign_up(ann, post, "ann@sycamore.example")
    sign_up(eve, post, "eve@rivals.example")
    good, bad = ask_to_manage(ann, listing.name), ask_to_manage(eve, listing.name)
    code = mail_code(ann, post, good, "front@sycamore.example")
    mail_code(eve, post, bad, "desk@sycamore.example")
    give(eve, bad, code)
    expect(eve.get_by_role("alert")).to_contain_text(WRONG)
    eve.goto(bad)
    expect(eve.get_by_role("heading", name="What you have shown")).to_have_count(0)
    assert eve.goto(good).status == 404
    sees(moderator, bad, ("Sent, not given back", "desk@sycamore.example", "1 try"))
    give(ann, good, code)
    expect(ann.get_by_text("The code is right.")).to_be_visible()
    sees(moderator, good, ("Counts", "front@sycamore.example"))
    decide(moderator, "claim", listing.name, "Approve", "domain")
    assert post.link("ann@sycamore.example", "You now manage").endswith(listing.desk)
    eve.goto(bad)
    expect(eve.get_by_text("Somebody manages this listing already. They know of your request")).to_be_visible()
    post.text("ann@sycamore.example", "Somebody else has asked to manage the listing", listing.name)
    assert post.told_of(listing.name) == [
        "ann@sycamore.example", "desk@sycamore.example", "eve@rivals.example", "front@sycamore.example",
    ]  # fmt: skip
    assert ann.goto(listing.desk).status == 200
    shut(eve, listing)


def test_a_code_works_once_and_not_after_its_claim(someone, listings, post, moderator):
    ann, listing = someone(), listings["replay"]
    sign_up(ann, post, "ann@replay.example")
    claim = ask_to_manage(ann, listing.name)
    code = mail_code(ann, post, claim, "front@cypress.example")
    give(ann, claim, code)
    expect(ann.get_by_text("The code is right.")).to_be_visible()
    give(ann, claim, code)
    expect(ann.get_by_role("alert")).to_contain_text(WRONG)
    expect(ann.get_by_text("A code by mail to the clinic's own web address: came back")).to_have_count(1)
    unspent = mail_code(ann, post, claim, "desk@cypress.example")
    beside = ann.context.new_page()
    beside.goto(claim)
    beside.get_by_label("The code").fill(unspent)
    withdraw(ann, post, claim, "ann@replay.example", listing.name)
    beside.get_by_role("button", name="Give the code").click()
    expect(beside.get_by_role("alert")).to_contain_text("This request was decided already.")
    again = ask_to_manage(ann, listing.name)
    for old in (code, unspent):
        give(ann, again, old)
        expect(ann.get_by_role("alert")).to_contain_text(WRONG)
    shut(ann, listing)
    sees(moderator, again)
    sees(moderator, claim, ("Came back, does not count",), ("Sent, not given back",))


def test_present_managers_hear_of_a_claim_and_of_its_end(someone, listings, post, moderator):
    eve, address, listing = someone(), "eve@dispute.example", listings["managed"]
    managers = LISTINGS["managed"]["managers"]
    sign_up(eve, post, address)
    claim = ask_to_manage(eve, listing.name)
    expect(eve.get_by_text("Somebody manages this listing already. They know of your request")).to_be_visible()
    for manager in managers:
        told = post.text(manager, "Somebody else has asked to manage the listing", listing.name)
        assert address not in told
    shut(eve, listing)
    sees(moderator, claim)
    expect(moderator.locator(".field-disputes img")).to_have_attribute("alt", "True")
    for manager in managers:
        expect(moderator.get_by_text(f"{manager}: Owner since")).to_be_visible()
    expect(moderator.get_by_text("The present managers stay, and are told.")).to_be_visible()
    decide(moderator, "claim", listing.name, "Refuse", "managed")
    post.text(address, "was refused", "The clinic's present managers answer for it")
    for manager in managers:
        post.text(manager, "That request is over, and nothing has changed.", listing.name)
    assert post.told_of(listing.name) == sorted([address, *managers])
    shut(eve, listing)
