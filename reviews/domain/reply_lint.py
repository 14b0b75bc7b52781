"""Reads a clinic's reply to a review before a moderator does, and says in sentences what it may not hold.

Nothing that it lets pass is public yet: a moderator reads every reply.
"""

import re
from collections.abc import Collection, Iterator

from clinics.domain.disguise import mixed, spoken, undone, unleet
from clinics.domain.wording.listed import without
from reviews.domain.reply_names import names
from reviews.domain.reply_rules import BUILDING, OF_SOMEBODY, RULES

NAMES = "It may name a person: {words}. Leave names out; “our practice manager” is enough."
DISGUISED = "Some words are spelt in pieces, or with letters of another alphabet: {words}. Write them plainly."


def _any(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in parts) or r"(?!)")


_RULES = [(sentence, _any(parts)) for sentence, parts in RULES]
_OF_SOMEBODY = [(sentence, _any(parts), _any(overlooked)) for sentence, parts, overlooked in OF_SOMEBODY]

_NOBODY = (
    r"(?:anyone|anybody|everyone|everybody|people|those|whoever|nobody|no\s+one|any\s+person|every\s+person|persons"
    r"|patients)"
)
_CANNOT = (
    r"\b(?:can\s?not|can't|unable\s+to|never|neither|nor|do(?:es)?\s+not|do(?:es)?n't|may\s+not|won't|will\s+not"
    r"|nothing|no\s+(?:statement|word|part|answer|reply|response)"
    r"|not\s+free\s+to|(?:not|aren't)\s+(?:able|allowed)\s+to|without|keeps?\s+us\s+from|stops?\s+us\s+from|bars?\s+us\s+from"
    r"|forbids?\s+us\s+to|prevents?\s+us\s+from|prohibits?\s+us\s+from)"
)
_SAY = (
    r"(?:says?|saying|confirm(?:s|ing)?|deny(?:ing)?|denies|tell(?:s|ing)?|disclos(?:e|ing)|acknowledg(?:e|ing)|know"
    r"|reveal(?:ing)?)"
)
_ANYBODY = (
    rf"(?:{_NOBODY}|(?:an?|any|the|this|some|given)\s+(?:given\s+)?(?:person|individual|reviewer|writer|author|poster)"
    r"|someone|somebody)"
)
_WHETHER = rf"(?:whether|if|that\s+{_ANYBODY})"
_SAYS_NOTHING = (
    rf"{_CANNOT}\s+(?:\w+\s+){{0,8}}?{_SAY}\s+(?:\w+\s+){{0,3}}?{_WHETHER}\b[^.!?;:,]*",
    rf"\b{_NOBODY}\s+(?:who|that)\s+(?:\w+\s+){{1,6}}?(?=(?:may|can|should|must|will|is|are)\b)",
    r"\bno\s+(?:\w+\s+){0,4}?(?:decir|confirmar|negar|comentar|revelar)\s+(?:\w+\s+){0,4}?(?:si|que)\b[^.!?;:,]*",
    rf"\bwhether\s+(?:or\s+not\s+)?{_ANYBODY}\b[^.!?;:,]*",
)
_TIME = (
    r"(?:\d{1,2}(?::\d\d)?(?:\s*[ap]\.?\s?m\b\.?)?|noon|midnight|midday"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s+thirty)?(?:\s*(?:[ap]\.?m\b\.?|o'clock))?)"
)
_OFFICE = (
    r"(?:open(?:s|ing)?|clos(?:e|es|ed|ing)|hours?|phones?|lines?|desk|office|lunch|weekdays?|week\s?ends?|answered|staffed"
    r"|voice\s?mail|available|reached|lot|garage|call(?:s|ers?)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|fri|sat)"
)
_TOLD = (
    r"(?:you|your|she|he|her|him|his|they|arriv\w+|left|came|appointment|session|visit|infusion|treatment|was|were|called|ended"
    r"|began|started|took|show\w*|told|patient|checked|saw|seen|gave|treatments|sessions|visits|infusions)"
)
_TIMES = re.compile(
    rf"\b{_TIME}\s*(?:to|and|-|until|till|through)\s*{_TIME}|\b(?:at|by|until|till|before|after|around|about|from)\s+{_TIME}"
    r"|\b\d{1,2}:\d\d\b|\b\d{1,2}\s*[ap]m\b"
)
_IS_OFFICE, _IS_TOLD = re.compile(rf"\b{_OFFICE}\b"), re.compile(rf"\b{_TOLD}\b")
_IS_BUILDING = re.compile(rf"\b{BUILDING}")
_IS_SOMEBODY = re.compile(
    r"\b(?:you|your|she|he|her|him|his|patient|appointment|session|visit|infusion|treatment|nurse|doctor)s?\b"
)
_SEASONS = re.compile(
    r"\b(?:last|this|that|in|since|until|by)\s+(?:early\s+|late\s+)?(?:week|month|year|spring|summer|fall|autumn|winter"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_HOLIDAY = re.compile(
    r"\b(?:the\s+)?(?:fourth|4th)\s+of\s+july\b|\bjuly\s+(?:4th|fourth|4)\b|\bnew\s+year'?s(?:\s+(?:eve|day))?\b",
    re.IGNORECASE,
)
_PART = re.compile(r"[^.!?\n]+")
_HARM = re.compile(r"\bsuicid\w*|\bself\W?harm\w*")
_NOBODYS = _any(_SAYS_NOTHING)
_MARKS = re.compile(r"<[^<>]*>|[_*~`]")
_PIECES = re.compile(r"(?:\b[^\W\d_]\b[\s._*-]{1,3}){4,}[^\W\d_]\b")
_MOST = 3
"""Words quoted in one sentence."""


def problems(text: str, review_text: str = "", *, listed: Collection[str] = ()) -> list[str]:
    """What a reply may not hold, one sentence a kind; empty where it may go to a moderator.

    listed: the clinic's own name, city, state and phone number, which may stand there.
    """
    own = _HOLIDAY.sub("holidays", spoken(without(text, listed)))
    plain, joined = undone(own)
    forms = [_read(form) for form in (plain, joined, _spelt(plain))]
    found = [*_of_somebody(forms), *_of_anything(forms)]
    found += [
        (NAMES, list(names(own, undone(review_text)[0], listed))),
        (DISGUISED, [*mixed(own), *_PIECES.findall(own)]),
    ]
    return [sentence.format(words=_quoted(words)) for sentence, words in found if words]


def _of_somebody(forms: list[str]) -> Iterator[tuple[str, list[str]]]:
    bare = [_NOBODYS.sub(" ; ", form) for form in forms]
    for sentence, rule, overlooked in _OF_SOMEBODY:
        yield sentence, [m[0] for form in bare for m in rule.finditer(overlooked.sub(" ; ", form))]


def _of_anything(forms: list[str]) -> Iterator[tuple[str, list[str]]]:
    for sentence, rule in _RULES:
        yield sentence, [m[0] for form in forms for m in rule.finditer(form)]


def _read(form: str) -> str:
    """Lower case, without suicide beside the number to call for it, and without the hours of the office."""
    told = _PART.sub(lambda part: _HARM.sub(" ", part[0]) if "988" in part[0] else part[0], form.lower())
    plain = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", told)
    return "".join(_without_hours(sentence) for sentence in re.split(r"(?<=[.!?\n])(?=\s)", plain))


def _without_hours(sentence: str) -> str:
    """When the office is open, or a door was mended, may be told; when something happened may not."""
    if _IS_BUILDING.search(sentence) and not _IS_SOMEBODY.search(sentence):
        sentence = _SEASONS.sub(" ", sentence)
    if _IS_OFFICE.search(sentence) and not _IS_TOLD.search(sentence):
        return _TIMES.sub(" ", sentence)
    return sentence


def _spelt(plain: str) -> str:
    """As it is read: "tre@tment" is a treatment, and marks of HTML or Markdown are nothing."""
    return unleet(_MARKS.sub(" ", plain.lower()))


def _quoted(words: list[str]) -> str:
    once = dict.fromkeys(" ".join(word.split()).strip(" .,;:!?") for word in words)
    return ", ".join(f"“{word[:60]}”" for word in list(once)[:_MOST])
