"""Codes that show somebody reads a mailbox or answers a phone."""

import datetime as dt
import hmac

DIGITS = 8
MOST_TRIES = 5
LIVES = dt.timedelta(minutes=30)


def code_of(*, secret: bytes, parts: tuple[object, ...], use: str = "proof") -> str:
    """8 digits, a keyed hash of what they are bound to. Kept nowhere, made again to compare. use: what they are for."""
    message = "|".join([use, *map(str, parts)]).encode()
    number = int.from_bytes(hmac.digest(secret, message, "sha256")[:16], "big")
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def digits_of(typed: str) -> str:
    """What was typed, without blanks and hyphens; "" where it can be no code."""
    plain = "".join(typed.replace("-", " ").split())
    return plain if len(plain) == DIGITS and plain.isascii() and plain.isdigit() else ""


def same(one: str, other: str) -> bool:
    """In the same time wherever they part."""
    return hmac.compare_digest(one.encode(), other.encode())
