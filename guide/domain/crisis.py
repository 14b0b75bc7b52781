"""Whether a text speaks of suicide or self-harm: then 988 stands at its top."""

import re

_SAID = re.compile(
    r"suicid|self[\s\u2010-\u2015-]?(?:harm|injur)|\b(?:kill|hurt|harm|cut|injur)\w{0,4}\s+(?:your|them|him|her|my|one|our)sel(?:f|ves)"
    r"|\b(?:end|tak|took)\w{0,4}\s+(?:your|their|his|her|my|our|a|it|one’s|one's)\s+(?:own\s+)?(?:life|lives|all)\b"
    r"|\bwant\w{0,3}\s+to\s+die\b|\b(?:no longer|not|n['’]t)\s+want\w{0,3}\s+to\s+live\b",
    re.IGNORECASE,
)


def speaks_of_it(text: str) -> bool:
    return _SAID.search(text) is not None
