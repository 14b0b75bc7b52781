"""Every kind of public page, in Chromium: nothing from elsewhere, no cookie, no error, no barrier."""

import pytest

from tests.browser.barriers import barriers

LOOKS = [(360, False), (360, True), (1280, False), (1280, True)]


def test_every_kind_of_page_is_clean(visit, kinds_of_pages):
    page = visit(1280)
    found = {}
    for kind, address in kinds_of_pages.items():
        answer = page.goto(address)
        found[kind] = (answer.status, barriers(page), page.locator("a[href='tel:988']").count() > 0)
    assert found == dict.fromkeys(kinds_of_pages, (200, [], True))


@pytest.mark.deep
@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_every_kind_of_page_is_clean_in_every_look(visit, kinds_of_pages, width, dark):
    page = visit(width, dark=dark)
    found = {}
    for kind, address in kinds_of_pages.items():
        page.goto(address)
        found[kind] = barriers(page)
    assert found == dict.fromkeys(kinds_of_pages, [])


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_scrolls_sideways(visit, kinds_of_pages, width):
    """320 px is also 1280 px at 400 % zoom (WCAG 1.4.10)."""
    page = visit(width)
    wide = {}
    for kind, address in kinds_of_pages.items():
        page.goto(address)
        wide[kind] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == dict.fromkeys(kinds_of_pages, 0)


def test_a_page_that_is_not_there_is_ours(visit, site, chromium):
    context = chromium.new_context(base_url=site.url)
    page = context.new_page()
    answer = page.goto("/clinics/tx/austin/no-such-clinic/")
    assert (answer.status, page.locator("a[href='tel:988']").count() > 0, barriers(page), context.cookies()) == (
        404,
        True,
        [],
        [],
    )
    context.close()


def test_first_view_of_the_results_is_light(visit, kinds_of_pages):
    """60 KB or less over the wire in all, and nothing moves after it is painted."""
    page = visit(360)
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    sizes = []
    client.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
    page.goto(kinds_of_pages["search"], wait_until="networkidle")
    shift = page.evaluate(
        """() => new Promise(done => { let sum = 0;
        new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
          .observe({type: 'layout-shift', buffered: true});
        setTimeout(() => done(sum), 300); })"""
    )
    assert sum(sizes) <= 60 * 1024, f"{sum(sizes)} bytes"
    assert shift == 0
