"""Files as they come: good ones, and those made to do harm."""

import io
import zlib

from PIL import Image
from pypdf import PdfWriter


def picture(kind="JPEG", size=(60, 40), **extra):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **extra)
    return out.getvalue()


def photo_with_place():
    """A JPEG with a position, a camera's name and a second file behind its end."""
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif, comment=b"SecretComment") + b"<script>SecretTail</script>"


def huge_png(width=8000, height=6000, rows=None):
    """48 megapixels in some kilobytes. rows: fewer than the head says."""

    def chunk(name, data):
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    packed = zlib.compress(bytes(width + 1) * (height if rows is None else rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def pdf(pages=1, password="", attachment=False):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if attachment:
        writer.add_attachment("a.exe", b"MZ")
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_of_objects(*objects):
    """A PDF out of the bodies of its objects, the first of which is the catalog."""
    out, at = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % i for i in at)
    out += b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def pdf_that_acts(catalog=b"", page=b"", note=b""):
    """One page, with what is to be run when it is opened or touched."""
    return pdf_of_objects(
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [4 0 R] " + page + b" >>",
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] " + note + b" >>",
    )


def pdf_with(*more, catalog=b"", note=b""):
    """One page, and objects from number 5 on that the catalog or the note may name."""
    return pdf_of_objects(
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [4 0 R] >>",
        b"<< /Type /Annot /Rect [0 0 9 9] " + (note or b"/Subtype /Link") + b" >>",
        *more,
    )


def pdf_that_turns_in_a_circle():
    return pdf_of_objects(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")


def pdf_that_nests():
    depth = 200_000
    return pdf_of_objects(
        b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * depth + b"]" * depth + b" >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
    )


def pdf_bomb(megabytes=1500):
    """An object stream that is small, and gigabytes once it is opened: catalog and page stand in it."""
    bodies = [
        (1, b"<< /Type /Catalog /Pages 2 0 R >> "),
        (2, b"<< /Type /Pages /Kids [5 0 R] /Count 1 >> "),
        (5, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >> "),
    ]
    starts = [sum(len(body) for _, body in bodies[:place]) for place in range(3)]
    head = " ".join(f"{number} {start}" for (number, _), start in zip(bodies, starts, strict=True)).encode() + b" "
    packer = zlib.compressobj(9)
    packed = packer.compress(head + b"".join(body for _, body in bodies))
    for _ in range(megabytes // 10):
        packed += packer.compress(b" " * 10_000_000)
    return _with_object_stream(packed + packer.flush(), first=len(head))


def _with_object_stream(packed, first):
    out = bytearray(b"%PDF-1.7\n")
    at = len(out)
    out += b"3 0 obj\n<< /Type /ObjStm /N 3 /First %d /Filter /FlateDecode /Length %d >>\nstream\n" % (
        first,
        len(packed),
    )
    out += packed + b"\nendstream\nendobj\n"
    start = len(out)
    where = ((0, 0, 0), (2, 3, 0), (2, 3, 1), (1, at, 0), (1, start, 0), (2, 3, 2))
    rows = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([index]) for kind, place, index in where)
    out += b"4 0 obj\n<< /Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n" % len(rows)
    out += rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
