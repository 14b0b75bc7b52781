"""A mail address as one person has it, so that the same one is known again."""


def normal(address: str) -> str:
    """Lower case, without what stands behind a plus sign; Google's dots mean nothing."""
    name, _, host = address.strip().lower().rpartition("@")
    name = name.partition("+")[0]
    if host in {"gmail.com", "googlemail.com"}:
        name, host = name.replace(".", ""), "gmail.com"
    return f"{name}@{host}"
