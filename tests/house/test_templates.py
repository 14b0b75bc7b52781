"""What holds for every public template, read as text."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).parents[2]
ALL = sorted(
    path.relative_to(ROOT / "templates").as_posix()
    for path in (ROOT / "templates").rglob("*.html")
    if path.relative_to(ROOT / "templates").parts[0] not in {"admin", "simple_history"}
)
SPRITE = (ROOT / "static" / "img" / "symbols.svg").read_text()
WORDS = re.compile(r"\b(certified by us|best clinics?|top clinics?|safe clinics?|guaranteed)\b", re.IGNORECASE)


def source(name: str) -> str:
    return (ROOT / "templates" / name).read_text()


def markup(name: str) -> str:
    """The source without its comments."""
    return re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", source(name), flags=re.DOTALL)


@pytest.mark.parametrize("name", ALL)
def test_a_template_can_be_read(name):
    assert get_template(name).template.name == name


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(name):
    assert (
        re.findall(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|hx-on|data:[a-z]+/|javascript:", markup(name))
        == []
    )
    assert re.findall(r'<(?:link|script|img|iframe)[^>]*(?:src|href)="(?:https?:)?//', markup(name)) == []


@pytest.mark.parametrize("name", ALL)
def test_a_link_out_tells_nobody_where_it_came_from(name):
    out = re.findall(r'<a\s[^>]*href="https?://[^>]*>', markup(name))
    assert [link for link in out if "noreferrer" not in link] == []


@pytest.mark.parametrize("name", ALL)
def test_no_template_praises(name):
    assert WORDS.findall(markup(name)) == []


@pytest.mark.parametrize("name", ALL)
def test_every_symbol_is_in_the_sprite(name):
    used = set(re.findall(r"symbols\.svg' %}#([\w-]+)\"", markup(name)))
    assert used - set(re.findall(r'<symbol id="([\w-]+)"', SPRITE)) == set()


@pytest.mark.parametrize("name", ["base.html", "_footer.html", "_mark.html"])
def test_the_base_reads_neither_session_nor_user(name):
    assert re.findall(r"{[{%][^}]*\b(?:user|messages|perms|csrf_token|session)\b", markup(name)) == []


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "410.html", "500.html"])
def test_error_pages_are_kept_out_of_indexes(name):
    assert 'content="noindex"' in source(name)
