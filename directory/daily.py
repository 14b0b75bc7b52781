"""All clocks, once a day. Nothing true depends on their having run; they write letters and clear away."""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import close_old_connections, connection

from accounts import post
from accounts.actions import forget_sessions
from clinics.actions import reports
from directory.queue import prune
from owners.actions import clocks, documents, invitations
from reviews.actions import clocks as reviews
from reviews.actions import concerns
from reviews.actions.ratings import recount_all
from sources.actions import uploads
from sources.actions.pairs import find_pairs

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Clock:
    """run: gets the day, keeps its own transactions, and returns how many it did something about."""

    name: str
    run: Callable[[dt.date], int]


CLOCKS = (
    Clock("reminders to confirm", clocks.remind_to_confirm),
    Clock("documents that run out", clocks.warn_of_documents),
    Clock("claims that wait", clocks.tell_of_claims),
    Clock("invitations that are over", lambda today: invitations.expire()),
    Clock("work that is done", prune),
    Clock("orphan files", lambda today: documents.sweep_orphans()),
    Clock("uploads that wait", lambda today: uploads.forget_old()),
    Clock("addresses left with reports", reports.forget_addresses),
    Clock("addresses left with concerns", concerns.forget_addresses),
    Clock("reviews without their code", lambda today: reviews.delete_unconfirmed()),
    Clock("refused reviews forgotten", reviews.forget_refusals),
    Clock("reviews that expire", reviews.expire),
    Clock("averages of reviews", recount_all),
    Clock("listings that may be one clinic", lambda today: find_pairs()),
    Clock("letters given up", lambda today: post.forget_old()),
    Clock("sessions that are over", lambda today: forget_sessions()),
)


def turn(today: dt.date) -> Iterator[tuple[str, int | None]]:
    """Each clock's name and what it did; None where it failed, which stops none of the others."""
    for clock in CLOCKS:
        yield clock.name, _run(clock, today)


def _run(clock: Clock, today: dt.date) -> int | None:
    try:
        return clock.run(today)
    except Exception:  # whatever broke one clock is no reason to hold the rest
        logger.exception("A clock failed: %s.", clock.name)
        if not connection.in_atomic_block:
            close_old_connections()  # a lost connection would fail the rest as well
        return None
