"""The derived rows always say what the rule says."""

import datetime as dt
import random

import pytest

from clinics.actions.indexing import reindex
from clinics.domain.catalog import FACTS
from clinics.domain.facts import effective
from clinics.enums import Evidence
from clinics.models import Answer, Organization, SiteState, Source, Statement
from tests.factories import ClinicFactory, PractitionerFactory, StatementFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 1)


def test_answers_of_every_day_are_those_of_the_rule():
    chance = random.Random(7)
    clinic = ClinicFactory()
    source = Source.objects.create(key="s", series="s", title="S", short="S", as_of=DAY)
    keys = ["dea", "prepayment_required", "limits_reviews"]
    for _ in range(60):
        evidence = chance.choice(Evidence.values)
        begins = DAY + dt.timedelta(days=chance.randrange(40))
        ends = begins + dt.timedelta(days=chance.randrange(20))
        StatementFactory(
            clinic=clinic, fact=chance.choice(keys), answer=chance.random() < 0.5, evidence=evidence, as_of=begins,
            expires_on=ends, ended_on=chance.choice([None, None, begins + dt.timedelta(days=chance.randrange(9))]),
            source=source if evidence == Evidence.SOURCE else None,
        )  # fmt: skip

    reindex([clinic.pk])

    for offset in range(-2, 63):
        day = DAY + dt.timedelta(days=offset)
        indexed = {a.fact: (a.answer, a.evidence, a.as_of) for a in Answer.objects.on(day)}
        ruled = {}
        for key in keys:
            statements = list(Statement.objects.filter(fact=key).order_by("pk"))
            said = [s for order, row in enumerate(statements) if (s := row.said(order))]
            if now := effective(FACTS[key].polarity, said, day):
                ruled[key] = (now.answer, now.evidence, now.on)
        assert indexed == ruled


def test_twice_is_once():
    clinic = ClinicFactory()
    StatementFactory(clinic=clinic)
    reindex([clinic.pk])
    before = list(Answer.objects.values_list("fact", "starts", "ends"))
    reindex([clinic.pk])
    assert list(Answer.objects.values_list("fact", "starts", "ends")) == before


def test_other_clinics_keep_their_answers():
    mine, other = StatementFactory().clinic, StatementFactory().clinic
    reindex([mine.pk, other.pk])
    reindex([mine.pk])
    assert Answer.objects.filter(clinic=other).count() == 1


def test_search_words_name_clinic_owner_people_and_city():
    owner = Organization.objects.create(name="Córdoba Group")
    clinic = ClinicFactory(name="St. Mary's Clinic", city="El Paso", organization=owner)
    PractitionerFactory(clinic=clinic, name="Zoë Ångström")
    reindex([clinic.pk])
    clinic.refresh_from_db()
    assert clinic.search_text == " st marys clinic cordoba group zoe angstrom el paso"


def test_every_change_is_a_new_revision():
    clinic = ClinicFactory()
    before = SiteState.now().revision
    reindex([clinic.pk])
    assert SiteState.now().revision == before + 1
