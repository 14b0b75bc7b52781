"""Our own CSV, read with suspicion. Raises Unreadable with one sentence where the file as a whole is wrong."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from sources.columns import header
from sources.exceptions import BadRow, Unreadable
from sources.readers.file import MOST_BYTES, File

REQUIRED = ("key", "name", "city", "state", "zip")
MOST_CELL = 100_000
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")


def guard(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets a ' in front; so does one that begins with '."""
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_GUARDED) else cell


def decoded(file: File) -> str:
    data, name = file.data, file.name
    if data[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}:
        raise Unreadable(f"{name} is a workbook, not a CSV; save it as CSV (UTF-8).")
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise Unreadable(f"{name} is in UTF-16; save it as CSV (UTF-8).")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(f"{name} is not in UTF-8 (line {line}, perhaps Latin-1); save it as CSV (UTF-8).") from error
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise Unreadable(f"{name} holds a NUL byte on line {line}; it is no text file.")
    if text.lstrip().startswith("<"):
        raise Unreadable(f"{name} is a web page, whatever its name says; save the table as CSV (UTF-8).")
    return text


def read_cells(file: File) -> tuple[list[str], Iterator[tuple[int, dict[str, str] | BadRow]]]:
    """The header, and for each row its line and its cells, tidied and unguarded."""
    name = file.name
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(decoded(file), newline=""), strict=True)
    try:
        columns = [cell.strip() for cell in next(reader)]
    except (StopIteration, csv.Error) as error:
        raise Unreadable(f"{name} has no header that can be read.") from error
    _check_header(columns, name)
    return columns, _rows(reader, columns, file)


def _check_header(columns: list[str], name: str) -> None:
    if len(columns) == 1 and any(mark in columns[0] for mark in ";\t|"):
        raise Unreadable(f"{name} is not parted by commas; save it as CSV with commas.")
    doubled = [column for column, count in Counter(columns).items() if count > 1]
    if doubled:
        raise Unreadable(f"{name} has the column “{doubled[0][:40]}” twice.")
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        raise Unreadable(f"{name} lacks the column {', '.join(missing)}.")
    unknown = [column for column in columns if column not in set(header())]
    if unknown:
        raise Unreadable(f"{name} has a column “{unknown[0][:40]}” that is not known; see docs/data.md.")


def _rows(reader: Iterator[list[str]], columns: list[str], file: File) -> Iterator[tuple[int, dict[str, str] | BadRow]]:
    line, count = 2, 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(f"{file.name} cannot be read from line {line} on: {error}.") from error
        following = reader.line_num + 1  # type: ignore[attr-defined]
        if any(cell.strip() for cell in cells):  # spreadsheets end a file in rows of nothing
            count += 1
            file.check_rows(count)
            yield line, _named(cells, columns)
        line = following


def _named(cells: list[str], columns: list[str]) -> dict[str, str] | BadRow:
    if len(cells) != len(columns):
        return BadRow(f"has {len(cells)} cells, the header has {len(columns)}")
    if any(len(cell) > MOST_CELL for cell in cells):
        return BadRow(f"has a cell of more than {MOST_CELL:,} characters")
    return {column: unguard(cell).strip() for column, cell in zip(columns, cells, strict=True)}
