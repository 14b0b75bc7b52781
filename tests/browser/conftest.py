"""A real server with the sample clinics, and Chromium in front of it."""

import fcntl
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.browser.town import Mailboxes
from tests.mailserver import free_port, started

ROOT = Path(__file__).resolve().parents[2]
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"]  # fmt: skip
CONNECTIONS = itertools.count(1)
"""One a person: what one connection may send in a day is little."""


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.no_cover)  # what is served runs in processes of its own
            town = "town" in item.fixturenames  # one worker sets each of the two sites up, once
            item.add_marker(pytest.mark.xdist_group("town" if town else "site"))


def answer(url):
    """Status and body, whatever the status."""
    try:
        with urllib.request.urlopen(url, timeout=30) as found:
            return found.status, found.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()


@dataclass
class Site:
    url: str
    env: dict
    log: Path

    def manage(self, *args):
        return subprocess.run([sys.executable, "manage.py", *args], cwd=ROOT, env=self.env, check=True,
                              capture_output=True, text=True).stdout  # fmt: skip


def environment(home, port, **more):
    """Settings of a site of its own, as `make run` would have them."""
    return {**os.environ, "SECRET_KEY": "tests-only-" * 6, "DEBUG": "0", "DATABASE_URL": f"sqlite:///{home}/db.sqlite3",
            "STATIC_ROOT": str(home / "static"), "SITE_URL": f"http://localhost:{port}",
            "PRIVATE_ROOT": str(home / "private"), "WEB_CONCURRENCY": "1", **more}  # fmt: skip


@contextmanager
def served(env, port, log_file):
    """gunicorn, DEBUG off, until the block ends."""
    with log_file.open("ab") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "directory/gunicorn.py",
             "--bind", f"127.0.0.1:{port}", "directory.wsgi"],
            cwd=ROOT, env=env, stdout=log, stderr=log,
        )  # fmt: skip
    for _ in range(150):
        try:
            answer(f"http://localhost:{port}/healthz")
            break
        except OSError:
            time.sleep(0.2)
    else:
        pytest.fail(f"The server did not start: {log_file.read_text()[-2000:]}")
    yield
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """The folder that `prepare` left: by the first worker that asks, while another who does waits for it."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    home, port = shared / "prepared", free_port()
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            making = Path(tempfile.mkdtemp(dir=shared))
            Site(f"http://localhost:{port}", environment(making, port), making / "log").manage("prepare")
            making.rename(home)
    return home


@pytest.fixture(scope="session")
def site(tmp_path_factory, prepared):
    """The address of the site as `make run` serves it: gunicorn, DEBUG off, hashed static files, sample clinics."""
    home = shutil.copytree(prepared, tmp_path_factory.mktemp("site"), dirs_exist_ok=True)
    port = free_port()
    found = Site(f"http://localhost:{port}", environment(home, port), home / "log")
    with served(found.env, port, found.log):
        yield found


@pytest.fixture(scope="session")
def post():
    mailboxes = Mailboxes()
    controller = started(mailboxes)
    mailboxes.port = controller.port
    yield mailboxes
    controller.stop()


@pytest.fixture(scope="session")
def town(tmp_path_factory, prepared, post):
    """A site with two web servers on one database, and the sender of letters. Each test keeps to its own listings."""
    home, port, second = tmp_path_factory.mktemp("town"), free_port(), free_port()
    shutil.copytree(prepared, home, dirs_exist_ok=True)
    env = environment(home, port, EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(post.port), MODERATOR_EMAIL="mods@example.com",
                      BEHIND_PROXY="1")  # fmt: skip
    found = Site(f"http://localhost:{port}", env, home / "log")
    found.second = f"http://localhost:{second}"
    sender = subprocess.Popen([sys.executable, "manage.py", "send_letters", "--forever"], cwd=ROOT, env=env)
    with served(env, port, home / "log"), served(env, second, home / "log2"):
        yield found
    sender.terminate()
    sender.wait(20)


@pytest.fixture
def someone(chromium, town):
    """Opens a browser of its own for each person, who comes from a connection of their own."""
    contexts = []

    def open_page(url="", **look):
        context = chromium.new_context(base_url=url or town.url, viewport={"width": 1000, "height": 900}, **look)
        context.set_extra_http_headers({"X-Forwarded-For": f"192.0.2.{next(CONNECTIONS)}"})
        context.set_default_timeout(15000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium")
    if not path:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing, and CI skips nothing.")
        pytest.skip("Chromium is missing")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


@dataclass
class Watched:
    """What a page did behind its back."""

    hosts: set = field(default_factory=set)
    errors: list = field(default_factory=list)


@pytest.fixture
def visit(chromium, site):
    """Opens contexts; at the end none of them may hold a cookie, an error or a stranger's request."""
    contexts = []
    watched = Watched()

    def open_page(width=1280, *, dark=False, javascript=True, cookies_allowed=False, failures_allowed=False):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light",
            java_script_enabled=javascript, base_url=site.url, reduced_motion="reduce",
        )  # fmt: skip
        page = context.new_page()
        page.set_default_timeout(15000)
        page.on("request", lambda request: watched.hosts.add(request.url.split("/")[2]))
        if not failures_allowed:  # Chromium itself writes an error for each answer that is one
            page.on(
                "console", lambda message: message.type in {"error", "warning"} and watched.errors.append(message.text)
            )
        page.on("pageerror", lambda error: watched.errors.append(str(error)))
        contexts.append((context, cookies_allowed))
        return page

    yield open_page
    cookies = [c for context, allowed in contexts if not allowed for c in context.cookies()]
    for context, _ in contexts:
        context.close()
    assert watched.hosts <= {site.url.split("/")[2]}
    assert watched.errors == []
    assert cookies == []


