from pathlib import Path

from clinics.domain.catalog import FACTS
from clinics.enums import Method
from sources.columns import header

PAGE = (Path(__file__).resolve().parents[2] / "docs/data.md").read_text()


def test_every_column_stands_in_the_documentation():
    methods = tuple(f"{method}." for method in Method.values)
    names = {f"METHOD.{name.split('.')[1]}" if name.startswith(methods) else name for name in header()}
    assert {name for name in names if f"`{name}`" not in PAGE} == set()
    assert len(FACTS) == sum(name.startswith("fact.") for name in names)
