from io import StringIO
from pathlib import Path

from django.core.management import call_command

from directory.management.commands.workflows import ALL


def test_the_document_is_what_the_tables_say():
    out = StringIO()
    call_command("workflows", stdout=out)
    document = Path(__file__).resolve().parents[2] / "docs/workflows.md"
    assert document.read_text() == out.getvalue()
    assert [f"## {flow.name}" in out.getvalue() for flow in ALL] == [True] * len(ALL)
