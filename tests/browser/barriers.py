"""What axe-core finds on a page, by the rules that this site holds to (WCAG 2.2 AA and axe's best practices)."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # of what is well axe tells one place of each kind, and not a thousand
}


def barriers(page):
    page.wait_for_load_state()  # a click waits until the next page begins, not until it is there
    found = Axe().run(page, options=RULES).response["violations"]
    return [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found]
