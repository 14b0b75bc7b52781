"""A patient writes a review on a small phone without JavaScript; the letters come from a real mail server."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.conftest import answer

WORDS = "They explained each step, and a tapirwhistle of an alarm was checked."
LOOKS = [
    (320, "light"),
    *(pytest.param(*look, marks=pytest.mark.deep) for look in [(360, "dark"), (1280, "light"), (1280, "dark")]),
]
SAD = "It was calm there, but most nights I want to kill myself."


def a_clinic(town):
    """The address of a listing of the sample."""
    found = re.search(
        rf'"url": "({re.escape(town.url)}/[^"]+)"', answer(f"{town.url}/api/v1/clinics/?state=CO")[1].decode()
    )
    return found[1]


def fill(page, address, text):
    page.get_by_label("Month and year of the visit").select_option(index=2)
    page.get_by_label("IV infusion").check()
    page.get_by_label("I was the patient").check()
    for name, words in (
        ("Care", "4 of 5: good"),
        ("Safety", "5 of 5: very good"),
        ("Honesty about price", "2 of 5: bad"),
    ):
        page.get_by_role("group", name=name).get_by_label(words).check()
    page.get_by_label("What was it like?").fill(text)
    page.get_by_role("group", name="You cannot leave without a ride home").get_by_label("Yes").check()
    page.get_by_label("This is about real care").check()
    page.get_by_label("You may keep and publish").check()
    page.get_by_label("Your email address").fill(address)
    page.get_by_role("button", name="Send the review").click()


def code_of(post, address):
    return re.search(r"Your code: (\d{4} \d{4})", post.text(address, "Your code:"))[1]


def clean(page, width=320):
    """No barrier, and nothing wider than the screen."""
    page.wait_for_load_state()
    page.set_viewport_size({"width": width, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return barriers(page), wide


def test_a_review_is_written_without_javascript(someone, town, post):
    page, address = someone(java_script_enabled=False), "kim.writes@example.com"
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{a_clinic(town)}review/")
    page.get_by_role("button", name="Send the review").click()
    expect(page.get_by_text("The review was not sent yet.")).to_be_visible()
    page.get_by_role("link", name="Choose how ketamine was given.").click()
    fill(page, address, WORDS)
    expect(page.get_by_role("heading", name="Type in the code from our letter")).to_be_visible()
    page.get_by_label("The code").fill("0000 0000")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("This code is not right")).to_be_visible()
    first = code_of(post, address)
    page.get_by_role("button", name="Send another code").click()
    expect(page.get_by_text("Another code is on its way")).to_be_visible()
    page.get_by_label("The code").fill(another_code(post, address, first))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Thank you, your review is here")).to_be_visible()
    expect(page.get_by_text("A person reads it.")).to_be_visible()
    assert page.get_by_text("Call 988").count() == 1  # the one in the footer
    page.get_by_role("link", name="your own page").click()
    expect(page.get_by_text("It waits for a person to read it.")).to_be_visible()
    page.get_by_role("link", name="Take it back").click()
    page.get_by_role("button", name="Yes, take it back").click()
    expect(page.get_by_text("You have taken it back.")).to_be_visible()
    log = town.log.read_text()
    assert ("GET /reviews/code/" in log, "GET /reviews/mine/" in log) == (True, True)
    assert [secret for secret in ("tapirwhistle", address, first, "key=") if secret in log] == []


def another_code(post, address, first):
    """Of the letter that comes after."""
    for _ in range(60):
        if (code := code_of(post, address)) != first:
            return code
        time.sleep(0.25)
    raise AssertionError("No other code came.")


def test_words_that_worry_put_988_on_top_at_once(someone, town, post):
    page, address = someone(java_script_enabled=False), "lee.writes@example.com"
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{a_clinic(town)}review/")
    fill(page, address, SAD)
    for heading in ("Type in the code from our letter", "Thank you, your review is here"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        page.wait_for_load_state()
        call = page.get_by_role("main").get_by_role("link", name="Call 988")
        expect(call).to_be_in_viewport()
        assert call.bounding_box()["y"] < page.get_by_role("heading", name=heading).bounding_box()["y"]
        if page.get_by_label("The code").count():
            page.get_by_label("The code").fill(code_of(post, address))
            page.get_by_role("button", name="Go on").click()
    held = town.manage(
        "shell", "-v0", "-c", "from reviews.models import Review; print(Review.objects.latest('created_at').status)"
    )
    assert held.split()[-1] == "held"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_of_a_writer_are_free_of_barriers(someone, town, post, width, scheme):
    page, address = someone(color_scheme=scheme), f"max{width}.{scheme}@example.com"
    found = {}
    page.goto(f"{a_clinic(town)}review/")
    found["form"] = clean(page, width)
    page.get_by_role("button", name="Send the review").click()
    found["errors"] = clean(page, width)
    fill(page, address, SAD)
    found["code"] = clean(page, width)
    page.get_by_role("button", name="Go on").click()
    found["wrong code"] = clean(page, width)
    page.get_by_label("The code").fill(code_of(post, address))
    page.get_by_role("button", name="Go on").click()
    found["thanks"] = clean(page, width)
    page.get_by_role("link", name="your own page").click()
    found["own page"] = clean(page, width)
    refuse = (
        "from reviews.models import Review; from django.utils import timezone; "
        "r = Review.objects.latest('created_at'); r.status, r.reason = 'refused', 'private'; "
        "r.decided_at, r.email = timezone.now(), ''; r.save()"
    )
    town.manage("shell", "-v0", "-c", refuse)
    page.reload()
    found["refused"] = clean(page, width)
    page.get_by_role("link", name="Take it back").click()
    found["take back"] = clean(page, width)
    page.goto("/reviews/mine/?key=x")
    found["dead link"] = clean(page, width)
    page.goto("/reviews/code/?key=x")
    found["gone"] = clean(page, width)
    assert found == dict.fromkeys(found, ([], 0))
