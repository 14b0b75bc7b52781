"""Editors write the guide in the admin: preview, history, two at once, and what is refused."""

import datetime as dt

import pytest

from accounts.models import Event
from clinics.models import SiteState
from directory.queue import Filters, queue
from directory.waiting import kinds
from guide.models import Article, Page
from tests.guide.words import BODY, page
from tests.moderators import moderator, signed_in

pytestmark = pytest.mark.django_db
PREVIEW = "/admin/guide/page/preview/"


@pytest.fixture
def editor():
    return signed_in(moderator("editor"))


def typed(row, **fields):
    values = {
        "title": row.title, "summary": row.summary, "body": row.body, "sources": row.sources,
        "reviewed_on": row.reviewed_on.isoformat(), "due_on": row.due_on.isoformat(), "clinical_reviewer": "",
    }  # fmt: skip
    return {**{f"initial-{name}": value for name, value in values.items()}, **values, **fields}


def change(row):
    return f"/admin/guide/page/{row.pk}/change/"


def test_an_edit_is_public_at_once_and_in_the_history(editor, client):
    row, revision = page(), SiteState.now().revision
    assert editor.post(change(row), typed(row, body=f"{BODY} More.")).status_code == 302
    assert "More." in client.get("/guide/is-it-legal/").content.decode()
    assert (SiteState.now().revision > revision, row.history.count(), Event.objects.latest("id").what) == (
        True,
        2,
        "page.edited",
    )
    assert "More." in editor.get(f"/admin/guide/page/{row.pk}/history/").content.decode()


def test_a_save_that_changes_nothing_writes_nothing(editor):
    row = page()
    before = (row.history.count(), Event.objects.count(), SiteState.now().revision)
    editor.post(change(row), typed(row))
    assert (row.history.count(), Event.objects.count(), SiteState.now().revision) == before


def test_a_preview_shows_what_was_typed_and_saves_nothing(editor):
    row = page()
    found = editor.post(f"{PREVIEW}?of={row.pk}", typed(row, body="Not **yet**.[^label]")).content.decode()
    assert ("Not <strong>yet</strong>." in found, "This is a preview" in found) == (True, True)
    row.refresh_from_db()
    assert (row.body, row.history.count()) == (BODY, 1)


def test_a_preview_of_what_is_wrong_says_so(editor):
    row = page()
    found = editor.post(f"{PREVIEW}?of={row.pk}", typed(row, body="<b>x</b>[^label]")).content.decode()
    assert "HTML is not read here" in found
    assert editor.get(PREVIEW).status_code == 404
    assert "Open the preview from the form." in editor.get(f"{PREVIEW}?of={row.pk}").content.decode()
    assert editor.post("/admin/guide/article/preview/", {}).status_code == 200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"body": "x <script>y</script>[^label]"}, "HTML is not read here"),
        ({"body": "[x](javascript:y)[^label]"}, "an address may not begin with “javascript:”"),
        ({"body": "[x](/nowhere/)[^label]"}, "leads nowhere"),
        ({"sources": "no line"}, "Write each source on a line of its own"),
        ({"due_on": "2026-11-02"}, "The next review comes after the last one."),
        ({"due_on": "soon"}, "Enter a valid date."),
        ({"reviewed_on": "2999-01-01", "due_on": "2999-02-01"}, "This day has not come yet"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_nothing_typed_is_lost(editor, fields, sentence):
    row = page()
    answer = editor.post(change(row), typed(row, title="Kept as typed", **fields))
    found = answer.content.decode()
    assert (answer.status_code, sentence in found, 'value="Kept as typed"' in found) == (200, True, True)
    row.refresh_from_db()
    assert row.title == "Is it legal?"


def test_nobody_s_name_stays_above_words_they_never_saw(editor):
    row = page(clinical_reviewer="Jo Ray, MD")
    new = {"clinical_reviewer": "Jo Ray, MD", "initial-clinical_reviewer": "Jo Ray, MD", "body": "New.[^label]"}
    assert "Jo Ray, MD has read other words." in editor.post(change(row), typed(row, **new)).content.decode()
    again = {"reviewed_on": "2026-11-03"}
    assert [editor.post(change(row), typed(row, **new, **again)).status_code, Page.objects.get().body] == [
        302,
        "New.[^label]",
    ]


def test_two_who_change_the_same_are_asked(editor):
    row = page()
    first = typed(row, title="First")
    second = typed(row, title="Second")
    editor.post(change(row), first)
    found = editor.post(change(row), second).content.decode()
    assert "Somebody saved" in found
    row.refresh_from_db()
    assert row.title == "First"


def test_news_is_written_and_its_address_stays(editor, client):
    made = {
        "title": "A rule", "slug": "a-rule", "author": "Jo", "published_on": "2026-01-02", "summary": "What it says.",
        "body": "Words.", "sources": "",
    }  # fmt: skip
    for slug in ("A-rule", "-", "a_rule", "a--b"):
        refused = editor.post("/admin/guide/article/add/", {**made, "slug": slug}).content.decode()
        assert "Use small letters, numbers, and single hyphens between them." in refused
    assert editor.post("/admin/guide/article/add/", made).status_code == 302
    assert client.get("/guide/news/a-rule/").status_code == 404
    row = Article.objects.get()
    editor.post(f"/admin/guide/article/{row.pk}/change/", {**made, "slug": "other", "is_public": "on"})
    assert (client.get("/guide/news/a-rule/").status_code, client.get("/guide/news/other/").status_code) == (200, 404)


def test_editors_see_the_guide_and_nothing_else(editor):
    row = page()
    status = {address: editor.get(address).status_code for address in (
        "/admin/", change(row), "/admin/guide/page/add/", f"/admin/guide/page/{row.pk}/delete/",
        "/admin/clinics/clinic/", "/admin/reviews/review/",
    )}  # fmt: skip
    assert list(status.values()) == [200, 200, 403, 403, 403, 403]


def test_moderators_without_that_part_do_not_edit(client):
    row, them = page(), signed_in(moderator("moderator"))
    assert [them.get(change(row)).status_code, them.post(f"{PREVIEW}?of={row.pk}", typed(row)).status_code] == [
        403,
        404,
    ]


def test_a_due_page_raises_one_task_until_its_dates_are_set(editor, monkeypatch):
    row, other = page(), page("questions")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *a: row.due_on - dt.timedelta(1))
    kind = next(kind for kind in kinds() if kind.key == "guide_page")
    assert kind.rows(row.due_on - dt.timedelta(1)).count() == 0
    Page.objects.filter(pk=other.pk).update(due_on=row.due_on + dt.timedelta(9))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *a: row.due_on + dt.timedelta(2))
    person = moderator("editor")
    found = queue(person, Filters(), "1").items
    assert [(item.kind.key, item.number, item.clinic, item.days) for item in found] == [("guide_page", row.pk, None, 2)]
    due = row.due_on + dt.timedelta(200)
    editor.post(change(row), typed(row, reviewed_on=row.due_on.isoformat(), due_on=due.isoformat()))
    assert queue(person, Filters(), "1").items == []
