"""Whatever is sent as a file: a sentence beside the field, nothing kept, and neither memory nor disk filled."""

import io
import os
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT
from django.utils import timezone

from clinics.models import Clinic
from directory.daily import turn
from sources.actions import uploads
from sources.actions.uploads import MOST_BYTES, forget_old
from sources.models import Upload
from tests.sources.files import run
from tests.sources.uploads.pages import SEND, said
from tests.sources.workbooks import AUSTIN as FACILITY
from tests.sources.workbooks import COLUMNS, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_places")]
HEAD = b"key,name,city,state,zip\n"
ROW = b"harbor,Harbor,Austin,TX,78701\n"


def sent(site, data, name="a.csv", kind="csv", edition=""):
    return site.post(SEND, {"kind": kind, "edition": edition, "file": SimpleUploadedFile(name, data)})


def packed(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return target.getvalue()


ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
LAUGHS = f"<?xml version='1.0'?><!DOCTYPE w [{ENTITIES}]><w>&l11;</w>"


def bombs():
    zeros = bytes(60 * 1024 * 1024)
    plain = {"[Content_Types].xml": b"<Types/>"}
    return {
        "sheets": packed(**plain, **{"xl/worksheets/sheet1.xml": zeros}),
        "words": packed(**plain, **{"xl/sharedStrings.xml": zeros[: 30 * 1024 * 1024]}),
        "styles": packed(**plain, **{"xl/styles.xml": zeros[: 10 * 1024 * 1024]}),
        "laughs": packed(**{"[Content_Types].xml": LAUGHS}),
        "parts": packed(**{f"x{n}": b"" for n in range(2100)}),
    }


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "a.csv is empty."),
        (b"<!DOCTYPE html><html><body>Clinics</body></html>", "a.csv is a web page, whatever its name says"),
        (b"PK\x03\x04rest", "a.csv is a workbook, not a CSV; save it as CSV (UTF-8)."),
        (HEAD + "lake,Café,,,\n".encode("latin-1"), "a.csv is not in UTF-8 (line 2, perhaps Latin-1)"),
        ("key,name\n".encode("utf-16"), "a.csv is in UTF-16"),
        (HEAD + ROW + b"\x00", "a.csv holds a NUL byte on line 3"),
        (ROW, "a.csv lacks the column key, name, city, state, zip."),
        (HEAD, "a.csv has a header and no rows."),
        (b"key,name,city,state,zip,colour\n", "a.csv has a column “colour” that is not known"),
        (HEAD + ROW + b'lake,"Lake,Austin,TX,78701\n', "a.csv cannot be read from line 3 on"),
        (HEAD + b"".join(b"k%d,A,Austin,TX,78701\n" % n for n in range(2001)), "a.csv has more than 2,000 rows"),
        (HEAD + b"a,,,,\n" * 400_000, "a.csv has more than 2,000 rows"),
    ],
    ids=["empty", "page", "book", "latin", "utf16", "nul", "headless", "rowless", "odd", "quote", "rows", "millions"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_a_sentence_and_is_not_kept(site, kept, data, sentence):
    answer = sent(site, data)
    assert (answer.status_code, sentence in said(answer), kept(), Upload.objects.count()) == (200, True, 0, 0), said(
        answer
    )


@pytest.mark.parametrize("row", [b"lake,Lake\n", b"lake,Lake,Austin,TX,78701,more\n", b"lake,Lake,Austin,TX,7\n"])
def test_half_a_row_is_named_in_the_plan_by_line_and_reason(site, row):
    page = site.get(sent(site, HEAD + ROW + row).url).content.decode()
    assert ("<td>3</td><td>error</td>" in page, "<td>2</td><td>create</td>" in page) == (True, True)


@pytest.mark.parametrize("bomb", ["sheets", "words", "styles", "parts", "laughs"])
def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(site, kept, bomb):
    data = bombs()[bomb]
    tracemalloc.start()
    answer = sent(site, data, "a.xlsx", "samhsa", "2024")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ("no directory" in said(answer), kept(), most < 20 * 2**20) == (True, 0, True), said(answer)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (HEAD + ROW, "a.xlsx is no .xlsx workbook."),
        (b"\xd0\xcf\x11\xe0rest", "a.xlsx is an old .xls workbook; save it as .xlsx."),
        (b"PK\x03\x04rest", "a.xlsx is damaged or no .xlsx workbook."),
        (packed(**{"[Content_Types].xml": b"<Types/>"}), "a.xlsx"),
    ],
    ids=["csv", "xls", "half", "bare"],
)
def test_what_is_no_workbook_is_a_sentence(site, kept, data, sentence):
    answer = sent(site, data, "a.xlsx", "samhsa", "2024")
    assert (answer.status_code, sentence in said(answer), kept()) == (200, True, 0)


@pytest.mark.parametrize("year", ["", "24", "1999", "3000", "x", "-1", "9" * 30])
def test_the_year_of_a_workbook_is_asked_for(site, tmp_path, year):
    data = workbook(tmp_path / "d.xlsx", FACILITY).read_bytes()
    answer = sent(site, data, "d.xlsx", "samhsa", year)
    assert (answer.status_code, "Write the year of the edition" in said(answer)) == (200, True)


