"""A program of its own: reads one file from standard input, says what it is in a line of JSON, and ends.

`reader.py pdf|jpeg|png MOST_PAGES MOST_PIXELS`. Knows nothing of the site. After the line of a picture stand its new
bytes: the pixels drawn anew, upright, without camera, place, author, thumbnail or anything hidden behind the end.
"""

import io
import json
import resource
import sys

from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, PdfObject

MEMORY_BYTES = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 10
ACTIVE = ("/JavaScript", "/Launch", "/EmbeddedFiles", "/ImportData", "/SubmitForm", "/RichMedia")


class Refused(Exception):
    """str() is a code of owners.domain.files."""


def picture(data: bytes, kind: str, most_pixels: int) -> bytes:
    Image.MAX_IMAGE_PIXELS = None  # ours is lower, and is asked before a pixel is read
    image: Image.Image = Image.open(io.BytesIO(data), formats=[kind.upper()])
    if image.width * image.height > most_pixels:
        raise Refused("pixels")
    upright = ImageOps.exif_transpose(image)
    plain = upright.convert("RGB")
    plain.info = {}
    drawn = io.BytesIO()
    plain.save(drawn, kind.upper(), **({"quality": 88} if kind == "jpeg" else {}))
    return drawn.getvalue()


def pages_of(data: bytes, most_pages: int) -> int:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise Refused("locked")
    if _acts(reader.root_object):
        raise Refused("active")
    count = 0
    for page in reader.pages:
        count += 1
        if count > most_pages:
            raise Refused("pages")
        if _acts(page) or any(_acts(note.get_object()) for note in page.get("/Annots") or ()):
            raise Refused("active")
    if not count:
        raise Refused("broken")
    return count


def _acts(thing: DictionaryObject) -> bool:
    """Whether opening or touching it would run or fetch something, or it brings other files."""
    names = _dictionary(thing.get("/Names"))
    actions = [_dictionary(thing.get(key)) for key in ("/OpenAction", "/A")]
    kinds = {str(action.get("/S")) for action in actions}
    return "/AA" in thing or bool((names.keys() | kinds) & set(ACTIVE))


def _dictionary(found: PdfObject | None) -> DictionaryObject:
    real = found.get_object() if found is not None else None
    return real if isinstance(real, DictionaryObject) else DictionaryObject()


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
