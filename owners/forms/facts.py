"""All facts, in the groups of the clinic's page."""

from clinics.domain.catalog import FACTS, GROUPS
from owners.forms.base import Group, SectionForm
from owners.forms.fields import Open


class FactsForm(SectionForm):
    def build(self) -> None:
        for fact in FACTS.values():
            self.fields[fact.key] = Open(fact.wording, help_text=fact.help)

    def groups(self) -> list[Group]:
        return [
            Group(title, [self[fact.key] for fact in FACTS.values() if fact.group == key])
            for key, title in GROUPS.items()
        ]

    def label_of(self, path: str) -> str:
        return FACTS[path].wording
