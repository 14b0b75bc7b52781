"""Words written so that people read them and a search does not: letters of another alphabet, hyphens, stops, signs."""

import re
import unicodedata

from clinics.domain.text import HIDDEN

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "™": " ", "。": "."}
)
_SPACED = re.compile(r"\b(?!(?:A|I)\s)[A-Za-z]([.\s_*|/~•·-]{1,2})[A-Za-z](?:\1[A-Za-z]\b)+")
_HYPHEN = re.compile(r"(?<=[A-Za-z])[-_*](?=[A-Za-z])")
_UNIT = re.compile("[μΩ](?:g|l|m|mol|s|mg|ml)")
_ENGLISH = frozenset("abcdefghijklmnopqrstuvwxyz")
_NAMES = frozenset("ßæœøłđðþ")
"""Letters of people's and places' names that stand beside English ones and look like none of them."""
_SMALL = str.maketrans(dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True)))
_BOXED = str.maketrans({chr(first + n): chr(97 + n) for first in (0x1F150, 0x1F170, 0x1F1E6) for n in range(26)})
_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
_SPELT = re.compile(r"(?<![\w@.$#])(?=\w*[@$!0-9])(?=[\w@$!]*[a-z])[a-z0-9@$!]*[a-z0-9@$](?![\w@])", re.IGNORECASE)
_PIECED = re.compile(r"(?<![\w@./])[a-z]{1,20}(?:[*@$€£¡][a-z]+|[0134578]+[a-z]{2,}[a-z0-9]*)(?![\w@])", re.IGNORECASE)
_SIGNS = {
    "💯": "100 %", "🚫": "no", "❌": "no", "⛔": "no",
    "💊": "pills", "⭐": "star", "🌟": "star", "📞": "call",
    "☎": "call", "📱": "call", "📲": "call", "📸": "instagram",
    "📧": "email us", "✉": "email us", "📩": "email us", "😀": "smile again",
    "😁": "smile again", "😃": "smile again", "😄": "smile again", "😊": "smile again",
    "🙂": "smile again", "😢": "sad", "😭": "sad", "😔": "sad",
    "😞": "sad", "😩": "sad", "😰": "anxious", "😱": "panic",
    "🏆": "award winning", "🥇": "number one", "👑": "the best", "📍": "find us at",
    "👇": "link below", "🔗": "link in", "🗑": "throw out", "🚮": "throw out",
    "👋": "goodbye", "💉": "infusion", "✌": "peace",
}  # fmt: skip
"""What a picture says in the place of words."""

_SENTENCES = re.compile("[\ufdfa\ufdfb]")
"""Letters that come apart into a whole sentence, eighteen for one: a thousand of them would cost half a minute."""


def undone(text: str) -> tuple[str, str]:
    """The text without marks, with spaced letters joined; and the same with words joined across hyphens."""
    shown = _SENTENCES.sub(" ", HIDDEN.sub("", text.translate(_PLAIN)))
    whole = unicodedata.normalize("NFKD", shown.translate(_SMALL).translate(_BOXED))
    bare = "".join(c for c in whole if unicodedata.category(c) not in {"Mn", "Me", "Cf"}).translate(_PLAIN)
    plain = _SPACED.sub(lambda match: re.sub(r"[^A-Za-z]", "", match[0]), " ".join(bare.split()))
    return plain, _HYPHEN.sub("", plain)


def mixed(text: str) -> list[str]:
    """Words of English letters and others that can pass for these, such as a Cyrillic one."""
    plain, _ = undone(text)
    return [word for word in re.findall(r"[^\W\d_]+", plain) if _is_mixed(word) and not _UNIT.fullmatch(word)]


def _is_mixed(word: str) -> bool:
    letters = set(word.lower())
    return bool(letters & _ENGLISH) and bool(letters - _ENGLISH - _NAMES)


def spoken(text: str) -> str:
    """Pictures as the words that they stand for, or as a blank."""
    if text.isascii():
        return text
    return "".join(f" {_SIGNS.get(c, '')} " if _is_picture(c) else c for c in text)


def _is_picture(character: str) -> bool:
    return character in _SIGNS or (
        ord(character) > 0x2190 and unicodedata.category(character) == "So" and not _is_letter(character)
    )


def _is_letter(character: str) -> bool:
    """Of those in circles and boxes."""
    return ord(character) in _BOXED or unicodedata.normalize("NFKD", character).isalnum()


def unleet(plain: str) -> str:
    """As it is read: "tre@tment" is a treatment, "cur3" a cure."""
    return _SPELT.sub(lambda word: word[0].translate(_LEET), plain)


def pieced(text: str) -> list[str]:
    """Words with a sign or a digit in the place of a letter: "c*re", "gu4ranteed"."""
    return [word for word in _PIECED.findall(text) if len(word) >= (4 if "*" in word else 5)]
