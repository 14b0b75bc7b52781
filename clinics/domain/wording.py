"""Claims that medicine does not allow, looked for in what clinics write of themselves.

A match decides nothing: a moderator reads the text before it is public. Sources: FDA on compounded ketamine
(10 October 2023): not approved for any psychiatric disorder; FTC Health Products Compliance Guidance (2022):
no cure, guarantee or success rate without proof; JAMA Network Open 2023 on advertisements of ketamine clinics.
"""

import re
import unicodedata

from clinics.domain.text import HIDDEN

_PATTERNS = (
    r"\bcur(?:e|es|ed|ing|ative)\b",
    r"\bguarant\w*",
    r"\bmiracle\w*|\bmiraculous\w*",
    r"\bfda[\s-]*approved\s+(?:iv\s+|im\s+|oral\s+|racemic\s+|compounded\s+)*ketamine\b",
    r"\bketamine(?:\s+\w+){0,4}\s+(?:is|are)\s+fda[\s-]*approved\b",
    r"\bapproved\s+by\s+the\s+fda\b",
    r"\b\d{1,3}(?:\.\d+)?\s*(?:%|percent|per\s+cent)\s*(?:\w+\s+){0,4}?(?:success|effective|respon\w+|remission|improve\w*|relief|cured?|recover\w*|patients|rate)",
    r"\b(?:success|response|remission)\s+rates?\b",
    r"\b(?:no|without|zero)\s+side[\s-]*effects?\b",
    r"\b(?:risk[\s-]*free|100\s*%\s*safe|completely\s+safe|totally\s+safe)\b",
    r"\b(?:permanent(?:ly)?|lasting)\s+(?:relief|heal\w*|recovery|free)\b",
    r"\bnon[\s-]*addictive\b|\bnot\s+addictive\b",
    r"(?<!\w)(?:best|number\s+one|#\s*1|no\.\s*1|top[\s-]*rated|leading|premier)\s+(?:\w+\s+){0,2}(?:clinic|provider|center|doctor|ketamine)\b",
)  # fmt: skip
_ALL = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)
_MOST = 6


def claims(text: str) -> list[str]:
    """The words that a moderator should look at, as they stand in the text, each once; at most six."""
    plain = HIDDEN.sub("", unicodedata.normalize("NFKC", text))
    plain = " ".join(plain.split())
    found = dict.fromkeys(match.group(0).strip().lower() for match in _ALL.finditer(plain))
    return list(found)[:_MOST]
