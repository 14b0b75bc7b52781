"""What may be kept of what strangers send."""

import io
import stat
import threading
import time

import pytest
from PIL import Image

from owners.actions import private_files
from owners.domain import reader
from owners.domain.files import MOST_BYTES, NotAccepted, clean, kind_of
from tests.owners.documents import files

pytestmark = pytest.mark.django_db  # the room's conftest empties the cache
HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_drawn_anew(kind):
    found = clean(files.picture(kind))
    assert (found.kind, found.pages) == (kind.lower(), 1)
    assert Image.open(io.BytesIO(found.data)).size == (60, 40)


def test_nothing_but_pixels_is_left_of_a_photo():
    sent = files.photo_with_place()
    assert [word in sent for word in (b"SecretCamera", b"SecretComment", b"SecretTail")] == [True] * 3
    data = clean(sent).data
    assert [word in data for word in (b"Secret", b"Exif", b"<script>")] == [False] * 3
    assert Image.open(io.BytesIO(data)).size == (40, 60)  # turned upright, as the camera said


def test_text_in_a_png_goes():
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "SecretAuthor")
    sent = files.picture("PNG", pnginfo=words)
    assert (b"SecretAuthor" in sent, b"SecretAuthor" in clean(sent).data) == (True, False)


def test_a_pdf_is_kept_as_it_came_and_its_pages_counted():
    sent = files.pdf(pages=20)
    found = clean(sent)
    assert (found.kind, found.pages, found.data == sent) == ("pdf", 20, True)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (HTML, "kind"),
        (b"\n" + HTML, "kind"),
        (b"GIF89a" + HTML, "kind"),
        (b"PK\x03\x04", "kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind"),
        (b" %PDF-1.7", "kind"),
        (b"\xff\xd8\xff" + HTML, "broken"),
        (b"\x89PNG\r\n\x1a\n" + HTML, "broken"),
        (b"%PDF-1.7\n" + HTML, "broken"),
        (b"%PDF-" + bytes(1000), "broken"),
        (b"\xff\xd8\xff" + bytes(MOST_BYTES), "large"),
        (files.picture("JPEG")[:200], "broken"),
    ],
)
def test_what_is_no_document_is_a_sentence(data, why):
    with pytest.raises(NotAccepted) as refusal:
        clean(data)
    assert (refusal.value.why, str(refusal.value).endswith(".")) == (why, True)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: files.pdf(pages=21), "pages"),
        (lambda: files.pdf(password="x"), "locked"),
        (lambda: files.pdf_that_acts(catalog=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "active"),
        (lambda: files.pdf_that_acts(catalog=b"/AA << /WC << /S /JavaScript /JS (x) >> >>"), "active"),
        (lambda: files.pdf_that_acts(page=b"/AA << /O << /S /Launch /F (cmd.exe) >> >>"), "active"),
        (lambda: files.pdf_that_acts(note=b"/A << /S /Launch /F (cmd.exe) >>"), "active"),
        (lambda: files.pdf(attachment=True), "active"),
        (files.pdf_that_turns_in_a_circle, "broken"),
        (files.pdf_that_nests, "broken"),
        (files.huge_png, "pixels"),
        (lambda: files.huge_png(40_000, 40_000, rows=1), "pixels"),
        (lambda: files.picture("PNG", (8, 8)).replace(b"IDAT", b"IDOT"), "broken"),
    ],
)
def test_what_is_made_to_harm_is_a_sentence(make, why):
    with pytest.raises(NotAccepted) as refusal:
        clean(make())
    assert refusal.value.why == why


SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"


