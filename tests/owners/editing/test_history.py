"""History in words, one step back, and two who edit at once."""

import threading

import pytest
from django.db import connection

from accounts.models import Event
from clinics.enums import MemberRole
from clinics.models import Clinic, Offering
from owners.actions.editing import save_section
from owners.exceptions import Overtaken
from owners.sections import SECTIONS, digest
from tests.factories import OfferingFactory, UserFactory
from tests.owners.editing.forms import fields_of
from tests.transactions import commits


@pytest.fixture
def priced(clinic):
    OfferingFactory(clinic=clinic, unit="session", price_min=450, price_max=450)
    return clinic


@pytest.mark.django_db
def test_the_history_is_in_words_with_who_and_when(client, priced, member, save):
    user = member()
    save("methods", iv__price_min="500", iv__price_max="500", payment=["hsa"])
    html = client.get(f"/manage/{priced.pk}/history/").content.decode()
    for words in ("Price of IV infusion: 450 → 500 dollars", "Ways to pay: not stated → HSA or FSA card", user.email):
        assert words in html


@pytest.mark.django_db
def test_a_moderator_has_no_name_in_the_history(client, priced, member):
    member()
    other = UserFactory(is_staff=True, name="Mo Derator")
    Event.record(by=other, what="clinic.edited", subject=priced, after={"fields": ["name"]})
    html = client.get(f"/manage/{priced.pk}/history/").content.decode()
    assert "A moderator" in html
    assert "Mo Derator" not in html
    assert other.email not in html


@pytest.mark.django_db
def test_one_change_is_taken_back_and_both_stay_in_the_history(client, priced, member, save):
    member()
    save("methods", iv__price_min="500", iv__price_max="500")
    event = Event.objects.filter(what="clinic.edited").latest("pk")
    path = f"/manage/{priced.pk}/history/{event.pk}/"
    assert "Undo this change?" in client.get(path).content.decode()
    assert client.post(path).status_code == 303
    assert Offering.objects.get().price_min == 450
    assert Event.objects.filter(what="clinic.edited").count() == 2
    assert "one change taken back" in client.get(f"/manage/{priced.pk}/history/").content.decode()


@pytest.mark.django_db
def test_what_was_changed_again_is_not_taken_back_over(client, priced, member, save):
    member()
    save("methods", iv__price_min="500", iv__price_max="500")
    event = Event.objects.filter(what="clinic.edited").latest("pk")
    save("methods", iv__price_min="600", iv__price_max="600")
    answer = client.post(f"/manage/{priced.pk}/history/{event.pk}/", follow=True)
    assert "changed again since" in answer.content.decode()
    assert Offering.objects.get().price_min == 600


@pytest.mark.django_db
def test_an_event_of_another_listing_is_out_of_reach(client, priced, member, save):
    from tests.factories import ClinicFactory

    member()
    other = Event.record(
        by="operator", what="clinic.edited", subject=ClinicFactory(),
        before={"values": {"hours": ""}}, after={"section": "hours", "values": {"hours": "24/7"}},
    )  # fmt: skip
    assert client.get(f"/manage/{priced.pk}/history/{other.pk}/").status_code == 404


@pytest.mark.django_db
def test_who_comes_second_sees_both_versions_and_loses_nothing(client, priced, member, save):
    member()
    path = f"/manage/{priced.pk}/edit/methods/"
    served = fields_of(client.get(path).content.decode())
    save("methods", served=served, iv__price_min="500", iv__price_max="500")
    answer = save("methods", served=served, iv__price_min="475", iv__price_max="480")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert '<th scope="row">Lowest price of IV infusion</th><td>500 dollars</td><td>475 dollars</td>' in html
    assert Offering.objects.get().price_min == 500
    again = fields_of(html)
    assert (again["iv-price_min"], again["iv-price_max"]) == ("475", "480")
    assert save("methods", served=again).status_code == 303
    assert (Offering.objects.get().price_min, Offering.objects.get().price_max) == (475, 480)


@pytest.mark.django_db
def test_a_double_press_is_one_save(client, priced, member, save):
    member()
    served = fields_of(client.get(f"/manage/{priced.pk}/edit/methods/").content.decode())
    answers = [save("methods", served=served, iv__price_min="400").status_code for _ in range(2)]
    assert (answers, Event.objects.filter(what="clinic.edited").count()) == ([303, 303], 1)


@pytest.mark.django_db
def test_another_section_is_no_conflict(client, priced, member, save):
    member()
    served = fields_of(client.get(f"/manage/{priced.pk}/edit/hours/").content.decode())
    save("methods", iv__price_min="400")
    assert save("hours", served=served, wait_days="5").status_code == 303


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory here; tests/browser/test_two_editors.py")
@commits
def test_of_200_edits_by_two_each_is_in_the_history_or_told_that_it_was_refused(priced, member):
    """The listing goes from one written state to the next: no edit is lost, none is written over unseen."""
    editors = [member(role, sign_in=False) for role in (MemberRole.OWNER, MemberRole.EDITOR)]
    section, outcome, lock = SECTIONS["hours"], [], threading.Lock()

    def edit(user, first):
        try:
            for wait in range(first, first + 200, 2):
                values = section.read(Clinic.objects.get(pk=priced.pk))
                try:
                    save_section(
                        clinic=priced,
                        section=section,
                        values=values | {"wait_days": wait},
                        base=digest(values),
                        by=user,
                    )
                    said = ("accepted", wait)
                except Overtaken as overtaken:
                    said = ("refused", overtaken.now["wait_days"])
                with lock:
                    outcome.append(said)
        finally:
            connection.close()

    threads = [threading.Thread(target=edit, args=(user, first)) for first, user in enumerate(editors, start=1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    accepted = [wait for kind, wait in outcome if kind == "accepted"]
    chain = [
        (event.before["values"]["wait_days"], event.after["values"]["wait_days"])
        for event in Event.objects.filter(what="clinic.edited").order_by("pk")
    ]
    assert len(outcome) == 200
    assert sorted(after for _, after in chain) == sorted(accepted)
    assert [before for before, _ in chain] == [None, *[after for _, after in chain[:-1]]]
    assert Clinic.objects.get(pk=priced.pk).wait_days == chain[-1][1]
