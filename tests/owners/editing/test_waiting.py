"""Name, address, phone and website wait for a moderator; what waits is seen by nobody outside."""

import pytest

from accounts.models import Event, Letter
from clinics.enums import MemberRole
from clinics.models import Clinic, OldAddress, Zip
from owners.actions.changes import approve_change
from owners.exceptions import NotAllowed
from owners.models import Change
from tests.moderators import moderator, signed_in
from tests.owners.editing.forms import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(member):
    return member(sign_in=False)


@pytest.fixture
def browser(owner):
    """The owner, second factor and all."""
    return signed_in(owner)


@pytest.fixture
def ask(browser, clinic):
    def _ask(**typed):
        path = f"/manage/{clinic.pk}/edit/contact/"
        data = fields_of(browser.get(path).content.decode()) | typed
        return browser.post(path, data | {"save": "1"}, follow=True)

    return _ask


@pytest.fixture
def desk():
    """A moderator in the admin: what the page says, and what came of the decision."""
    client = signed_in(moderator("moderator"))

    def decide(verb, reason):
        path = f"/admin/owners/change/{Change.objects.latest('pk').pk}/decide/{verb}/"
        shown = client.get(path, follow=True)
        return shown, client.post(path, fields_of(shown.content.decode()) | {"reason": reason}, follow=True)

    return decide


def test_the_password_alone_opens_no_contact_page(client, owner, clinic):
    client.force_login(owner, "django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/manage/{clinic.pk}/edit/contact/").headers["Location"] == "/accounts/2fa/start/"
    assert client.post(f"/manage/{clinic.pk}/edit/contact/", {"phone": "512-555-0199"}).status_code == 302
    assert Change.objects.count() == 0


def test_a_new_phone_waits_and_the_others_are_told(client, ask, clinic, owner, member):
    editor = member(MemberRole.EDITOR, sign_in=False)
    html = ask(phone="(512) 555-0199").content.decode()
    change = Change.objects.get()
    assert (change.before, change.after) == ({"phone": "+15125550100"}, {"phone": "+15125550199"})
    assert Clinic.objects.get(pk=clinic.pk).phone == "+15125550100"
    assert "A moderator looks at what you changed" in html
    assert [(letter.to, clinic.name in letter.text) for letter in Letter.objects.all()] == [(editor.email, True)]
    for path in (clinic.get_absolute_url(), f"/api/v1/clinics/{clinic.pk}/", "/clinics/?q=barton"):
        assert "555-0199" not in client.get(path).content.decode()


def test_approved_it_is_public_and_the_one_who_asked_is_told(client, ask, desk, clinic, owner):
    ask(phone="512-555-0199")
    shown, _ = desk("approve", "checked")
    assert "What was asked for is public at once" in shown.content.decode()
    assert "512-555-0199" in client.get(clinic.get_absolute_url()).content.decode()
    letter = Letter.objects.get()
    assert (letter.to, "It is public now." in letter.text) == (owner.email, True)
    said = Event.objects.get(what="clinic.edited")
    assert (said.before["values"], said.after["values"]) == ({"phone": "+15125550100"}, {"phone": "+15125550199"})


def test_refused_the_page_stays_and_the_reason_is_told(ask, desk, clinic, owner):
    ask(name="Another Clinic")
    desk("refuse", "another_clinic")
    assert Clinic.objects.get(pk=clinic.pk).name == clinic.name
    assert "It would make this the listing of another clinic" in Letter.objects.get().text


def test_a_reason_to_refuse_approves_nothing(ask, desk, clinic):
    ask(phone="512-555-0199")
    desk("approve", "not_shown")
    assert Change.objects.get().status == "waiting"


def test_a_new_city_moves_the_page_and_the_old_address_leads_there(client, ask, desk, clinic):
    old = clinic.get_absolute_url()
    Zip.objects.create(zip="76701", city="Waco", state="TX", latitude=31.55, longitude=-97.14)
    ask(city="Waco", zip="76701")
    desk("approve", "checked")
    now = Clinic.objects.get(pk=clinic.pk)
    assert now.get_absolute_url() == "/clinics/tx/waco/barton-creek/"
    assert client.get(old).headers["Location"] == now.get_absolute_url()
    assert OldAddress.objects.count() == 1
    assert now.point_precision == "zip"


