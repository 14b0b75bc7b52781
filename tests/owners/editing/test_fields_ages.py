"""Ages are one value: a line of the page alone says nothing."""

import pytest

from accounts.models import Event
from clinics.models import AgeRange, Clinic
from tests.owners.editing.forms import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ages(clinic):
    def rows():
        return list(AgeRange.objects.filter(clinic=clinic).order_by("youngest").values_list("youngest", "oldest"))

    return rows


@pytest.fixture
def undo(client, clinic):
    def take_back():
        event = Event.objects.filter(what="clinic.edited").latest("pk")
        return client.post(f"/manage/{clinic.pk}/history/{event.pk}/", follow=True).content.decode()

    return take_back


def test_undoing_ages_that_nobody_had_stated_states_none(client, clinic, member, save, ages, undo):
    member()
    save("about", oldest0="17")
    assert ages() == [(0, 17)]
    history = client.get(f"/manage/{clinic.pk}/history/").content.decode()
    assert "<li>Ages you treat: not stated → 0 to 17</li>" in history
    undo()
    assert ages() == []
    assert "All ages" not in client.get(clinic.get_absolute_url()).content.decode()


def test_lines_that_touch_are_one_stretch_and_can_be_undone(clinic, member, save, ages, undo):
    member()
    AgeRange.objects.create(clinic=clinic, youngest=65, oldest=120)
    save("about", youngest0="26", oldest0="64", youngest1="18", oldest1="25")
    assert ages() == [(18, 64)]
    assert "changed again since" not in undo()
    assert ages() == [(65, 120)]


def test_what_says_the_same_in_other_lines_changes_nothing(clinic, member, save, ages):
    member()
    for low, high in ((18, 25), (26, 64)):
        AgeRange.objects.create(clinic=clinic, youngest=low, oldest=high)
    events = Event.objects.count()
    assert save("about", youngest0="41", oldest0="64", youngest1="18", oldest1="40").status_code == 303
    assert ages() == [(18, 25), (26, 64)]
    assert Event.objects.count() == events


def test_no_stretch_is_dropped_without_a_word(client, clinic, member, save, ages):
    member()
    stretches = [(5, 10), (15, 20), (30, 40), (50, 60), (70, 120)]
    for low, high in stretches:
        AgeRange.objects.create(clinic=clinic, youngest=low, oldest=high)
    served = fields_of(client.get(f"/manage/{clinic.pk}/edit/about/").content.decode())
    assert [served[f"oldest{n}"] for n in range(6)] == ["10", "20", "40", "60", "", ""]
    save("about", description="We listen.")
    assert ages() == stretches
    save("about", youngest5="80", oldest5="90", oldest4="75")
    assert ages() == [*stretches[:4], (70, 75), (80, 90)]


def test_a_line_that_was_served_counts_though_the_listing_has_fewer_now(client, clinic, member, save, ages):
    member()
    stretches = [(5, 10), (15, 20), (30, 40), (50, 60)]
    for low, high in stretches:
        AgeRange.objects.create(clinic=clinic, youngest=low, oldest=high)
    served = fields_of(client.get(f"/manage/{clinic.pk}/edit/about/").content.decode())
    AgeRange.objects.filter(clinic=clinic).delete()
    html = save("about", served=served, oldest3="65").content.decode()
    assert "5 to 10, 15 to 20, 30 to 40, 50 to 65" in html
    assert fields_of(html)["oldest3"] == "65"


def test_all_ages_are_stated_by_the_age_of_0(client, clinic, member, save, ages):
    member()
    save("about", youngest0="0")
    assert ages() == [(0, 120)]
    assert "All ages" in client.get(clinic.get_absolute_url()).content.decode()


def test_lines_that_overlap_are_told_beside_the_later_one(clinic, member, save, ages):
    member()
    html = save("about", youngest0="40", oldest0="50", youngest1="18", oldest1="40").content.decode()
    assert '<a href="#youngest0">From age: Two lines overlap. Write them as one.</a>' in html
    assert (ages(), Clinic.objects.get(pk=clinic.pk).version) == ([], 0)
