"""Replies that give nobody away. The same for praise and for blame: a general policy, and an invitation to call.

Every one passes `reply_lint.problems`, which a test holds.
"""

from typing import NamedTuple


class Template(NamedTuple):
    key: str
    label: str
    text: str


TEMPLATES = (
    Template(
        "short",
        "Short",
        "We take all feedback seriously. Privacy rules stop us from discussing anything about any individual here. "
        "Please call our practice manager at the number on this page.",
    ),
    Template(
        "thanks",
        "Thanks, whatever it says",
        "Thank you for writing. We read every review, praise and complaint alike, and we answer all of them in the "
        "same way, because privacy rules do not let us say more in public. Our practice manager is glad to talk: "
        "please call the number on this page.",
    ),
    Template(
        "listening",
        "We want to hear more",
        "We would like to understand this better. We cannot discuss anything about any person in public. Anyone with a "
        "concern can call the number on this page and ask for the practice manager.",
    ),
    Template(
        "price",
        "About prices",
        "Our general policy: every person gets a written estimate before anything is paid, and our prices stand on "
        "this page. Questions about a bill are best answered by phone. Please call the number on this page.",
    ),
    Template(
        "risk",
        "About safety",
        "We look into every concern about safety. Our general rules stand on this page. Privacy rules stop us from "
        "saying more about anyone. Please call the number on this page and ask for the practice manager.",
    ),
)
TEXTS = {template.key: template.text for template in TEMPLATES}
