"""The tools of the guide in Chromium, without JavaScript, on a phone and on paper."""

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from guide.actions.loading import FOLDER
from guide.domain.front import read_file
from guide.models import Page
from guide.profile import reading
from tests.browser.barriers import barriers

CALL, SHEET, DAY = "/guide/first-call/", "/guide/cost-worksheet/", "/guide/the-day/"
SUMMED = f"{SHEET}?method=iv&price=450&sessions=6&plan=200"
WRONG = f"{SHEET}?method=zz&price=4.5&sessions=0"
MOST_POINTS = 28
"""So many points of two lines each fit on one page, beside the head of the page and its crisis line."""


def longest_day():
    """The checklist of the day at its longest: four parts, each with a line above its points."""
    point = "- Bring the list of all your medicines, and whom to call after the visit.[^label]"
    part = "\n".join(["## Before you leave the house", "Ask for help with these.", "", *[point] * (MOST_POINTS // 4)])
    front = ["title: Checklist for the day", "summary: To print.", "reviewed_on: 2026-11-22", "due_on: 2027-05-22",
             "clinical_reviewer:", "sources:", "  - key: label", "    text: Label.", "    url: https://example.org/"]  # fmt: skip
    return "\n".join(["---", *front, "---", "Print this page.", *[part] * 4])


def drawn(text):
    """The page of the day as the site draws it, sample line and all."""
    row = Page(slug="the-day")
    row.take(read_file(text, dt.date(2026, 11, 22)))
    context = {"page": reading(row, dt.date(2026, 11, 22), []), "structured": [], "site_state": {"holds": "sample"}}
    return render_to_string("guide/page.html", context)


def sheets(page):
    """How many sheets of paper, by format."""
    return {size: len(PdfReader(BytesIO(page.pdf(format=size))).pages) for size in ("Letter", "A4")}


ONE = {"Letter": 1, "A4": 1}


def test_the_questions_for_the_call_are_one_page_on_paper(visit):
    page = visit(javascript=False)
    found = {}
    for address in (CALL, f"{CALL}?method=esketamine"):
        page.goto(address)
        found[address] = sheets(page)
    page.emulate_media(media="print")
    assert found == {CALL: ONE, f"{CALL}?method=esketamine": ONE}
    hidden = [page.locator(part).first.is_visible() for part in (".why", "form", ".print-hint", ".nav")]
    assert (hidden, page.get_by_text("Who I spoke to").is_visible()) == ([False] * 4, True)


@pytest.mark.parametrize("file", [None, FOLDER / "the-day.md"], ids=["longest", "ours"])
def test_the_checklist_of_the_day_is_one_page_on_paper(visit, file):
    text = drawn(Path(file).read_text() if file else longest_day())
    page = visit(javascript=False)
    page.route(f"**{DAY}", lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
    page.goto(DAY)
    assert sheets(page) == ONE
    page.emulate_media(media="print")
    boxes = page.locator(".words li").first.evaluate("li => getComputedStyle(li, '::before').width")
    assert (boxes != "auto", page.locator(".sources").is_visible()) == (True, False)


LAST = "## Afterward\n\n- Go home with your ride.[^label]\n\n"
NEXT = "## What to do next\n\nRead on.\n\n- [Questions](/guide/questions/)\n"


@pytest.mark.parametrize(
    ("end", "printed"), [(LAST + NEXT, [True, False]), (NEXT + LAST, [True, True]), (LAST, [True])]
)
def test_of_the_day_only_where_to_go_next_stays_off_the_paper(visit, end, printed):
    text = drawn(longest_day() + "\n\n" + end)
    page = visit(javascript=False)
    page.route(f"**{DAY}", lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
    page.goto(DAY)
    page.emulate_media(media="print")
    lines = [page.get_by_text(words) for words in ("Go home with your ride.", "Read on.")]
    assert [line.is_visible() for line in lines if line.count()] == printed


def test_a_sum_needs_no_script(visit):
    page = visit(360, javascript=False)
    page.goto(SHEET)
    page.get_by_label("How is it given?").select_option("iv")
    page.get_by_label("Price of one session").fill("$450")
    page.get_by_label("Sessions in the first course").fill("six")
    page.get_by_role("button", name="Add it up").click()
    assert page.get_by_label("Price of one session").input_value() == "$450"
    page.get_by_role("link", name="The number of sessions cannot be “six”").click()
    page.locator(":focus").fill("6")
    page.get_by_role("button", name="Add it up").click()
    assert page.locator(".total").inner_text().split() == ["First", "course", "6", "×", "450", "$2,700"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_both_tools_are_without_barriers_on_a_phone(visit, dark):
    page = visit(360, dark=dark)
    found = {}
    for address in (CALL, SUMMED, WRONG):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[address] = (barriers(page), wide, page.locator("a[href='tel:988']").first.is_visible())
    assert found == dict.fromkeys((CALL, SUMMED, WRONG), ([], 0, True))
