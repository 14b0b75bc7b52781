"""Phone numbers as they are stored, "+15125550142;ext=2", for readers and for dialing."""


def spoken_phone(stored: str) -> str:
    """ "512-555-0142", "512-555-0142, extension 2"; "" where none is stored."""
    number, _, extension = stored.partition(";ext=")
    digits = number.removeprefix("+1")
    plain = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if len(digits) == 10 else digits
    return f"{plain}, extension {extension}" if extension else plain


def dialed_phone(stored: str) -> str:
    """ "tel:+15125550142"; the extension, which phones do not dial alike, stays in the words."""
    return f"tel:{stored.partition(';')[0]}" if stored else ""
