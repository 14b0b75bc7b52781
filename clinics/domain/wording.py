"""What a moderator reads before it is public: claims that medicine does not allow, and other ways to reach a clinic.

A match decides nothing. Sources: FDA on compounded ketamine (10 October 2023): not approved for any psychiatric
disorder; FTC Health Products Compliance Guidance (2022): no cure, guarantee or success rate without proof; JAMA
Network Open 2023 on advertisements of ketamine clinics. A phone, an address or a website in free text would pass
by the rule that changes of these wait.
"""

import re
from collections.abc import Iterator

from clinics.domain.disguise import mixed, undone

_UNIT = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TENS = r"(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d+)?|(?:{_UNIT}|{_TENS})(?:[\s-]+{_UNIT})?|(?:one|a)\s+hundred)"
_PERCENT = r"(?:%|percent\b|per\s+cent\b)"
_BETTER = (
    r"(?:success\w*|effective|respon\w+|remission|improve\w*|relief|reliev\w*|cured?|recover\w*|better|benefit\w*"
    r"|heal\w*|patients|clients|rate)\b"
)
_ILLS = r"(?:depress\w*|anxiety|ptsd|trauma|ocd|pain|migraines?|addiction|suicid\w*|symptoms?|illness\w*)"
_MEDICINES = r"(?:antidepressants?|medications?|medicines?|meds|ssris?|pills|drugs|prescriptions?|therapy)"

_MEDICINE = (
    r"\bcur(?:e|es|ed|ing|ative)\b",
    r"\bguarant\w*",
    r"\bmiracle\w*|\bmiraculous\w*",
    r"\bfda[\s-]*(?:approved|cleared)\s+(?:iv\s+|im\s+|oral\s+|racemic\s+|compounded\s+)*ketamine\b",
    r"\bketamine(?:\s+\w+){0,4}\s+(?:is|are)\s+fda[\s-]*(?:approved|cleared)\b",
    rf"\b{_NUMBER}\s*{_PERCENT}\s*(?:\w+\s+){{0,4}}?{_BETTER}",
    rf"\bsuccess\w*(?:\W+\w+){{0,4}}?\W+{_NUMBER}\s*{_PERCENT}",
    rf"\b{_NUMBER}\s+(?:out\s+of|in|of)\s+(?:every\s+)?{_NUMBER}\s+(?:\w+\s+){{0,6}}?{_BETTER}",
    r"\b(?:success|response|remission)\s+rates?\b",
    r"\b(?:no|without|zero)\s+side[\s-]*effects?\b",
    r"\b(?:risk[\s-]*free|100\s*%\s*safe|completely\s+safe|totally\s+safe)\b",
    r"\b(?:permanent(?:ly)?|lasting)\s+(?:relief|heal\w*|recovery|free)\b",
    r"\bnon[\s-]*addictive\b|\bnot\s+addictive\b",
    r"(?<!\w)(?:best|number\s+one|#\s*1|no\.\s*1|top[\s-]*rated|leading|premier)\s+(?:\w+\s+){0,2}(?:clinic|provider|center|doctor|ketamine)\b",
    rf"\b(?:eliminat|eradicat|eras(?=e|i)|banish|get(?:s|ting)?\s+rid\s+of)\w*\s+(?:\w+\s+){{0,3}}?{_ILLS}",
    r"\bworks?\s+(?:for\s+(?:everyone|everybody|anyone|anybody|all|every)|every\s+time|always)\b|\balways\s+works?\b|\bnever\s+fails?\b",
    rf"(?<!not )(?<!n't )(?<!never )\b(?:stop|quit)\s+(?:taking|using)\s+(?:\w+\s+){{0,4}}?{_MEDICINES}",
    rf"\bwhy\s+not\s+(?:stop|quit)\b|\b(?:come|get|go)\s+off\s+(?:\w+\s+){{0,3}}?{_MEDICINES}|\bno\s+longer\s+need\s+(?:\w+\s+){{0,3}}?{_MEDICINES}",
)  # fmt: skip
_STREET = r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|parkway|pkwy|highway|hwy)"
_ENDS = "com|net|org|info|biz|us|co|io|me|app|site|online|shop|store|xyz|clinic|health|care|doctor|center|page|link|ly"
_CONTACT = (
    r"(?<![\d-])(?:\+?1[\s./-]*)?\(?[2-9]\d{2}\)?[\s./-]*\d{3}[\s./-]*\d{4}(?![\d-])",
    r"\b(?:call|text|phone|dial|tel|fax|whatsapp|signal)\b\W+(?:\w+\W+){0,4}?\d{3}[\s.-]?\d{4}\b",
    r"\b1[\s.-]8(?:00|33|44|55|66|77|88)[\s.-]\w+",
    rf"\b(?:(?:zero|oh|{_UNIT})[\s,.-]+){{6,}}(?:zero|oh|{_UNIT})\b",
    r"\bhttps?:\W*\w+|\bwww\.\w+",
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.\w+|\s?(?:\(dot\)|\[dot\]))",
    rf"(?<![a-z0-9-])[a-z0-9][a-z0-9-]*(?:\.|\s?(?:\(dot\)|\[dot\]|\(\.\)|\bdot\b)\s?)(?:{_ENDS})\b(?:/\S*)?",
    r"\b(?:we(?:'ve|\s+have|\s+are|'re)?\s+(?:now\s+|recently\s+)?(?:mov(?:ed|ing)|relocat\w+)|(?:has|have)\s+(?:moved|relocated))\b",
    r"\bnew\s+(?:location|address|office|phone|number|website|web\s+site)\b",
    rf"\b\d{{1,6}}\s+(?:[nsew]\.?\s+|(?:north|south|east|west)\s+)?\w+\.?\s+(?:{_STREET}|drive|dr)\b(?!\s+(?:away|from))",
)  # fmt: skip
_ALL = re.compile("|".join(f"(?:{pattern})" for pattern in (*_MEDICINE, *_CONTACT)), re.IGNORECASE)

