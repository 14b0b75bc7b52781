"""Who wrote a review, as a code from their mail address, so that a second review is known as one."""

import hmac

from clinics.domain.mailbox import normal

__all__ = ["hashed", "normal"]


def hashed(address: str, *, secret: bytes) -> str:
    """64 hexadecimal digits; without the secret nobody finds the address again by trying."""
    return hmac.new(secret, f"review-address|{normal(address)}".encode(), "sha256").hexdigest()
