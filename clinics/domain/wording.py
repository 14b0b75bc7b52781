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
_ILLS = (
    r"(?:depress\w*|anxiety|ptsd|trauma\w*|ocd|pain|migraines?|addiction|suicid\w*|symptoms?|illness\w*|bipolar"
    r"|fibromyalgia|crps|neuropath\w*|headaches?|despair|nightmares?)"
)
_MINDS = rf"(?:{_ILLS}|brains?|neurons?|memories)"
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
    r"\b(?:no|without|zero)\s+side[\s-]*effects?\b|\b(?:no|zero|without(?:\s+any)?)\s+(?:known\s+|real\s+)?(?:risks?|dangers?|chance)\b",
    r"\brisk[\s-]*free\b|(?:100\s*%|\b(?:completely|totally|perfectly|absolutely|entirely|always))\s+(?:safe|harmless|natural)\b|\bsafe\s+for\s+(?:everyone|everybody|anyone|anybody|all)\b",
    r"\b(?:lasting|lifelong)\s+(?:relief|heal\w*|recovery|free|results?|remission|cure)\b|\bpermanent(?:ly)?\b(?!\s+(?:address|location|staff|resident|position|employee))",
    r"\b(?:forever|once\s+and\s+for\s+all|for\s+good(?!\s+(?:reason|measure|cause|sleep|health))|lasts?\s+(?:a\s+lifetime|for\s+life))\b",
    rf"\b(?:free(?:dom)?\s+(?:of|from)|life\s+without)\s+(?:\w+\s+)?{_ILLS}\b|\b{_ILLS}[\s-]*free\b",
    rf"\b(?:revers|heal|fix|beat|conquer|defeat|repair|restor|rewir|prevent|dissolv)(?:e|es|ed|ing|s)?\s+(?:\w+\s+){{0,4}}?{_MINDS}\b|\b(?:ends?|ended|ending)\s+(?:\w+\s+){{0,2}}?{_ILLS}\b|\bputs?\s+an\s+end\s+to\b",
    rf"\b{_ILLS}\s+(?:\w+\s+){{0,2}}?(?:disappears?|vanish(?:es)?|melts?|gone|goes\s+away|go\s+away|behind)\b|\bsay\s+good\W?bye\s+to\b",
    r"\b(?:instant(?:ly)?|immediate(?:ly)?|overnight)\s+(?:\w+\s+)?(?:relief|results?|cure|improvement|better)\b|\bresults?\s+(?:are|is)\s+(?:\w+\s+)?(?:instant|immediate|certain)\b",
    r"\bproven\b",
    r"\b(?:clinically|scientifically|medically)\s+(?:shown|tested|demonstrated)\b|\bdoctors\s+agree\b|\bbreak\W?through\b|\bquick\s+fix\b",
    r"\b(?:safest|most\s+(?:effective|powerful|successful|advanced)|fastest|quickest)\s+(?:\w+\s+){0,3}?(?:treatments?|therap(?:y|ies)|clinics?|options?|methods?|way|medicines?|drugs?)\b",
    r"\b(?:cured|healed|saved|freed)\s+(?:\w+\s+)?(?:thousands|hundreds|dozens|many|patients|people|veterans|lives)\b|\b(?:life|lives)\s+back\b",
    r"\b(?:most|all|nearly\s+all|almost\s+all|majority)\s+(?:of\s+)?(?:our\s+)(?:patients|clients)\s+(?:\w+\s+){0,4}?(?:remission|better|respond|recover\w*|improve\w*|free|relief|cured|no\s+longer)\b",
    r"\b(?:we|i)\s+(?:can\s+)?promise\b|\bpromis(?:e|es|ed|ing)\s+(?:\w+\s+)?(?:results?|relief|recovery)\b",
    r"\bnon[\s-]*addictive\b|\bnot\s+addictive\b",
    r"(?<!\w)(?:best|number\s+one|#\s*1|no\.\s*1|top[\s-]*rated|leading|premier)\s+(?:\w+\s+){0,2}(?:clinic|provider|center|doctor|ketamine|treatment|therapy)\b",
    rf"\b(?:eliminat|eradicat|eras(?=e|i)|banish|get(?:s|ting)?\s+rid\s+of)\w*\s+(?:\w+\s+){{0,3}}?{_ILLS}",
    r"\bworks?\s+(?:for\s+(?:everyone|everybody|anyone|anybody|all|every)|every\s+time|always)\b|\balways\s+works?\b|\bnever\s+fails?\b",
    rf"(?<!not )(?<!n't )(?<!never )\b(?:stop|quit)\s+(?:taking|using)\s+(?:\w+\s+){{0,4}}?{_MEDICINES}",
    rf"\bwhy\s+not\s+(?:stop|quit)\b|\b(?:come|get|go)\s+off\s+(?:\w+\s+){{0,3}}?{_MEDICINES}|\bno\s+longer\s+need\s+(?:\w+\s+){{0,3}}?{_MEDICINES}|\bnever\s+need\s+(?:\w+\s+){{0,3}}?{_MEDICINES}",
)  # fmt: skip
_DENIED = re.compile(
    r"\b(?:(?:not|never|nobody|no\s+one|cannot|no\s+treatment)|\w+n't)\s+(?!only\b|just\b|merely\b|simply\b|fail\w*\b|miss\b|wait\b)"
    r"(?:(?!only\b|just\b|but\b)\w+\s+){0,3}?"
    r"(?:cur(?:e|es|ed|ing)|guarantee\w*|miracles?|promis(?:e|es|ed)(?:\s+\w+){0,3}?\s+(?:results?|relief|recovery)"
    r"|works?\s+for\s+(?:everyone|everybody|anyone|anybody|all)|proven)\b|\bno\s+guarantees?\b",
    re.IGNORECASE,
)
"""Honest words about the same: "is not a cure", "results cannot be guaranteed"."""
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
    r"\bfda\b(?:\W+\w+){0,6}?\W+ketamine\b|\bketamine\b(?:\W+\w+){0,6}?\W+fda\b(?:\W+(?:approv|clear)\w+)?|\bapproved\s+by\s+(?:the\s+)?fda\b|\bfda\s+approval\b",
    re.IGNORECASE,
)
_BRAND = r"(?:esketamine|spravato\w*)"
_TRUE = re.compile(
    rf"\bfda[\s-]*(?:approved|cleared)\W+(?:(?!ketamine)\w+\W+){{0,2}}?{_BRAND}"
    r"|\b(?:no|not|without|lacks?|lack\s+of|never)\s+(?:\w+\s+)?fda\s+approval"
    r"|\b(?:not|n't)\s+(?:yet\s+|been\s+|itself\s+)*(?:fda[\s-]*(?:approved|cleared)|approved\s+by\s+(?:the\s+)?fda)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;]*[.!?;]*")
_MOST = 6


def claims(text: str) -> list[str]:
    """The words that a moderator should look at, as they are read, each once; at most six."""
    plain, joined = undone(text)
    versions = [_DENIED.sub(" ", version) for version in (plain, joined)]
    found = [match.group(0) for version in versions for match in _ALL.finditer(version)]
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
