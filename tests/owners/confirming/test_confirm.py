"""One press dates what the clinic itself said, and nothing else."""

import pytest

from accounts.models import Event
from clinics.actions.indexing import reindex
from clinics.actions.listing import close, close_temporarily
from clinics.domain.facts import expires
from clinics.enums import Evidence
from clinics.models import Answer, Clinic, SiteState, Source, Statement
from owners.actions.confirming import confirm
from owners.exceptions import InvalidStep, NotAllowed
from tests.factories import ClinicFactory, OfferingFactory, StatementFactory
from tests.owners.confirming.conftest import ago, confirmed, today
from tests.owners.team.at_once import at_once, several
from tests.owners.team.conftest import body, member_of, person
from tests.transactions import commits

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(clinic):
    return member_of(clinic, "editor")


def stated(clinic, fact="written_consent", days=100, **fields):
    return StatementFactory(clinic=clinic, fact=fact, as_of=ago(days), **fields)


def test_the_listing_bears_the_day_and_the_person(clinic, editor):
    confirmed(clinic, ago(100))
    before = SiteState.now().revision
    assert confirm(clinic=clinic, by=editor) is True
    clinic.refresh_from_db()
    assert (clinic.confirmed_on, clinic.confirmed_by) == (today(), editor)
    assert SiteState.now().revision > before
    event = Event.objects.get(what="clinic.confirmed")
    assert (event.actor, event.before["confirmed_on"]) == (f"user:{editor.pk}", ago(100).isoformat())
    newest = Clinic.history.filter(id=clinic.pk).first()
    assert (newest.history_change_reason, newest.history_user) == ("clinic.confirmed", editor)


def test_a_second_press_the_same_day_changes_nothing(clinic, editor):
    stated(clinic)
    assert [confirm(clinic=clinic, by=editor) for _ in range(2)] == [True, False]
    assert Event.objects.filter(what="clinic.confirmed").count() == 1
    assert Statement.history.count() == 2


def test_what_the_clinic_stated_is_dated_anew_and_its_history_keeps_the_old_day(clinic, editor):
    row = stated(clinic, days=300, detail="two pages")
    confirm(clinic=clinic, by=editor)
    row.refresh_from_db()
    assert (row.as_of, row.expires_on, row.detail) == (today(), expires(Evidence.STATED, today()), "two pages")
    assert list(Statement.history.filter(id=row.pk).values_list("as_of", flat=True)) == [today(), ago(300)]
    assert Answer.objects.on(today()).filter(clinic=clinic).get().as_of == today()


def others(clinic):
    source = Source.objects.create(key="s", series="s", title="S", short="S", as_of=ago(300))
    return {
        "expired": stated(clinic, "ride_required", 500),
        "taken back": stated(clinic, "private_room", 100, ended_on=ago(5)),
        "document": stated(clinic, "dea", 100, evidence=Evidence.DOCUMENT),
        "register": stated(clinic, "psychiatrist", 50, evidence=Evidence.REGISTER),
        "source": stated(clinic, "interpreter", 100, evidence=Evidence.SOURCE, source=source),
    }


def test_what_ran_out_or_was_taken_back_or_rests_on_something_else_is_untouched(clinic, editor):
    rows = others(clinic)
    stated(clinic)
    kept = {name: (row.as_of, row.expires_on, row.ended_on) for name, row in rows.items()}
    confirm(clinic=clinic, by=editor)
    for row in rows.values():
        row.refresh_from_db()
    assert {name: (row.as_of, row.expires_on, row.ended_on) for name, row in rows.items()} == kept
    assert Event.objects.get(what="clinic.confirmed").after["facts"] == ["written_consent"]


def said(clinic, fact):
    found = Answer.objects.on(today()).filter(clinic=clinic, fact=fact).first()
    return found and (found.answer, found.evidence, found.as_of)


def test_an_older_yes_that_a_later_no_has_voided_does_not_come_back(clinic, editor):
    stated(clinic, days=200)
    stated(clinic, days=100, answer=False)
    confirm(clinic=clinic, by=editor)
    assert said(clinic, "written_consent") == (False, Evidence.STATED, today())


