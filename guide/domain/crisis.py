"""Whether a text speaks of suicide or self-harm: then 988 stands at its top."""

import re

_SAID = re.compile(
    r"suicid|self[- ]harm|self[- ]injur|\b(?:kill|hurt|harm|cut)(?:s|ing)?\s+(?:your|them|him|her|my)sel(?:f|ves)"
    r"|\bend(?:s|ing)?\s+(?:your|their|his|her|my|a|it)\s+(?:own\s+)?(?:life|lives|all)\b|\bwant(?:s|ing)? to die\b",
    re.IGNORECASE,
)


def speaks_of_it(text: str) -> bool:
    return _SAID.search(text) is not None
