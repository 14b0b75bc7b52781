"""What each step of an owner does to page, search, sitemap and API, at once, through the pages."""

import pytest

from clinics.actions.indexing import reindex
from clinics.actions.suspension import suspend
from clinics.models import Clinic
from owners.actions.memberships import join
from tests.factories import ClinicFactory
from tests.owners.team.conftest import body, member_of, person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _found_by_name(clinic):
    reindex([clinic.pk])


def found(client, **query):
    return [row["id"] for row in client.get("/api/v1/clinics/", query).json()["results"]]


def seen(client, clinic):
    """How a stranger meets the listing: page, named there, default results, by name, sitemap, API."""
    page = client.get(clinic.get_absolute_url())
    return (
        page.status_code, clinic.name in body(page), clinic.pk in found(client), clinic.pk in found(client, q="Barton"),
        clinic.get_absolute_url() in body(client.get("/sitemap.xml")),
        client.get(f"/api/v1/clinics/{clinic.pk}/").status_code,
    )  # fmt: skip


OPEN = (200, True, True, True, True, 200)
LOOKS = {
    "pause": (200, True, False, True, True, 200),
    "close": (200, True, False, False, False, 200),
    "moved": (200, True, False, False, False, 200),
    "withdraw": (410, False, False, False, False, 404),
}


@pytest.mark.parametrize("verb", list(LOOKS))
def test_a_step_shows_everywhere_at_once_and_so_does_its_undoing(client, clinic, owner, site, verb):
    other = ClinicFactory(name="Lakeside Care")
    join(user=owner, clinic=other, role="owner", by="operator")
    path = f"/manage/{clinic.pk}/closing/"
    assert seen(client, clinic) == OPEN
    sent = site.post(f"{path}{verb}/", {"sure": "on", "to": other.pk})
    assert (sent.status_code, sent.headers["Location"]) == (303, path)
    assert seen(client, clinic) == LOOKS[verb]
    if verb == "moved":
        assert f'href="{other.get_absolute_url()}"' in body(client.get(clinic.get_absolute_url()))
    assert site.post(f"{path}open/").status_code == 303
    assert seen(client, clinic) == OPEN


@pytest.mark.parametrize("verb", ["close", "withdraw"])
def test_what_is_for_good_asks_for_a_tick(clinic, site, verb):
    answer = site.post(f"/manage/{clinic.pk}/closing/{verb}/")
    assert (answer.status_code, 'href="#id_sure"' in body(answer)) == (200, True)
    assert Clinic.objects.get().status == "listed"


def test_opening_a_page_does_nothing(clinic, site):
    path = f"/manage/{clinic.pk}/closing/"
    answers = [
        site.get(f"{path}{verb}").status_code for verb in ("", "pause/", "close/", "moved/", "withdraw/", "open/")
    ]
    assert answers == [200] * 6
    assert Clinic.objects.get().status == "listed"


def test_only_the_steps_that_can_be_taken_are_offered(clinic, site):
    page = body(site.get(f"/manage/{clinic.pk}/closing/"))
    assert [f"/closing/{verb}/" in page for verb in ("pause", "open", "close", "moved", "withdraw")] == [
        True, False, True, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize("to", ["", "0", "x", "9" * 40, "\x00", "foreign", "itself"])
def test_a_listing_to_move_to_that_is_none_of_theirs_is_said_beside_the_field(clinic, owner, site, to):
    own, foreign = ClinicFactory(), ClinicFactory()
    join(user=owner, clinic=own, role="editor", by="operator")
    value = {"foreign": foreign.pk, "itself": clinic.pk}.get(to, to)
    answer = site.post(f"/manage/{clinic.pk}/closing/moved/", {"to": value})
    assert (answer.status_code, 'href="#id_to"' in body(answer)) == (200, True)
    assert Clinic.objects.get(pk=clinic.pk).status == "listed"


def test_who_manages_no_other_listing_is_told_whom_to_tell(clinic, site):
    page = body(site.get(f"/manage/{clinic.pk}/closing/moved/"))
    assert ("You manage no other public listing" in page, f"{clinic.get_absolute_url()}report/" in page) == (True, True)


def test_a_double_submit_is_refused_in_words(clinic, site):
    path = f"/manage/{clinic.pk}/closing/pause/"
    assert [site.post(path).status_code, site.post(path).status_code] == [303, 409]


def test_a_suspended_listing_has_no_steps(clinic, site):
    suspend(clinic, by="operator", reason="unsafe")
    path = f"/manage/{clinic.pk}/closing/"
    assert "only be changed by a moderator" in body(site.get(path))
    assert [site.post(f"{path}{verb}/", {"sure": "on"}).status_code for verb in ("withdraw", "open", "close")] == [
        409
    ] * 3
    assert Clinic.objects.get().status == "suspended"


@pytest.mark.parametrize("role", ["editor", "owner elsewhere", "nobody"])
def test_others_find_nothing(clinic, role):
    user = person() if role == "nobody" else member_of(ClinicFactory() if "else" in role else clinic, role[:6].strip())
    site, path = signed_in(user), f"/manage/{clinic.pk}/closing/"
    assert [site.get(path).status_code, site.post(f"{path}withdraw/", {"sure": "on"}).status_code] == [404, 404]
    assert Clinic.objects.get(pk=clinic.pk).status == "listed"


def test_an_owner_without_the_second_factor_is_led_to_it(client, clinic, member):
    member("owner")
    answer = client.post(f"/manage/{clinic.pk}/closing/withdraw/", {"sure": "on"})
    assert answer.status_code == 302
    assert Clinic.objects.get().status == "listed"


def test_a_step_that_is_none_is_not_there(site, clinic):
    assert site.get(f"/manage/{clinic.pk}/closing/suspend/").status_code == 404
