"""Two editors on one listing, over HTTP, on the database file of a site as it is served."""

import http.cookiejar
import json
import threading
import urllib.error
import urllib.parse
import urllib.request

import pytest

from tests.browser.staff import staff
from tests.owners.editing.forms import fields_of

READ = """
import json
from accounts.models import Event
print(json.dumps([[e.before["values"].get("wait_days"), e.after["values"].get("wait_days")]
    for e in Event.objects.filter(subject="clinic:%d", what="clinic.edited").order_by("pk")]))
"""


class Browser:
    def __init__(self, site, key):
        self.site, jar = site, http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        jar.set_cookie(http.cookiejar.Cookie(
            0, "sessionid", key, None, False, "localhost.local", False, False, "/", True, False, None, True, None, None, {}
        ))  # fmt: skip

    def ask(self, path, data=None):
        body = urllib.parse.urlencode(data, doseq=True).encode() if data else None
        request = urllib.request.Request(f"{self.site.url}{path}", body, {"Referer": self.site.url})
        try:
            with self.opener.open(request, timeout=60) as found:
                return found.status, found.read().decode()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()


def token_of(html):
    return html.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


@pytest.mark.deep
def test_of_200_edits_by_two_each_is_in_the_history_or_was_shown_both_versions(site):
    two = [staff(site, f"editor-{role}@example.com", role, place=3) for role in ("owner", "editor")]
    path, outcome = f"/manage/{two[0]['clinic']}/edit/hours/", []

    def edit(browser, first):
        for wait in range(first, first + 200, 2):
            _, html = browser.ask(path)
            data = fields_of(html) | {"csrfmiddlewaretoken": token_of(html), "wait_days": str(wait), "save": "1"}
            status, answer = browser.ask(path, data)
            outcome.append((status, wait, "Two of you changed this" in answer and f"<td>{wait}</td>" in answer))

    browsers = [Browser(site, made["key"]) for made in two]
    threads = [threading.Thread(target=edit, args=(one, n)) for n, one in enumerate(browsers, start=1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    accepted = sorted(wait for status, wait, _ in outcome if status == 200)
    refused = [both for status, _, both in outcome if status == 409]
    chain = json.loads(site.manage("shell", "-v", "0", "-c", READ % two[0]["clinic"]).splitlines()[-1])
    assert (len(accepted) + len(refused), all(refused)) == (200, True)
    assert refused, "The two never met, so nothing was shown."
    assert sorted(after for _, after in chain) == accepted
    assert [before for before, _ in chain[1:]] == [after for _, after in chain[:-1]]
