"""Where a listing is on the map, which ZIP codes there are, and words that stand already."""

import pytest

from clinics.models import Clinic, Practitioner, Zip
from owners.actions.changes import approve_change
from owners.models import Change
from owners.sections import digest
from tests.factories import PractitionerFactory
from tests.moderators import moderator, signed_in
from tests.owners.editing.forms import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(member, clinic):
    """What the page says once the owner has saved."""
    browser = signed_in(member(sign_in=False))

    def _ask(**typed):
        path = f"/manage/{clinic.pk}/edit/contact/"
        data = fields_of(browser.get(path).content.decode()) | typed
        return browser.post(path, data | {"save": "1"}, follow=True).content.decode()

    return _ask


@pytest.fixture
def approved(ask):
    judge = moderator("moderator")

    def _approved(**typed):
        ask(**typed)
        change = Change.objects.latest("pk")
        approve_change(change=change, reason="checked", by=judge, seen=digest(change.after))

    return _approved


@pytest.fixture
def place(clinic):
    def now():
        row = Clinic.objects.get(pk=clinic.pk)
        return row.latitude, row.longitude, row.point_precision

    return now


@pytest.fixture(autouse=True)
def _places(db):
    Zip.objects.create(zip="78701", city="Austin", state="TX", latitude=30.2711, longitude=-97.7437)
    Zip.objects.create(zip="76701", city="Waco", state="TX", latitude=31.55, longitude=-97.14)


DOOR = (30.2711, -97.7437, "exact")


def test_another_suite_is_behind_the_same_door(approved, place):
    approved(street2="Suite 4")
    assert place() == DOOR
    approved(street2="")
    assert place() == DOOR


def test_an_address_that_comes_back_brings_its_point_along(approved, place):
    approved(street="9 Other Street", city="Waco", zip="76701")
    assert place() == (31.55, -97.14, "zip")
    approved(street="1 Main Street", city="Austin", zip="78701")
    assert place() == DOOR


def test_a_withheld_street_is_withheld_again_once_it_is_taken_back(approved, place, clinic):
    clinic.street, clinic.point_precision = "", "withheld"
    clinic.save()
    for typed in ({"street2": "Suite 4"}, {"street": "9 Other Street"}):
        approved(**typed)
        assert place()[2] == "zip"
        approved(**dict.fromkeys(typed, ""))
        assert place() == (30.2711, -97.7437, "withheld")


def test_a_zip_code_that_is_none_is_told_beside_the_field(ask):
    assert "We know no ZIP code 00000. Look at its digits." in ask(zip="00000")
    assert Change.objects.count() == 0


def test_a_zip_code_of_another_state_is_told_beside_the_field(ask):
    words = "ZIP code 76701 is in Texas, not in Ohio. Mend the one that is wrong."
    assert words in ask(zip="76701", state="OH")
    assert Change.objects.count() == 0
    ask(zip="76701", city="Waco")
    assert Change.objects.get().after == {"zip": "76701", "city": "Waco"}


def test_a_zip_code_that_stands_already_blocks_nothing(ask, clinic):
    Clinic.objects.filter(pk=clinic.pk).update(zip="00000")
    ask(phone="512-555-0199")
    assert Change.objects.get().after == {"phone": "+15125550199"}


def test_a_name_with_a_word_that_is_no_claim_there_blocks_nothing(ask, clinic):
    Clinic.objects.filter(pk=clinic.pk).update(name="Procure Cure Center")
    ask(phone="512-555-0199")
    assert Change.objects.get().after == {"phone": "+15125550199"}
    ask(name="The Cure Center")
    assert Change.objects.get().after["name"] == "The Cure Center"


def test_words_that_stand_already_block_nothing_and_new_ones_are_refused(client, clinic, member, save):
    member()
    dana = PractitionerFactory(clinic=clinic, board_certification="Board of Miracles")
    name = f"p{dana.pk}"
    assert save("people", **{f"{name}__credentials": "MD"}).status_code == 303
    html = save("people", **{f"{name}__board_certification": "Guaranteed"}).content.decode()
    assert "We cannot show these words: “guaranteed”" in html
    now = Practitioner.objects.get()
    assert (now.credentials, now.board_certification) == ("MD", "Board of Miracles")