def test_a_yes_that_public_data_contradict_is_not_said_anew(clinic, editor):
    source = Source.objects.create(key="s", series="s", title="S", short="S", as_of=ago(50))
    row = stated(clinic, days=100)
    stated(clinic, days=50, answer=False, evidence=Evidence.SOURCE, source=source)
    confirm(clinic=clinic, by=editor)
    row.refresh_from_db()
    assert (row.as_of, said(clinic, "written_consent")) == (ago(100), (False, Evidence.SOURCE, ago(50)))


def test_an_old_no_does_not_void_the_document_that_was_seen_since(clinic, editor):
    stated(clinic, "dea", 100, answer=False)
    stated(clinic, "dea", 50, evidence=Evidence.DOCUMENT)
    confirm(clinic=clinic, by=editor)
    assert said(clinic, "dea") == (True, Evidence.DOCUMENT, ago(50))


def test_prices_and_availability_are_dated_where_they_are_stated(clinic, editor):
    source = OfferingFactory(clinic=clinic, method="iv", evidence=Evidence.SOURCE, as_of=ago(300))
    own = OfferingFactory(clinic=clinic, method="im", as_of=ago(300), valid_from=ago(400))
    undated = OfferingFactory(clinic=clinic, method="oral")
    confirmed(clinic, None, wait_days=4, availability_on=ago(300))
    confirm(clinic=clinic, by=editor)
    for row in (clinic, source, own, undated):
        row.refresh_from_db()
    assert (source.as_of, own.as_of, own.valid_from, undated.as_of) == (ago(300), today(), ago(400), today())
    assert clinic.availability_on == today()


def test_nothing_unsaid_is_dated(clinic, editor):
    confirm(clinic=clinic, by=editor)
    clinic.refresh_from_db()
    assert (clinic.availability_on, clinic.new_patients, clinic.statements.count()) == (None, None, 0)


def test_an_edit_that_a_colleague_has_open_is_not_overtaken(clinic, editor):
    before = clinic.version
    confirm(clinic=clinic, by=editor)
    assert Clinic.objects.get().version == before


def test_a_temporarily_closed_listing_can_be_confirmed_and_a_closed_one_not(clinic, editor):
    close_temporarily(clinic, by="operator")
    assert confirm(clinic=clinic, by=editor) is True
    confirmed(clinic, ago(10))
    close(clinic, by="operator")
    with pytest.raises(InvalidStep):
        confirm(clinic=clinic, by=editor)
    assert Clinic.objects.get().confirmed_on == ago(10)


@pytest.mark.parametrize("who", ["nobody", "of another", "banned"])
def test_who_is_no_member_confirms_nothing(clinic, who):
    user = person() if who == "nobody" else member_of(ClinicFactory() if who == "of another" else clinic, "owner")
    if who == "banned":
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    with pytest.raises(NotAllowed):
        confirm(clinic=clinic, by=user)
    clinic.refresh_from_db()
    assert clinic.confirmed_on is None


def test_the_page_only_asks_and_the_button_confirms(client, clinic, member):
    member("editor")
    path = f"/manage/{clinic.pk}/confirm/"
    assert 'method="post"' in body(client.get(path))
    assert Clinic.objects.get().confirmed_on is None
    assert client.post(path).headers["Location"] == f"/manage/{clinic.pk}/"
    assert Clinic.objects.get().confirmed_on == today()
    assert ("Confirmed today" in body(client.get(path)), client.post(path).status_code) == (True, 303)


def test_the_page_of_a_closed_listing_has_no_button_and_says_why_when_sent(client, clinic, member):
    member("owner")
    close(clinic, by="operator")
    path = f"/manage/{clinic.pk}/confirm/"
    assert "still correct</button>" not in body(client.get(path))
    assert client.post(path).status_code == 409


def test_who_does_not_manage_it_finds_nothing(client, clinic, member):
    member("owner", of=ClinicFactory())
    assert [client.post(f"/manage/{n}/confirm/").status_code for n in (clinic.pk, 99999, "9" * 30)] == [404, 404, 404]
    clinic.refresh_from_db()
    assert clinic.confirmed_on is None


@several
@commits
def test_two_who_press_in_one_moment_confirm_once():
    clinic = ClinicFactory()
    StatementFactory(clinic=clinic, fact="written_consent", as_of=ago(100))
    reindex([clinic.pk])
    pair = [member_of(clinic, "editor") for _ in range(2)]
    assert sorted(at_once(*(lambda by=by: confirm(clinic=clinic, by=by) for by in pair))) == [False, True]
    assert Event.objects.filter(what="clinic.confirmed").count() == 1
