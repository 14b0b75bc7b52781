"""An .xlsx workbook from elsewhere: opened without trust, and the sheet with the wanted columns found."""

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.utils.exceptions import InvalidFileException

from sources.exceptions import Unreadable
from sources.readers.file import File
from sources.readers.packing import Packing, Reader

# What stands above and below a printed page is nobody's loss; the cells are whole.
warnings.filterwarnings("ignore", message="Cannot parse header or footer", category=UserWarning)

MOST_FURNITURE = 8 * 1024 * 1024
"""Bytes of a part that is neither a sheet nor the shared words, read or not, such as a picture."""
MOST_WORDS = 24 * 1024 * 1024
"""Bytes of the shared words, which are all in memory at once; SAMHSA's are 3 MB."""
MOST_PARTS = 2000
"""Files within the packing: the list of them is in memory before any size is known."""
MOST_ROWS = 200_000
MOST_COLUMNS = 200
HEADER_WITHIN = 10
"""Lines; titles may stand above the header."""
Rows = Iterator[tuple[int, tuple[Any, ...]]]


def table(book: Any, file: File, needed: Sequence[str], welcome: Sequence[str]) -> tuple[dict[str, int], Rows]:
    """Column → place, and the rows below the header with their lines. Raises Unreadable where no sheet has them all."""
    best: list[str] = list(needed)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a sheet says of its own size may be wrong, and would cut it short
        for line, cells in enumerate(_cells(sheet, file), start=1):
            columns = {_header(cell): place for place, cell in enumerate(cells) if cell is not None}
            missing = [name for name in needed if name not in columns]
            if not missing:
                _check_doubled(cells, file, (*needed, *welcome))
                return columns, _after(sheet, line, columns, file)
            best = min(best, missing, key=len)
            if line >= HEADER_WITHIN:
                break
    raise Unreadable(f"{file.name} has no sheet with the columns of the directory; missing: {', '.join(best)}.")


def _header(cell: Any) -> str:
    return re.sub(r"[\s_-]+", "_", str(cell).strip().lower())


def _check_doubled(cells: tuple[Any, ...], file: File, known: Sequence[str]) -> None:
    names = [_header(cell) for cell in cells if cell is not None]
    for name in known:
        if names.count(name) > 1:
            raise Unreadable(f"{file.name} has the column {name} twice.")


def _after(sheet: Any, header: int, columns: dict[str, int], file: File) -> Rows:
    width = max(columns.values()) + 1
    for line, cells in enumerate(_cells(sheet, file), start=1):
        if line > MOST_ROWS:
            raise Unreadable(f"{file.name} has more than {MOST_ROWS:,} rows; that is no directory.")
        if line > header and any(cell is not None for cell in cells):
            yield line, (*cells, *(None,) * (width - len(cells)))


def _cells(sheet: Any, file: File) -> Iterator[tuple[Any, ...]]:
    try:
        yield from sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        raise Unreadable(f"{file.name} is damaged: a sheet cannot be read to its end.") from error


def _check_size(packed: zipfile.ZipFile, file: File) -> None:
    parts = packed.infolist()
    size = sum(part.file_size for part in parts)
    words = sum(part.file_size for part in parts if part.filename.startswith("xl/sharedStrings"))
    furniture = [part for part in parts if not part.filename.startswith(("xl/worksheets/", "xl/sharedStrings"))]
    too_big = size > file.limits.unpacked or words > MOST_WORDS
    if too_big or any(part.file_size > MOST_FURNITURE for part in furniture):
        raise Unreadable(f"{file.name} unpacks to {size // 2**20:,} MB; that is no directory.")


def opened(file: File) -> Any:
    """For reading alone; close it. Raises Unreadable with a sentence."""
    data = file.data
    head = data[:8]
    if head[:4] == b"\xd0\xcf\x11\xe0":
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable(f"{file.name} is locked by a password; save it without one.")
        raise Unreadable(f"{file.name} is an old .xls workbook; save it as .xlsx.")
    if head[:4] != b"PK\x03\x04":
        raise Unreadable(f"{file.name} is no .xlsx workbook.")
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        raise Unreadable(f"{file.name} is packed from thousands of files; that is no directory.")
    try:
        packing = Packing(file)
        _check_size(packing, file)
        reader = Reader(packing)
        reader.read()
        return reader.wb
    except (Unreadable, MemoryError):
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise Unreadable(f"{file.name} is damaged or no .xlsx workbook.") from error
    except Exception as error:
        raise Unreadable(f"{file.name} cannot be read as a workbook.") from error
