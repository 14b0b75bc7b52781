"""The pages of moderators for checks and look-ups."""

import pytest
from django.urls import reverse

from clinics.enums import Evidence
from clinics.models import Practitioner, Statement
from owners.actions.memberships import join
from tests.moderators import moderator, signed_in
from tests.owners.checks.pages import ANESTHESIA, NPI, page
from tests.owners.claims.conftest import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(judge):
    return signed_in(judge)


@pytest.fixture
def against(said, today):
    """A document, and the clinic's newer no."""
    seen = said(True, days=30, evidence=Evidence.DOCUMENT, until=today.replace(year=today.year + 1, day=1))
    said(False)
    return seen


def at(kind, row, verb=None):
    if verb is None:
        return reverse(f"admin:owners_{kind}_change", args=[row.pk])
    return reverse(f"admin:owners_{kind}_decide", args=[row.pk, verb])


def test_a_contradiction_is_settled_with_everything_in_view(desk, against):
    listed = text_of(desk.get(reverse("admin:owners_check_changelist")))
    row = desk.get(at("check", against)).content.decode()
    assert "A newer answer says otherwise" in listed
    assert [label in row for label in ("End the check", "Take the newer answer back", "Leave it as it is")] == [
        True,
        True,
        False,
    ]
    asks = text_of(desk.get(at("check", against, "end")))
    assert "Yes, document seen, on" in asks
    assert "No, clinic says, on" in asks
    done = desk.post(at("check", against, "end"), {"reason": "overtaken"}, follow=True)
    assert "Done: “End the check”." in text_of(done)
    assert Statement.objects.get(pk=against.pk).ended_on is not None
    assert desk.get(at("check", against, "end")).status_code == 404


def test_a_slip_needs_the_clinics_word(desk, against):
    without = desk.post(at("check", against, "slip"), {})
    assert "This field is required" in text_of(without)
    assert Statement.objects.filter(ended_on__isnull=False).count() == 0
    desk.post(at("check", against, "slip"), {"reason": "misread"})
    assert [row.answer for row in Statement.objects.filter(ended_on__isnull=False)] == [False]


def test_what_runs_out_leads_to_the_look_up(desk, said, person, today):
    row = said(True, days=89, fact="crna", evidence=Evidence.REGISTER, until=today, practitioner=person)
    shown = desk.get(at("check", row)).content.decode()
    assert at("lookup", person, "look-up") in shown


def test_a_look_up_from_the_list_to_the_listing(desk, person, clinic):
    listed = desk.get(f"{reverse('admin:owners_lookup_changelist')}?due=never").content.decode()
    assert at("lookup", person) in listed
    asks = text_of(desk.get(at("lookup", person, "look-up")))
    assert f"https://npiregistry.cms.hhs.gov/provider-view/{NPI}" in asks
    sent = {"pasted": page(ANESTHESIA), "works_here": "not_yet"}
    done = text_of(desk.post(at("lookup", person, "look-up"), sent, follow=True))
    assert "Done: “Look up in the register”." in done
    assert "lists Maya Ortiz as an anesthesiologist" in done


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (
            {"pasted": page(ANESTHESIA, name="Robin Lang"), "works_here": "not_yet"},
            "no line with the first and the family name",
        ),
        ({"pasted": page(ANESTHESIA), "works_here": "mail"}, "Say on which day they confirmed it"),
        ({"pasted": page(ANESTHESIA), "works_here": "mail", "works_here_on": "2999-01-01"}, "not in the future"),
        ({"pasted": page(ANESTHESIA), "works_here": "mail", "works_here_on": "32.13."}, "valid date"),
        ({"pasted": page(ANESTHESIA), "works_here": "as_before"}, "not one of the available choices"),
        ({"pasted": "x" * 20_001, "works_here": "not_yet"}, "at most 20000 characters"),
        ({"pasted": "\x00", "works_here": "not_yet"}, "Null characters are not allowed"),
        ({}, "This field is required"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_kept(desk, person, sent, why):
    answer = desk.post(at("lookup", person, "look-up"), sent)
    assert why in text_of(answer)
    assert answer.status_code == 200
    assert Practitioner.objects.get().looked_up_on is None


def test_nobody_decides_on_their_own_clinic(said, against, person, clinic):
    own = moderator("senior")
    join(user=own, clinic=clinic, role="owner", by="operator")
    site = signed_in(own)
    for path in (at("check", against, "end"), at("lookup", person, "look-up")):
        answer = site.post(
            path, {"reason": "overtaken", "pasted": page(ANESTHESIA), "works_here": "not_yet"}, follow=True
        )
        assert "You manage this clinic. Another moderator decides." in text_of(answer)
    assert (Statement.objects.filter(ended_on__isnull=False).count(), Practitioner.objects.get().looked_up_on) == (
        0,
        None,
    )


def test_no_row_is_edited_or_added_by_hand(desk, against, person):
    for kind, row in (("check", against), ("lookup", person)):
        assert desk.post(at(kind, row), {"answer": "False", "npi": ""}).status_code == 403
        assert desk.get(reverse(f"admin:owners_{kind}_add")).status_code == 403


def test_the_log_of_a_check_is_the_listings(desk, against, person, clinic):
    for kind, row in (("check", against), ("lookup", person)):
        answer = desk.get(reverse(f"admin:owners_{kind}_history", args=[row.pk]))
        assert answer.url == f"{reverse('admin:accounts_event_changelist')}?subject=clinic%3A{clinic.pk}"
        assert desk.get(reverse(f"admin:owners_{kind}_history", args=[0])).status_code == 404


def test_a_decision_of_another_state_is_not_offered(desk, against):
    answer = desk.get(at("check", against, "rest"), follow=True)
    assert "Nothing was done: this is “A newer answer says otherwise” by now." in text_of(answer)


def test_a_look_up_says_what_the_clinic_itself_denies(desk, person, said):
    said(False, fact="anesthesiologist")
    page_of = text_of(desk.get(at("lookup", person, "look-up")))
    assert "The clinic itself says no to A physician anesthesiologist (MD or DO) is on staff" in page_of


def test_people_whom_nobody_confirmed_can_be_listed(desk, person, today):
    Practitioner.objects.update(looked_up_on=today, register_says="anesthesiologist")
    listed = desk.get(f"{reverse('admin:owners_lookup_changelist')}?due=unconfirmed")
    assert listed.context["cl"].result_count == 1
