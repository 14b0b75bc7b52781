"""The pages of an upload, read as a browser would."""

import html
import re

SEND = "/admin/sources/importrun/upload/"


def said(answer):
    """The errors and messages of a page, as text."""
    text = answer.content.decode()
    found = re.findall(
        r'<(?:ul|p) class="(?:errorlist|messagelist|errornote)[^"]*"[^>]*>(.*?)</(?:ul|p)>', text, re.DOTALL
    )
    return html.unescape(" ".join(" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in found))


def fields(client, page):
    """What a browser would send back with the form of a plan."""
    text = client.get(page).content.decode()
    form = text[text.index('name="seen"') - 300 :]
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', form)[1] for name in ("seen", "act", "page")}
    ticked = re.findall(r'name="take" value="(\d+)" checked', form)
    return found | {"shown": re.findall(r'name="shown" value="(\d+)"', form), "take": ticked}


def rows(client, page):
    """Line, act and name of every row of a page of the plan."""
    text = client.get(page).content.decode()
    found = re.findall(r"<tr><td>(\d*)</td><td>(\w+)</td><th scope=\"row\">(.*?)</th>", text, re.DOTALL)
    return [(int(line or 0), act, html.unescape(re.sub(r"<[^>]+>", "", name))) for line, act, name in found]


def whole(client, page):
    """All of its rows, from all pages, in the order of the file."""
    found, number = [], 1
    while True:
        more = rows(client, f"{page}?page={number}")
        if more and more[0] in found:
            return sorted(found)
        found += more
        if len(more) < 100:
            return sorted(found)
        number += 1


def carry_out(client, page, **changed):
    return client.post(page, fields(client, page) | {"carry_out": "1"} | changed, follow=True)
