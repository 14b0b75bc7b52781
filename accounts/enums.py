"""The closed lists of this room, with their words."""

from enum import nonmember

from django.db.models import TextChoices


class Part(TextChoices):
    """What somebody does for the directory; the name of their group. What each may do stands in `directory.groups`."""

    MODERATOR = "moderator", "Moderator"
    SENIOR = "senior", "Senior moderator"
    EDITOR = "editor", "Editor of the guide"


class PartReason(TextChoices):
    """Why somebody was given a part, or it ended; the code goes into the log, its words into the letter."""

    JOINS = "joins", "New on the team"
    KNOWS = "knows", "Knows the work by now"
    COVERS = "covers", "Stands in for somebody"
    LEFT = "left", "Has left the team"
    OTHER_WORK = "other_work", "Does other work now"
    RULES = "rules", "The rules of the team were not kept"
    MISTAKE = "mistake", "It corrects a mistake"

    appointing = nonmember(("joins", "knows", "covers", "mistake"))
    ending = nonmember(("left", "other_work", "rules", "mistake"))


class BanReason(TextChoices):
    """Why somebody is kept out, or let in again; the code goes into the log, its words into the letter."""

    HARM = "harm", "It was used to harm or insult people"
    DECEIT = "deceit", "It was used to mislead us"
    STOLEN = "stolen", "Somebody else may have it"
    CLEARED = "cleared", "The matter was cleared up"
    MISTAKE = "mistake", "It was a mistake"

    banning = nonmember(("harm", "deceit", "stolen"))
    lifting = nonmember(("cleared", "mistake"))


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
