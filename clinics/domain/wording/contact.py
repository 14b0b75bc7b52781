"""Other ways to reach a clinic than those of its listing: numbers, addresses, handles, places."""

import re
from collections.abc import Iterator, Sequence

from clinics.domain.wording.directions import ELSEWHERE
from clinics.domain.wording.phrases import Lexicon
from clinics.domain.wording.words import Sentence

_LEXICON = Lexicon(ELSEWHERE)
_LEADING = frozenset({"network", "message", "moved", "another", "way"})
_ONE = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|cero|uno|dos|tres|cuatro|cinco|seis|siete"
    r"|ocho|nueve)"
)
_MORE = (
    r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred)"
)
_SPOKEN = rf"(?:{_ONE}|{_MORE})"
_ENDS = (
    "com|net|org|info|biz|us|co|io|me|app|site|online|shop|store|xyz|clinic|health|care|doctor|center|page|link|ly"
    "|example|life|live|today|world|gov|edu"
)
_STREET = r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|parkway|pkwy|highway|hwy|turnpike|freeway|fwy)"
_WAY = (
    r"(?:drive|dr|court|ct|place|pl|plaza|way|circle|cir|terrace|trail|loop|square|sq|pike|route|broadway|row"
    r"|hollow|ridge|creek|hill|heights|grove|glen|meadows?|commons|crossing|bluff|canyon|bend|run|alley)"
)
_NAME = r"(?:(?-i:[A-Z])[\w'&.-]+)"
_SIDE = r"(?:(?:north|south|east|west|[nsew])\.?\s+)"
_NO_MEASURE = (
    r"(?!\s*(?:%|mg|ml|dollars|usd|hours?|am\b|pm\b|a\.m|p\.m|per\b|an?\b|square|sq|feet|patients|people|for\b|each"
    r"|minutes|and\b|to\b|or\b|percent|visits?|sessions?|infusions?))"
)

