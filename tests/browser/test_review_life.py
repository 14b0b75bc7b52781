"""One review from the form to its end, every step without JavaScript: a writer, a clinic, a reader and a moderator.

Days pass by moving the day on which a batch appears; the letters come from a real mail server.
"""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.moderators import made, sign_in
from tests.browser.staff import enter, staff
from tests.browser.test_write_review import SAD, code_of, fill
from tests.browser.town import look

pytestmark = pytest.mark.deep
WORDS = "The room was calm, and a tapirwhistle of an alarm was checked at once."
FOUR = """
import datetime as dt
from django.utils import timezone
from reviews.models import Review
today, now = timezone.localdate(), timezone.now()
Review.objects.filter(clinic_id={clinic}).delete()
for n in range(4):
    Review.objects.create(
        clinic_id={clinic}, status="published", reason="fits", confirmed_at=now, decided_at=now,
        published_on=today - dt.timedelta(days=9), expires_on=today + dt.timedelta(days=700),
        month=today.replace(day=1) - dt.timedelta(days=40), method="iv", relation="self", care=5, safety=5, honesty=5,
        text=f"Calm and clear, number {{n}}.")
"""
APPEARS = """
import datetime as dt
from django.utils import timezone
from reviews.models import Review
Review.objects.filter(clinic_id={clinic}, status="published").update(
    published_on=timezone.localdate() - dt.timedelta(days=1))
"""
STATES = """
import json
from reviews.models import Review
print(json.dumps(sorted(Review.objects.filter(clinic_id={clinic}, text__in=["{words}"]).values_list("status", flat=True))))
"""


@pytest.fixture(scope="module")
def owner(town):
    """Of a listing with four reviews."""
    found = staff(town, "life@example.com", place=7)
    shell(town, FOUR, found)
    return found


def shell(town, script, owner, **words):
    printed = town.manage("shell", "-v0", "--no-imports", "-c", script.format(clinic=owner["clinic"], **words))
    return json.loads(printed.splitlines()[-1]) if printed.strip() else None


def write(page, post, owner, address, text):
    """Until the thanks; returns the address of the writer's own page."""
    page.goto(f"{owner['url']}review/")
    fill(page, address, text)
    page.get_by_label("The code").fill(code_of(post, address))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Thank you, your review is here")).to_be_visible()
    page.get_by_role("link", name="your own page").click()
    return page.url


def decide(page, kind, words, label, reason=None):
    """From the queue on the first page, where the newest of a kind stand last: the one that holds these words."""
    page.goto("/admin/")
    page.get_by_label("Kind").select_option(kind)
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_load_state()
    if page.locator(".queue-pages").count():
        page.goto(f"/admin/?kind={kind}&page=999")
    for address in page.locator("#queue tbody th a").evaluate_all("links => links.map(a => a.href)"):
        page.goto(address)
        if page.get_by_text(words).count():
            break
    else:
        pytest.fail(f"No {kind} with these words waits.")
    page.locator(".object-tools").get_by_role("link", name=label, exact=True).click()
    if reason:
        page.get_by_label("Reason").select_option(reason)
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.get_by_text("Done: “")).to_be_visible()


def test_a_review_from_the_form_to_its_end(someone, town, post, owner):
    writer, reader, clinic, moderator = (someone(java_script_enabled=False) for _ in range(4))
    sign_in(moderator, *made(town, "life-mod@example.com"))
    enter(clinic, town, owner)

    look(reader, owner["url"])
    expect(reader.get_by_text("4 reviews, too few for an average.")).to_be_visible()
    own_page = write(writer, post, owner, "tam.writes@example.com", WORDS)
    expect(writer.get_by_text("It waits for a person to read it.")).to_be_visible()
    look(reader, owner["url"])
    expect(reader.get_by_text("tapirwhistle")).to_have_count(0)

    decide(moderator, "review", "tapirwhistle", "Publish")
    assert post.text("tam.writes@example.com", "A person has read it")
    look(reader, owner["url"])
    expect(reader.get_by_text("tapirwhistle")).to_have_count(0)  # until the batch of Monday
    shell(town, APPEARS, owner)
    town.manage("daily")
    look(reader, owner["url"])
    expect(reader.get_by_text("tapirwhistle")).to_be_visible()
    expect(reader.locator(".score")).to_contain_text("4.7 of 5 on average, from 5 reviews")

    reply(clinic, owner)
    look(reader, owner["url"])
    expect(reader.get_by_text("The clinic’s reply")).to_have_count(0)
    decide(moderator, "reply", "tapirwhistle", "Publish")
    look(reader, owner["url"])
    expect(reader.get_by_text("The clinic’s reply")).to_be_visible()

    report(reader, owner)
    decide(moderator, "concern", "tapirwhistle", "Take the review down", "private")
    assert "You were right." in post.text("reads@example.com", "You were right")
    look(reader, owner["url"])
    expect(reader.get_by_text("tapirwhistle")).to_have_count(0)
    expect(reader.get_by_text("4 reviews, too few for an average.")).to_be_visible()

    writer.goto(own_page)
    expect(writer.get_by_text("We cannot show it.")).to_be_visible()
    writer.get_by_label("Your answer").fill("Nobody is named in it, and no day.")
    writer.get_by_role("button", name="Send the answer").click()
    expect(writer.get_by_text("Your answer waits for a person to read it.")).to_be_visible()
    decide(moderator, "review", "Nobody is named in it", "Refuse for good", "private")
    writer.reload()
    expect(writer.get_by_text("This is final.")).to_be_visible()
    expect(writer.get_by_text("tapirwhistle")).to_have_count(0)
    assert shell(town, STATES, owner, words=WORDS) == []


def reply(page, owner):
    """Stopped by the lint, mended, sent."""
    page.goto(f"/manage/{owner['clinic']}/reviews/")
    page.get_by_role("listitem").filter(has_text="tapirwhistle").get_by_role("link", name=re.compile("^Reply")).click()
    page.get_by_label("Your reply").fill("Thank you for your visit in May, Tam.")
    page.get_by_label("I have read it again").check()
    page.get_by_role("button", name="Send it to a moderator").click()
    expect(page.get_by_role("alert")).to_contain_text("It may name a person")
    page.get_by_label(re.compile("We take all feedback seriously")).check()
    page.get_by_role("button", name="Put it into the box").click()
    page.get_by_label("I have read it again").check()
    page.get_by_role("button", name="Send it to a moderator").click()
    expect(page.get_by_text("A moderator reads it before it is public").first).to_be_visible()


def report(page, owner):
    look(page, owner["url"])
    page.get_by_role("listitem").filter(has_text="tapirwhistle").get_by_role("link", name="Report this review").click()
    page.get_by_role("radio", name=re.compile("private details")).check()
    page.get_by_label(re.compile("Your mail address")).fill("reads@example.com")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="Thank you, the report was sent")).to_be_visible()


def test_words_that_worry_stay_held_until_a_person_has_read_them(someone, town, post, owner):
    writer, reader = (someone(java_script_enabled=False) for _ in range(2))
    write(writer, post, owner, "sol.writes@example.com", SAD)
    call = writer.get_by_role("main").get_by_role("link", name="Call 988")
    expect(call).to_be_visible()
    shell(town, APPEARS, owner)
    town.manage("daily")
    town.manage("daily")
    assert shell(town, STATES, owner, words=SAD) == ["held"]
    look(reader, owner["url"])
    expect(reader.get_by_text("I want to kill myself")).to_have_count(0)
