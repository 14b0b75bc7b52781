"""A mail address as one person has it, so that a second review is known as a second one."""

import hmac


def normal(address: str) -> str:
    """Lower case, without what stands behind a plus sign; Google's dots mean nothing."""
    name, _, host = address.strip().lower().rpartition("@")
    name = name.partition("+")[0]
    if host in {"gmail.com", "googlemail.com"}:
        name, host = name.replace(".", ""), "gmail.com"
    return f"{name}@{host}"


def hashed(address: str, *, secret: bytes) -> str:
    """64 hexadecimal digits; without the secret nobody finds the address again by trying."""
    return hmac.new(secret, f"review-address|{normal(address)}".encode(), "sha256").hexdigest()