NUMBERS = (
    r"(?<![\d$-])(?:\+?1[\s./-]*)?\(?[2-9]\d{2}\)?[^\w$%]{0,3}\d{3}[^\w$%]{0,3}\d{4}(?![\d-])",
    r"(?<![\d$.-])[2-9]\d{2}[\s.-]\d{4}\b(?!\s*(?:mg|ml|dollars|usd|-))",
    r"(?<![\d$.:,-])(?:\d[\s.,_*-]{1,3}){6,}\d\b",
    r"\b(?:call|text|phone|dial|tel|fax|ring|llame|marque)\b\W+(?:\w+\W+){0,4}?\d{3}[\s.-]?\d{4}\b",
    r"\b1[\s.-]8(?:00|33|44|55|66|77|88)[\s.-]\w+",
    rf"\b(?:{_ONE}[\s,.-]+){{4,}}{_SPOKEN}\b",
    rf"\b(?:{_SPOKEN}|\d{{1,4}})(?:[\s,.-]+{_SPOKEN}){{2,6}}[\s,.-]+(?:{_SPOKEN}|\d{{1,4}})[\s,.-]+(?:{_SPOKEN}|\d{{1,4}})\b",
    r"\b(?:text|send|txt)\s+(?:the\s+)?(?:word\s+)?[\w\"'“”]+\s+to\s+(?!988|911)\d{3,6}\b",
    r"\bext(?:ension)?\.?\s*\d+\b",
)
WEB = (
    r"\bhttps?\b\W*\w+|\bwww\b[\s.]*\w+",
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|[(\[{<]\s?at\s?[)\]}>])\s?[\w-]+|(?<!\w)@\s?\w{2,}",
    rf"(?<![a-z0-9-])[a-z0-9][a-z0-9-]*(?:\.|\s?(?:[(\[{{](?:dot|\.)[)\]}}]|\bdot\b|\bpunto\b)\s?)(?:{_ENDS})\b(?:/\S*)?",
    r"\b\w+\s+(?:at|arroba)\s+\w+\s+(?:dot|punto)\b|\b\w{3,}\s+com\b(?![\w-])",
    r"\b[a-z]{3,}_[a-z0-9]+\b|(?<![\w&])#[a-z]\w{2,}",
)
PLACES = (
    rf"\b\d{{1,6}}(?:-\d+)?\s+{_SIDE}?(?:\w+\.?\s+){{1,3}}?{_STREET}\b\.?(?!\s+(?:away|from))",
    rf"\b\d{{1,3}}(?:st|nd|rd|th)\s+(?:{_STREET}|and\s+{_NAME}|&)\b|\b(?:calle|avenida)\s+\w+",
    rf"\b\d{{2,6}}\s+{_SIDE}?(?:{_NAME}\s+){{1,3}}{_WAY}\b\.?|\b\d{{3,6}}\s+{_SIDE}(?-i:[A-Z])\w+",
    rf"\b(?:at|house|number|no\.|come\s+to|door)\s+(?:number\s+)?#?\d{{3,5}}\b{_NO_MEASURE}",
    r"\b(?:suite|ste|unit|apt|bldg|building|room)\.?\s*#?\s*\d{2,5}[a-z]?\b|\b(?:suite|ste|unit)\s+[a-z0-9]\b(?![\w'])",
    rf"\b{_SPOKEN}(?:[\s-]+{_SPOKEN}){{1,3}}\s+{_SIDE}?\w+\s+{_STREET}\b",
    rf"\b(?:next\s+(?:door\s+)?to|across\s+(?:the\s+\w+\s+)?from|behind|beside|opposite)\s+(?:the\s+|a\s+)?{_NAME}",
    rf"\b(?:head|drive|go|come|turn|follow|take|walk|we're|are|sits?|tucked|right)\s+(?:\w+\s+){{0,3}}?{_NAME}\s+(?:{_STREET}|{_WAY})\b",
    rf"\b(?:come|head|go|drive|get|swing|pop|stop|walk|drop)\s+(?:on\s+)?(?:over|by|down|out|up|round|around|in)\s+(?:to|at|on|by)\s+(?:the\s+|our\s+)?(?:{_NAME}|\d+)",
    rf"\bwe(?:'re|\s+are)\s+(?:now\s+|also\s+)?(?:at\s+\d|on\s+(?-i:[A-Z])|at\s+(?-i:[A-Z]))|\b(?:locations|offices|clinics)\s+in\s+{_NAME}",
    rf"\b(?:also|now)\s+(?:open\s+|seeing\s+patients\s+|found\s+|located\s+|treating\s+)?(?:in|at|on)\s+(?!Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|English|Spanish){_NAME}",
)
_TITLE = r"(?:Dr\.?\s+|Nurse\s+|Miss\s+|Ms\.?\s+|Mr\.?\s+)?"
_PERSON = re.compile(
    rf"\b[Aa]sk(?:ing)?\s+for\s+(?!The\b|An?\b|Our\b|Your\b|Any\b|Help\b|Spanish\b|English\b){_TITLE}[A-Z][a-z]+"
    rf"|\b(?:[Cc]all|[Tt]ext|[Rr]ing|[Pp]hone|[Mm]essage|[Cc]ontact|[Ee]mail)\s+{_TITLE}[A-Z][a-z]{{2,}}\b"
)
_ALL = re.compile("|".join(f"(?:{pattern})" for pattern in (*NUMBERS, *WEB, *PLACES)), re.IGNORECASE)


def elsewhere(text: str, plain: str, sentences: Sequence[Sentence]) -> Iterator[str]:
    """text: as it is written. plain: the same without disguise, and `sentences` its words."""
    yield from (match[0] for match in _ALL.finditer(plain))
    yield from (match[0] for match in _PERSON.finditer(text))
    for sentence in sentences:
        for hit in _LEXICON.hits(sentence.read):
            if hit.kind in _LEADING:
                yield plain[sentence.words[hit.start].start : sentence.words[hit.end - 1].end]
