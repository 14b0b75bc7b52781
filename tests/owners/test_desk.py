import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Event, User
from clinics.actions.indexing import reindex
from clinics.domain.catalog import FACTS
from clinics.models import Clinic, Organization, Statement
from owners.actions.memberships import join
from tests.factories import ClinicFactory, OfferingFactory, PractitionerFactory, StatementFactory
from tests.owners.editing.forms import fields_of

pytestmark = pytest.mark.django_db


def test_a_member_sees_their_listings_and_their_desk(client, clinic, member):
    member()
    assert f'href="/manage/{clinic.pk}/"' in client.get("/manage/").content.decode()
    assert client.get(f"/manage/{clinic.pk}/").status_code == 200


@pytest.mark.parametrize("number", ["other", "1999999999", "9" * 25])
def test_who_does_not_manage_it_learns_nothing(client, member, number):
    other = ClinicFactory()
    member()
    assert client.get(f"/manage/{other.pk if number == 'other' else number}/").status_code == 404


def test_a_stranger_is_asked_to_sign_in_first(client, clinic):
    for path in (f"/manage/{clinic.pk}/", "/manage/1999999999/"):
        assert client.get(path).headers["Location"] == f"/accounts/login/?next={path}"


def test_the_open_questions_are_answered_on_the_desk_and_no_other_answer_is_touched(client, clinic, member):
    member()
    StatementFactory(clinic=clinic, fact="wheelchair", answer=True, as_of=timezone.localdate())
    reindex([clinic.pk])
    page = f"/manage/{clinic.pk}/"
    data = _first_form_with(client.get(page).content.decode(), "anesthesiologist")
    assert data["anesthesiologist"] == ""
    client.post(f"{page}edit/facts/", data | {"anesthesiologist": "no", "save": "1"})
    answers = {row.fact: row.answer for row in clinic.answers.on(timezone.localdate())}
    assert answers == {"wheelchair": True, "anesthesiologist": False}
    assert Statement.objects.count() == 2


def _first_form_with(html, field):
    return next(fields_of(form) for form in html.split("<form")[1:] if f'name="{field}"' in form)


@pytest.mark.parametrize(
    ("ago", "sentence"),
    [
        (None, "Not confirmed yet."),
        (0, "Confirmed today. There is nothing to do."),
        (79, "on its page will say “Not confirmed since"),
        (91, "it stands lower in the results"),
    ],
)
def test_the_desk_says_how_old_the_confirmation_is(client, clinic, member, ago, sentence):
    member()
    if ago is not None:
        day = timezone.localdate() - dt.timedelta(days=ago)
        Clinic.objects.filter(pk=clinic.pk).update(confirmed_on=day)
    assert sentence in client.get(f"/manage/{clinic.pk}/").content.decode()


def test_what_is_missing_is_said_with_the_reason(client, clinic, member):
    member()
    OfferingFactory(clinic=clinic, method="esketamine")
    html = client.get(f"/manage/{clinic.pk}/").content.decode()
    assert "Price of Esketamine spray" in html
    assert "leaves you out, and says so" in html
    assert "0 of 3" in html


def test_listings_of_an_organization_stand_together(client, clinic, member):
    owner = Organization.objects.create(name="Quiet River Group")
    there = ClinicFactory(name="River South", organization=owner)
    member()
    join(user=User.objects.get(memberships__clinic=clinic), clinic=there, role="owner", by="operator")
    html = client.get("/manage/").content.decode()
    assert html.index("Quiet River Group") < html.index("River South")


@pytest.mark.parametrize("rows", [1, 40])
def test_the_desk_asks_the_database_as_often_for_one_row_as_for_forty(
    client, clinic, member, django_assert_num_queries, rows
):
    member()
    for n in range(rows):
        StatementFactory(clinic=clinic, fact=list(FACTS)[n % 10])
        PractitionerFactory(clinic=clinic, name=f"Person {n}")
        Event.record(by="operator", what="clinic.edited", subject=clinic)
    client.get(f"/manage/{clinic.pk}/")
    with django_assert_num_queries(18):
        client.get(f"/manage/{clinic.pk}/")
