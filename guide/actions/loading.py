"""Carry the files of guide/pages/ into the database, and leave alone what an editor changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from accounts.models import Event
from clinics.models import SiteState
from guide.domain.front import BadFile, PageFile, read_file
from guide.domain.path import SLUGS
from guide.models import Page
from guide.validators import dead_links

FOLDER = Path(__file__).resolve().parent.parent / "pages"


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
    rows = {row.slug: row for row in Page.objects.select_for_update().order_by("pk")}
    steps = [Step(slug, _load(rows.get(slug), slug, file, by)) for slug, file in files.items()]
    if any(step.act in {"created", "updated"} for step in steps):
        SiteState.touch()
    return steps


def _read(path: Path) -> PageFile:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise BadFile(["this file is missing."]) from missing
    except UnicodeDecodeError as error:
        raise BadFile(["this file is no text in UTF-8."]) from error
    file = read_file(text)
    if dead := dead_links(file.body):
        raise BadFile(dead)
    return file


def _load(row: Page | None, slug: str, file: PageFile, by: str) -> str:
    act = _act(row, file)
    if act in {"created", "updated"}:
        row = row or Page(slug=slug)
        row.take(file)
        row.save()
        Event.record(by=by, what=f"page.{'added' if act == 'created' else 'edited'}", subject=row)
    return act


def _act(row: Page | None, file: PageFile) -> str:
    if row is None:
        return "created"
    if row.loaded == file.digest or row.as_file().digest == file.digest:
        return "unchanged" if row.as_file().digest == file.digest else "kept"
    return "updated" if row.untouched else "kept"


def kept(steps: list[Step]) -> Iterator[str]:
    return (step.slug for step in steps if step.act == "kept")
