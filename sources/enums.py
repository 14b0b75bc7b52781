"""The closed lists of this room, with their words."""

from enum import nonmember

from django.db.models import TextChoices


class Authority(TextChoices):
    """In whose name a file is imported; `authority` says what each may set."""

    OPERATOR = "operator", "The operator, by the shell"
    MODERATOR = "moderator", "A moderator, by an uploaded file"
    CLINIC = "clinic", "A clinic, by its own file"


class UploadStatus(TextChoices):
    WAITING = "waiting", "Waits to be carried out"
    RUNNING = "running", "Being carried out"
    DONE = "done", "Carried out"
    THROWN_AWAY = "thrown_away", "Thrown away"
    EXPIRED = "expired", "Deleted after a day"

    kept = nonmember(("waiting", "running"))
    """Its file is there."""


class DifferenceStatus(TextChoices):
    OPEN = "open", "Waiting for a moderator"
    TOLD = "told", "The clinic was told"
    TAKEN_OVER = "taken_over", "The listing says so by now"
    LEFT = "left", "Left as the clinic says"
    MERGED = "merged", "The listing was merged into another one"


class DifferenceReason(TextChoices):
    """Why it was decided as it was; goes into the log."""

    CLINIC_KNOWS = "clinic_knows", "The clinic knows best what is so today"
    FILE_OLDER = "file_older", "The file is older than what the clinic says"
    CHECKED = "checked", "We checked it, and the clinic is right"
    SAME = "same", "Both say the same in other words"
    UNCLEAR = "unclear", "It could not be found out"
    FILE_NEWER = "file_newer", "The file is newer than what the clinic says"
    MISLEADS = "misleads", "Patients may be led to a wrong place or number"
    CLINIC_DID = "clinic_did", "The clinic has changed it"
    WE_DID = "we_did", "A moderator has changed it"
    FILE_DID = "file_did", "Another import has changed it"
    MERGED = "merged", "The listing was merged into another one"

    leaving = nonmember(("clinic_knows", "file_older", "checked", "same", "unclear"))
    telling = nonmember(("file_newer", "misleads", "unclear"))
    taking_over = nonmember(("clinic_did", "we_did", "file_did"))


class Likeness(TextChoices):
    """Why two listings are taken for one clinic."""

    NAME_ZIP = "name_zip", "The same name and ZIP code"
    NAME_PHONE = "name_phone", "The same name and phone"
    PHONE_STREET = "phone_street", "The same phone and street"
    NEAR_NAMES = "near_names", "Nearly the same name, in one ZIP code or within half a mile"
    BY_HAND = "by_hand", "A moderator put them side by side"


class PairStatus(TextChoices):
    OPEN = "open", "Waiting for a moderator"
    APART = "apart", "Two clinics"
    MERGED = "merged", "Merged"


class PairReason(TextChoices):
    """Why it was decided as it was; the code goes into the log."""

    SAME_PLACE = "same_place", "One clinic at one address"
    CLINIC_SAID = "clinic_said", "The clinic says that they are one"
    SAME_CONTACT = "same_contact", "Phone and website of both lead to one clinic"
    BRANCHES = "branches", "Branches of one organization"
    ONE_BUILDING = "one_building", "Two practices in one building"
    FOLLOWED = "followed", "One came after the other at this address"
    CLINIC_DENIES = "clinic_denies", "The clinic says that they are two"

    merging = nonmember(("same_place", "clinic_said", "same_contact"))
    apart = nonmember(("branches", "one_building", "followed", "clinic_denies"))
