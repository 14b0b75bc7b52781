"""Who was on a team decides nothing there for a year: nobody leaves, decides and comes back."""

import datetime as dt

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Event
from accounts.policies import why_not
from clinics.enums import MemberRole
from clinics.exceptions import NotAllowed
from clinics.models import Report
from clinics.policies import can_judge, check_no_interest
from clinics.policies import check_may_decide_report as check_report
from owners.actions.invitations import accept, invite, key_of
from owners.actions.memberships import change_role, end, hand_over, join, leave_unmanaged
from tests.factories import ClinicFactory
from tests.merging.conftest import merged
from tests.moderators import moderator
from tests.owners.team.conftest import membership, person

pytestmark = pytest.mark.django_db

WHY = "You managed this clinic less than a year ago. Another moderator decides."
RANKS = ["moderator", "senior", ""]


def later(days):
    """So long ago is now all that the log holds."""
    QuerySet(Event).update(at=timezone.now() - dt.timedelta(days=days))


def left(clinic, rank="moderator", role="editor"):
    """A moderator who was on the team and is not any more."""
    user = moderator(rank)
    join(user=user, clinic=clinic, role=role, by="operator")
    end(membership=membership(user, clinic), by=user, reason="left")
    return user


@pytest.mark.parametrize("role", MemberRole.values)
@pytest.mark.parametrize("rank", RANKS, ids=["moderator", "senior", "superuser"])
def test_who_left_a_team_decides_nothing_there(clinic, owner, rank, role):
    user = left(clinic, rank, role)
    report = Report.objects.create(clinic=clinic, kind="phone")
    assert why_not(check_report, user, report) == WHY
    join(user=user, clinic=clinic, role="editor", by=owner)
    assert why_not(check_report, user, report) == "You manage this clinic. Another moderator decides."


@pytest.mark.parametrize(("days", "free"), [(1, False), (364, False), (366, True)])
def test_for_a_year(clinic, owner, days, free):
    user = left(clinic)
    later(days)
    assert can_judge(user, clinic.pk) == free


def test_the_year_counts_from_the_day_they_left(clinic, owner):
    user = moderator("moderator")
    join(user=user, clinic=clinic, role="editor", by="operator")
    later(1000)
    end(membership=membership(user, clinic), by=owner, reason="removed")
    assert not can_judge(user, clinic.pk)


def test_nobody_else_and_no_other_clinic(clinic, owner):
    user = left(clinic)
    assert can_judge(moderator("moderator"), clinic.pk)
    assert can_judge(user, ClinicFactory().pk)
    with pytest.raises(NotAllowed, match="less than a year"):
        check_no_interest(user, ClinicFactory().pk, clinic.pk)


def test_acts_on_others_of_the_team_are_no_part_in_it(clinic, owner):
    """A senior who takes somebody off a team may have to do it again."""
    senior = moderator("senior")
    join(user=person(), clinic=clinic, role="editor", by=senior)
    end(membership=membership(owner, clinic), by=senior, reason="misuse")
    assert can_judge(senior, clinic.pk)


@pytest.mark.parametrize("way", ["handed over and left", "left it unmanaged", "made less and removed", "invited"])
def test_by_whichever_way_they_went(clinic, owner, way):
    user = moderator("moderator")
    if way == "invited":
        made = invite(email=person(email="mo@example.com").email, role="editor", clinics=[clinic], by=owner)
        user = type(user).objects.get(email="mo@example.com")
        assert can_judge(user, clinic.pk)  # whoever is asked has not said yes: else a clinic disarms all it can name
        accept(key=key_of(made), by=user)
        end(membership=membership(user, clinic), by=user, reason="left")
    elif way == "left it unmanaged":
        end(membership=membership(owner, clinic), by="operator", reason="left")
        join(user=user, clinic=clinic, role="owner", by="operator")
        leave_unmanaged(clinic=clinic, by=user)
    else:
        join(user=user, clinic=clinic, role="owner", by="operator")
        if way == "handed over and left":
            hand_over(to=membership(owner, clinic), by=user)
        else:
            change_role(membership=membership(user, clinic), role="editor", by=owner)
        end(membership=membership(user, clinic), by=owner, reason="removed")
    assert why_not(check_report, user, Report(clinic=clinic)).startswith(("You managed", "Only a moderator"))
    assert not can_judge(user, clinic.pk)


def test_a_merge_forgets_nobody(clinic):
    stays = ClinicFactory(name=clinic.name)
    user = left(clinic, role="editor")
    assert can_judge(user, stays.pk)
    merged(clinic, into=stays, by=moderator("senior"))
    assert not can_judge(user, stays.pk)


def test_it_costs_one_query_however_many_clinics(clinic, owner, django_assert_num_queries):
    user, many = moderator("moderator"), [ClinicFactory().pk for _ in range(3)]
    with django_assert_num_queries(2):  # the team and the log, claims
        assert can_judge(user, clinic.pk, *many)
    with django_assert_num_queries(0):
        assert can_judge(user)
