"""The pages of a pair of listings: side by side, merged, told apart, put together by hand."""

import pytest

from clinics.enums import Status
from clinics.models import Clinic, Membership
from directory.daily import CLOCKS
from owners.actions.memberships import join
from sources.models import DuplicatePair
from tests.factories import ClinicFactory, UserFactory
from tests.merging.conftest import fresh, merged, paired
from tests.moderators import moderator, signed_in

pytestmark = pytest.mark.django_db
PAIRS = "/admin/sources/duplicatepair/"


@pytest.fixture
def site(senior):
    return signed_in(senior)


@pytest.fixture
def pair(one, other, senior):
    return paired(one, other, senior)


def words(page):
    return " ".join(page.content.decode().split())


def decide(client, pair, verb, **fields):
    path = f"{PAIRS}{pair.pk}/decide/{verb}/"
    page = client.get(path)
    sent = dict(page.context["form"].initial) if page.context else {}
    if page.context and "gaining" in page.context["form"].fields:
        sent["gaining"] = page.context["form"].fields["gaining"].initial
    return client.post(path, sent | fields, follow=True)


def test_both_stand_side_by_side_and_what_differs_is_said_in_a_word(site, pair, one):
    join(user=UserFactory(name="Dana Reyes"), clinic=one, role="owner", by="operator")
    page = words(site.get(f"{PAIRS}{pair.pk}/change/"))
    assert '<th scope="row">Name <span>differs</span></th><td data-side="First">Barton Creek Ketamine</td>' in page
    assert '<th scope="row">Phone</th>' in page
    assert "Dana Reyes, person" in page
    assert "A moderator put them side by side" in page
    assert "under 0.1 miles" in page


def test_who_manages_is_for_seniors_to_see(pair, one):
    join(user=UserFactory(name="Dana Reyes"), clinic=one, role="owner", by="operator")
    page = words(signed_in(moderator("moderator")).get(f"{PAIRS}{pair.pk}/change/"))
    assert ("Dana" in page, "Only a senior moderator may merge listings" in page) == (False, True)
    assert ("They are two clinics" in page, "Merge: the first stays" in page) == (True, False)


@pytest.mark.parametrize(("verb", "kept"), [("keep_first", 0), ("keep_second", 1)])
def test_the_page_says_what_it_will_do_and_does_it(site, pair, one, other, verb, kept):
    stays, goes = (one, other) if kept == 0 else (other, one)
    page = words(site.get(f"{PAIRS}{pair.pk}/decide/{verb}/"))
    assert f"<li>{stays} stays as it is" in page
    assert "This cannot be undone." in page
    assert "Nobody manages either listing, so nobody gets one." in page
    assert "Choose a reason" in words(decide(site, pair, verb, reason=""))
    answer = decide(site, pair, verb, reason="same_place")
    assert "Done: “Merge" in words(answer)
    assert (fresh(goes).status, fresh(goes).moved_to, fresh(stays).status) == (Status.MERGED, stays, "listed")
    assert words(site.get(f"{PAIRS}{pair.pk}/change/")).count("Merged") > 0


def test_who_gains_is_named_and_ticked(site, pair, one, other):
    owner = UserFactory(name="Dana Reyes", email="dana@example.com")
    join(user=owner, clinic=other, role="owner", by="operator")
    page = words(site.get(f"{PAIRS}{pair.pk}/decide/keep_first/"))
    assert f"These people will manage {one}: Dana Reyes, dana@example.com, as owner" in page
    assert "Who came along: Dana Reyes (owner)." in page
    answer = decide(site, pair, "keep_first", reason="same_place")
    assert ("Tick this, or leave the two listings apart." in words(answer), Membership.objects.get().clinic) == (
        True,
        other,
    )
    decide(site, pair, "keep_first", reason="same_place", sure="on")
    assert Membership.objects.get().clinic == one


def test_a_team_that_grew_while_the_page_stood_open_is_not_let_in(site, pair, one, other):
    join(user=UserFactory(), clinic=other, role="owner", by="operator")
    path = f"{PAIRS}{pair.pk}/decide/keep_first/"
    seen = site.get(path).context["form"].fields["gaining"].initial
    join(user=UserFactory(), clinic=other, role="owner", by="operator")
    answer = site.post(path, {"reason": "same_place", "sure": "on", "gaining": seen}, follow=True)
    assert "Nothing was done: who would manage the listing has changed" in words(answer)
    assert fresh(other).status == "listed"


