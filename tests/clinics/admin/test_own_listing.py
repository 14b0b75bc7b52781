"""Nobody decides on their own clinic, and no page of the admin is a way round."""

import pytest

from accounts.models import Event
from clinics.actions import listing, suspension
from clinics.actions.editing import edited
from clinics.actions.reports import decide_report
from clinics.enums import Status
from clinics.exceptions import NotAllowed
from clinics.models import Clinic, Membership, Organization, Practitioner, Report, Statement
from owners.actions.claims import submit_claim
from tests.clinics.admin.conftest import fields_of, said
from tests.factories import ClinicFactory, PractitionerFactory, StatementFactory
from tests.moderators import moderator, signed_in

pytestmark = pytest.mark.django_db
DECIDES = "Another moderator decides."


def manages(user, clinic, role="owner"):
    Membership.objects.create(user=user, clinic=clinic, role=role, since="2026-01-01")


def claims(user, clinic):
    submit_claim(clinic=clinic, by=user, role_said="owner")


@pytest.fixture(params=["owner", "editor", "claimant"])
def judge(request, clinic):
    """A moderator with every right there is, and a part in this clinic."""
    user = moderator()
    claims(user, clinic) if request.param == "claimant" else manages(user, clinic, request.param)
    return user


@pytest.fixture
def clinic():
    return ClinicFactory(phone="+15125550100")


@pytest.fixture
def site(judge):
    return signed_in(judge)


def test_the_listing_is_to_be_looked_at_alone(site, admin, clinic):
    path = f"/admin/clinics/clinic/{clinic.pk}/change/"
    sent = fields_of(admin.get(path)) | {"phone": "512-555-0199", "website": "https://new.example/"}
    page = site.get(path)
    assert (page.status_code, DECIDES in page.content.decode()) == (200, True)
    assert 'name="phone"' not in page.content.decode()
    assert site.post(path, sent).status_code == 403
    assert Clinic.objects.get(pk=clinic.pk).phone == "+15125550100"
    assert admin.post(path, sent).status_code == 302
    assert Clinic.objects.get(pk=clinic.pk).phone == "+15125550199"


def test_no_answer_is_added_or_ended(site, admin, clinic):
    new = {
        "clinic": clinic.pk, "fact": "dea", "answer": "True", "evidence": "3", "as_of": "2026-11-01",
        "expires_on": "2027-06-01", "address_matched": "True",
    }  # fmt: skip
    new = fields_of(admin.get("/admin/clinics/statement/add/")) | new
    assert DECIDES in said(site.post("/admin/clinics/statement/add/", new))
    assert Statement.objects.count() == 0
    assert admin.post("/admin/clinics/statement/add/", new).status_code == 302
    path = f"/admin/clinics/statement/{Statement.objects.get().pk}/change/"
    assert DECIDES in site.get(path).content.decode()
    assert site.post(path, {"ended_on": "2026-11-02"}).status_code == 403
    assert Statement.objects.get().ended_on is None


def test_no_person_is_added_or_marked_as_checked(site, clinic):
    person = PractitionerFactory(clinic=clinic, works_here_on=None)
    path = f"/admin/clinics/practitioner/{person.pk}/change/"
    assert site.post(path, {"works_here_on": "2026-11-01"}).status_code == 403
    new = {"clinic": clinic.pk, "name": "Ann New", "role": "anesthesiologist", "as_of": "2026-11-01"}
    assert DECIDES in said(site.post("/admin/clinics/practitioner/add/", new))
    assert [row.works_here_on for row in Practitioner.objects.all()] == [None]


def test_nor_is_the_organization_renamed(site):
    clinic = Clinic.objects.get()
    clinic.organization = Organization.objects.create(name="Old")
    clinic.save()
    path = f"/admin/clinics/organization/{clinic.organization.pk}/change/"
    assert site.post(path, {"name": "New", "website": ""}).status_code == 403
    assert Organization.objects.get().name == "Old"


