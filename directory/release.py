"""Which version of the site answers: part of every ETag."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

PARTS = ("directory", "clinics", "reviews", "accounts", "sources", "templates", "static")
KINDS = {".py", ".html", ".css", ".js", ".svg", ".txt"}


@cache
def release() -> str:
    """RELEASE, or else a digest of the files that make the pages, so that no upgrade leaves an old page in a cache."""
    if settings.RELEASE:
        return str(settings.RELEASE)
    digest = hashlib.sha256()
    for path in sorted(_files(settings.BASE_DIR)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _files(base: Path) -> Iterator[Path]:
    for part in PARTS:
        yield from (path for path in (base / part).rglob("*") if path.suffix in KINDS)
