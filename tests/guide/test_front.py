"""Front matter: what a file must say, and a sentence for each thing that is wrong."""

import datetime as dt

import pytest

from guide.domain.expiry import dates, faults, in_force
from guide.domain.front import BadFile
from tests.guide.words import BODY, FRONT, file


def test_a_file_is_read():
    found = file()
    assert (found.title, found.due_on, found.clinical_reviewer, found.body) == (
        "Is it legal?",
        dt.date(2027, 5, 2),
        "",
        BODY,
    )
    assert found.sources == "label | The label of a medicine. FDA, 2025. | https://www.fda.gov/label.pdf"
    assert file(front=FRONT.replace("\n", "\r\n")) == found


@pytest.mark.parametrize(
    ("was", "typed", "sentence"),
    [
        ("title: Is it legal?\n", "", "title: this field is missing."),
        ("title: Is it legal?", "title:", "title: write words here."),
        ("title: Is it legal?", "title: 12", "title: write words here."),
        ("title: Is it legal?", f"title: {'x' * 121}", "title: at most 120 characters."),
        ("due_on: 2027-05-02", "due_on: soon", "due_on: “soon” is no date; write it as 2026-11-30."),
        ("due_on: 2027-05-02", "due_on:", "due_on: “None” is no date; write it as 2026-11-30."),
        ("due_on: 2027-05-02", "due_on: 2026-11-02", "due_on: The next review comes after the last one."),
        ("due_on: 2027-05-02", "due_on: 2999-01-01", "due_on: The next review comes within two years of the last one."),
        ("reviewed_on: 2026-11-02", "reviewed_on: 2026-11-21", "reviewed_on: This day has not come yet."),
        ("Is it legal?", "'[[until 2026-12-31]]x[[end]]'", "title: Dates such as [[until 2026-12-31]] are read in the"),
        ("clinical_reviewer:", "clinical_reviewer: [a]", "clinical_reviewer: write words here."),
        ("clinical_reviewer:\n", "clinical_reviewer:\nauthor: x\n", "author: there is no such field."),
        ("key: label", "name: label", "sources: each one has a key, a text, and a url where there is one."),
        ("key: label", "key: La bel", "Sources, line 1: “La bel” is no key"),
        ("https://www.fda.gov/label.pdf", "javascript:x", "Sources, line 1: “javascript:x” is no web address"),
        ("---\ntitle", "title", "The file begins with --- on a line of its own"),
        ("title: Is it legal?", "title: [", "The fields between the two --- cannot be read"),
        ("2027-05-02", "2027-02-31", "The fields between the two --- cannot be read"),
        (FRONT, "---\njust words\n---\n", "Between the two --- each line is a field"),
    ],
)
def test_a_fault_is_a_sentence(was, typed, sentence):
    assert was in FRONT
    with pytest.raises(BadFile) as bad:
        file(front=FRONT.replace(was, typed, 1))
    assert sentence in [found[: len(sentence)] for found in bad.value.sentences]


def test_all_faults_are_named_at_once():
    with pytest.raises(BadFile) as bad:
        file("A <b>b</b>.[^label]", FRONT.replace("title: Is it legal?\n", "").replace("2027-05-02", "soon"))
    assert [found.partition(":")[0] for found in bad.value.sentences] == ["title", "due_on", "Line 1", "Line 1"]


RULE = "Now.\n\n[[until 2026-12-31]]A rule\nholds.[[end]] [[from 2027-01-01]]It ran out.[[end]]"


@pytest.mark.parametrize(
    ("day", "reads"),
    [
        (dt.date(2026, 12, 31), "Now.\n\nA rule\nholds. "),
        (dt.date(2027, 1, 1), "Now.\n\n It ran out."),
    ],
)
def test_a_sentence_runs_out_on_its_day(day, reads):
    assert (faults(RULE), in_force(RULE, day), dates(RULE)) == ([], reads, [dt.date(2027, 1, 1)] * 2)
