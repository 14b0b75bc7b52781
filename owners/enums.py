"""The closed lists of this room, with their words."""

from enum import nonmember

from django.db.models import TextChoices

from owners.domain.domains import Why


class ClaimStatus(TextChoices):
    SUBMITTED = "submitted", "Waiting for a moderator"
    IN_REVIEW = "in_review", "Being looked at by a moderator"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REVOKED = "revoked", "Revoked"

    open = nonmember(("submitted", "in_review"))


class ClaimantRole(TextChoices):
    """What the claimant says they are at the clinic."""

    OWNER = "owner", "I own the clinic"
    DIRECTOR = "director", "I am its medical director"
    MANAGER = "manager", "I manage it"
    STAFF = "staff", "I work there"
    AGENCY = "agency", "I work for it from outside"


class ClaimReason(TextChoices):
    """Why a claim was decided as it was; the code goes into the log and its words into the letter."""

    DOCUMENT = "document", "A document shows that you answer for the clinic"
    CALL = "call", "The clinic confirmed it when we called its listed number"
    DOMAIN = "domain", "A code sent to an address at the clinic's own web address came back"
    NO_PROOF = "no_proof", "What was sent does not show that you answer for the clinic"
    UNREADABLE = "unreadable", "The document could not be read, or was of another clinic"
    DENIED = "denied", "The clinic said that it does not know of this request"
    MANAGED = "managed", "The clinic's present managers answer for it"
    DUPLICATE = "duplicate", "There is another request of yours"
    LEFT = "left", "The clinic says that you do not work there any more"
    MISUSE = "misuse", "The listing was used to mislead"

    approving = nonmember(("document", "call", "domain"))
    revoking = nonmember(("left", "denied", "misuse"))
    refusing = nonmember(("no_proof", "unreadable", "denied", "managed", "duplicate"))


class ProofKind(TextChoices):
    MAIL = "mail", "A code by mail to the clinic's own web address"
    CALL = "call", "A code read out on a call to the listed number"


class NotCounted(TextChoices):
    """Why no code was mailed to an address; `owners.domain.domains.Why` with the moderator's words."""

    ODD = Why.ODD.value, "Not a plain mail address"
    LOOKALIKE = Why.LOOKALIKE.value, "A look-alike: letters from outside the English alphabet"
    FREE_MAIL = Why.FREE_MAIL.value, "Free mail: anybody can have an address there"
    PLATFORM = Why.PLATFORM.value, "A shared host or platform"
    NO_WEBSITE = Why.NO_WEBSITE.value, "The listing names no website of its own"
    OTHER = Why.OTHER.value, "Not at the website in the listing"
    SHARED = Why.SHARED.value, "Shared by many: a hospital, a school, or more than a few organizations"
    CLAIMANT = Why.CLAIMANT.value, "The website came from people who manage the listing or asked to"
    YOUNG = Why.YOUNG.value, "The website has not stood in the public listing for 30 days"


class DocumentKind(TextChoices):
    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG picture"
    PNG = "png", "PNG picture"


class DocumentStatus(TextChoices):
    WAITING = "waiting", "Waiting for a moderator"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class DocumentReason(TextChoices):
    SHOWS = "shows", "It shows what it was sent for"
    UNREADABLE = "unreadable", "It could not be read"
    OTHER_PLACE = "other_place", "It is of another clinic or address"
    EXPIRED = "expired", "It has expired"
    NOT_THIS = "not_this", "It does not show what it was sent for"
    NOT_NEEDED = "not_needed", "It was not needed: the decision rests on something else"

    accepting = nonmember(("shows",))


class InvitationStatus(TextChoices):
    OPEN = "open", "Sent"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "Taken back"
    EXPIRED = "expired", "Not answered in time"


class MemberReason(TextChoices):
    """Why somebody is no member any more; the code goes into the log."""

    LEFT = "left", "They left"
    REMOVED = "removed", "An owner took them off the team"
    UNMANAGED = "unmanaged", "The last owner left the listing without a manager"
    NOT_THERE = "not_there", "They turn out not to work at the clinic"
    CLINIC_ASKED = "clinic_asked", "The clinic asked us to end it"
    MISUSE = "misuse", "They used the listing to mislead"
    MERGED = "merged", "The listing was merged into another one of the clinic"

    by_moderators = nonmember(("not_there", "clinic_asked", "misuse"))


class ChangeStatus(TextChoices):
    WAITING = "waiting", "Waiting for a moderator"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Taken back"


class ChangeReason(TextChoices):
    """Why a change that waited was decided as it was."""

    CHECKED = "checked", "We checked it"
    NOT_SHOWN = "not_shown", "It could not be confirmed"
    ANOTHER_CLINIC = "another_clinic", "It would make this the listing of another clinic"
    WORDING = "wording", "It makes a claim that medicine does not allow"
    OVERTAKEN = "overtaken", "The listing has changed since"

    approving = nonmember(("checked",))


class Held(TextChoices):
    """Why a change waits."""

    SENSITIVE = "sensitive", "It changes name, address, phone or website"
    WORDING = "wording", "Its wording needs to be read"


class ReminderKind(TextChoices):
    DUE_SOON = "due_soon", "75 days since the last confirmation"
    DUE = "due", "90 days since the last confirmation"
    LAPSED = "lapsed", "A year since the last confirmation"
    CLAIM_WAITS = "claim_waits", "A claim has waited 7 days"
    DOCUMENT_ENDS = "document", "An answer that a document stands behind ends within 30 days"


class WorksHere(TextChoices):
    """How it is known that a person whom the register lists works at this very clinic."""

    NOT_YET = "not_yet", "Nobody has confirmed it yet"
    MAIL = "mail", "They confirmed it by mail"
    DOCUMENT = "document", "A document shows it"
    AS_BEFORE = "as_before", "As confirmed before"
    GONE = "gone", "They do not work here any more"

    new = nonmember(("mail", "document"))


class CheckStatus(TextChoices):
    """An answer that a moderator checked. It follows from the day and from what else is said: no column keeps it."""

    COUNTS = "counts", "It counts"
    CONTRADICTED = "contradicted", "A newer answer says otherwise"
    RUNS_OUT = "runs_out", "It is about to run out"
    RUN_OUT = "run_out", "It has run out"
    ENDED = "ended", "Ended"


class CheckReason(TextChoices):
    """Why it was settled as it was; the code goes into the log and its words into the letter."""

    OVERTAKEN = "overtaken", "The newer answer is right"
    NOT_SHOWN = "not_shown", "What was seen does not show it any more"
    SLIP = "slip", "The clinic told us that its newer answer was a slip"
    MISREAD = "misread", "The clinic told us that it had misread the question"
    NOT_RENEWED = "not_renewed", "It ran out, and nothing new was shown"
    NO_ANSWER = "no_answer", "We asked the clinic for something newer, and nobody answered"
    NOT_WANTED = "not_wanted", "The clinic does not want to show it again"

    ending = nonmember(("overtaken", "not_shown"))
    taking_back = nonmember(("slip", "misread"))
    resting = nonmember(("not_renewed", "no_answer", "not_wanted"))


REASONS: dict[str, tuple[type[TextChoices], ...]] = {
    "claim": (ClaimReason,), "document": (DocumentReason,), "change": (ChangeReason,), "check": (CheckReason,),
    "member": (MemberReason, ClaimReason),
}  # fmt: skip
"""What the log tells of → the lists that its reasons are from."""
