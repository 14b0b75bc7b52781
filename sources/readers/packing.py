"""The packing of a workbook as openpyxl reads it: every byte is counted on its way, whatever part it claims to be.

A few KB can unpack to millions of empty cells, and openpyxl builds a tree of each row, and of each part but sheets and
words, before anybody can look at it. So what is built is limited where it is read, not by the name of the part.
"""

import io
import zipfile
from typing import IO, Any
from xml.parsers import expat

from openpyxl.reader.excel import ExcelReader

from sources.exceptions import Unreadable
from sources.readers.file import File

MOST_WHOLE = 512 * 1024
"""Bytes of a part that is read as one tree, such as the styles; SAMHSA's have 14 KB."""
MOST_BESIDE = 20_000
"""Elements in all that stand in no row and no word: styles, names of sheets, links, merged cells."""
MOST_AT_ONCE = 256 * 1024
"""Bytes of one row, word or tag: each is all in memory at once. A cell of a spreadsheet has at most 32,767 letters."""
OPENING = 5000
"""Marks that each opening of a part stands for, since one part may be named as a sheet a thousand times."""
_HOLDERS = frozenset({"row", "si"})
"""What openpyxl forgets at its end; it never forgets the rest."""


class Packing(zipfile.ZipFile):
    """Raises Unreadable while it is read, where a workbook holds more than a directory could."""

    def __init__(self, file: File) -> None:
        super().__init__(io.BytesIO(file.data))
        self.file = file
        self.marks = self.beside = 0

    def open(self, *which: Any, **how: Any) -> IO[bytes]:
        self.count(OPENING, 0)
        return _Counted(super().open(*which, **how), self)  # type: ignore[return-value]

    def read(self, name: Any, pwd: bytes | None = None) -> bytes:
        if self.getinfo(name).file_size > MOST_WHOLE:
            self.refuse("its styles or its list of sheets are too long")
        return super().read(name, pwd)

    def count(self, marks: int, beside: int) -> None:
        self.marks += marks
        self.beside += beside
        if self.marks > self.file.limits.marks:
            self.refuse("it holds too many cells")
        if self.beside > MOST_BESIDE:
            self.refuse("it holds too many styles, sheets or links")

    def refuse(self, why: str) -> None:
        raise Unreadable(f"{self.file.name} is no directory: {why}.")


class Reader(ExcelReader):
    """Openpyxl's own, which sees only what the packing lets through."""

    def __init__(self, packing: Packing) -> None:
        super().__init__(io.BytesIO(packing.file.data), read_only=True, data_only=True, keep_links=False)
        self.archive.close()
        self.archive = packing


class _Counted(io.BufferedIOBase):
    """One part while it is read. The same parser as openpyxl's looks at each piece first, and builds nothing."""

    def __init__(self, part: IO[bytes], packing: Packing) -> None:
        self.part, self.packing = part, packing
        self.taken = self.beside = self.began = 0
        self.holder = ""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begins
        self.parser.EndElementHandler = self._ends
        self.parser.StartDoctypeDeclHandler = self._declares

    def read(self, size: int | None = -1) -> bytes:
        data = self.part.read(-1 if size is None else size)
        self.taken += len(data)
        self.parser.Parse(data)
        self.packing.count(data.count(b"<") + data.count(b"="), self.beside)
        self.beside = 0
        if self.taken - (self.began if self.holder else self.parser.CurrentByteIndex) > MOST_AT_ONCE:
            self.packing.refuse("a row of it is too long")
        return data

    def close(self) -> None:
        self.part.close()
        super().close()

    def _begins(self, name: str, _attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] not in _HOLDERS:
            self.beside += 1
            return
        self.holder, self.began = name, self.parser.CurrentByteIndex
        self.parser.StartElementHandler = None  # cells are most of a workbook, and calls most of the time

    def _ends(self, name: str) -> None:
        if name == self.holder:  # what follows in an outer row, if a stranger nests them, stands beside
            self.holder = ""
            self.parser.StartElementHandler = self._begins

    def _declares(self, *_declared: object) -> None:
        self.packing.refuse("it declares entities or attributes of its own")