@pytest.mark.parametrize(
    ("verb", "status", "said_too"),
    [
        ("list_clinic", Status.WITHDRAWN, {"reason": "reported"}),
        ("list_clinic", Status.DRAFT, {"reason": "reported"}),
        ("close", Status.LISTED, {"reason": "reported"}),
        ("withdraw", Status.LISTED, {"reason": "reported"}),
        ("suspend", Status.LISTED, {"reason": "unsafe"}),
        ("lift_suspension", Status.SUSPENDED, {"reason": "reported"}),
    ],
)
def test_no_verb_works_on_it_in_the_admin(site, clinic, verb, status, said_too):
    was = {"suspension_reason": "unsafe", "status_before_suspension": "listed"} if status == Status.SUSPENDED else {}
    Clinic.objects.update(status=status, status_on="2026-01-02", **was)
    other = ClinicFactory(status=status, status_on="2026-01-02", **was)
    sent = {"action": verb, "_selected_action": [clinic.pk, other.pk], "apply": "1", **said_too}
    assert DECIDES in said(site.post("/admin/clinics/clinic/", sent, follow=True))
    assert (Clinic.objects.get(pk=clinic.pk).status, Clinic.objects.get(pk=other.pk).status == status) == (
        status, False,
    )  # fmt: skip


def test_the_actions_themselves_refuse_a_moderator_with_a_part_in_it(judge, clinic):
    with pytest.raises(NotAllowed, match=DECIDES):
        suspension.suspend(clinic, by=judge, reason="unsafe")
    suspension.suspend(clinic, by="operator", reason="unsafe")
    with pytest.raises(NotAllowed, match=DECIDES):
        suspension.lift_suspension(clinic, by=judge)
    with pytest.raises(NotAllowed):
        listing.withdraw(clinic, by=judge, reason="reported")
    assert Clinic.objects.get(pk=clinic.pk).status == Status.SUSPENDED


def test_a_moderator_sends_no_visitors_of_another_listing_to_their_own(judge, clinic):
    other = ClinicFactory()
    with pytest.raises(NotAllowed):
        listing.mark_moved(other, to=clinic, by=judge, reason="reported")
    with pytest.raises(NotAllowed):
        listing.mark_moved(clinic, to=other, by=judge, reason="reported")
    assert {row.status for row in Clinic.objects.all()} == {Status.LISTED}


def test_no_report_on_it_is_theirs_to_decide(judge, site, clinic):
    report = Report.objects.create(clinic=clinic, kind="closed", text="It is shut.")
    with pytest.raises(NotAllowed, match=DECIDES):
        decide_report(report=report, reason="not_shown", by=judge)
    assert (Report.objects.get().status, Report.objects.get().text) == ("open", "It is shut.")


def test_a_claim_alone_lets_a_moderator_edit_nothing(clinic):
    judge = moderator("moderator")
    edited(clinic, by=judge, fields=["hours"])
    claims(judge, clinic)
    with pytest.raises(NotAllowed, match="You asked to manage this clinic yourself"):
        edited(clinic, by=judge, fields=["hours"])
    assert Event.objects.filter(what="clinic.edited").count() == 1


def test_they_keep_it_at_their_desk(clinic):
    judge = moderator("moderator")
    manages(judge, clinic)
    edited(clinic, by=judge, fields=["hours"])
    assert signed_in(judge).get(f"/manage/{clinic.pk}/").status_code == 200
    listing.close_temporarily(clinic, by=judge, reason="own_act")
    assert Clinic.objects.get(pk=clinic.pk).status == Status.TEMPORARILY_CLOSED


def test_other_listings_stay_theirs_to_moderate(judge, site):
    other = StatementFactory().clinic
    assert listing.close(other, by=judge, reason="reported").status == Status.CLOSED
    assert DECIDES not in site.get(f"/admin/clinics/clinic/{other.pk}/change/").content.decode()
