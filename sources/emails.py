"""Letters to those who answer for a listing. No subject says which listing: its name may hold a drug's."""

from accounts import post
from accounts.links import link
from clinics.models import Membership
from sources.models import ImportDifference
from sources.models.import_run import Kind

SUBJECT = "A file says something else than your listing"
_FROM = {Kind.SAMHSA: "SAMHSA's public directory of treatment facilities", Kind.CSV: "a list of clinics that we got"}


def difference_letter(difference: ImportDifference) -> int:
    """To all of them; returns how many."""
    found = Membership.team(difference.clinic)
    for user in found:
        post.put(user.email, SUBJECT, "sources/difference", **_words(difference))
    return len(found)


def difference_text(difference: ImportDifference) -> str:
    """The same, for a moderator to look at before."""
    return post.written("sources/difference", **_words(difference))


def _words(difference: ImportDifference) -> dict[str, object]:
    return {
        "clinic": difference.clinic.name, "label": difference.label, "held": difference.held,
        "offered": difference.offered, "source": _FROM[Kind(difference.run.kind)],
        "day": difference.run.started_at, "url": link("owners:desk", difference.clinic_id),
    }  # fmt: skip
