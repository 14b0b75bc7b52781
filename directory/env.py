"""Settings from the environment: read, checked, named in the error."""

import os
import urllib.parse
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def env_bool(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "1", "0", "true", "false", "yes", "no"}:
        return default if value == "" else value in {"1", "true", "yes"}
    raise ImproperlyConfigured(f"{name} is “{value}”; write 1 or 0.")


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def env_secret(name: str, debug: bool) -> str:
    """The secret, or in development a fixed one; in production its absence is an error."""
    value = os.environ.get(name, "")
    if value:
        return value
    if debug:
        return "development-only-not-a-secret-" + name.lower()
    raise ImproperlyConfigured(
        f"{name} is not set. Production needs it: 50 random characters, kept out of the repository."
    )


def database(url: str, base: Path) -> dict[str, Any]:
    """DATABASE_URL as Django's setting: sqlite:///path or postgres://user:password@host:port/name.

    SQLite runs as one machine's database should: write-ahead log, writers that queue
    (IMMEDIATE) instead of failing, foreign keys on.
    """
    if not url:
        url = f"sqlite:///{base / 'db.sqlite3'}"
    parts = urllib.parse.urlsplit(url)
    if parts.scheme == "sqlite":
        if parts.netloc or not parts.path[1:]:
            raise ImproperlyConfigured("DATABASE_URL for SQLite has three slashes: sqlite:///db.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": urllib.parse.unquote(parts.path[1:]),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
            "TEST": {"NAME": None},
        }
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": urllib.parse.unquote(parts.path[1:]),
            "USER": urllib.parse.unquote(parts.username or ""),
            "PASSWORD": urllib.parse.unquote(parts.password or ""),
            "HOST": query.get("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"connect_timeout": 5} | _libpq(query),
        }
    raise ImproperlyConfigured("DATABASE_URL begins with sqlite:/// or postgres://")


_LIBPQ = {
    "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "options", "application_name", "connect_timeout",
    "target_session_attrs", "channel_binding", "gssencmode", "keepalives", "keepalives_idle",
}  # fmt: skip


def _libpq(query: dict[str, str]) -> dict[str, str]:
    """The connection's own options; one that is not known is an error, since sslmode lost in silence is worse."""
    found = {name: value for name, value in query.items() if name != "host"}
    if unknown := sorted(found.keys() - _LIBPQ):
        raise ImproperlyConfigured(f"DATABASE_URL has the option {unknown[0]}, which is not known.")
    return found
