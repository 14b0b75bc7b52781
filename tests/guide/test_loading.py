"""From files into the database, never over what an editor wrote."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Event
from clinics.models import SiteState, Zip
from guide.actions.loading import FOLDER, load_pages, read_pages
from guide.domain.front import BadFile
from guide.domain.path import SLUGS
from guide.models import Page
from tests.guide.words import FRONT, file
from tests.transactions import commits

pytestmark = pytest.mark.django_db


def load(**files):
    steps = load_pages({slug.replace("_", "-"): made for slug, made in files.items()}, by="operator")
    return [step.act for step in steps]


def test_a_page_is_made_once_and_then_left_alone():
    assert load(is_it_legal=file()) == ["created"]
    before = (Page.objects.get().updated_at, SiteState.now().revision, Event.objects.count(), Page.history.count())
    assert load(is_it_legal=file()) == ["unchanged"]
    assert (
        Page.objects.get().updated_at, SiteState.now().revision, Event.objects.count(), Page.history.count(),
    ) == before  # fmt: skip


def test_a_newer_file_replaces_what_nobody_touched():
    load(is_it_legal=file())
    assert load(is_it_legal=file("New.[^label]")) == ["updated"]
    assert Page.objects.get().body == "New.[^label]"


def test_what_an_editor_changed_is_kept_whatever_the_file_says():
    load(is_it_legal=file())
    Page.objects.update(title="An editor wrote this")
    assert load(is_it_legal=file()) == ["kept"]
    assert load(is_it_legal=file("New.[^label]")) == ["kept"]
    assert load(is_it_legal=file("Newer.[^label]")) == ["kept"]
    assert Page.objects.get().title == "An editor wrote this"


def test_an_editor_and_a_file_that_say_the_same_are_at_one_again():
    load(is_it_legal=file())
    Page.objects.update(body="Both.[^label]")
    assert load(is_it_legal=file("Both.[^label]")) == ["unchanged"]
    assert load(is_it_legal=file("Newer.[^label]")) == ["updated"]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")
@commits
def test_machines_that_start_at_once_load_each_page_once():
    def start():
        try:
            barrier.wait(10)
            return load(is_it_legal=file(), questions=file())
        finally:
            connection.close()

    barrier = Barrier(4)
    with ThreadPoolExecutor(4) as pool:
        acts = [run.result(30) for run in [pool.submit(start) for _ in range(4)]]
    assert sorted(acts) == [["created"] * 2, *[["unchanged"] * 2] * 3]


def test_a_fault_in_a_page_is_no_reason_to_be_away(monkeypatch, settings):
    settings.SAMPLES, settings.DEBUG = False, True
    Zip.objects.create(zip="78701", city="Austin", state="TX", latitude=30, longitude=-97)
    monkeypatch.setattr("guide.actions.loading.dead_links", lambda body: ["“/x/” leads nowhere."])
    said = StringIO()
    call_command("prepare", stdout=StringIO(), stderr=said)
    assert ("The guide was not loaded." in said.getvalue(), "“/x/” leads nowhere." in said.getvalue()) == (True, True)


def test_one_bad_file_and_nothing_is_loaded(tmp_path):
    for slug in SLUGS:
        (tmp_path / f"{slug}.md").write_text((FOLDER / f"{slug}.md").read_text())
    (tmp_path / "questions.md").write_text(FRONT.replace("2027-05-02", "soon") + "[x](/nowhere/)[^label]")
    (tmp_path / "is-it-legal.md").write_bytes(b"\xff\xfe")
    (tmp_path / "the-day.md").unlink()
    (tmp_path / "other.md").write_text("")
    with pytest.raises(CommandError) as refused:
        call_command("load_guide", folder=tmp_path)
    assert str(refused.value).splitlines() == [
        "Nothing was loaded.",
        "is-it-legal.md: this file is no text in UTF-8.",
        "the-day.md: this file is missing.",
        "questions.md: due_on: “soon” is no date; write it as 2026-11-30.",
        "other.md: no page has this name; the names are in guide/domain/path.py.",
    ]
    assert Page.objects.count() == 0


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/nowhere/", "“/nowhere/” leads nowhere."),
        ("/guide/no-such/", "“/guide/no-such/” is no page of the guide."),
        ("/costs/zz/", "“/costs/zz/” leads nowhere."),
        ("/admin/", "“/admin/” leads nowhere."),
        ("choosing", "“choosing”: within the site an address begins with one /, elsewhere with https://."),
        ("//evil.example", "“//evil.example”: within the site an address begins with one /, elsewhere with https://."),
        ("/clinics/?fact=no-such", "“/clinics/?fact=no-such”: the search does not understand this."),
    ],
)
def test_a_dead_link_is_a_sentence(tmp_path, address, sentence):
    for slug in SLUGS:
        (tmp_path / f"{slug}.md").write_text((FOLDER / f"{slug}.md").read_text())
    (tmp_path / "questions.md").write_text(f"{FRONT}[x]({address})[^label]")
    with pytest.raises(BadFile) as bad:
        read_pages(tmp_path)
    assert [found[: len(sentence) + 14] for found in bad.value.sentences] == [f"questions.md: {sentence}"]


def test_the_command_says_what_it_did(capsys):
    call_command("load_guide")
    Page.objects.filter(slug="questions").update(summary="An editor wrote this")
    call_command("load_guide")
    assert capsys.readouterr().out.splitlines() == [
        f"Guide: {len(SLUGS)} created, 0 updated, 0 unchanged, 0 kept.",
        f"Guide: 0 created, 0 updated, {len(SLUGS) - 1} unchanged, 1 kept.",
        "questions: an editor changed this page, so its file was not loaded.",
    ]
