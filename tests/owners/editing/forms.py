"""What a browser would send of a page's last form."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.select, self.area = {}, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "form":
            self.found = {}
        elif tag == "input" and name:
            self._input(name, attrs)
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attrs:
            self.found[self.select] = attrs.get("value", "")
        elif tag == "textarea":
            self.area, self.found[name] = name, ""

    def handle_data(self, data):
        if self.area:
            self.found[self.area] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.found[self.area] = self.found[self.area].removeprefix("\n").removeprefix("\r\n")
            self.area = None
        elif tag == "select":
            self.select = None

    def _input(self, name, attrs):
        if attrs.get("type") in {"checkbox", "radio"}:
            if "checked" in attrs:
                value = attrs.get("value", "on")
                if name in self.found and attrs["type"] == "checkbox":
                    held = self.found[name]
                    value = [*(held if isinstance(held, list) else [held]), value]
                self.found[name] = value
        else:
            self.found[name] = attrs.get("value", "")


def fields_of(html):
    parser = _Fields()
    parser.feed(html)
    parser.found.pop("csrfmiddlewaretoken", None)
    return parser.found