def test_two_teams_are_refused_in_a_sentence(site, pair, one, other):
    for clinic in (one, other):
        join(user=UserFactory(), clinic=clinic, role="owner", by="operator")
    assert "Both listings are managed, and nobody owns both" in words(site.get(f"{PAIRS}{pair.pk}/change/"))
    answer = site.post(f"{PAIRS}{pair.pk}/decide/keep_first/", {"reason": "same_place", "sure": "on"}, follow=True)
    assert "This cannot be done, or not by you" in words(answer)
    assert Clinic.objects.filter(status=Status.MERGED).count() == 0


def test_they_are_two_with_a_reason(pair):
    site = signed_in(moderator("moderator"))
    decide(site, pair, "apart", reason="one_building")
    pair.refresh_from_db()
    assert (pair.status, pair.reason) == ("apart", "one_building")
    assert "They are two clinics</a>" not in words(site.get(f"{PAIRS}{pair.pk}/change/"))


def test_whose_page_stood_open_too_long_is_told(site, pair, one, other, senior):
    merged(other, into=one, by=senior)
    for verb in ("keep_first", "keep_second", "apart"):
        answer = site.post(f"{PAIRS}{pair.pk}/decide/{verb}/", {"reason": "same_place"}, follow=True)
        assert answer.status_code == 200
        assert 'class="error"' in words(answer) or "errorlist" in words(answer)


class TestByHand:
    @pytest.mark.parametrize("typed", ["{pk}", "/clinics/tx/austin/barton-creek-clinic/", " HTTPS://x.example/clinics/TX/austin/barton-creek-clinic?a=1 ", "/clinics/tx/austin/former"])  # fmt: skip
    def test_the_other_is_named_by_its_number_or_its_page(self, site, one, other, typed):
        other.old_addresses.create(state="TX", city_slug="austin", slug="former")
        answer = site.post(f"{PAIRS}with/{one.pk}/", {"other": typed.format(pk=other.pk)})
        pair = DuplicatePair.objects.get()
        assert (answer.url, pair.clinics, pair.likeness) == (f"{PAIRS}{pair.pk}/change/", (one, other), ["by_hand"])

    @pytest.mark.parametrize(
        "typed", ["", "0", "-1", "987654321", "9" * 40, "x", "\x00", "/clinics/tx/austin/nowhere/", "²"]
    )
    def test_what_names_none_is_a_sentence_beside_the_field(self, site, one, typed):
        answer = site.post(f"{PAIRS}with/{one.pk}/", {"other": typed})
        assert (answer.status_code, bool(answer.context["form"].errors["other"]), DuplicatePair.objects.count()) == (
            200,
            True,
            0,
        )

    def test_a_merged_one_stands_for_the_one_it_was_merged_into(self, site, senior, one, other):
        merged(other, into=one, by=senior)
        answer = site.post(f"{PAIRS}with/{one.pk}/", {"other": str(other.pk)})
        assert "This is the same listing. Name the other one." in words(answer)

    def test_the_way_there_stands_on_the_page_of_a_listing(self, site, one):
        assert f'href="{PAIRS}with/{one.pk}/"' in words(site.get(f"/admin/clinics/clinic/{one.pk}/change/"))
        assert site.get(f"{PAIRS}with/{one.pk}/").status_code == 200
        assert site.get(f"{PAIRS}with/987654321/").status_code == 404

    def test_nobody_compares_a_listing_of_their_own(self, site, senior, one, other):
        join(user=senior, clinic=one, role="editor", by="operator")
        answer = site.post(f"{PAIRS}with/{one.pk}/", {"other": str(other.pk)})
        assert ("Another moderator decides" in words(answer), DuplicatePair.objects.count()) == (True, 0)


def test_a_merged_listing_is_there_to_be_looked_at(site, senior, one, other):
    merged(other, into=one, by=senior)
    path = f"/admin/clinics/clinic/{other.pk}/change/"
    page = words(site.get(path))
    assert ("This listing was merged into" in page, 'name="_save"' in page, "Merge with" in page) == (
        True,
        False,
        False,
    )
    assert site.post(path, {"name": "Another"}).status_code == 403


def test_the_button_looks_now_and_the_daily_run_in_the_night(site):
    ClinicFactory(name="Harbor Ketamine"), ClinicFactory(name="Harbor Ketamine")
    assert "1 new pair found." in words(site.post(f"{PAIRS}find/", follow=True))
    assert "0 new pairs found." in words(site.post(f"{PAIRS}find/", follow=True))
    assert "listings that may be one clinic" in [clock.name for clock in CLOCKS]


def test_the_list_shows_what_waits(site, senior, pair, one, other):
    third = paired(one, ClinicFactory(), senior)
    Clinic.objects.filter(pk=other.pk).update(status="withdrawn", status_on="2026-11-01")
    assert [row.pk for row in site.get(f"{PAIRS}?waiting=yes").context["cl"].result_list] == [third.pk]
    assert len(site.get(PAIRS).context["cl"].result_list) == 2
