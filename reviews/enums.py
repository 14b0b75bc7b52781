"""The closed lists of this room, with their words."""

from enum import nonmember

from django.db.models import IntegerChoices, TextChoices


class ReviewStatus(TextChoices):
    UNCONFIRMED = "unconfirmed", "Waits for the code that was mailed"
    WAITING = "waiting", "Waiting for a moderator"
    HELD = "held", "Held: it may speak of self-harm"
    PUBLISHED = "published", "Published, or about to be with the week's batch"
    REFUSED = "refused", "Refused"
    ANSWERED = "answered", "Refused, and answered by its writer"
    FINAL = "final", "Refused for good"
    WITHDRAWN = "withdrawn", "Withdrawn by its writer"
    EXPIRED = "expired", "Expired: only its month and its outcome are kept"

    queued = nonmember(("waiting", "held", "answered"))
    """A moderator decides on these, first in, first out."""
    standing = nonmember(("waiting", "held", "published", "refused", "answered", "final"))
    """Their writer has reviewed the clinic: the one of twelve months."""


class Relation(TextChoices):
    SELF = "self", "I was the patient"
    FAMILY = "family", "Somebody in my family was the patient"


class Stars(IntegerChoices):
    ONE = 1, "1 of 5"
    TWO = 2, "2 of 5"
    THREE = 3, "3 of 5"
    FOUR = 4, "4 of 5"
    FIVE = 5, "5 of 5"


class Said(TextChoices):
    """What a patient answers to a fact. Left out is no answer."""

    YES = "yes", "Yes"
    NO = "no", "No"
    FORGOTTEN = "forgotten", "I don't remember"


class ReviewReason(TextChoices):
    """Why a review was published or refused; the code goes into the log, its words into the letter and the counts."""

    FITS = "fits", "It follows the guidelines"
    PRIVATE = "private", "Private details, of the writer or of others"
    NOT_A_PATIENT = "not_a_patient", "Not written by a patient or their family"
    CONFLICT = "conflict", "Somebody with a tie to the clinic or to another one"
    DUPLICATE = "duplicate", "The same was sent before"
    ABUSIVE = "abusive", "Abusive words"
    ADVERTISING = "advertising", "Advertising"
    UNRELATED = "unrelated", "Not about this clinic"
    NO_EXPERIENCE = "no_experience", "Not an experience of care there"

    publishing = nonmember(("fits",))
    refusing = nonmember((
        "private", "not_a_patient", "conflict", "duplicate", "abusive", "advertising", "unrelated", "no_experience",
    ))  # fmt: skip


class ReplyStatus(TextChoices):
    WAITING = "waiting", "Waiting for a moderator"
    PUBLISHED = "published", "Published"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Taken back by the clinic"

    standing = nonmember(("waiting", "published"))


class ReplyReason(TextChoices):
    FITS = "fits", "It keeps everybody's privacy"
    NAMES_A_PATIENT = "names_a_patient", "It says, or lets one guess, that somebody was a patient"
    PRIVATE = "private", "It holds private details"
    ADVERTISING = "advertising", "It advertises"
    ABUSIVE = "abusive", "It threatens, or attacks the writer"
    WRITER_GONE = "writer_gone", "Whoever wrote it does not answer for the listing any more"

    publishing = nonmember(("fits",))
    refusing = nonmember(("names_a_patient", "private", "advertising", "abusive", "writer_gone"))


class ConcernKind(TextChoices):
    """What a reader says is wrong with a review."""

    PRIVATE = "private", "It holds private details of somebody"
    ABUSIVE = "abusive", "It is abusive or threatens somebody"
    FALSE = "false", "It was not written by a patient"
    ADVERTISING = "advertising", "It is advertising"
    OTHER = "other", "Something else"


class ConcernStatus(TextChoices):
    OPEN = "open", "Waiting for a moderator"
    ACCEPTED = "accepted", "It was right"
    REFUSED = "refused", "The review stays"
    GONE = "gone", "The review went before anybody decided"


class ConcernReason(TextChoices):
    RIGHT = "right", "It is right: the review is taken down"
    STAYS = "stays", "The review follows the guidelines"
    NO_GROUND = "no_ground", "Nothing shows that it is right"

    accepting = nonmember(("right",))
