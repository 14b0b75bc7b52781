"""Text made comparable: names, cities and questions folded to plain lower-case words."""

import re
import unicodedata

_FOLDS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_JOINED = re.compile(r"['’`´]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Control, zero-width and direction marks: invisible, so never part of a name."""


def fold(text: str) -> str:
    """Lower case, no accents, no apostrophes, words parted by one blank."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", _JOINED.sub("", plain)).strip()


def words(text: str) -> list[str]:
    return fold(text).split()


def tidy(text: str) -> str:
    """One line: composed characters, no hidden marks, single blanks."""
    return " ".join(HIDDEN.sub("", unicodedata.normalize("NFC", text)).split())


def tidy_lines(text: str) -> str:
    """Like `tidy`, but keeps line ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(tidy(line) for line in lines).strip()


def slug(text: str, limit: int = 80) -> str:
    """A name as part of an address; "clinic" where nothing readable is left."""
    return fold(text)[:limit].strip().replace(" ", "-") or "clinic"
