"""Two who edit one section: what each changed is kept, and only what both changed is asked about."""

import pytest

from accounts.models import Event
from clinics.models import AgeRange, Clinic, Offering, Practitioner
from tests.factories import OfferingFactory, PractitionerFactory, StatementFactory
from tests.owners.editing.forms import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def priced(clinic):
    OfferingFactory(clinic=clinic, unit="session", price_min=450, price_max=550)
    return clinic


@pytest.fixture
def served(client, clinic):
    def _served(section):
        return fields_of(client.get(f"/manage/{clinic.pk}/edit/{section}/").content.decode())

    return _served


def test_what_a_colleague_changed_stays_when_i_change_something_else(priced, member, save, served):
    member()
    mine = served("methods")
    save("methods", iv__price_min="500")
    assert save("methods", served=mine, deposit="75").status_code == 303
    assert (Offering.objects.get().price_min, Clinic.objects.get(pk=priced.pk).deposit) == (500, 75)


def test_another_answer_of_a_colleague_stays(clinic, member, save, served):
    member()
    mine = served("facts")
    save("facts", acls="yes")
    save("facts", served=mine, dea="no")
    said = {row.fact: row.answer for row in clinic.statements.filter(ended_on=None)}
    assert said == {"acls": True, "dea": False}


def test_two_ends_of_one_price_are_one_thing(priced, member, save, served):
    member()
    mine = served("methods")
    save("methods", iv__price_min="500")
    answer = save("methods", served=mine, iv__price_max="480")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert '<th scope="row">Highest price of IV infusion</th><td>550 dollars</td><td>480 dollars</td>' in html
    assert (Offering.objects.get().price_min, Offering.objects.get().price_max) == (500, 550)


def test_only_what_both_changed_is_asked_about(priced, member, save, served):
    member()
    mine = served("methods")
    save("methods", iv__price_min="500", deposit="10")
    html = save("methods", served=mine, iv__price_min="400", cancellation_fee="50").content.decode()
    assert html.count('<th scope="row">') == 1
    again = fields_of(html)
    assert (again["iv-price_min"], again["deposit"], again["cancellation_fee"]) == ("400", "10", "50")
    assert save("methods", served=again).status_code == 303
    now = Clinic.objects.get(pk=priced.pk)
    assert (Offering.objects.get().price_min, now.deposit, now.cancellation_fee) == (400, 10, 50)


def test_a_person_is_added_once_however_often_the_button_is_pressed(client, clinic, member, save, served):
    member()
    mine = served("people")
    typed = {"new0__name": "Ruth Amsel", "new0__role": "crna"}
    answers = [save("people", served=mine, **typed) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303] * 3
    assert [person.name for person in Practitioner.objects.all()] == ["Ruth Amsel"]
    assert "This stands there already." in client.get(f"/manage/{clinic.pk}/").content.decode()


def test_a_person_whom_a_colleague_added_stays(clinic, member, save, served):
    member()
    dana = PractitionerFactory(clinic=clinic)
    mine = served("people")
    save("people", new0__name="Ruth Amsel")
    save("people", served=mine, **{f"p{dana.pk}__credentials": "MD"})
    assert sorted((p.name, p.credentials) for p in Practitioner.objects.all()) == [
        ("Dana Whitfield", "MD"), ("Ruth Amsel", ""),
    ]  # fmt: skip


def test_what_was_typed_of_a_person_who_is_gone_is_shown(clinic, member, save, served):
    member()
    dana = PractitionerFactory(clinic=clinic)
    mine = served("people")
    save("people", **{f"p{dana.pk}__gone": "on"})
    answer = save("people", served=mine, **{f"p{dana.pk}__credentials": "MD, board certified"})
    assert answer.status_code == 409
    assert "MD, board certified" in answer.content.decode()
    assert Practitioner.objects.count() == 0


def test_hours_that_became_notation_meanwhile_lose_nothing(clinic, member, save, served):
    member()
    mine = served("hours")
    Clinic.objects.filter(pk=clinic.pk).update(hours="Mo-Fr 08:00-17:00; PH off")
    week = dict.fromkeys(["Mo", "Tu", "We", "Th", "Fr"], "9 to 5") | {"Sa": "closed", "Su": "closed"}
    html = save("hours", served=mine, **week).content.decode()
    assert "PH off" in html
    assert fields_of(html)["hours"] == "Mo-Fr 09:00-17:00; Sa-Su off"
    assert Clinic.objects.get(pk=clinic.pk).hours == "Mo-Fr 08:00-17:00; PH off"


@pytest.mark.parametrize("base", ["", "forged", "a:b:c", "x" * 60_000])
def test_a_page_that_is_not_ours_saves_nothing_unseen(priced, member, save, served, base):
    member()
    answer = save("methods", served=served("methods") | {"base": base}, iv__price_min="1", iv__price_max="2")
    assert answer.status_code in {200, 409}
    assert Offering.objects.get().price_min == 450


def test_what_another_listing_was_served_with_is_not_ours(client, priced, member, save, served):
    from tests.factories import ClinicFactory

    user = member()
    other = ClinicFactory()
    from owners.actions.memberships import join

    join(user=user, clinic=other, role="owner", by="operator")
    foreign = fields_of(client.get(f"/manage/{other.pk}/edit/methods/").content.decode())["base"]
    answer = save("methods", served=served("methods") | {"base": foreign}, iv__price_min="1", iv__price_max="2")
    assert (answer.status_code, Offering.objects.get().price_min) == (409, 450)


def test_the_step_back_says_what_it_will_do_and_is_refused_where_it_cannot_stand(client, priced, member, save):
    member()
    save("methods", iv__price_min="300")
    first = Event.objects.latest("pk")
    save("methods", iv__price_max="350")
    page = f"/manage/{priced.pk}/history/{first.pk}/"
    answer = client.get(page, follow=True).content.decode()
    assert "The highest price is below the lowest." in answer
    assert Offering.objects.get().price_min == 300


def test_what_a_step_back_takes_along_can_be_brought_back(client, priced, member, save):
    member()
    save("methods", im__offered="on")
    added = Event.objects.latest("pk")
    save("methods", im__minutes="40")
    client.post(f"/manage/{priced.pk}/history/{added.pk}/")
    assert not Offering.objects.filter(method="im").exists()
    undone = Event.objects.latest("pk")
    client.post(f"/manage/{priced.pk}/history/{undone.pk}/")
    assert Offering.objects.get(method="im").minutes == 40


def test_who_takes_a_person_off_is_told_which_answers_went(client, clinic, member, save):
    member()
    dana = PractitionerFactory(clinic=clinic, role="anesthesiologist")
    from clinics.actions.indexing import reindex

    StatementFactory(clinic=clinic, fact="anesthesiologist", practitioner=dana)
    reindex([clinic.pk])
    save("people", **{f"p{dana.pk}__gone": "on"})
    html = client.get(f"/manage/{clinic.pk}/").content.decode()
    assert "With that person went what rested on them" in html
    assert "A physician anesthesiologist (MD or DO) is on staff" in html


def test_ages_are_untouched_by_another_change(clinic, member, save, served):
    member()
    AgeRange.objects.create(clinic=clinic, youngest=18)
    mine = served("about")
    save("about", youngest0="12")
    save("about", served=mine, description="We listen.")
    assert [(row.youngest, row.oldest) for row in AgeRange.objects.all()] == [(12, 120)]
