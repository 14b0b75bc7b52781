"""The closed lists of the directory, with their words."""

from enum import nonmember

from django.db.models import IntegerChoices, TextChoices

from clinics.domain.facts import Evidence as _Evidence


class Method(TextChoices):
    """How ketamine is given. Only esketamine is FDA-approved for depression."""

    IV = "iv", "IV infusion"
    IM = "im", "Injection in a muscle"
    ESKETAMINE = "esketamine", "Esketamine spray"
    ORAL = "oral", "Lozenge or tablet"
    SC = "sc", "Injection under the skin"
    NASAL = "nasal", "Compounded nasal spray"
    KAP = "kap", "With talk therapy"

    @property
    def note(self) -> str:
        """The line under the method wherever it is explained; says off-label where it is."""
        return METHOD_NOTES[self.value]


METHOD_NOTES = {
    "iv": "Into a vein, dose set by the minute. Off-label",
    "im": "One shot in the thigh or shoulder (IM). Off-label",
    "esketamine": "Spravato. FDA-approved for depression",
    "oral": "At the clinic or at home. Off-label",
    "sc": "A small shot under the skin. Off-label",
    "nasal": "Mixed by a pharmacy. Off-label",
    "kap": "Therapy given beside one of the others. Off-label",
}


class Status(TextChoices):
    """The life of a listing. A clinic is never deleted."""

    DRAFT = "draft", "Draft"
    LISTED = "listed", "Listed"
    TEMPORARILY_CLOSED = "temporarily_closed", "Temporarily closed"
    CLOSED = "closed", "Closed"
    MOVED = "moved", "Moved to another clinic"
    WITHDRAWN = "withdrawn", "Withdrawn at the clinic's wish"
    SUSPENDED = "suspended", "Suspended by a moderator"
    MERGED = "merged", "Merged into another listing"

    searchable = nonmember(("listed", "temporarily_closed"))
    """May be found by name; only `listed` stands in default results."""
    shown = nonmember(("listed", "temporarily_closed", "closed", "moved"))
    """Have a page with the clinic's name on it."""
    hidden = nonmember(("draft", "withdrawn", "suspended", "merged"))
    """Nothing of them is public: no page, no API, no export, no sitemap. A merged one leads to the other."""


class SuspensionReason(TextChoices):
    UNSAFE = "unsafe", "Reports of unsafe care are being looked into"
    LICENSE = "license", "A license or registration is in question"
    IDENTITY = "identity", "It is unclear who answers for this listing"
    UNTRUE = "untrue", "The listing says things that are not true"
    LEGAL = "legal", "A legal demand is being looked into"


class ListingReason(TextChoices):
    """Why a moderator changed the status of a listing; the code goes into the log."""

    CLINIC_ASKED = "clinic_asked", "The clinic asked for it"
    REPORTED = "reported", "A report was found to be right"
    CHECKED = "checked", "A moderator checked it"
    SOURCE = "source", "A public source says so"
    MISTAKE = "mistake", "It corrects a mistake"


class OwnerReason(TextChoices):
    """Why a listing has its status where no moderator gave it; tells in the log whose act it was."""

    OWN_ACT = "own_act", "An owner of the listing did it"


class PointPrecision(TextChoices):
    EXACT = "exact", "Exact"
    ZIP = "zip", "ZIP code only"
    WITHHELD = "withheld", "Street withheld, placed at its ZIP code"


class Unit(TextChoices):
    SESSION = "session", "a session"
    MONTH = "month", "a month"
    PACKAGE = "package", "a package"


class OralPlace(TextChoices):
    CLINIC = "clinic", "Taken in the clinic"
    HOME = "home", "Taken at home"
    BOTH = "both", "Taken in the clinic or at home"


class Payment(TextChoices):
    SELF_PAY = "self_pay", "Self-pay"
    MEDICARE = "medicare", "Medicare"
    MEDICAID = "medicaid", "Medicaid"
    PRIVATE = "private", "Private insurance"
    MILITARY = "military", "Military or VA"
    SLIDING = "sliding", "Sliding scale"
    PLAN = "plan", "Payment plan"
    SUPERBILL = "superbill", "Superbill for your own claim"
    HSA = "hsa", "HSA or FSA card"
    TRIAL = "trial", "Clinical trial"


class Setting(TextChoices):
    OUTPATIENT = "outpatient", "Outpatient clinic"
    HOSPITAL = "hospital", "Hospital"
    RESIDENTIAL = "residential", "Residential program"
    VA = "va", "Veterans Affairs (VA)"


class TraitKind(TextChoices):
    """Groups of codes a clinic may state of itself; none stated means not known."""

    PAYMENT = "payment", "Payment"
    LANGUAGE = "language", "Language"
    SETTING = "setting", "Setting"


class ConditionGroup(TextChoices):
    MOOD = "mood", "Mood"
    ANXIETY = "anxiety", "Anxiety and trauma"
    ADDICTION = "addiction", "Addiction"
    PAIN = "pain", "Pain"


class PractitionerRole(TextChoices):
    ANESTHESIOLOGIST = "anesthesiologist", "Physician anesthesiologist"
    PSYCHIATRIST = "psychiatrist", "Psychiatrist"
    PHYSICIAN = "physician", "Other physician"
    CRNA = "crna", "Nurse anesthetist (CRNA)"
    PSYCHIATRIC_NP = "psychiatric_np", "Psychiatric nurse practitioner"
    NP = "np", "Nurse practitioner"
    PA = "pa", "Physician assistant"
    NURSE = "nurse", "Registered nurse"
    THERAPIST = "therapist", "Therapist"
    OTHER = "other", "Other"


class Evidence(IntegerChoices):
    """`domain.facts.Evidence` with its words; a higher number is stronger."""

    SOURCE = _Evidence.SOURCE.value, "public data"
    STATED = _Evidence.STATED.value, "clinic says"
    DOCUMENT = _Evidence.DOCUMENT.value, "document seen"
    REGISTER = _Evidence.REGISTER.value, "register checked"


class ReportKind(TextChoices):
    """What a visitor may say is wrong with a listing."""

    PHONE = "phone", "The phone number does not work"
    CLOSED = "closed", "The clinic has closed"
    MOVED = "moved", "The clinic has moved"
    NOT_OFFERING = "not_offering", "It does not offer what is listed"
    PRICE = "price", "A price is wrong"
    FACT = "fact", "A safety fact is wrong"
    UNSAFE = "unsafe", "It makes an unsafe or untrue claim"
    OTHER = "other", "Something else"


class ReportStatus(TextChoices):
    OPEN = "open", "Waiting for a moderator"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"


class ReportReason(TextChoices):
    """Why a report was decided as it was; goes into the log in place of words."""

    CORRECTED = "corrected", "The listing was corrected"
    STATUS_CHANGED = "status_changed", "The listing was marked closed, moved or suspended"
    LISTING_RIGHT = "listing_right", "The listing is right"
    NOT_SHOWN = "not_shown", "It could not be confirmed"
    DUPLICATE = "duplicate", "It was reported before"
    UNRELATED = "unrelated", "It is not about this listing"

    accepting = nonmember(("corrected", "status_changed"))
    """Reasons to accept; all others refuse."""


class Holds(TextChoices):
    """What this database holds: samples or real clinics, never both."""

    NOTHING = "", "Nothing yet"
    SAMPLE = "sample", "Sample clinics"
    REAL = "real", "Real clinics"


class MemberRole(TextChoices):
    OWNER = "owner", "Owner"
    EDITOR = "editor", "Editor"
