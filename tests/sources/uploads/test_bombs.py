"""A small workbook that would take all memory is refused with a sentence, soon; each is read in a process of its own."""

import json
import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings

STATUS = Path("/proc/self/status")
pytestmark = pytest.mark.skipif(not STATUS.exists(), reason="Only Linux tells a process its own most memory.")
READ = """
import json, re, sys, time
from contextlib import closing
from sources.exceptions import Unreadable
from sources.readers.file import PAGE, File
from sources.readers.workbook import opened, table
file, start, said = File("a.xlsx", sys.stdin.buffer.read(), PAGE), time.process_time(), ""
try:
    with closing(opened(file)) as book:
        said = str(sum(1 for _ in table(book, file, ["name1"], [])[1]))
except Unreadable as refusal:
    said = str(refusal)
most = int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) // 1024  # rusage has the parent's, too
print(json.dumps([said, time.process_time() - start, most]))
"""
SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
NAME = '<row><c t="inlineStr"><is><t>name1</t></is></c></row>'


def sheet(rows, before="", after=""):
    return f"{before}<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"


def bomb(changed, change):
    """A workbook with one part changed."""
    plain, target = BytesIO(), BytesIO()
    openpyxl.Workbook().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name).decode()
            new.writestr(name, change(part) if name == changed else part)
    return target.getvalue()


def sheets(count):
    return lambda part: re.sub("<sheet [^>]*>", lambda one: one[0] * count, part)


def styles(count):
    return lambda part: part.replace("</cellXfs>", f"{'<xf/>' * count}</cellXfs>")


CELLS, MANY, LONG = "a row of it is too long.", "too many styles, sheets or links.", "list of sheets are too long."
BOMBS = {
    "cells": (SHEET, lambda _: sheet(f"<row>{'<c/>' * 9_900_000}</row>"), CELLS),
    "utf16": (SHEET, lambda _: sheet(f"<row>{'<c/>' * 2_000_000}</row>").encode("utf-16"), CELLS),
    "nested": (SHEET, lambda _: sheet(f"<row>{('<row/>' + '<c/>' * 4000) * 500}</row>"), MANY),
    "merged": (SHEET, lambda _: sheet(NAME, after="<mergeCell/>" * 900_000), MANY),
    "defaults": (SHEET, lambda _: sheet("", "<!DOCTYPE w [<!ATTLIST c a CDATA 'b'>]>"), "attributes of its own."),
    "styles": (STYLES, styles(1_600_000), LONG),
    "fewer styles": (STYLES, styles(80_000), MANY),
    "sheets": (BOOK, sheets(100_000), LONG),
    "fewer sheets": (BOOK, sheets(1000), "it holds too many cells."),
    "none": (SHEET, lambda _: sheet(NAME + "<row><c><v>1</v></c></row>" * 3), "3"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_a_sentence_at_once_and_takes_little_memory(name):
    part, change, sentence = BOMBS[name]
    command = [sys.executable, "-c", READ]
    done = subprocess.run(command, input=bomb(part, change), cwd=settings.BASE_DIR, capture_output=True, check=True)
    said, seconds, most = json.loads(done.stdout)
    assert (said.endswith(sentence), seconds < 2, most < 200) == (True, True, True), (said, seconds, most)