@pytest.mark.parametrize(
    "data",
    [
        files.pdf_with(catalog=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next " + SCRIPT + b" >>"),
        files.pdf_with(catalog=b"/OpenAction << /S /URI /URI (https://evil.example) >>"),
        files.pdf_with(
            b"<< /S /GoTo /D [3 0 R /Fit] /Next [<< /S /URI /URI (https://evil.example) >>] >>",
            catalog=b"/OpenAction 5 0 R",
        ),
        files.pdf_with(note=b"/Subtype /Link /A << /S /GoToR /F (\\\\\\\\evil\\\\share) /D [0 /Fit] >>"),
        files.pdf_with(note=b"/Subtype /Link /A << /S /GoTo /D [3 0 R /Fit] /Next " + SCRIPT + b" >>"),
        files.pdf_with(note=b"/Subtype /Link /A << /S /Named /N /Print >>"),
        files.pdf_with(b"<< /FT /Tx /T (a) /AA << /K 6 0 R >> >>", SCRIPT, catalog=b"/AcroForm << /Fields [5 0 R] >>"),
        files.pdf_with(b"<< /Fields [] /XFA [] >>", catalog=b"/AcroForm 5 0 R"),
        files.pdf_with(
            b"<< /First 6 0 R /Last 6 0 R >>", b"<< /Title (a) /Parent 5 0 R /A 7 0 R >>", SCRIPT,
            catalog=b"/Outlines 5 0 R",
        ),
        files.pdf_with(b"<< /Title (a) /A << /S /URI /URI (https://evil.example) >> >>"),
        files.pdf_with(note=b"/Subtype /FileAttachment"),
        files.pdf_with(note=b"/Subtype /RichMedia"),
        files.pdf_with(b"<< /Names [(a) 6 0 R] >>", b"<< /Type /Filespec /F (\\\\evil) >>", catalog=b"/Names 5 0 R"),
        files.pdf_with(b"<< /Length 0 /F (https://evil.example) >>\nstream\n\nendstream"),
        files.pdf_with(b"<< /S /J#61vaScript >>"),
        files.pdf_with(b"[[[<< /J#53 (app.alert(1)) >>]]]"),
        files.pdf_with(b"/JavaScript", b"<< /S 5 0 R >>"),
    ],
)  # fmt: skip
def test_a_pdf_that_acts_from_anywhere_is_refused(data):
    with pytest.raises(NotAccepted) as refusal:
        clean(data)
    assert refusal.value.why == "active"


def test_a_pdf_with_marks_forms_and_places_is_taken():
    """Structure, page labels, borders and soft masks call themselves something, too, and are no actions."""
    sent = files.pdf_with(
        b"<< /Type /StructTreeRoot /K 6 0 R >>",
        b"<< /Type /StructElem /S /P /P 5 0 R /A << /O /Layout /TextAlign /Start >> >>",
        b"<< /Nums [0 << /S /D >>] >>",
        b"<< /First 9 0 R /Last 9 0 R /Count 2 >>",
        b"<< /Title (a) /Parent 8 0 R /Next 10 0 R /A << /S /GoTo /D [3 0 R /Fit] >> >>",
        b"<< /Title (b) /Parent 8 0 R /Dest [3 0 R /Fit] >>",
        b"<< /Type /Group /S /Transparency >>",
        catalog=b"/StructTreeRoot 5 0 R /PageLabels 7 0 R /Outlines 8 0 R /AcroForm << /Fields [] >>",
        note=b"/Subtype /Link /F 4 /BS << /S /U >> /A << /S /URI /URI (https://example.com) >>",
    )
    assert clean(sent).pages == 1


def test_a_pdf_with_a_plain_link_is_taken():
    link = b"/A << /S /URI /URI (https://example.com) >>"
    assert clean(files.pdf_that_acts(catalog=b"/OpenAction [3 0 R /Fit]", note=link)).pages == 1


@pytest.fixture(scope="module")
def bomb():
    return files.pdf_bomb()


def test_a_pdf_bomb_ends_in_a_sentence_and_in_time(bomb):
    assert (len(bomb) < MOST_BYTES, kind_of(bomb)) == (True, "pdf")
    assert clean(files.pdf_bomb(megabytes=10)).pages == 1  # what is refused below is its size, not its form
    start = time.monotonic()
    with pytest.raises(NotAccepted) as refusal:
        clean(bomb)
    assert (refusal.value.why, time.monotonic() - start < 25) == ("broken", True)


class TestTheReaderItself:
    """In this process, so that its lines are counted among the tested."""

    @pytest.fixture(autouse=True)
    def _limit_stays(self, monkeypatch):
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)

    def test_pages(self):
        assert [reader.pages_of(files.pdf(pages=number), 20) for number in (1, 20)] == [1, 20]

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (files.pdf(pages=3), "pages"),
            (files.pdf(password="x"), "locked"),
            (files.pdf_that_acts(page=b"/AA << >>"), "active"),
            (
                files.pdf_of_objects(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"),
                "broken",
            ),
        ],
        ids=["pages", "locked", "active", "broken"],  # a file with a password is another one each time
    )
    def test_refusals(self, data, why):
        with pytest.raises(reader.Refused, match=why):
            reader.pages_of(data, 2)

    def test_pictures(self):
        assert Image.open(io.BytesIO(reader.picture(files.picture("PNG"), "png", 2400))).format == "PNG"
        with pytest.raises(reader.Refused, match="pixels"):
            reader.picture(files.picture("PNG"), "png", 2399)


