"""Signs that somebody may harm themself. A match decides nothing: a person reads the text first, and 988 is shown.

Wide on purpose: a text that says such thoughts are gone is held, too, which costs its writer a day and nothing else.
Words follow the topics of the Columbia scale (C-SSRS, screener): the wish to be dead, thoughts, method, intent, act.
"""

import re

from clinics.domain.disguise import undone

_SELF = r"(?:my\s?self|me|my\s+own\s+life|my\s+life|it\s+all)"
_SIGNS = (
    r"\bsuicid\w*",
    r"\b(?:kill|killing|killed|hang|hanging|shoot|shooting|drown|drowning|poison|hurt|hurting|harm|harming|cut|cutting|burn|burning)\s+my\s?self\b",
    rf"\b(?:end|ending|ended|take|taking|took)\s+{_SELF}\b",
    r"\bself[\s-]*(?:harm|injur|mutilat)\w*",
    r"\b(?:want|wanted|wanting|wish|wished|wishing|hope|hoped|ready|going|plan|planned|planning|trying|tried)\s+(?:\w+\s+){0,3}?(?:to\s+die|to\s+be\s+dead|i\s+(?:was|were|am)\s+dead)\b",
    r"\bbetter\s+off\s+(?:dead|without\s+me|if\s+i\s+(?:was|were|am)\s+(?:dead|gone))\b",
    r"\b(?:do\s?n[o']?t|did\s?n[o']?t|don’t|didn’t|not|no\s+longer|never)\s+(?:\w+\s+){0,3}?(?:want(?:ed)?\s+to\s+(?:live|be\s+alive|be\s+here|exist|wake\s+up|go\s+on)|be\s+here\s+(?:any\s?more|much\s+longer))\b",
    r"\b(?:no|nothing|any)\s+(?:reason|reasons|point|will)\s+(?:left\s+)?(?:to|in|for)\s+(?:live|living|life|go\s+on|going\s+on|being\s+alive)\b",
    r"\bnothing\s+(?:left\s+)?to\s+live\s+for\b",
    r"\b(?:overdos\w+|od['’]?d)\b",
    r"\b(?:never|not)\s+wake\s+up\b",
    r"\b(?:said|saying|say|my\s+last|final)\s+(?:my\s+)?good\s?byes?\b",
    r"\b(?:jump|jumping)\s+(?:off|from|in\s+front)\b",
    r"\b(?:attempt|attempted|attempts)\s+(?:on\s+my\s+life|to\s+end)\b",
    r"\b(?:can\s?not|can['’]?t|cannot)\s+(?:do\s+this|go\s+on|take\s+(?:it|this)|live\s+like\s+this)\s*(?:any\s?more)?\b",
    r"\bkms\b|\bunaliv\w+|\bsewer\s?slid\w*",
)
_END = 10_000
"""Characters: anybody may send a text, and time to read it is all that it costs them."""
_ALL = re.compile("|".join(f"(?:{pattern})" for pattern in _SIGNS), re.IGNORECASE)


def worrying(text: str) -> bool:
    """Whether a person should read it at once, and its writer see 988. Of a text too long to be taken, both ends."""
    if len(text) > 2 * _END:
        text = f"{text[:_END]} {text[-_END:]}"
    return any(_ALL.search(form) for form in (text, *undone(text)))
