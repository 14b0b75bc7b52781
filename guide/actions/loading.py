"""Carry the files of guide/pages/ into the database, and leave alone what an editor changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from accounts.alone import alone
from accounts.models import Event
from clinics.models import SiteState
from guide.domain.front import BadFile, PageFile, read_file
from guide.domain.path import SLUGS
from guide.models import Page
from guide.validators import dead_links

FOLDER = Path(__file__).resolve().parent.parent / "pages"
_LOADING = 7_031_022
"""The number of a lock that loading alone takes."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a page. act: created, updated, unchanged, or kept where an editor changed it."""

    slug: str
    act: str


def read_pages(folder: Path = FOLDER) -> dict[str, PageFile]:
    """Every page of the path. Raises BadFile with all that is wrong in any of them."""
    found, wrong = {}, []
    for slug in SLUGS:
        try:
            found[slug] = _read(folder / f"{slug}.md")
        except BadFile as bad:
            wrong += [f"{slug}.md: {sentence}" for sentence in bad.sentences]
    extra = sorted(path.name for path in folder.glob("*.md") if path.stem not in SLUGS)
    wrong += [f"{name}: no page has this name; the names are in guide/domain/path.py." for name in extra]
    if wrong:
        raise BadFile(wrong)
    return found


@transaction.atomic
def load_pages(files: dict[str, PageFile], *, by: str) -> list[Step]:
    """All of them or none. by: the authority, for the log."""
    alone(_LOADING)  # or two machines that start at once would both find no pages
    rows = {row.slug: row for row in Page.objects.select_for_update().order_by("pk")}
    steps = [Step(slug, _load(rows.get(slug), slug, file, by)) for slug, file in files.items()]
    if any(step.act in {"created", "updated"} for step in steps):
        SiteState.touch()
    return steps


def _read(path: Path) -> PageFile:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as missing:
        raise BadFile(["this file is missing."]) from missing
    except UnicodeDecodeError as error:
        raise BadFile(["this file is no text in UTF-8."]) from error
    file = read_file(text, timezone.localdate())
    if dead := dead_links(file.body):
        raise BadFile(dead)
    return file


def _load(row: Page | None, slug: str, file: PageFile, by: str) -> str:
    if row is None:
        return _take(Page(slug=slug), file, by, "created")
    says = row.as_file().digest
    if says == file.digest:
        Page.objects.filter(pk=row.pk).exclude(loaded=says).update(loaded=says)  # an editor was first: they are at one
        return "unchanged"
    return _take(row, file, by, "updated") if says == row.loaded else "kept"


def _take(row: Page, file: PageFile, by: str, act: str) -> str:
    row.take(file)
    row.save()
    Event.record(by=by, what=f"page.{'added' if act == 'created' else 'edited'}", subject=row)
    return act


def kept(steps: list[Step]) -> Iterator[str]:
    return (step.slug for step in steps if step.act == "kept")
