"""One file holds every raw value; the others use its names."""

import re
from pathlib import Path

import django.contrib.admin
import pytest

SHEETS = sorted((Path(__file__).parents[2] / "static" / "css").glob("*.css"))
ADMIN = Path(django.contrib.admin.__file__).parent / "static" / "admin" / "css"
OTHERS = [sheet for sheet in SHEETS if sheet.name != "tokens.css"]
RAW = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)\(|(?<![-\w])(?:white|black|red|gray|grey)(?![-\w])"
)


def rules(sheet: Path) -> str:
    """A sheet without its comments, content strings and addresses."""
    return re.sub(r'/\*.*?\*/|"[^"]*"', "", sheet.read_text(), flags=re.DOTALL)


def test_the_pattern_finds_raw_colors():
    assert [bool(RAW.search(text)) for text in ("a{color:#fff}", "a{color:rgb(1 2 3)}", "a{color:red}")] == [True] * 3
    assert RAW.search("a { white-space: nowrap; color: var(--ink); }") is None


@pytest.mark.parametrize("sheet", OTHERS, ids=lambda sheet: sheet.name)
def test_raw_colors_stand_in_the_tokens_only(sheet):
    assert RAW.findall(rules(sheet)) == []


@pytest.mark.parametrize("sheet", OTHERS, ids=lambda sheet: sheet.name)
def test_fonts_are_named_in_the_tokens_only(sheet):
    families = re.findall(r"font-family:\s*([^;]+);", rules(sheet))
    assert [family for family in families if not re.fullmatch(r"inherit|var\(--\w+\)", family.strip())] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_is_short_and_takes_nothing_from_elsewhere(sheet):
    css = sheet.read_text()
    assert len(css.splitlines()) < 120
    assert re.findall(r"@import|https?:|url\(\s*[\"']?(?:data:|//)", css) == []


def test_every_value_used_is_defined():
    """Ours, or one of the names that Django's own admin sheets define and ours color."""
    text = "".join(map(rules, SHEETS))
    defined = text + "".join(map(rules, ADMIN.glob("*.css")))
    assert set(re.findall(r"var\((--[\w-]+)", text)) - set(re.findall(r"(--[\w-]+)\s*:", defined)) == set()