def test_two_pages_never_get_one_address(ask, desk, clinic):
    from tests.factories import ClinicFactory

    ClinicFactory(city="Waco", slug="barton-creek")
    ask(city="Waco")
    _, done = desk("approve", "checked")
    assert "Another listing has this page address" in done.content.decode()
    assert Clinic.objects.get(pk=clinic.pk).city == "Austin"


def test_a_second_edit_joins_what_waits(ask, clinic):
    ask(phone="512-555-0199")
    ask(website="https://new.example/")
    assert Change.objects.get().after == {"phone": "+15125550199", "website": "https://new.example/"}


def test_what_changed_since_is_not_approved_over(ask, desk, clinic):
    ask(phone="512-555-0199")
    Clinic.objects.filter(pk=clinic.pk).update(phone="+15125550111")
    _, done = desk("approve", "checked")
    assert "has changed since" in done.content.decode()
    assert Clinic.objects.get(pk=clinic.pk).phone == "+15125550111"


def test_what_was_added_while_the_moderator_looked_is_not_approved_unseen(ask, clinic):
    ask(street2="Suite 3")
    judge = signed_in(moderator("moderator"))
    path = f"/admin/owners/change/{Change.objects.get().pk}/decide/approve/"
    shown = fields_of(judge.get(path).content.decode())
    ask(website="https://elsewhere.example/", phone="512-555-0199")
    done = judge.post(path, shown | {"reason": "checked"}, follow=True)
    assert "More was asked for since you opened this page." in done.content.decode()
    now = Clinic.objects.get(pk=clinic.pk)
    assert (now.street2, now.phone, now.website) == ("", "+15125550100", clinic.website)


def test_it_is_decided_once(ask, desk):
    ask(phone="512-555-0199")
    desk("approve", "checked")
    _, done = desk("refuse", "not_shown")
    assert "was decided already" in done.content.decode()
    assert Letter.objects.count() == 1


def test_it_can_be_taken_back(browser, ask, clinic):
    ask(phone="512-555-0199")
    browser.post(f"/manage/{clinic.pk}/changes/{Change.objects.get().pk}/withdraw/")
    assert Change.objects.get().status == "withdrawn"


def test_nobody_takes_back_what_is_of_another_listing(client, ask, member, clinic):
    from tests.factories import ClinicFactory

    ask(phone="512-555-0199")
    other = ClinicFactory()
    member(of=other)
    change = Change.objects.get()
    answers = [client.post(f"/manage/{number}/changes/{change.pk}/withdraw/") for number in (other.pk, clinic.pk)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert Change.objects.get().status == "waiting"


def test_nobody_decides_on_a_listing_of_their_own(ask, clinic):
    from clinics.models import Membership

    ask(phone="512-555-0199")
    judge = moderator("moderator")
    Membership.objects.create(user=judge, clinic=clinic, role=MemberRole.EDITOR, since="2026-01-01")
    path = f"/admin/owners/change/{Change.objects.get().pk}/decide/approve/"
    done = signed_in(judge).post(path, {"reason": "checked"}, follow=True)
    assert "You manage this clinic. Another moderator decides." in done.content.decode()
    with pytest.raises(NotAllowed, match="You manage this clinic"):
        approve_change(change=Change.objects.get(), reason="checked", by=judge, seen="")
    assert Change.objects.get().status == "waiting"


def test_whoever_asked_to_manage_the_listing_does_not_decide_on_its_changes(ask, clinic):
    from owners.actions.claims import submit_claim

    ask(phone="512-555-0199")
    judge = moderator("moderator")
    submit_claim(clinic=clinic, by=judge, role_said="owner")
    page = f"/admin/owners/change/{Change.objects.get().pk}"
    client = signed_in(judge)
    assert "/decide/" not in client.get(f"{page}/change/").content.decode()
    client.post(f"{page}/decide/approve/", {"reason": "checked"})
    with pytest.raises(NotAllowed, match="You asked to manage this clinic yourself"):
        approve_change(change=Change.objects.get(), reason="checked", by=judge, seen="")
    assert Change.objects.get().status == "waiting"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"phone": "555"}, "is not a US phone number"),
        ({"website": "javascript:alert(1)"}, "Write the whole address"),
        ({"website": "https://a@b.example/"}, "without a user name"),
        ({"zip": "٧٨٧٠١"}, "A ZIP code has five digits."),
        ({"name": "x" * 10_000}, "at most 160 characters"),
        ({"state": "ZZ"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_a_sentence(ask, typed, sentence):
    assert sentence in ask(**typed).content.decode()
    assert Change.objects.count() == 0
