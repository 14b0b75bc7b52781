"""Hours as people type them: nothing doubtful is guessed, nothing that stands is written over."""

import itertools

import pytest

from accounts.models import Event
from clinics.models import Clinic
from owners.domain.weekly import spoken, typed

pytestmark = pytest.mark.django_db
READ = [
    ("8-12, 1-5", "08:00-12:00,13:00-17:00"),
    ("8-12 and 1-4", "08:00-12:00,13:00-16:00"),
    ("9-1, 2-6", "09:00-13:00,14:00-18:00"),
    ("8-12, 1-5, 6-8", "08:00-12:00,13:00-17:00,18:00-20:00"),
    ("8-12, 1-5 pm", "08:00-12:00,13:00-17:00"),
    ("12-12:30 pm", "12:00-12:30"),
    ("10:30-10:45 pm", "22:30-22:45"),
    ("1-5 pm", "13:00-17:00"),
    ("1-5 am", "01:00-05:00"),
    ("9 to 5", "09:00-17:00"),
    ("9 to 5 pm", "09:00-17:00"),
    ("9 am to 5", "09:00-17:00"),
    ("12-5", "12:00-17:00"),
    ("5 pm to 12 am", "17:00-24:00"),
    ("5:30-14:00", "05:30-14:00"),
]
DOUBTFUL = ["1-5", "2-6", "01:00-05:00", "5-1 pm", "12-12", "12-12 pm", "6 to midnight", "10 to 12 am", "8-2, 1-5"]
BACKWARDS = ["1-5 pm, 8-9 am", "8 am to 5 pm, 6 am to 7 am", "8 am to noon, 11 am to 3 pm"]


@pytest.mark.parametrize(("said", "kept"), READ)
def test_hours_are_read_as_they_are_meant(said, kept):
    assert typed(said) == kept


@pytest.mark.parametrize("said", DOUBTFUL)
def test_hours_that_may_be_morning_or_evening_are_asked_about(said):
    with pytest.raises(ValueError, match="can be the morning or the evening"):
        typed(said)


@pytest.mark.parametrize("said", BACKWARDS)
def test_stretches_of_a_day_follow_one_another(said):
    with pytest.raises(ValueError, match="goes back in time"):
        typed(said)


def test_every_stretch_of_a_day_is_typed_as_it_is_spoken():
    quarters = [f"{minutes // 60:02}:{minutes % 60:02}" for minutes in range(0, 1441, 15)]
    stretches = [f"{a}-{b}" for a, b in itertools.combinations(quarters, 2)]
    assert [said for said in stretches if typed(spoken(said)) != said] == []


@pytest.mark.parametrize(
    "hours",
    [
        "Mo-Fr 08:00-26:00", "Mo-Fr 22:00-02:00", "Mo 17:00-09:00", "Mo-Fr 09:00-09:00", "Mo-Fr 00:00-00:00",
        "Fr 18:00-00:00", "Mo 08:00-12:00,01:00-05:00", "Mo-Fr 00:00-05:00; Sa 18:00-24:00",
    ],
)  # fmt: skip
def test_whatever_hours_stand_are_shown_and_an_unchanged_save_leaves_them(client, clinic, member, save, hours):
    member()
    Clinic.objects.filter(pk=clinic.pk).update(hours=hours)
    events = Event.objects.count()
    assert client.get(f"/manage/{clinic.pk}/edit/hours/").status_code == 200
    assert save("hours").status_code == 303
    assert save("hours", wait_days="3").status_code == 303
    assert Clinic.objects.get(pk=clinic.pk).hours == hours
    assert [event.after["values"] for event in Event.objects.order_by("pk")[events:]] == [{"wait_days": 3}]


def test_hours_are_in_words_before_and_after_they_are_saved(client, clinic, member, save):
    member()
    Clinic.objects.filter(pk=clinic.pk).update(hours="Mo-Fr 08:00-17:00; Sa-Su off")
    preview = save("hours", button="preview", Mo="9 to 5").content.decode()
    assert "<li>Monday: 8 am to 5 pm → 9 am to 5 pm</li>" in preview
    save("hours", Mo="9 to 5")
    history = client.get(f"/manage/{clinic.pk}/history/").content.decode()
    assert "<li>Monday: 8 am to 5 pm → 9 am to 5 pm</li>" in history
    assert "09:00" not in preview + history


def test_hours_of_two_who_edit_at_once_are_in_words(client, clinic, member, save):
    from tests.owners.editing.forms import fields_of

    member()
    Clinic.objects.filter(pk=clinic.pk).update(hours="Mo-Fr 08:00-17:00")
    served = fields_of(client.get(f"/manage/{clinic.pk}/edit/hours/").content.decode())
    save("hours", served=served, Mo="9 to 5")
    html = save("hours", served=served, Mo="10 to 5").content.decode()
    words = "Monday: {} am to 5 pm; Tuesday to Friday: 8 am to 5 pm; Saturday to Sunday: closed"
    assert words.format(9) in html
    assert words.format(10) in html
