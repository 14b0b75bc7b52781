"""The closed lists of this room, with their words."""

from django.db.models import TextChoices


class Device(TextChoices):
    """What somebody signed in on, as coarse as tells one session from another."""

    PHONE = "phone", "A phone"
    TABLET = "tablet", "A tablet"
    COMPUTER = "computer", "A computer"
    OTHER = "other", "Something else"

    @classmethod
    def of(cls, agent: str) -> "Device":
        """agent: the User-Agent header, which is not kept."""
        if "iPad" in agent or ("Android" in agent and "Mobile" not in agent):
            return cls.TABLET
        if "Mobi" in agent:
            return cls.PHONE
        return cls.COMPUTER if any(word in agent for word in ("Windows", "Macintosh", "Linux", "CrOS")) else cls.OTHER
