"""Text made comparable."""

import pytest

from clinics.domain.text import HIDDEN, fold, slug, tidy, tidy_lines, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Peña & Sons, P.A.", "pena sons p a"),
        ("O’Brien's", "obriens"),
        ("STRASSE Straße", "strasse strasse"),
        ("Ærø Łódź", "aero lodz"),
        ("  two\n lines ", "two lines"),
        ("日本", ""),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_words():
    assert words("St. John’s Clinic") == ["st", "johns", "clinic"]


@pytest.mark.parametrize("mark", ["\u0000", "\u200b", "\u202e", "\ufeff", "\u2066", "\u00ad"])
def test_hidden_marks_are_taken_out(mark):
    assert HIDDEN.search(f"a{mark}b") is not None
    assert tidy(f"  a{mark}b   c ") == "ab c"


def test_tidy_composes_characters():
    assert tidy("e\u0301") == "\u00e9"


def test_tidy_lines_keeps_line_ends():
    assert tidy_lines("a  b\r\nc\rd\n\n") == "a b\nc\nd"


@pytest.mark.parametrize(
    ("text", "made"), [("Barton Creek & Co.", "barton-creek-co"), ("日本", "clinic"), ("a" * 200, "a" * 80)]
)
def test_slug(text, made):
    assert slug(text) == made
