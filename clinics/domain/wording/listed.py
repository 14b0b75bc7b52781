"""A text without what the clinic's listing says itself, which may stand in it."""

import re
from collections.abc import Collection


def without(text: str, listed: Collection[str]) -> str:
    """Without the clinic's own name, and without its number however it is typed."""
    for one in listed:
        digits = re.sub(r"\D", "", one.partition(";")[0])
        if len(digits) >= 10:
            spread = r"[\s().+/-]*".join(digits[-10:])
            text = re.sub(rf"(?<!\d)(?:\+?1[\s./-]*)?\(?{spread}(?!\d)", "our number", text)
        elif one:
            text = re.sub(rf"\b{re.escape(one)}\b", "our practice", text, flags=re.IGNORECASE)
    return text
