"""Import the facilities with ketamine infusion from a SAMHSA directory workbook."""

from typing import Any

from django.core.management.base import CommandParser

from sources.actions.files import samhsa_plan
from sources.management.importing import ImportCommand, Planned


class Command(ImportCommand):
    help = "Import the facilities with ketamine infusion from a SAMHSA National Directory workbook (.xlsx) of any year."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--edition", type=int, metavar="YEAR", help="year of the edition, where the name does not tell"
        )

    def planned(self, options: dict[str, Any]) -> Planned:
        return samhsa_plan(options["file"], options["edition"], frozenset(options["take"]))
