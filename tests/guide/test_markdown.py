"""Markdown to HTML: what may stand in the guide, and what is refused in a sentence."""

import datetime as dt
import re

import pytest

from guide.domain.crisis import speaks_of_it
from guide.domain.expiry import in_force
from guide.domain.faults import faults, links
from guide.domain.markdown import Heading, render
from guide.domain.sources import Source, read, write

LABEL, STUDY = Source("label", "The label.", "https://fda.gov/l.pdf"), Source("study", "A study, 2006.")


def html(body, *sources):
    return render(body, sources).html.strip()


def test_citations_are_numbered_in_the_order_of_the_text():
    found = render("One.[^study] Two.[^label] Again.[^study]", [LABEL, STUDY])
    assert found.cited == [STUDY, LABEL]
    assert found.html.count('<a href="#source-1" aria-label="Source 1">1</a>') == 2
    assert found.html.count('<a href="#source-2" aria-label="Source 2">2</a>') == 1


def test_headings_have_ids_of_their_own_and_make_the_contents():
    found = render("## When?\n\nx\n\n### Later\n\ny\n\n## When?\n\nz", [])
    assert found.contents == [Heading("on-when", "When?"), Heading("on-when-2", "When?")]
    assert ('<h2 id="on-when">' in found.html, '<h3 id="on-later">' in found.html) == (True, True)


def test_a_cell_knows_its_row_and_its_column():
    table = "| | IV | Spray |\n|---|:-:|--:|\n| How | *vein* | nose |"
    assert html(table) == (
        '<table>\n<thead>\n<tr>\n<td></td>\n<th scope="col">IV</th>\n<th scope="col">Spray</th>\n</tr>\n'
        '</thead>\n<tbody>\n<tr>\n<th scope="row">How</th>\n<td data-label="IV"><em>vein</em></td>\n'
        '<td data-label="Spray">nose</td>\n</tr>\n</tbody>\n</table>'
    )


def test_a_call_out_has_a_head():
    found = html('::: warning Do not stop *on "your" own* <b>\nAsk.\n:::\n\n::: note\nWell.\n:::')
    assert 'class="call-out warning" role="note">\n<p class="head">Do not stop *on "your" own* &lt;b&gt;' in found
    assert '<p class="head">Note</p>\n<p>Well.</p>' in found


def test_links_out_tell_nobody_where_they_came_from():
    assert html("[x](https://fda.gov) [y](/guide/)") == (
        '<p><a href="https://fda.gov" rel="noreferrer external">x</a> <a href="/guide/">y</a></p>'
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a <script>alert(1)</script>", "<p>a &lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](JaVaScRiPt&colon;alert(1))", "<p>[x](JaVaScRiPt:alert(1))</p>"),
        ("![x](https://a.b/c.png)", "<p></p>"),
        ("[x](data:text/html,1)", "<p>[x](data:text/html,1)</p>"),
        ("[^nobody]", "<p>[^nobody]</p>"),
    ],
)
def test_what_may_not_stand_there_does_nothing_even_where_nobody_looked(typed, shown):
    assert html(typed) == shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("a <b>word</b>", "Line 1: HTML is not read here (<b>). Write Markdown."),
        ("x\n\n<div>y</div>", "Line 3: HTML is not read here (<div>y</div>). Write Markdown."),
        ("<!-- x -->", "Line 1: HTML is not read here (<!-- x -->). Write Markdown."),
        ("![x](https://a.b/c.png)", "Line 1: pictures are not shown here. Say it in words."),
        ("x\n[y](javascript:alert(1))", "Line 2: an address may not begin with “javascript:”."),
        ("[y]: data:text/html,1", "Line 1: an address may not begin with “data:”."),
        ("<vbscript:x>", "Line 1: an address may not begin with “vbscript:”."),
        ("# Title", "“Title”: begin a heading with ## or ###; the title is the only one above."),
        ("#### Deep", "“Deep”: begin a heading with ## or ###; the title is the only one above."),
        ("::: danger\nx\n:::", "Line 1: a call-out begins with ::: note or ::: warning, and ends with :::."),
        ("::: note\nx", "The last call-out has no end: write ::: on a line of its own."),
        ("[[until 2026-02-30]]x[[end]]", "“2026-02-30” is no date."),
        ("[[until tomorrow]]x[[end]]", "“[[until tomorrow]]” cannot be read."),
        ("[[until 2026-12-31]]x", "“[[until 2026-12-31]]” cannot be read."),
        ("[[from 2027-01-01]]a [[until 2027-02-01]]b[[end]] c[[end]]", "“[[from 2027-01-01]]” cannot be read."),
        ("x[^nobody]", "[^nobody] names a source that is not in the list of sources."),
    ],
)
def test_a_fault_is_a_sentence(typed, sentence):
    assert [found[: len(sentence)] for found in faults(typed, [])][:1] == [sentence]


ROWS = "| A | B |\n|---|---|\n| 1 | 2 |\n{}\n| 5 | 6 |"
OPEN, END = "[[until 2026-12-31]]", "[[end]]"


