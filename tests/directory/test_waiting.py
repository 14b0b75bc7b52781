"""The first page of the admin: every kind of work that waits, each there until it is decided."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from clinics.actions.indexing import reindex
from clinics.actions.reports import decide_report
from clinics.enums import Evidence
from clinics.models import Report, Statement
from directory.waiting import kinds, waiting_for
from guide.models import Page
from owners.actions.changes import refuse_change
from owners.actions.checks import end_check, let_rest
from owners.actions.claims import refuse_claim, submit_claim
from owners.actions.documents import refuse_document, send_for_claim, send_for_fact
from owners.actions.editing import save_section
from owners.actions.memberships import join
from owners.actions.register import look_up
from owners.models import Change, Check, Claim
from owners.sections import SECTIONS, digest
from reviews.actions.concerns import refuse_concern
from reviews.actions.deciding import refuse_review
from reviews.actions.replies import refuse_reply
from reviews.models import Concern, Reply, Review
from sources.actions.differences import leave_difference
from sources.actions.pairs import put_side_by_side, set_apart
from sources.models import ImportDifference, ImportRun
from tests.factories import ClinicFactory, PractitionerFactory, StatementFactory, UserFactory
from tests.guide.words import page as page_of_guide
from tests.moderators import moderator, signed_in
from tests.owners.checks.pages import ANESTHESIA, NPI, page
from tests.owners.documents import files

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture
def judge():
    return moderator("senior")


def owner_of(clinic):
    owner = UserFactory()
    join(user=owner, clinic=clinic, role="owner", by="operator")
    return owner


def report(judge):
    row = Report.objects.create(clinic=ClinicFactory(), kind="phone")
    return lambda: decide_report(report=row, by=judge, reason="unrelated")


def claim(judge):
    row = submit_claim(clinic=ClinicFactory(), by=UserFactory(), role_said="owner")
    return lambda: refuse_claim(claim=row, by=judge, reason="no_proof")


def document(judge):
    clinic = ClinicFactory()
    row = send_for_fact(clinic=clinic, fact="dea", data=files.pdf(), by=owner_of(clinic))
    return lambda: refuse_document(document=row, by=judge, reason="unreadable")


def change(judge):
    clinic, section = ClinicFactory(), SECTIONS["contact"]
    now = section.read(clinic)
    values = now | {"phone": "+15125550188"}
    save_section(clinic=clinic, section=section, values=values, base=digest(now), by=owner_of(clinic))
    return lambda: refuse_change(change=Change.objects.get(clinic=clinic), by=judge, reason="not_shown")


def checked(until):
    today = timezone.localdate()
    return StatementFactory(evidence=Evidence.DOCUMENT, as_of=today - 400 * DAY, expires_on=today + until * DAY)


def waiting_check(row):
    reindex([row.clinic_id])
    return Check.objects.needing_a_look(timezone.localdate()).get(pk=row.pk)


def contradiction(judge):
    row = checked(30)
    no = StatementFactory(clinic=row.clinic, answer=False, as_of=timezone.localdate() - 3 * DAY)
    Statement.objects.filter(pk=no.pk).update(created_at=timezone.now() - 3 * DAY)
    return lambda: end_check(check=waiting_check(row), by=judge, reason="overtaken")


def expiry(judge):
    row = checked(-2)
    return lambda: let_rest(check=waiting_check(row), by=judge, reason="not_renewed")


def look_up_(judge):
    row = PractitionerFactory(name="Maya Ortiz", role="crna", npi=NPI)
    return lambda: look_up(person=row, by=judge, pasted=page(ANESTHESIA), works_here="not_yet")


def written(**changed):
    said = {"status": "waiting", "confirmed_at": timezone.now(), "text": "They told me the price before."}
    return Review.objects.create(clinic=ClinicFactory(), **said | changed)


def public():
    today = timezone.localdate()
    rated = {"month": today.replace(day=1), "care": 4, "safety": 4, "honesty": 4}
    return written(status="published", published_on=today, expires_on=today + 700 * DAY, **rated)


def concern(judge):
    row = Concern.objects.create(review=public(), kind="abusive")
    return lambda: refuse_concern(concern=row, by=judge, reason="stays")


def review(judge):
    row = written()
    return lambda: refuse_review(review=row, by=judge, reason="abusive")


def reply(judge):
    row = Reply.objects.create(review=public(), user=UserFactory(), text="Thank you for telling us.")
    return lambda: refuse_reply(reply=row, by=judge, reason="private")


def difference(judge):
    run = ImportRun.objects.create(kind="csv", authority="operator", file_name="a.csv", file_digest="0")
    row = ImportDifference.objects.create(run=run, clinic=ClinicFactory(), line=2, column="phone", offered="1")
    return lambda: leave_difference(difference=row, by=judge, reason="checked")


def duplicate(judge):
    row = put_side_by_side(clinic=ClinicFactory(), other=ClinicFactory(), by=judge)
    return lambda: set_apart(pair=row, by=judge, reason="branches")


def guide_page(judge):
    today = timezone.localdate()
    row = page_of_guide(reviewed_on=today - 9 * DAY, due_on=today)
    return lambda: Page.objects.filter(pk=row.pk).update(due_on=today + DAY)


MAKE = {
    "report": report, "claim": claim, "document": document, "change": change, "contradiction": contradiction,
    "expiry": expiry, "look_up": look_up_, "concern": concern, "review": review, "reply": reply, "difference": difference,
    "duplicate": duplicate, "guide_page": guide_page,
}  # fmt: skip


def counts(judge):
    return {one.kind.key: one.count for one in waiting_for(judge) if one.count}


def test_every_kind_is_made_below():
    assert [kind.key for kind in kinds()] == list(MAKE)


@pytest.mark.parametrize("key", MAKE)
def test_a_kind_of_work_waits_once_until_it_is_decided(judge, key):
    decide = MAKE[key](judge)
    site = signed_in(judge)
    first = site.get("/admin/").content.decode()
    [url] = re.findall(r'<th scope="row"><a href="([^"]+)">[^<]+</a><span>[^<]+</span></th><td>1</td>', first)
    listed = site.get(url.replace("&amp;", "&"))
    assert (counts(judge), listed.context["cl"].result_count) == ({key: 1}, 1)
    decide()
    assert counts(judge) == {}


def test_each_list_shows_what_was_counted_and_nothing_else(judge):
    """Beside what was decided, and a document that belongs to a claim."""
    for make in MAKE.values():
        make(judge)()
    for make in (claim, document, change, contradiction, expiry, concern, review, reply, difference, duplicate):
        make(judge)
    asked = Claim.objects.filter(status="submitted").get()
    send_for_claim(claim=asked, data=files.pdf(), by=asked.user)
    site = signed_in(judge)
    found = {one.kind.key: (one.count, site.get(one.url).context["cl"].result_count) for one in waiting_for(judge)}
    assert found == {
        kind.key: (1, 1) if kind.key not in {"report", "look_up", "guide_page"} else (0, 0) for kind in kinds()
    }


def test_the_longest_wait_comes_first_and_says_how_long(judge):
    contradiction(judge)
    expiry(judge)
    claim(judge)
    found = [(one.kind.key, one.days) for one in waiting_for(judge) if one.count]
    assert found == [("contradiction", 3), ("expiry", 2), ("claim", 0)]
    page = " ".join(signed_in(judge).get("/admin/").content.decode().split())
    assert page.index("3 days") < page.index("2 days") < page.index("<td>today</td>")


def test_a_check_that_is_about_to_run_out_waits_since_today(judge):
    today = timezone.localdate()
    StatementFactory(fact="crna", evidence=Evidence.REGISTER, as_of=today - 80 * DAY, expires_on=today + 10 * DAY)
    assert [(one.kind.key, one.days) for one in waiting_for(judge) if one.count] == [("expiry", 0)]


def test_who_may_not_see_a_list_sees_no_count_of_it(judge):
    claim(judge)
    assert (waiting_for(UserFactory(is_staff=True)), counts(judge)) == ([], {"claim": 1})


@pytest.mark.parametrize("how_many", [0, 1, 3])
def test_what_waits_costs_a_query_a_kind(judge, how_many, django_assert_num_queries):
    for _ in range(how_many):
        claim(judge)
    judge.get_all_permissions()
    with django_assert_num_queries(len(kinds())):
        waiting_for(judge)
