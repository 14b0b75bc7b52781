import datetime as dt

import pytest

from clinics.domain.evidence import Person, problem
from clinics.domain.facts import Evidence

DAY = dt.date(2026, 11, 1)
SURE = Person(looked_up_on=DAY, works_here_on=DAY)


def claim(**given):
    return problem(
        **{"fact": "anesthesiologist", "answer": True, "evidence": Evidence.STATED, "as_of": DAY, "today": DAY} | given
    )


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"evidence": Evidence.REGISTER, "person": SURE},
        {
            "evidence": Evidence.REGISTER,
            "person": SURE,
            "as_of": DAY + dt.timedelta(days=90),
            "today": DAY + dt.timedelta(days=90),
        },
        {"fact": "dea", "evidence": Evidence.DOCUMENT, "address_matched": True},
        {"fact": "dea", "evidence": Evidence.DOCUMENT, "answer": False},
        {"fact": "wheelchair", "evidence": Evidence.SOURCE},
    ],
)
def test_what_may_be_claimed(given):
    assert claim(**given) is None


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"as_of": DAY + dt.timedelta(days=1)}, "not come yet"),
        ({"fact": "wheelchair", "evidence": Evidence.DOCUMENT}, "strongest evidence"),
        ({"fact": "dea", "evidence": Evidence.REGISTER, "person": SURE}, "strongest evidence"),
        ({"fact": "dea", "evidence": Evidence.DOCUMENT}, "address matched"),
        ({"fact": "dea", "evidence": Evidence.DOCUMENT, "address_matched": False}, "address matched"),
        ({"evidence": Evidence.REGISTER}, "not that the person works here"),
        ({"evidence": Evidence.REGISTER, "person": Person(DAY, None)}, "not that the person works here"),
        ({"evidence": Evidence.REGISTER, "person": Person(DAY - dt.timedelta(days=91), DAY)}, "90 days"),
        ({"evidence": Evidence.REGISTER, "person": Person(DAY + dt.timedelta(days=1), DAY)}, "90 days"),
    ],
)
def test_what_would_claim_too_much(given, part):
    assert part in claim(**given)
