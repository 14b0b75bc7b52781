"""A program of its own: reads one file from standard input, says what it is in a line of JSON, and ends.

`reader.py pdf|jpeg|png MOST_PAGES MOST_PIXELS`. Knows nothing of the site. After the line of a picture stand its new
bytes: the pixels drawn anew, upright, without camera, place, author, thumbnail or anything hidden behind the end.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator

from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, StreamObject

MEMORY_BYTES = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 10
MOST_OBJECTS = 100_000
KEYS = frozenset(
    {"/JS", "/JavaScript", "/Launch", "/EF", "/XFA", "/RichMedia", "/RichMediaContent", "/AA", "/EmbeddedFiles"}
)
"""Whatever dictionary has one of these runs something, or brings other files."""
KINDS = frozenset(
    f"/{name}"
    for name in (
        "JavaScript", "Launch", "GoToR", "GoToE", "GoToDp", "ImportData", "SubmitForm", "ResetForm", "Rendition",
        "Movie", "Sound", "Screen", "3D", "GoTo3DView", "RichMedia", "RichMediaExecute", "SetOCGState", "Thread",
        "Hide", "FileAttachment", "EmbeddedFile", "Filespec",
    )
)  # fmt: skip
"""What calls itself one of these, as an action, a note or a file."""


class Refused(Exception):
    """str() is a code of owners.domain.files."""


def picture(data: bytes, kind: str, most_pixels: int) -> bytes:
    Image.MAX_IMAGE_PIXELS = None  # ours is lower, and is asked before a pixel is read
    image: Image.Image = Image.open(io.BytesIO(data), formats=[kind.upper()])
    if kind == "jpeg":
        _halve(image, most_pixels)
    if image.width * image.height > most_pixels:
        raise Refused("pixels")
    if (mode := _mode(image)) != image.mode:
        image = image.convert(mode)
    plain = ImageOps.exif_transpose(image)
    plain.info = {}
    drawn = io.BytesIO()
    plain.save(drawn, kind.upper(), **({"quality": 88} if kind == "jpeg" else {}))
    return drawn.getvalue()


def _halve(image: Image.Image, most_pixels: int) -> None:
    """A JPEG with up to twice as many pixels is read at half its size, so that they are never all in memory."""
    pixels = image.width * image.height
    if most_pixels < pixels <= 2 * most_pixels:
        image.draft(None, (image.width // 2, image.height // 2))


def _mode(image: Image.Image) -> str:
    """Grey stays grey: a third of the memory, or a twelfth. Before it is turned, since that makes a copy."""
    return image.mode if image.mode in {"1", "L"} else "L" if image.mode == "LA" else "RGB"


def pages_of(data: bytes, most_pages: int) -> int:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise Refused("locked")
    count = 0
    for _ in reader.pages:
        count += 1
        if count > most_pages:
            raise Refused("pages")
    if not count:
        raise Refused("broken")
    if any(_acts(thing) for thing in _dictionaries(reader)):
        raise Refused("active")
    return count


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every one in the file, whether a page leads to it or not: others read a file by other ways."""
    numbers = {(number, part) for part, found in reader.xref.items() for number in found}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise Refused("broken")
    ahead: list[PdfObject | None] = [reader.trailer]
    ahead += [IndirectObject(number, part, reader).get_object() for number, part in sorted(numbers)]
    while ahead:
        thing = ahead.pop()
        if isinstance(thing, DictionaryObject):
            yield thing
            ahead += thing.values()
        elif isinstance(thing, ArrayObject):
            ahead += thing


def _acts(thing: DictionaryObject) -> bool:
    """Whether opening or touching it would run or fetch something, or it brings other files."""
    called = {str(_real(thing.get(key))) for key in ("/S", "/Type", "/Subtype")}
    if thing.keys() & KEYS or called & KINDS or (isinstance(thing, StreamObject) and "/F" in thing):
        return True
    link = str(_real(thing.get("/Subtype"))) == "/Link"
    starts = [("/A", link), ("/PA", link), ("/OpenAction", False), ("/Next", False)]
    return any(_goes_out(thing.get(key), may_link) for key, may_link in starts)


def _goes_out(found: PdfObject | None, may_link: bool) -> bool:
    """Whether an action does more than turn to a page. A web address may stand behind a link that a person clicks."""
    real = _real(found)
    if isinstance(real, ArrayObject):  # one action after another; a place in this file has no dictionary but pages
        return any(_goes_out(part, may_link) for part in real)
    if not isinstance(real, DictionaryObject) or "/S" not in real:
        return False
    return str(_real(real["/S"])) not in ({"/GoTo", "/URI"} if may_link else {"/GoTo"})


def _real(found: PdfObject | None) -> PdfObject | None:
    return found.get_object() if found is not None else None


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    kind, most_pages, most_pixels = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    data = sys.stdin.buffer.read()
    try:
        drawn = b"" if kind == "pdf" else picture(data, kind, most_pixels)
        said: dict[str, object] = {"pages": pages_of(data, most_pages) if kind == "pdf" else 1}
    except Refused as refusal:
        said, drawn = {"refused": str(refusal)}, b""
    except BaseException:  # noqa: BLE001 -- the file was made by a stranger; whatever it does to the parser, it is broken
        said, drawn = {"refused": "broken"}, b""
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main())
