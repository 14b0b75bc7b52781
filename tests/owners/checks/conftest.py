import datetime as dt

import pytest
from django.utils import timezone

from clinics.actions.indexing import reindex
from clinics.enums import Evidence
from clinics.models import Statement
from owners.models import Check
from tests.factories import PractitionerFactory, StatementFactory
from tests.moderators import moderator
from tests.owners.checks.pages import NPI


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def judge():
    return moderator("moderator")


@pytest.fixture
def person(clinic):
    return PractitionerFactory(clinic=clinic, name="Maya Ortiz", credentials="MD", role="anesthesiologist", npi=NPI)


@pytest.fixture
def said(clinic, today):
    """An answer to a fact, as many days old."""

    def make(answer, *, days=0, fact="dea", evidence=Evidence.STATED, until=None, **fields):
        as_of = today - dt.timedelta(days=days)
        row = StatementFactory(
            clinic=clinic, fact=fact, answer=answer, evidence=evidence, as_of=as_of, expires_on=until, **fields
        )
        reindex([clinic.pk])
        return row

    return make


@pytest.fixture
def needs(today):
    """What waits: the number of the checked answer, and why."""
    return lambda: [(row.pk, row.status) for row in Check.objects.needing_a_look(today)]


@pytest.fixture
def shown(clinic, today):
    """What the page says of a fact today: answer and evidence, or None."""

    def answer(fact="dea"):
        row = clinic.answers.on(today).filter(fact=fact).first()
        return None if row is None else (row.answer, Evidence(row.evidence).name.lower())

    return answer


@pytest.fixture
def check_of(today):
    return lambda row: Check.objects.needing_a_look(today).get(pk=row.pk)


def ended(row):
    return Statement.objects.get(pk=row.pk).ended_on
