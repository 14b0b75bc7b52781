"""Where a file says something else than a clinic that keeps its own listing: leave it, or tell the clinic."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin_base import ReadOnlyAdmin, waiting_first
from accounts.admin_decisions import Decision, reasons
from accounts.models import User
from accounts.policies import why_not
from accounts.work import Lines
from clinics.admin.decisions import ListingDecisions, listing_lines
from clinics.models import Membership
from sources.actions.differences import close_taken_over, leave_difference, tell_clinic
from sources.emails import difference_text
from sources.enums import DifferenceReason, DifferenceStatus
from sources.models import ImportDifference
from sources.policies import check_may_decide_difference
from sources.wording import NOT_STATED
from sources.workflows import DIFFERENCE

WAITING = waiting_first(DifferenceStatus.OPEN)
NOBODY = "Nobody of this clinic can be written to. Call the clinic."


def _because(codes: tuple[str, ...]) -> Any:
    return reasons([(code, DifferenceReason(code).label) for code in codes])


DECISIONS = (
    Decision(
        "leave", "Leave what the clinic says",
        "The listing stays as it is. The same two values are not asked about again.", leave_difference,
        DIFFERENCE.before("leave_difference"), _because(DifferenceReason.leaving),
    ),
    Decision(
        "tell", "Tell the clinic",
        "Those who keep the listing get this letter. They change it, or leave it as it is.", tell_clinic,
        DIFFERENCE.before("tell_clinic"), _because(DifferenceReason.telling),
    ),
    Decision(
        "taken_over", "The listing says so by now",
        "Nothing is written. Choose this where the listing was changed since.", close_taken_over,
        DIFFERENCE.before("close_taken_over"), _because(DifferenceReason.taking_over),
    ),
)  # fmt: skip


@admin.register(ImportDifference)
class ImportDifferenceAdmin(ReadOnlyAdmin, ListingDecisions):
    """What waits, first. The words of a clinic are never overwritten by a file."""

    decisions = DECISIONS
    keyword = "difference"
    list_display = ["clinic", "column", "held", "offered", "run", "status"]
    list_filter = ["status", "run__kind", ("run__started_at", admin.DateFieldListFilter)]
    list_select_related = ["clinic", "run"]
    search_fields = ["clinic__name", "column"]
    fields = [
        "clinic_link", "column", "held", "offered", "run", "line", "status", "reason", "decided_at", "decided_by",
    ]  # fmt: skip
    readonly_fields = ["clinic_link"]

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [WAITING, "run__started_at", "pk"]

    def refusal(self, by: User, row: ImportDifference) -> str:
        return why_not(check_may_decide_difference, by, row)

    def in_view(self, row: ImportDifference) -> Lines:
        held, offered = (text.splitlines() or [NOT_STATED] for text in (row.held, row.offered))
        where = f"{row.run}, line {row.line}"
        return [*listing_lines(row.clinic), (f"The clinic says ({row.label})", held), ("The file says", offered),
                ("The file", [where])]  # fmt: skip

    def preview(self, decision: Decision, row: ImportDifference) -> str:
        if decision.name != "tell":
            return ""
        return difference_text(row) if Membership.team(row.clinic) else NOBODY