def test_a_picture_of_twenty_megapixels_is_taken_and_none_of_more():
    assert Image.open(io.BytesIO(clean(files.huge_png(5000, 4000)).data)).size == (5000, 4000)
    with pytest.raises(NotAccepted, match="20 megapixels"):
        clean(files.huge_png(5001, 4000))


def test_a_photo_of_up_to_forty_megapixels_is_drawn_at_half_its_size():
    assert Image.open(io.BytesIO(clean(files.picture(size=(8000, 5000))).data)).size == (4000, 2500)
    with pytest.raises(NotAccepted, match="40"):
        clean(files.picture(size=(8001, 5000)))


@pytest.mark.parametrize(
    ("mode", "kind", "drawn"),
    [
        ("L", "PNG", "L"),
        ("1", "PNG", "1"),
        ("LA", "PNG", "L"),
        ("RGBA", "PNG", "RGB"),
        ("P", "PNG", "RGB"),
        ("L", "JPEG", "L"),
    ],
)
def test_grey_stays_grey(mode, kind, drawn):
    sent = io.BytesIO()
    Image.new(mode, (60, 40)).save(sent, kind)
    assert Image.open(io.BytesIO(clean(sent.getvalue()).data)).mode == drawn


class TestPrivateFiles:
    @pytest.fixture(autouse=True)
    def root(self, settings, tmp_path):
        settings.PRIVATE_ROOT = tmp_path / "private"
        return settings.PRIVATE_ROOT

    def test_only_the_site_itself_may_read_them(self, root):
        key = private_files.write(b"secret")
        folder = root / "documents"
        assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / key)] == [0o700, 0o600]
        assert (private_files.read(key), len(key)) == (b"secret", 64)

    def test_one_has_a_turn_at_a_time(self, monkeypatch):
        monkeypatch.setattr(private_files, "WAIT_SECONDS", 0.1)
        with private_files.turn(), pytest.raises(TimeoutError), private_files.turn():
            pass
        with private_files.turn():
            pass

    def test_who_waits_gets_the_next_turn(self):
        seen = []

        def wait():
            with private_files.turn():
                seen.append("second")

        second = threading.Thread(target=wait)
        with private_files.turn():
            second.start()
            time.sleep(0.2)
            seen.append("first")
        second.join(5)
        assert seen == ["first", "second"]

    @pytest.mark.parametrize("key", ["", "../settings.py", "/etc/passwd", "A" * 64, "a" * 63, "\x00" * 64])
    def test_a_key_is_never_a_path(self, root, key):
        private_files.write(b"secret")
        with pytest.raises(FileNotFoundError):
            private_files.read(key)

    def test_the_default_root_is_served_by_nobody(self, settings):
        from directory import settings as site

        root = site.PRIVATE_ROOT
        served = [settings.BASE_DIR / "static", settings.BASE_DIR / "staticfiles"]
        assert [root.is_relative_to(folder) for folder in served] == [False, False]
        assert root == settings.BASE_DIR / "var" / "private"
