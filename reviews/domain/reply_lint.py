"""Reads a clinic's reply to a review before a moderator does, and says in sentences what it may not hold.

Nothing that it lets pass is public yet: a moderator reads every reply.
"""

import re
from collections.abc import Collection, Iterator

from clinics.domain.disguise import mixed, undone
from reviews.domain.reply_rules import OF_SOMEBODY, RULES

NAMES = "It may name a person: {words}. Leave names out; “our practice manager” is enough."
DISGUISED = "Some words are spelt in pieces, or with letters of another alphabet: {words}. Write them plainly."


def _any(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in parts) or r"(?!)")


_RULES = [(sentence, _any(parts)) for sentence, parts in RULES]
_OF_SOMEBODY = [(sentence, _any(parts), _any(overlooked)) for sentence, parts, overlooked in OF_SOMEBODY]
_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"})
_SPELT = re.compile(r"(?<![\w@.$])(?=\w*[@$0-9])(?=[\w@$]*[a-z])[a-z0-9@$]{3,}(?![\w@])")

_NOBODY = (
    r"(?:anyone|anybody|everyone|everybody|people|those|whoever|nobody|no\s+one|any\s+person|every\s+person|persons"
    r"|patients)"
)
_CANNOT = (
    r"\b(?:can\s?not|can't|unable\s+to|never|neither|nor|do\s+not|don't|may\s+not|won't|will\s+not"
    r"|(?:not|aren't)\s+(?:able|allowed)\s+to)"
)
_SAY = r"(?:say|confirm|deny|tell|disclose|acknowledge|know)"
_WHETHER = rf"(?:whether|if|that\s+(?:{_NOBODY}|a\s+(?:person|reviewer|writer)|someone|somebody))"
_SAYS_NOTHING = (
    rf"{_CANNOT}\s+(?:\w+\s+){{0,3}}?{_SAY}\s+(?:\w+\s+){{0,3}}?{_WHETHER}\b[^.!?;:,]*",
    rf"\b{_NOBODY}\s+(?:who|that)\s+(?:\w+\s+){{1,6}}?(?:may|can|should|must|will|is|are)\b",
)
_HOURS = re.compile(
    r"\b(?:open|hours|phones?|call\w*|answered|desk|reached|available|weekdays?)\b[^.!?]*?"
    r"\b(?:from|between|,)?\s*\d{1,2}(?::\d\d)?\s*(?:am|pm)?\s*(?:to|and|-|until)\s*\d{1,2}(?::\d\d)?\s*(?:am|pm)?\b"
)
_CRISIS = re.compile(r"[^.!?\n]*\b988\b[^.!?\n]*")
_NOBODYS = _any(_SAYS_NOTHING)
_MARKS = re.compile(r"<[^<>]*>|[_*~`]")
_PIECES = re.compile(r"(?:\b[^\W\d_]\b[\s._*-]{1,3}){4,}[^\W\d_]\b")
_MOST = 3
"""Words quoted in one sentence."""


def problems(text: str, review_text: str = "", *, listed: Collection[str] = ()) -> list[str]:
    """What a reply may not hold, one sentence a kind; empty where it may go to a moderator.

    listed: the clinic's own name, city, state and phone number, which may stand there.
    """
    own = _without(text, listed)
    plain, joined = undone(own)
    forms = [_read(form) for form in (plain, joined, _spelt(plain))]
    found = [*_of_somebody(forms), *_of_anything(forms)]
    found += [
        (NAMES, list(_names(own, undone(review_text)[0], listed))),
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
    """Lower case, without suicide beside the number to call for it, and without the hours of the phone."""
    told = _CRISIS.sub(lambda sentence: re.sub(r"\bsuicid\w*|\bself\W?harm\w*", " ", sentence[0]), form.lower())
    return _HOURS.sub(" ", told)


def _spelt(plain: str) -> str:
    """As it is read: "tre@tment" is a treatment, and marks of HTML or Markdown are nothing."""
    return _SPELT.sub(lambda word: word[0].translate(_LEET), _MARKS.sub(" ", plain.lower()))


def _without(text: str, listed: Collection[str]) -> str:
    """Without the clinic's own name, and without its number however it is typed."""
    for one in listed:
        digits = re.sub(r"\D", "", one)
        if len(digits) >= 10:
            spread = r"[\s().+/-]*".join(digits[-10:])
            text = re.sub(rf"(?<!\d)(?:\+?1[\s./-]*)?\(?{spread}(?!\d)", "our number", text)
        elif one:
            text = re.sub(rf"\b{re.escape(one)}\b", "our practice", text, flags=re.IGNORECASE)
    return text


def _quoted(words: list[str]) -> str:
    once = dict.fromkeys(" ".join(word.split()).strip(" .,;:!?") for word in words)
    return ", ".join(f"“{word[:60]}”" for word in list(once)[:_MOST])


_TITLED = re.compile(r"\b(?:Dr|Doctor|Mr|Mrs|Ms|Miss|Nurse|Mx)\b\.?\s+[A-Z][\w'-]+")
_GREETED = re.compile(
    r"\b(?:dear|hi|hello|hey|hola|estimad[oa])\s+(?!there\b|all\b|again\b|and\b|everyone\b)([\w'-]+)", re.IGNORECASE
)
_ASKED = re.compile(r"\b(?:ask\s+for|speak\s+(?:to|with)|contact|named|called|nurse|doctor)\s+([A-Z][a-z'-]+)")
_CAPITAL = re.compile(r"(?<![.!?:“\"\n])(?<!^)[ (—-]([A-Z][a-z][\w'-]*)")
_SIGNED = re.compile(r"(?:\n|[—–]\s*|\s-\s*)((?:[A-Z][\w'.-]+[ ]?){1,3})(?:,[^\n]*)?\s*\Z")
_NEUTRAL = frozenset(
    """
    reviewer writer friend friends neighbor neighbors sir madam team reader readers patient guest anonymous
    all i i'm i'll i've i'd we we're you you're your our the a an and or but if it this that thank thanks
    please privacy federal law laws hipaa health insurance portability accountability act practice manager
    management office director medical clinic center front desk staff patients relations department
    administration administrator owner state board of texas american english spanish us usa monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august september
    october november december mondays fridays weekdays respectfully sincerely regards warmly kindly best
    gracias nuestra call spravato medicare medicaid instagram facebook twitter google yelp whatsapp lawyer
    attorney
    """.split()  # noqa: SIM905 -- a list of a hundred quoted words is read by nobody
)


def _names(text: str, review: str, listed: Collection[str]) -> Iterator[str]:
    """People: by their title, greeted, asked for, signed, or written with a capital inside a sentence."""
    own = {word.lower() for one in listed for word in re.findall(r"[\w'-]+", one)} | _NEUTRAL
    yield from (match[0] for match in _TITLED.finditer(text))
    alone = [match[1] for rule in (_GREETED, _ASKED, _CAPITAL) for match in rule.finditer(text)]
    signed = [word for match in _SIGNED.finditer(text) for word in re.findall(r"[\w'-]+", match[1])]
    of_review = {match[1] for rule in (_ASKED, _CAPITAL) for match in rule.finditer(review)}
    alone += [word for word in re.findall(r"\b[A-Z][\w'-]+", text) if word in of_review]
    yield from (word for word in (*alone, *signed) if word.lower().removesuffix("'s") not in own)