def test_a_workbook_without_the_columns_and_an_older_edition_are_sentences(site, tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "b.xlsx")
    answer = sent(site, (tmp_path / "b.xlsx").read_bytes(), "b.xlsx", "samhsa", "2024")
    assert "b.xlsx has no sheet with the columns of the directory" in said(answer)
    run("import_samhsa", workbook(tmp_path / "d_2024.xlsx", FACILITY, columns=COLUMNS))
    older = sent(site, (tmp_path / "d_2024.xlsx").read_bytes(), "d.xlsx", "samhsa", "2023")
    assert "The edition of 2024 was imported before" in said(older)


def test_nothing_chosen_is_a_sentence(site):
    assert "Choose a file." in said(site.post(SEND, {"kind": "csv"}))
    assert "Choose a file." in said(site.post(SEND, {"kind": "csv", "file": "a.csv"}))
    assert "Select a valid choice" in said(sent(site, HEAD + ROW, kind="king"))


def test_samples_beside_real_clinics_are_refused_before_the_plan(site, kept, tmp_path):
    assert sent(site, HEAD + ROW).status_code == 303
    uploads.run(*_planned())
    answer = sent(site, b"is_sample," + HEAD + b"yes,lake,Lake,Austin,TX,78701\n")
    assert ("This database holds real clinics" in said(answer), kept()) == (True, 1)


def _planned():
    upload = Upload.objects.get()
    plan = uploads.planned(upload=upload, by=upload.uploaded_by)
    return plan.batch, plan.steps


class Stream(io.RawIOBase):
    """A form with a file of so many bytes, made while it is read."""

    def __init__(self, size):
        line = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
        head = f'{line}"kind"\r\n\r\ncsv\r\n{line}"file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
        self.parts = [head.encode(), size, f"\r\n--{BOUNDARY}--\r\n".encode()]
        self.size, self.taken = len(self.parts[0]) + size + len(self.parts[2]), 0

    def __len__(self):
        return self.size

    def read(self, count=-1):
        count = 2**16 if count < 0 else min(count, 2**20)
        if not self.parts:
            return b""
        if isinstance(self.parts[0], bytes):
            data, self.parts[0] = self.parts[0][:count], self.parts[0][count:]
            if not self.parts[0]:
                self.parts.pop(0)
        else:
            data = b"x" * min(count, self.parts[0])
            self.parts[0] -= len(data)
            if not self.parts[0]:
                self.parts.pop(0)
        self.taken += len(data)
        return data


def test_a_file_of_200_mb_is_refused_with_a_sentence_and_fills_nothing(site, kept, settings, tmp_path, monkeypatch):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    most = []
    monkeypatch.setattr(uploads, "keep", lambda **said: most.append(said))
    body = Stream(200 * 2**20)
    tracemalloc.start()
    sent_so = {"wsgi.input": body, "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": MULTIPART_CONTENT}
    answer = site.generic("POST", SEND, **sent_so)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (answer.status_code, "This file has more than 20 MB" in said(answer)) == (413, True)
    assert (body.taken, peak < 24 * 2**20, most, kept()) == (len(body), True, [], 0)
    assert [path.name for path in Path(tmp_path).glob("*.upload*")] == []


def test_twenty_mb_are_taken_and_a_byte_more_is_not(site, kept):
    data = HEAD + ROW
    data += b" " * (MOST_BYTES - len(data) - 5) + b",,,,\n"
    assert sent(site, data).status_code == 303
    assert (sent(site, data + b"\n").status_code, kept()) == (413, 1)


def test_a_handful_of_files_of_one_person_wait_and_no_more(site, kept):
    answers = [sent(site, HEAD + ROW).status_code for _ in range(5)]
    last = sent(site, HEAD + ROW)
    assert (answers, "5 files of yours wait already" in said(last), kept()) == ([303] * 5, True, 5)
    assert site.get(SEND).content.decode().count("a.csv</a>") == 5


def test_the_daily_run_deletes_what_waited_for_a_day_and_what_no_row_names(site, kept, private_root, upload):
    page = sent(site, HEAD + ROW).url
    assert (forget_old(), kept()) == (0, 1)
    (private_root / "uploads" / ("0" * 64)).write_bytes(b"half")
    os.utime(private_root / "uploads" / ("0" * 64), (1, 1))
    Upload.objects.update(uploaded_at=timezone.now() - uploads.KEPT_FOR * 2)
    assert dict(turn(timezone.localdate()))["uploads that wait"] == 2
    assert (kept(), upload().status, Clinic.objects.count()) == (0, "expired", 0)
    assert "Deleted after a day" in site.get(page).content.decode()


def test_who_is_gone_leaves_a_file_that_goes_too(site, senior, kept):
    sent(site, HEAD + ROW)
    senior.delete()
    Upload.objects.update(uploaded_at=timezone.now() - uploads.KEPT_FOR * 2)
    assert (forget_old(), kept()) == (1, 0)
