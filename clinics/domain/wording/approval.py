"""The FDA, or the government, said to approve what it did not: it approved esketamine alone, and only for some."""

import re
from collections.abc import Iterator

_BRAND = r"(?:esketamine|spravato\w*|esketamina)"
_FDA = re.compile(
    r"\b(?:u\.?s\.?\s+)?food\s*(?:and|&|n)\s*drugs?\s*(?:administration|admin|agency)?\b|\bf[.\s_*-]?d[.\s_*-]?a\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:ap+r+o+v\w+|apprvd|clear(?:ed|ance|s)|endors\w+|back(?:s|ed|ing)|bless\w*|sanction\w*|ok'?d|okay\w*|ok|green\W?li\w+|thumbs|recogni\w+|recommend\w*|authori[sz]\w*|aprob\w+|autoriz\w+|respald\w+|avalad\w+|accept\w*|licen[cs]ed|regist\w+|certifi\w+|signed\s+off|seal|stamp\w*|grade|vetted|tested|passed|confirmed|proved|proven)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:government|federal|federally|feds|uncle\s+sam|washington|gobierno|health\s+authorit\w+|regulators)\b(?:[\W_]+\w+){0,10}?[\W_]+"
    r"(?:approv\w+|clear(?:ed|ance)|endors\w+|backs|backed|backing|bless\w*|sanction\w*|ok'?d|okay\w*|green\W?li\w+|thumbs|recommends?|authori[sz]ed|aprob\w+|signed\s+off)"
    r"|\b(?:approv\w+|cleared|endorsed|backed|blessed|sanctioned|authori[sz]ed|aprobad[oa]s?|recommended)\s+(?:by|por)\s+(?:\w+\s+){0,2}?(?:government|feds|gobierno|state|authorities|regulators|dea|va|medicare|who|nih|cdc|congress)\b",
    re.IGNORECASE,
)
_TRUE = re.compile(
    rf"\bfda[\s-]*(?:approved|cleared)\W+(?:(?!ketamine)\w+\W+){{0,2}}?{_BRAND}"
    r"|\b(?:no|not|without|lacks?|lack\s+of|never)\s+(?:\w+\s+){0,2}?fda\s+(?:approv|clear)\w*"
    r"|\b(?:not|n't|never|nor|nothing|none|no)\s+(?:\w+\s+){0,6}?(?:fda[\s-]*(?:approved|cleared)|(?:approved|cleared)\s+by\s+(?:the\s+)?fda)"
    r"|\bfda\s+(?:has|did|does|have)\s*(?:not|n't|never)\s+(?:yet\s+|been\s+|itself\s+)*(?:approved?|cleared?|reviewed?|evaluated?)"
    r"|\bno\s+(?:\w+\s+){0,4}?(?:aprobad[oa]s?|autorizad[oa]s?)\s+(?:\w+\s+){0,3}?fda|\bfda\s+no\s+(?:la\s+|lo\s+|ha\s+)*(?:aprob|autoriz)\w+"
    r"|\bfda\W+(?:approv|clear)\w*(?:\W+\w+){0,5}?\W+(?:anesthetic|an[ae]esthesia|surgery|anestesi\w+)\b|\b(?:anesthetic|an[ae]esthesia)(?:\W+\w+){0,5}?\W+fda\b"
    r"|\b(?:approved|cleared)\s+by\s+(?:the\s+)?fda(?:\W+\w+){0,4}?\W+(?:anesthetic|an[ae]esthesia|surgery)\b|\bonly\b[^.!?;]*\bfda\W+approv\w+[^.!?;]*\bis\s+(?=esketamine|spravato)"
    r"|\bfda\s+(?:approv\w+\s+)?only\b",
    re.IGNORECASE,
)
"""What is true of ketamine: not approved, or approved as an anesthetic."""
_SENTENCE = re.compile(r"[^.!?;]*[.!?;]*")


def approvals(plain: str) -> Iterator[str]:
    named = _FDA.sub("FDA", plain)
    for sentence in _together(named):
        told = _without_truth(sentence)
        yield from (match[0] for match in _OTHERS.finditer(told))
        if re.search(r"\bfda\b", told, re.IGNORECASE) and (said := _SAYS.search(told)):
            yield f"FDA {said[0]}"


def _together(text: str) -> Iterator[str]:
    """Sentences; "Ketamine. FDA approved." as one."""
    found = [one for one in _SENTENCE.findall(text) if one.strip()]
    short = [one for one in found if len(one.split()) < 4]
    return iter([*found, " ".join(found)] if short and not re.search(_BRAND, text, re.IGNORECASE) else found)


def _without_truth(sentence: str) -> str:
    """A sentence about esketamine alone says nothing of ketamine."""
    rest = _TRUE.sub("", sentence)
    alone = re.search(rf"\b{_BRAND}", rest, re.IGNORECASE) and not re.search(r"\bketamin[ea]\b", rest, re.IGNORECASE)
    return re.sub(r"\bfda\b", "", rest, flags=re.IGNORECASE) if alone else rest
