from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from directory.env import database, env_bool, env_list, env_secret

BASE = Path("/somewhere")


@pytest.mark.parametrize(("text", "value"), [("1", True), ("yes", True), ("0", False), ("False", False), ("", True)])
def test_yes_and_no(monkeypatch, text, value):
    monkeypatch.setenv("THING", text)
    assert env_bool("THING", True) is value


def test_a_word_that_is_neither_is_an_error_that_names_the_variable(monkeypatch):
    monkeypatch.setenv("THING", "maybe")
    with pytest.raises(ImproperlyConfigured, match="THING"):
        env_bool("THING", False)


def test_lists_and_blanks(monkeypatch):
    monkeypatch.setenv("THING", " a, b ,,")
    assert (env_list("THING"), env_list("OTHER", "x")) == (["a", "b"], ["x"])


def test_a_missing_secret_is_an_error_in_production_alone(monkeypatch):
    monkeypatch.delenv("THING", raising=False)
    assert env_secret("THING", debug=True) != ""
    with pytest.raises(ImproperlyConfigured, match="THING is not set"):
        env_secret("THING", debug=False)


def test_addresses_of_databases():
    assert database("", BASE)["NAME"] == "/somewhere/db.sqlite3"
    assert database("sqlite:////tmp/a%20b.sqlite3", BASE)["NAME"] == "/tmp/a b.sqlite3"
    assert database("sqlite:///:memory:", BASE)["NAME"] == ":memory:"
    made = database("postgres://me:p%40ss@db.example:5433/clinics", BASE)
    assert (made["USER"], made["PASSWORD"], made["HOST"], made["PORT"], made["NAME"]) == (
        "me", "p@ss", "db.example", "5433", "clinics",
    )  # fmt: skip
    assert database("postgresql:///clinics?host=/run/pg", BASE)["HOST"] == "/run/pg"
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database("mysql://x/y", BASE)


def test_options_of_the_connection_are_kept_and_unknown_ones_named():
    options = database("postgres://u:p@h/n?sslmode=verify-full&sslrootcert=/etc/ca.pem", BASE)["OPTIONS"]
    assert options == {"connect_timeout": 5, "sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}
    with pytest.raises(ImproperlyConfigured, match="sslmod"):
        database("postgres://u:p@h/n?sslmod=require", BASE)


@pytest.mark.parametrize("url", ["sqlite://db.sqlite3", "sqlite://"])
def test_a_path_with_too_few_slashes_is_named(url):
    with pytest.raises(ImproperlyConfigured, match="three slashes"):
        database(url, BASE)
