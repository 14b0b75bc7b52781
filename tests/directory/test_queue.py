"""The queue on the first page of the admin: everything that waits in one list, taken and released."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from clinics.actions.reports import decide_report
from clinics.models import Membership, Report
from directory.models import Taken
from directory.queue import STALE, Filters, prune, queue, release, take
from directory.waiting import kinds
from reviews.models import Concern, Review
from tests.directory.test_waiting import (  # noqa: F401 -- one is a fixture
    MAKE,
    claim,
    concern,
    contradiction,
    expiry,
    look_up_,
    private_root,
    public,
    report,
    review,
)
from tests.factories import ClinicFactory, PractitionerFactory
from tests.moderators import moderator, signed_in
from tests.owners.checks.pages import NPI

pytestmark = pytest.mark.django_db


@pytest.fixture
def judge():
    return moderator("senior")


def shown(user, kind="", whose="", page="1"):
    return [(item.kind.key, item.number) for item in queue(user, Filters(kind, whose), page).items]


def test_every_kind_stands_in_it_once_until_it_is_decided(judge):
    decide = {key: make(judge) for key, make in MAKE.items()}
    assert sorted(key for key, _ in shown(judge)) == sorted(MAKE)
    for key in MAKE:
        decide[key]()
        assert key not in [kind for kind, _ in shown(judge)]
    assert shown(judge) == []


def test_the_oldest_comes_first_whatever_its_kind(judge):
    claim(judge)
    contradiction(judge)
    expiry(judge)
    assert [key for key, _ in shown(judge)] == ["contradiction", "expiry", "claim"]
    assert [item.days for item in queue(judge, Filters(), "1").items] == [3, 2, 0]


def private_concern(**age):
    row = Concern.objects.create(review=public(), kind="private")
    Concern.objects.filter(pk=row.pk).update(created_at=timezone.now() - dt.timedelta(**age))
    return ("concern", row.pk)


def test_private_details_of_somebody_come_before_all_else_whatever_its_age(judge):
    for make in MAKE.values():
        make(judge)
    rest = shown(judge)
    newer, older = private_concern(hours=-1), private_concern(days=1)
    assert shown(judge) == [older, newer, *rest]
    assert shown(judge, kind="concern") == [older, newer, *(row for row in rest if row[0] == "concern")]
    take(kind="concern", number=older[1], by=judge)
    assert (shown(judge, whose="free"), shown(judge, whose="mine")) == ([newer, *rest], [older])
    page = " ".join(signed_in(judge).get("/admin/").content.decode().split())
    assert page.count("<b>first: private details</b>") == 2


def test_no_stars_change_the_order(judge):
    for stars in ((1, 1, 1), (5, 5, 5), (3, 1, 5)):
        review(judge)
        Review.objects.filter(pk=Review.objects.latest("pk").pk).update(
            **dict(zip(("care", "safety", "honesty"), stars, strict=True))
        )
        concern(judge)
    before = shown(judge)
    for stars in (1, 5):
        Review.objects.update(care=stars, safety=stars, honesty=stars)
        assert shown(judge) == before


@pytest.mark.parametrize("makes", [(expiry,), (contradiction, look_up_), (expiry, review), (look_up_, claim)])
def test_days_and_moments_stand_beside_each_other(judge, makes):
    for make in makes:
        make(judge)
    assert len(shown(judge)) == len(makes)
    assert signed_in(judge).get("/admin/").status_code == 200


def test_one_kind_alone(judge):
    claim(judge)
    report(judge)
    assert [key for key, _ in shown(judge, kind="report")] == ["report"]
    assert shown(judge, kind="king") == []


def test_taken_and_released(judge):
    other, site = moderator("moderator"), signed_in(judge)
    claim(judge)
    report(judge)
    [one] = shown(judge, kind="claim")
    answer = site.post("/admin/queue/?next=/admin/?kind=claim", {"kind": one[0], "number": one[1], "take": "1"})
    assert (answer.status_code, answer.url) == (303, "/admin/?kind=claim")
    assert (shown(judge, whose="mine"), shown(other, whose="mine")) == ([one], [])
    assert [key for key, _ in shown(other, whose="free")] == ["report"]
    assert take(kind=one[0], number=one[1], by=other) == "Somebody has taken this already."
    release(kind=one[0], number=one[1], by=other)
    assert Taken.objects.count() == 1
    site.post("/admin/queue/", {"kind": one[0], "number": one[1], "release": "1"})
    assert (Taken.objects.count(), take(kind=one[0], number=one[1], by=other)) == (0, "")


def test_what_was_left_lying_for_a_day_is_free(judge):
    claim(judge)
    [one] = shown(judge)
    take(kind=one[0], number=one[1], by=moderator("moderator"))
    Taken.objects.update(at=timezone.now() - STALE - dt.timedelta(minutes=1))
    assert (shown(judge, whose="free"), take(kind=one[0], number=one[1], by=judge)) == ([one], "")
    assert Taken.objects.get().user == judge


@pytest.mark.parametrize("gone", [{"is_active": False}, {"is_staff": False}], ids=["banned", "no moderator any more"])
def test_what_somebody_took_who_moderates_no_more_is_free(judge, gone):
    claim(judge)
    [one] = shown(judge)
    other = moderator("moderator")
    take(kind=one[0], number=one[1], by=other)
    assert shown(judge, whose="free") == []
    User.objects.filter(pk=other.pk).update(**gone)
    assert (shown(judge, whose="free"), take(kind=one[0], number=one[1], by=judge)) == ([one], "")
    assert Taken.objects.get().user == judge


def test_the_daily_run_forgets_who_took_what_is_done(judge):
    decide = claim(judge)
    report(judge)
    for kind, number in shown(judge):
        take(kind=kind, number=number, by=judge)
    decide()
    today = timezone.localdate()
    assert (prune(today), prune(today), [row.kind for row in Taken.objects.all()]) == (1, 0, ["report"])


@pytest.mark.parametrize(
    "sent",
    [{}, {"kind": "claim"}, {"kind": "claim", "number": "x"}, {"kind": "claim", "number": "9" * 30},
     {"kind": "king", "number": "1", "take": "1"}, {"kind": "\x00", "number": "1", "take": "1"}],
)  # fmt: skip
def test_what_is_no_piece_of_work_is_not_taken(judge, sent):
    answer = signed_in(judge).post("/admin/queue/?next=https://elsewhere.example/", sent)
    assert (answer.status_code // 100, answer.url, Taken.objects.count()) == (3, "/admin/", 0)


@pytest.mark.parametrize("page", ["0", "-1", "x", "999", "", "1" * 30])
def test_a_page_that_is_none_is_the_first_or_the_last(judge, page):
    claim(judge)
    assert len(shown(judge, page=page)) == 1


def test_who_sees_a_kind_sees_it_in_the_queue_and_nobody_else(judge):
    for make in (claim, report, look_up_):
        make(judge)
    assert len(shown(judge)) == 3
    assert shown(moderator("moderator", is_active=False)) == []


def step(site, kind, number):
    """Where the link on the page of a row leads to."""
    answer = site.get(f"/admin/queue/next/?after={kind}:{number}")
    assert answer.status_code == 302
    return answer.url


def test_from_a_row_the_next_one_is_a_step_away(judge):
    rows = [Report.objects.create(clinic=ClinicFactory(), kind="phone") for _ in range(3)]
    site, pages = signed_in(judge), [f"/admin/clinics/report/{row.pk}/change/" for row in rows]
    link = f'href="/admin/queue/next/?after=clinics_report:{rows[0].pk}">Next in the queue</a>'
    assert link in site.get(pages[0]).content.decode()
    assert [step(site, "clinics_report", row.pk) for row in rows] == [pages[1], pages[2], pages[0]]
    decide_report(report=rows[0], by=judge, reason="unrelated")
    assert step(site, "clinics_report", rows[0].pk) == pages[1]
    assert link in site.get(pages[0]).content.decode()


def test_the_way_on_leaves_out_what_others_took_and_ones_own_listings(judge):
    first, second, third = (Report.objects.create(clinic=ClinicFactory(), kind="phone") for _ in range(3))
    take(kind="report", number=first.pk, by=moderator("moderator"))
    take(kind="report", number=third.pk, by=judge)
    Membership.objects.create(user=judge, clinic=second.clinic, role="editor", since=dt.date(2026, 1, 1))
    assert step(signed_in(judge), "", "") == f"/admin/clinics/report/{third.pk}/change/"
    assert step(signed_in(moderator("senior")), "", "") == f"/admin/clinics/report/{second.pk}/change/"


@pytest.mark.parametrize("after", ["", "x", "clinics_report:", "clinics_report:x", "a:b:c", "x" * 5000])
def test_the_way_on_from_nowhere_is_the_first(judge, after):
    site = signed_in(judge)
    assert site.get(f"/admin/queue/next/?after={after}").url == "/admin/"
    row = Report.objects.create(clinic=ClinicFactory(), kind="phone")
    assert site.get(f"/admin/queue/next/?after={after}").url == f"/admin/clinics/report/{row.pk}/change/"
    assert step(site, "clinics_report", row.pk) == "/admin/"
    assert "Nothing else waits for you." in site.get("/admin/").content.decode()


@pytest.mark.parametrize("how_many", [1, 60])
def test_the_page_costs_the_same_however_much_waits(judge, how_many, django_assert_max_num_queries):
    for _ in range(how_many):
        report(judge)
    claim(judge)
    site = signed_in(judge)
    site.get("/admin/")
    with django_assert_max_num_queries(25) as made:
        page = site.get("/admin/").content.decode()
    assert (page.count('name="take"'), len(made.captured_queries) <= len(kinds()) + 10) == (min(50, how_many + 1), True)


def test_what_somebody_may_not_see_or_what_does_not_wait_is_not_taken(judge):
    row = Report.objects.create(clinic=ClinicFactory(), kind="phone")
    over = "This does not wait for anybody any more."
    assert take(kind="report", number=row.pk, by=moderator("editor")) == over
    assert take(kind="report", number=row.pk + 1, by=judge) == over
    assert (Taken.objects.count(), take(kind="report", number=row.pk, by=judge)) == (0, "")


def test_the_way_on_leaves_out_what_one_may_not_decide(judge):
    """A review of a clinic that patients could go to instead of one's own."""
    own, rival = ClinicFactory(state="TX"), ClinicFactory(state="TX")
    Membership.objects.create(user=judge, clinic=own, role="editor", since=dt.date(2026, 1, 1))
    Review.objects.create(clinic=rival, status="waiting", confirmed_at=timezone.now(), text="Calm and clear.")
    assert step(signed_in(judge), "", "") == "/admin/"
    assert step(signed_in(moderator("moderator")), "", "").startswith("/admin/reviews/review/")


def test_who_was_named_on_a_day_that_nobody_wrote_down_waits_since_the_listing_is_public(judge):
    listed = timezone.localdate() - dt.timedelta(days=30)
    for as_of in (None, timezone.localdate() - dt.timedelta(days=40)):
        PractitionerFactory(clinic__listed_on=listed, npi=NPI, role="anesthesiologist", as_of=as_of)
    PractitionerFactory(clinic__listed_on=None, npi=NPI, role="anesthesiologist", as_of=None)
    report(judge)
    found = queue(judge, Filters(), "1").items
    assert [(item.kind.key, item.days) for item in found] == [
        ("look_up", 40), ("look_up", 30), ("report", 0), ("look_up", 0),
    ]  # fmt: skip