@pytest.fixture(scope="session")
def a_clinic(site):
    """The address of a clinic of the sample that has said much."""
    data = json.loads(answer(f"{site.url}/api/v1/clinics/?state=TX")[1])
    best = max(data["results"], key=lambda r: len(r["facts"]) + len(r["methods"]))
    return best["url"].replace(site.url, "")


@pytest.fixture(scope="session")
def kinds_of_pages(site):
    """One address of every kind of public page."""
    data = json.loads(answer(f"{site.url}/api/v1/clinics/?state=TX")[1])
    ids = [r["id"] for r in data["results"]]
    rich = max(data["results"], key=lambda r: len(r["facts"]) + len(r["methods"]))
    bare = min(data["results"], key=lambda r: len(r["facts"]) + len(r["methods"]))
    rated = json.loads(answer(f"{site.url}/api/v1/clinics/?sort=rating")[1])["results"][0]["url"]
    return {
        "home": "/",
        "reviewed clinic": rated.replace(site.url, ""),
        "reviews": f"{rated.replace(site.url, '')}reviews/",
        "how reviews come about": "/about/reviews/",
        "search": "/clinics/?near=Austin%2C+TX",
        "search with filters": "/clinics/?near=78701&radius=50&method=iv&fact=psychiatrist&unstated=1",
        "search all": "/clinics/",
        "empty": "/clinics/?near=Marfa%2C+TX&radius=5&method=sc&price_max=20",
        "bad parameters": "/clinics/?near=00000&price_max=1e9&method=zz&page=0",
        "state": "/clinics/tx/",
        "state without clinics": "/clinics/as/",
        "city": "/clinics/tx/austin/",
        "costs": "/costs/",
        "costs of a state": "/costs/tx/",
        "costs of a state without clinics": "/costs/as/",
        "clinic": rich["url"].replace(site.url, ""),
        "bare clinic": bare["url"].replace(site.url, ""),
        "compare": "/compare/?" + "&".join(f"clinic={i}" for i in ids[:4]),
        "compare nothing": "/compare/",
        "guide": "/guide/",
        "guide with a table": "/guide/ways-it-is-given/",
        "guide, longest page": "/guide/questions/",
        "guide, checklist": "/guide/the-day/",
        "guide, help": "/guide/help-now/",
        "news": "/guide/news/",
        "worksheet": "/guide/cost-worksheet/?method=iv&price=450&sessions=6&intake=150",
        "about": "/about/",
        "method": "/about/method/",
        "privacy": "/about/privacy/",
        "health data": "/about/health-data/",
        "accessibility": "/about/accessibility/",
        "terms": "/about/terms/",
        "data": "/about/data/",
    }
