"""All facts, in the groups of the clinic's page."""

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from clinics.domain.catalog import FACTS, GROUPS
from clinics.enums import Evidence
from clinics.models import Clinic, Statement
from clinics.profile.facts import FactRow, fact_rows
from owners.forms.base import Group, SectionForm
from owners.forms.fields import Open


class FactsForm(SectionForm):
    def build(self) -> None:
        shown = in_force(self.clinic)
        for fact in FACTS.values():
            words = " ".join(part for part in (fact.help, shown.get(fact.key, "")) if part)
            self.fields[fact.key] = Open(fact.wording, help_text=words)

    def groups(self) -> list[Group]:
        return [
            Group(title, [self[fact.key] for fact in FACTS.values() if fact.group == key])
            for key, title in GROUPS.items()
        ]

    def label_of(self, path: str) -> str:
        return FACTS[path].wording


def in_force(clinic: Clinic) -> dict[str, str]:
    """Fact → what its page says, where more than the clinic's own word is in play: "Your page says: Yes. We saw …"."""
    prefetch_related_objects(
        [clinic], Prefetch("statements", Statement.objects.select_related("practitioner", "source"))
    )  # fmt: skip
    found = fact_rows(clinic.statements.all(), [], whole_list=False, today=timezone.localdate())
    return {key: _in_words(row) for key, row in found.items() if any(_not_theirs(line.bars) for line in row.lines)}


def _not_theirs(bars: int) -> bool:
    return bars != Evidence.STATED


def _in_words(row: FactRow) -> str:
    """The answer in force with its evidence, then whoever says otherwise."""
    first, *others = row.lines
    said = f"Your page says: {first.answer}. {' '.join((first.said, *first.notes))}"
    return said + "".join(f" But: {line.answer}. {line.said}" for line in others)
