"""A file of guide/pages/: its front matter in YAML between two lines of ---, then Markdown."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from guide.domain.faults import beside_the_text, faults
from guide.domain.sources import Source, read, write

FIELDS = ("title", "summary", "sources", "reviewed_on", "due_on", "clinical_reviewer")
FARTHEST = dt.timedelta(days=731)
LONGEST = {"title": 120, "summary": 300, "clinical_reviewer": 120}


class BadFile(ValueError):
    """sentences: everything that is wrong with the file."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page as its file says it. sources: as lines."""

    title: str
    summary: str
    body: str
    sources: str
    reviewed_on: dt.date
    due_on: dt.date
    clinical_reviewer: str

    @property
    def digest(self) -> str:
        """What tells one wording from another."""
        parts = [self.title, self.summary, self.body, self.sources, self.clinical_reviewer]
        dates = [self.reviewed_on.isoformat(), self.due_on.isoformat()]
        return hashlib.sha256(json.dumps([*parts, *dates]).encode()).hexdigest()


def read_file(text: str, today: dt.date) -> PageFile:
    """Raises BadFile with a sentence for each fault. today: no review is later."""
    front, body = _split(text)
    wrong = _unknown(front)
    strings = {name: _text(front, name, wrong) for name in LONGEST}
    reviewed_on, due_on = (_date(front, name, wrong) for name in ("reviewed_on", "due_on"))
    wrong += [f"{name}: {sentence}" for name, sentence in check_dates(reviewed_on, due_on, today).items()]
    sources, found = read(_lines(front.get("sources"), wrong))
    wrong += found
    if not found:
        wrong += faults(body, sources)
    if not body:
        wrong.append("The page has no text.")
    if wrong or reviewed_on is None or due_on is None:
        raise BadFile(wrong)
    return PageFile(body=body, sources=write(sources), reviewed_on=reviewed_on, due_on=due_on, **strings)


def check_dates(reviewed_on: dt.date | None, due_on: dt.date | None, today: dt.date) -> dict[str, str]:
    """A sentence by the name of its field. What is never due again would never be read again."""
    if reviewed_on is None:
        return {}
    if reviewed_on > today:
        return {"reviewed_on": "This day has not come yet. Write the day when it was read."}
    if due_on is None:
        return {}
    if due_on <= reviewed_on:
        return {"due_on": "The next review comes after the last one."}
    if due_on - reviewed_on > FARTHEST:
        return {"due_on": "The next review comes within two years of the last one."}
    return {}


def _split(text: str) -> tuple[dict[str, Any], str]:
    text = text.replace("\r\n", "\n")
    parts = text.split("\n---\n", 1)
    if not text.startswith("---\n") or len(parts) < 2:
        raise BadFile(["The file begins with --- on a line of its own, then the fields, then --- again."])
    try:
        front = yaml.safe_load(parts[0].removeprefix("---\n"))
    except (yaml.YAMLError, ValueError) as error:  # a date such as 2026-02-31 is a ValueError
        raise BadFile([f"The fields between the two --- cannot be read: {' '.join(str(error).split())}."]) from error
    if not isinstance(front, Mapping):
        raise BadFile(["Between the two --- each line is a field, such as “title: Is it legal?”."])
    return dict(front), parts[1].strip()


def _unknown(front: Mapping[str, Any]) -> list[str]:
    missing = [f"{name}: this field is missing." for name in FIELDS if name not in front]
    return missing + [f"{name}: there is no such field." for name in front if name not in FIELDS]


def _text(front: Mapping[str, Any], name: str, wrong: list[str]) -> str:
    value = front.get(name)
    if value is None and (name == "clinical_reviewer" or name not in front):
        return ""
    if not isinstance(value, str) or not value.strip():
        wrong.append(f"{name}: write words here.")
        return ""
    if len(value.strip()) > LONGEST[name]:
        wrong.append(f"{name}: at most {LONGEST[name]} characters.")
    wrong += [f"{name}: {sentence}" for sentence in beside_the_text(value.strip())]
    return value.strip()


def _date(front: Mapping[str, Any], name: str, wrong: list[str]) -> dt.date | None:
    value = front.get(name)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if name in front:
        wrong.append(f"{name}: “{value}” is no date; write it as 2026-11-30.")
    return None


def _lines(value: Any, wrong: list[str]) -> str:
    """The list of sources as lines; what is no list of them is a sentence."""
    rows = value if isinstance(value, list) else []
    if value is not None and not (isinstance(value, list) and all(_is_source(row) for row in rows)):
        wrong.append("sources: each one has a key, a text, and a url where there is one.")
        return ""
    return write(Source(row["key"], " ".join(row["text"].split()), row.get("url") or "") for row in rows)


def _is_source(row: Any) -> bool:
    return (
        isinstance(row, Mapping)
        and set(row) <= {"key", "text", "url"}
        and all(isinstance(row.get(name), str) for name in ("key", "text"))
        and isinstance(row.get("url", ""), str | None)
        and "|" not in f"{row['key']}{row['text']}{row.get('url')}"
    )