_NEAR = re.compile(
    r"\bfda\b(?:\W+\w+){0,6}?\W+ketamine\b|\bketamine\b(?:\W+\w+){0,6}?\W+fda\b(?:\W+(?:approv|clear)\w+)?|\bapproved\s+by\s+(?:the\s+)?fda\b",
    re.IGNORECASE,
)
_BRAND = r"(?:esketamine|spravato\w*)"
_TRUE = re.compile(
    rf"\bfda[\s-]*(?:approved|cleared)\W+(?:(?!ketamine)\w+\W+){{0,2}}?{_BRAND}"
    r"|\b(?:not|n't)\s+(?:yet\s+|been\s+|itself\s+)*(?:fda[\s-]*(?:approved|cleared)|approved\s+by\s+(?:the\s+)?fda)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;]*[.!?;]*")
_MOST = 6


def claims(text: str) -> list[str]:
    """The words that a moderator should look at, as they are read, each once; at most six."""
    plain, joined = undone(text)
    found = [match.group(0) for version in (plain, joined) for match in _ALL.finditer(version)]
    words = dict.fromkeys(part.strip().lower() for part in (*mixed(text), *found, *_approvals(plain)))
    return list(words)[:_MOST]


def _approvals(plain: str) -> Iterator[str]:
    """The FDA near ketamine. What is true passes: that it approved esketamine, and that it did not approve the rest."""
    named = re.sub(r"\bfood\s+and\s+drug\s+administration\b", "FDA", plain, flags=re.IGNORECASE)
    told = "".join(_without_truth(sentence) for sentence in _SENTENCE.findall(named))
    yield from (match.group(0) for match in _NEAR.finditer(told))


def _without_truth(sentence: str) -> str:
    """A sentence about esketamine alone says nothing of ketamine."""
    rest = _TRUE.sub("", sentence)
    alone = re.search(rf"\b{_BRAND}", rest, re.IGNORECASE) and not re.search(r"\bketamine\b", rest, re.IGNORECASE)
    return re.sub(r"\bfda\b", "", rest, flags=re.IGNORECASE) if alone else rest
