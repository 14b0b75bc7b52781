"""Two members answer the same review in the same moment; a moderator decides while the clinic takes it back."""

from functools import partial

import pytest

from clinics.models import Membership
from reviews.actions.replies import publish_reply, submit_reply, withdraw_reply
from reviews.domain.reply_templates import TEXTS
from reviews.models import Reply
from tests.factories import UserFactory
from tests.owners.team.at_once import at_once, several
from tests.transactions import commits

pytestmark = [commits, several]


@pytest.fixture
def members(clinic):
    found = UserFactory.create_batch(2)
    for user in found:
        Membership.objects.create(user=user, clinic=clinic, role="editor", since="2026-01-01")
    return found


def test_one_of_two_replies_stands(shown, members):
    review = shown()
    said = at_once(*(partial(submit_reply, review=review, by=by, text=TEXTS["short"]) for by in members))
    assert (said.count("refused"), Reply.objects.count()) == (1, 1)


def test_a_decision_and_a_withdrawal_leave_one_state(shown, members, judge):
    reply = submit_reply(review=shown(), by=members[0], text=TEXTS["short"])
    at_once(partial(publish_reply, reply=reply, by=judge), partial(withdraw_reply, reply=reply, by=members[1]))
    reply.refresh_from_db()
    assert (reply.status, reply.text) == ("withdrawn", "")
