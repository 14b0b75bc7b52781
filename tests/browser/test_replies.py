"""Clinic staff answer a review in Chromium, with and without JavaScript; no barrier on the smallest phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.staff import enter, staff
from tests.browser.test_write_review import LOOKS

SAID = "A quiet room, and the price was as quoted. I waited for an hour, though."
MAKE = """
import datetime as dt
from django.utils import timezone
from reviews.models import Review
today = timezone.localdate()
made = Review.objects.create(
    clinic_id={clinic}, status="published", reason="fits", confirmed_at=timezone.now(), decided_at=timezone.now(),
    published_on=today - dt.timedelta(days=3), expires_on=today + dt.timedelta(days=700),
    month=today.replace(day=1) - dt.timedelta(days=40), method="iv", relation="self", care=4, safety=5, honesty=2,
    text="{text}")
print(made.pk)
"""


@pytest.fixture(scope="module")
def owner(site):
    return staff(site, "answers@example.com", place=5)


@pytest.fixture
def review(site, owner):
    asked = MAKE.format(clinic=owner["clinic"], text=SAID)
    return site.manage("shell", "--no-imports", "-c", asked).splitlines()[-1]


def clean(page):
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide, barriers(page)


def test_a_reply_is_stopped_mended_sent_and_taken_back(visit, site, owner, review):
    page = visit(320, cookies_allowed=True, javascript=False)
    enter(page, site, owner)
    page.goto(f"/manage/{owner['clinic']}/")
    page.get_by_role("link", name="What patients say, and your replies").click()
    page.get_by_role("link", name=re.compile("^Reply to review 1")).click()
    page.get_by_label("Your reply").fill("Dear Kim, thank you for your visit.")
    page.get_by_label("I have read it again").check()
    page.get_by_role("button", name="Send it to a moderator").click()
    expect(page.get_by_role("alert")).to_contain_text("It may name a person: “Kim”")
    expect(page.get_by_label("Your reply")).to_have_value("Dear Kim, thank you for your visit.")
    page.get_by_label(re.compile("We take all feedback seriously")).check()
    page.get_by_role("button", name="Put it into the box").click()
    expect(page.get_by_text("What you had written")).to_be_visible()
    page.get_by_role("button", name="Show how it will look").click()
    expect(page.get_by_role("heading", name="How it will look")).to_be_visible()
    page.get_by_label("I have read it again").check()
    page.get_by_role("button", name="Send it to a moderator").click()
    expect(page.get_by_text("A moderator reads it before it is public")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Take it back")).first.click()
    expect(page.get_by_text("The reply was taken back")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_have_no_barrier(visit, site, owner, review, width, scheme):
    page = visit(width, dark=scheme == "dark", cookies_allowed=True)
    enter(page, site, owner)
    page.goto(f"/manage/{owner['clinic']}/reviews/")
    found = [clean(page)]
    page.goto(f"/manage/{owner['clinic']}/reviews/{review}/reply/")
    found.append(clean(page))
    page.get_by_label("Your reply").fill("Your infusion on May 4th.")
    page.get_by_role("button", name="Send it to a moderator").click()
    found.append(clean(page))
    page.get_by_label(re.compile("We take all feedback seriously")).check()
    page.get_by_role("button", name="Put it into the box").click()
    found.append(clean(page))
    assert found == [(0, [])] * 4
