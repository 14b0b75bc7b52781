"""No log line holds what was searched for, nor from where."""

import logging
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from directory.logs import QuietFormatter, scrub

ROOT = Path(__file__).resolve().parents[2]
MARK = "zebrafish"
ADDRESSES = ("203.0.113.77", "2001:db8::dead:beef")


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("GET /clinics/?near=Austin", "GET /clinics/?"),
        ('Error handling request /a/?q="x y" z', "Error handling request /a/?"),
        ("Not Found: /a%3Fq=secret", "Not Found: /a?"),
        ("Invalid request from ip=203.0.113.7: bad", "Invalid request from ip=[address]: bad"),
        ("from ::ffff:203.0.113.7 and 2001:db8::1", "from [address] and [address]"),
        ("at 05:06:34 on 1.2.3", "at 05:06:34 on 1.2.3"),
        ("two\nlines\x1b[31m", "two lines [31m"),
        ("/accounts/password/reset/key/2-abc-def/", "/accounts/password/reset/key/[key]"),
    ],
)
def test_what_is_cut(text, clean):
    assert scrub(text) == clean


def a_line(name, message, args=(), failure=None):
    info = (type(failure), failure, failure.__traceback__) if failure else None
    record = logging.LogRecord(name, logging.ERROR, "f.py", 1, message, args, info)
    return QuietFormatter("{levelname} {name} {message}", style="{").format(record)


def test_a_failure_tells_its_kind_and_place_but_not_its_words():
    def inner():
        raise ValueError(MARK)

    try:
        try:
            inner()
        except ValueError as cause:
            raise KeyError(f"{MARK} again") from cause
    except KeyError as error:
        line = a_line("django.request", "Internal Server Error: %s", ("/clinics/",), error)
    assert ("builtins.ValueError" in line, "builtins.KeyError" in line, "in inner" in line) == (True, True, True)
    assert MARK not in line


def test_what_was_refused_is_not_repeated():
    line = a_line("django.security.DisallowedHost", f"Invalid HTTP_HOST header: '{MARK}'.", (), ValueError(MARK))
    assert line == "ERROR django.security.DisallowedHost Refused a request"


def test_the_development_server_keeps_to_it():
    line = a_line("django.server", '"%s" %s %s', (f'GET /clinics/?q="{MARK} {MARK} HTTP/1.1', "200", "5"))
    assert line == "ERROR django.server GET /clinics/ 200 5"


def environment(home, **more):
    return {**os.environ, "SECRET_KEY": "tests-only-" * 6, "DEBUG": "0", "WEB_CONCURRENCY": "1",
            "DATABASE_URL": f"sqlite:///{home}/db.sqlite3", "STATIC_ROOT": str(home / "static"), **more}  # fmt: skip


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """A folder with empty tables and the static files, to be copied."""
    home = tmp_path_factory.mktemp("ready")
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment(home), check=True)
    return home


@pytest.fixture
def server(tmp_path, ready):
    """Gunicorn as `make run` starts it, on a database of its own."""
    shutil.copytree(ready, tmp_path, dirs_exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = environment(tmp_path, SITE_URL=f"http://localhost:{port}")
    log = tmp_path / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "directory/gunicorn.py", "--bind", f"127.0.0.1:{port}",
             "directory.wsgi"], cwd=ROOT, env=env, stdout=out, stderr=out,
        )  # fmt: skip
    base = f"http://127.0.0.1:{port}"
    for _ in range(100):
        if status(f"{base}/healthz") == 200:
            break
        time.sleep(0.2)
    yield base, port, log, tmp_path
    process.terminate()
    process.wait(30)


def status(url, **headers):
    try:
        return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20).status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def raw(port, request):
    """Bytes that no browser would send."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request)
        return connection.recv(4096)


@pytest.mark.xdist_group("logs")
def test_no_line_of_the_running_server_holds_a_search_or_an_address(server):
    base, port, log, home = server
    visitor = {"X-Forwarded-For": ", ".join(ADDRESSES), "Referer": f"http://localhost/?q={MARK}", "User-Agent": MARK}
    found = {status(f"{base}/clinics/?q={MARK}+{n}&near=78701", **visitor) for n in range(50)}
    assert found == {200}
    assert status(f"{base}/nothing/?q={MARK}", **visitor) == 404
    assert status(f"{base}/clinics/?q={MARK}", Host=f"{MARK}.example") == 400
    assert b" 400 " in raw(port, f"GET /clinics/?q={MARK} {MARK} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    raw(port, f"GET /clinics/?q={MARK} HTTP/9.9\r\nHost: localhost\r\n\r\n".encode())
    raw(port, f"GET /clinics/?q={MARK} HTTP/1.1\r\nHost: localhost\r\nX-{MARK}\r\n\r\n".encode())
    for name in ("db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm"):
        (home / name).unlink(missing_ok=True)
    (home / "db.sqlite3").write_bytes(b"no database at all " * 400)
    assert status(f"{base}/clinics/?q={MARK}", **visitor) == 503
    assert status(f"{base}/readyz") == 503
    assert status(f"{base}/healthz") == 200
    shutil.rmtree(home / "static")
    time.sleep(0.5)
    lines = log.read_text()
    assert lines.count("GET /clinics/") >= 51
    assert "Database not reached: /clinics/" in lines
    for secret in (MARK, "78701", "127.0.0.1", "?q", "near=", *ADDRESSES):
        assert secret not in lines


@pytest.mark.xdist_group("logs")
def test_a_forced_failure_tells_where_and_not_what(server):
    """A view that breaks with the visitor's words in its mouth, behind the real server."""
    *_, home = server
    (home / "broken.py").write_text("from directory.settings import *\nROOT_URLCONF = 'broken_urls'\n")
    (home / "broken_urls.py").write_text(
        "from directory.urls import *\nfrom django.urls import path\n"
        "def breaks(request):\n    words = request.GET['q'] + request.META['HTTP_X_FORWARDED_FOR']\n"
        "    raise ValueError(words)\n"
        "urlpatterns = [path('breaks/', breaks), *urlpatterns]\n"
    )
    env = environment(home, PYTHONPATH=str(home), DJANGO_SETTINGS_MODULE="broken")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        other = free.getsockname()[1]
    second = home / "second"
    with second.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "directory/gunicorn.py", "--bind", f"127.0.0.1:{other}",
             "directory.wsgi"], cwd=ROOT, env=env, stdout=out, stderr=out,
        )  # fmt: skip
    try:
        for _ in range(100):
            if status(f"http://127.0.0.1:{other}/healthz") == 200:
                break
            time.sleep(0.2)
        assert status(f"http://127.0.0.1:{other}/breaks/?q={MARK}", **{"X-Forwarded-For": ADDRESSES[0]}) == 500
    finally:
        process.terminate()
        process.wait(30)
    lines = second.read_text()
    assert ("Internal Server Error: /breaks/" in lines, "in breaks" in lines, "ValueError" in lines) == (
        True,
        True,
        True,
    )
    for secret in (MARK, "127.0.0.1", "?q", *ADDRESSES):
        assert secret not in lines
