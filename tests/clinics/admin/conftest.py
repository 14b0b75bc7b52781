import re
from html.parser import HTMLParser

import pytest

from tests.moderators import moderator, signed_in


@pytest.fixture
def boss():
    return moderator()


@pytest.fixture
def admin(boss):
    return signed_in(boss)


class _Fields(HTMLParser):
    """The values a browser would send back with the form that saves."""

    def __init__(self):
        super().__init__()
        self.found, self.select, self.text, self.here = {}, None, None, False

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "form":
            self.here = a.get("id", "").endswith("_form")
        if not self.here or "disabled" in a:
            return
        if tag == "input" and a.get("type") not in {"submit", "button"} and a.get("name"):
            if a.get("type") not in {"checkbox", "radio"} or "checked" in a:
                self.found[a["name"]] = a.get("value", "on" if a.get("type") == "checkbox" else "")
        elif tag == "select":
            self.select = a["name"]
        elif tag == "option" and self.select and "selected" in a:
            self.found[self.select] = a.get("value", "")
        elif tag == "textarea":
            self.text = a["name"]
            self.found[self.text] = ""

    def handle_data(self, data):
        if self.text:
            self.found[self.text] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.found[self.text] = re.sub(r"^\r?\n", "", self.found[self.text])
            self.text = None
        if tag == "select":
            self.select = None


def fields_of(page):
    """What a browser would send back with the form of this page."""
    assert page.status_code == 200
    parser = _Fields()
    parser.feed(page.content.decode())
    return parser.found


@pytest.fixture
def form_of(admin):
    """The fields of an admin page as they were served."""
    return lambda path, client=admin: fields_of(client.get(path))


@pytest.fixture
def save(admin, form_of):
    """Load a page, change some fields and send it back."""

    def send(path, client=admin, **changes):
        fields = {**form_of(path, client), **changes}
        return client.post(path, fields)

    return send


def said(answer):
    """The messages and errors of a page, as text."""
    text = answer.content.decode()
    found = re.findall(r'<ul class="(?:errorlist|messagelist)[^"]*"[^>]*>(.*?)</ul>', text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", part) for part in found)