@pytest.mark.parametrize("marked", [f"{OPEN}| 3 | 4 |{END}", f"{OPEN}\n| 3 | 4 |\n{END}"])
@pytest.mark.parametrize(("day", "rows"), [(dt.date(2026, 12, 31), ["1", "3", "5"]), (dt.date(2027, 1, 1), ["1", "5"])])
def test_a_row_that_runs_out_leaves_the_table_whole(marked, day, rows):
    body = ROWS.format(marked)
    found = html(in_force(body, day))
    assert (faults(body, []), re.findall(r'<th scope="row">(.)</th>', found), found.count("<p>")) == ([], rows, 0)


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (f"- a\n- {OPEN}b{END}\n- c", "- a\n- c"),
        (f"## {OPEN}T{END}\n\nx", "\nx"),
        (f"a\n\n{OPEN}\nb\n{END}\n\nc", "a\n\n\nc"),
        (f"a {OPEN}b{END} c", "a  c"),
    ],
)
def test_nothing_empty_is_left_of_what_ran_out(body, left):
    assert in_force(body, dt.date(2027, 1, 1)) == left


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (f"::: note\nx\n{OPEN}:::{END}", "The last call-out has no end: write ::: on a line of its own."),
        (f"{OPEN}::: note{END}\nx\n:::", "Line 3: this ::: ends a call-out that was not begun."),
        (f"[x](java{OPEN}{END}script:alert(1))", "Line 1: an address may not begin with “javascript:”."),
    ],
)
def test_a_text_is_looked_at_as_it_reads_on_every_day(body, sentence):
    assert sentence in faults(body, [])


def test_the_addresses_of_every_day_are_known():
    assert links(f"[x](/gui{OPEN}de/questions/#{END}nope/)") == ["/guide/questions/#nope/", "/guinope/"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("x" * 30_001, "The text is too long: 30,001 characters."),
        ("[^" * 3_100, "One paragraph, list or table is longer than 6,000 characters"),
        ("a\x00b", "There is a sign here that cannot be read (U+0000)."),
        ("[[until 9999-12-31]]x[[end]]", "“9999-12-31” is no date."),
    ],
)
def test_what_would_stop_a_reader_of_markdown_or_a_database_is_a_sentence(body, sentence):
    assert [found[: len(sentence)] for found in faults(body, [])] == [sentence]


def test_a_source_that_no_reader_would_see_is_not_named():
    assert [found[:43] for found in faults("`[^label]`", [LABEL])] == ["The source “label” is not named in the text"]


def test_a_link_round_a_source_is_no_link():
    assert [found[:34] for found in faults("[see [^label] this](https://a.b)", [LABEL])] == [
        "“this](https://a.b)” is no link: w"
    ]


def test_no_heading_takes_an_id_of_the_page_or_of_another():
    found = render("## Main\n\n## A\n\n## A\n\n## A 2\n\n## ?", [])
    assert [heading.id for heading in found.contents] == ["on-main", "on-a", "on-a-2", "on-a-2-2", "on-"]


def test_a_source_that_nothing_names_is_a_fault():
    assert [found.partition(":")[0] for found in faults("Plain.", [LABEL])] == [
        "The source “label” is not named in the text"
    ]


def test_a_good_text_has_no_fault():
    body = "At 3 < 5 & more.[^label]\n\n::: note Here\nx\n:::\n\n[Call 988](tel:988) <https://a.b> [a](/clinics/)"
    assert faults(body, [LABEL]) == []
    assert links(body) == ["tel:988", "https://a.b", "/clinics/"]


def test_lines_of_sources_come_back_as_they_were():
    assert read(write([LABEL, STUDY])) == ([LABEL, STUDY], [])
    assert read("label | The label. | | https://x.y")[0] == [Source("label", "The label. |", "https://x.y")]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("The label", "Sources, line 1: Write each source on a line of its own"),
        ("\nLabel! | x", "Sources, line 2: “Label!” is no key"),
        ("a | x\na | y", "Sources, line 2: “a” is there twice."),
        ("a | x | javascript:alert(1)", "Sources, line 1: “javascript:alert(1)” is no web address"),
    ],
)
def test_a_line_that_is_no_source_is_a_sentence(lines, sentence):
    assert [found[: len(sentence)] for found in read(lines)[1]] == [sentence]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Suicidal thoughts", True), ("self-harm", True), ("If you may hurt yourself", True),
        ("thinking of ending your life", True), ("They want to die.", True),
        ("He took his own life.", True), ("taking your own life", True), ("to harm oneself", True),
        ("cutting herself", True), ("I wanted to die", True), ("I no longer want to live", True), ("self\u2011harm", True),
        ("It can harm the bladder.", False), ("Take your time", False), ("They do not want to wait", False), ("End the session", False), ("a better life", False),
    ],
)  # fmt: skip
def test_where_suicide_is_spoken_of(said, found):
    assert speaks_of_it(said) is found
