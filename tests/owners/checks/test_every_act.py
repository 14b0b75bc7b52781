"""An answer to a fact: every state it can be in, every act, everybody who may try. What is refused changes nothing."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Event
from clinics.actions.indexing import reindex
from clinics.enums import Evidence, MemberRole
from clinics.models import Practitioner, Statement
from owners.actions.checks import end_check, let_rest, take_back_slip
from owners.actions.documents import accept_document, open_document, send_for_fact
from owners.actions.editing import save_section
from owners.actions.memberships import join
from owners.actions.register import look_up
from owners.enums import CheckStatus
from owners.exceptions import InvalidStep, NotAllowed, Refused
from owners.models import Check, Document
from owners.sections import SECTIONS, digest
from owners.workflows import CHECK
from tests.factories import ClinicFactory, PractitionerFactory, StatementFactory, UserFactory
from tests.moderators import moderator
from tests.owners.checks.pages import ANESTHESIA, NPI, page
from tests.owners.documents import files

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
FACT = "acls"


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


def rows_of(clinic, *rows):
    """rows: answer, evidence, days ago, days left."""
    today = timezone.localdate()
    for answer, evidence, ago, left in rows:
        StatementFactory(
            clinic=clinic, fact=FACT, answer=answer, evidence=evidence, as_of=today - ago * DAY,
            expires_on=today + left * DAY,
        )  # fmt: skip
    reindex([clinic.pk])


SEEN = (True, Evidence.DOCUMENT, 30, 60)
STATES = {
    "unsaid": [],
    "yes": [(True, Evidence.STATED, 9, 300)],
    "no": [(False, Evidence.STATED, 9, 300)],
    "counts": [SEEN],
    "contradicted": [SEEN, (False, Evidence.STATED, 9, 300)],
    "run_out": [(True, Evidence.DOCUMENT, 90, -1)],
}
"""The clinic's own answer, and the states of a checked one (`owners.workflows.CHECK`)."""


def people(clinic):
    def member(of, role, user=None):
        user = user or UserFactory()
        join(user=user, clinic=of, role=role, by="operator")
        return user

    banned = member(clinic, MemberRole.OWNER)
    banned.is_active = False
    banned.save()
    return {
        "signed in": UserFactory(), "editor": member(clinic, MemberRole.EDITOR),
        "owner": member(clinic, MemberRole.OWNER), "other owner": member(ClinicFactory(), MemberRole.OWNER),
        "moderator": moderator("moderator"), "senior": moderator("senior"),
        "own senior": member(clinic, MemberRole.OWNER, moderator("senior")), "banned": banned,
    }  # fmt: skip


def answer(word):
    def act(clinic, by):
        section = SECTIONS["facts"]
        now = section.read(clinic)
        save_section(clinic=clinic, section=section, values=now | {FACT: word}, base=digest(now), by=by)

    return act


def send(clinic, by):
    send_for_fact(clinic=clinic, fact=FACT, data=files.pdf(), by=by)


def accept(clinic, by):
    paper = Document.objects.get(clinic=clinic)
    open_document(document=paper, by=by)
    accept_document(document=paper, by=by, expires_on=timezone.localdate() + 200 * DAY)


def on_check(action, **said):
    def act(clinic, by):
        checked = Statement.objects.filter(clinic=clinic, fact=FACT, evidence=Evidence.DOCUMENT).order_by("pk").first()
        action(check=Check(pk=checked.pk if checked else 0, clinic=clinic), by=by, **said)

    return act


def register(clinic, by):
    person = Practitioner.objects.get(clinic=clinic)
    look_up(person=person, by=by, pasted=page(ANESTHESIA), works_here="not_yet")


MANAGE, MODERATE = {"editor", "owner", "own senior"}, {"moderator", "senior"}
ALL = set(STATES)
ACTS = {
    "answer yes": (answer("yes"), MANAGE, ALL),
    "answer no": (answer("no"), MANAGE, ALL),
    "take back": (answer(""), MANAGE, ALL),
    "send a document": (send, MANAGE, ALL),
    "accept a document": (accept, MODERATE, ALL),
    "look up": (register, MODERATE, ALL),
    "end the check": (on_check(end_check, reason="overtaken"), MODERATE, {"contradicted"}),
    "take back a slip": (on_check(take_back_slip, reason="slip"), MODERATE, {"contradicted"}),
    "let it rest": (on_check(let_rest, reason="not_renewed"), MODERATE, {"run_out"}),
}
"""Act → how, who may, in which states."""


OF_CHECK = {"end the check": "end_check", "take back a slip": "take_back_slip", "let it rest": "let_rest"}


def snapshot():
    return list(Statement.objects.order_by("pk").values()), Document.objects.count(), Event.objects.count()


def status_of(clinic):
    """Of the answer that was checked first."""
    row = Statement.objects.filter(clinic=clinic, evidence=Evidence.DOCUMENT).order_by("pk").first()
    waits = Check.objects.needing_a_look(timezone.localdate()).filter(pk=row.pk).first()
    return waits.status if waits else CheckStatus.ENDED if row.ended_on else CheckStatus.COUNTS


def test_the_table_of_checks_is_the_one_that_is_tried_here():
    tried = {verb: ACTS[act][2] for act, verb in OF_CHECK.items()}
    assert tried == {step.verb: set(step.before) for step in CHECK.steps}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what_in_which_state(clinic, state, act):
    do, may, states = ACTS[act]
    everybody = people(clinic)
    rows_of(clinic, *STATES[state])
    PractitionerFactory(clinic=clinic, name="Maya Ortiz", role="anesthesiologist", npi=NPI)
    send(clinic, everybody["editor"])
    before, outcome = snapshot(), {}
    for name, by in everybody.items():
        start = transaction.savepoint()
        try:
            do(clinic, by)
        except Refused as refusal:
            assert snapshot() == before
            outcome[name] = type(refusal)
        else:
            outcome[name] = status_of(clinic) if act in OF_CHECK else None
        transaction.savepoint_rollback(start)
    done = None if act not in OF_CHECK else {step.verb: step.after for step in CHECK.steps}[OF_CHECK[act]][0]
    there = done if state in states else InvalidStep
    assert outcome == {name: there if name in may else NotAllowed for name in everybody}
