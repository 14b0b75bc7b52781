"""What a clinic's page says, before it is drawn."""

import datetime as dt

import pytest

from clinics.domain.catalog import FACTS
from clinics.enums import Evidence
from clinics.models import Clinic, Source
from clinics.profile.facts import fact_rows
from clinics.profile.loading import with_rows
from clinics.profile.page import profile
from clinics.profile.words import listed, running, with_article
from tests.factories import ClinicFactory, OfferingFactory, PractitionerFactory, StatementFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)
SEEN = dt.date(2026, 8, 19)


def profiled(clinic, today=TODAY):
    return profile(with_rows(Clinic.objects.filter(pk=clinic.pk)).get(), today)


def row(fact, *statements, today=TODAY):
    """The row of a fact from (answer, evidence, as_of, more…)."""
    clinic = ClinicFactory()
    for answer, evidence, as_of, *more in statements:
        fields = more[0] if more else {}
        StatementFactory(clinic=clinic, fact=fact, answer=answer, evidence=evidence, as_of=as_of, **fields)
    return profiled(clinic, today).rows[fact]


def lines(found):
    return [(line.answer, line.bars, line.said, line.notes) for line in found.lines]


def test_an_unstated_fact_is_unknown_and_has_no_line():
    found = row("dea")
    assert (found.state, found.lines, found.stated, found.checked) == ("unknown", (), False, False)


def test_what_the_clinic_says_is_said_to_be_its_word():
    found = row("dea", (False, Evidence.STATED, dt.date(2026, 9, 2)))
    assert lines(found) == [("No", 2, "The clinic says so, Sep 2, 2026.", ())]
    assert found.checked is False


def test_a_document_has_the_day_it_was_seen_and_its_own_expiry():
    found = row("dea", (True, Evidence.DOCUMENT, SEEN, {"expires_on": dt.date(2028, 7, 31)}))
    assert lines(found) == [("Yes", 3, "We saw the document, Aug 19, 2026.", ("Good until Jul 31, 2028.",))]
    assert found.checked is True


def test_an_expired_check_falls_back_to_what_is_left():
    over = (True, Evidence.DOCUMENT, SEEN, {"expires_on": dt.date(2026, 10, 31)})
    found = row("dea", over, (True, Evidence.STATED, dt.date(2026, 1, 5)))
    assert lines(found) == [("Yes", 2, "The clinic says so, Jan 5, 2026.", ("Checked until Oct 31, 2026.",))]
    assert found.checked is False


def test_an_expired_check_of_the_other_answer_says_nothing_of_this_one():
    over = (True, Evidence.DOCUMENT, SEEN, {"expires_on": dt.date(2026, 10, 31)})
    found = row("dea", over, (False, Evidence.STATED, dt.date(2026, 11, 5)))
    assert lines(found) == [("No", 2, "The clinic says so, Nov 5, 2026.", ())]


def test_when_all_has_run_out_the_fact_is_a_question_again():
    found = row("dea", (True, Evidence.DOCUMENT, SEEN, {"expires_on": dt.date(2026, 10, 31)}))
    assert (found.state, found.was) == ("unknown", "An earlier answer counted until Oct 31, 2026.")


def test_two_that_differ_are_both_said_the_one_in_force_first():
    found = row("crna", (True, Evidence.STATED, dt.date(2026, 9, 2)), (False, Evidence.STATED, dt.date(2026, 8, 2)))
    assert [line[0] for line in lines(found)] == ["Yes", "No"]
    worse = row("crna", (True, Evidence.DOCUMENT, SEEN), (False, Evidence.STATED, dt.date(2026, 11, 1)))
    assert [(line[0], line[1]) for line in lines(worse)] == [("No", 2), ("Yes", 3)]


@pytest.mark.parametrize(("answer", "warning"), [(True, True), (False, False)])
def test_only_an_adverse_yes_is_a_warning_sign(answer, warning):
    assert row("limits_reviews", (answer, Evidence.STATED, SEEN)).warning is warning
    assert row("prepayment_required", (answer, Evidence.STATED, SEEN)).warning is False


def test_a_looked_up_person_stays_the_clinics_word():
    clinic = ClinicFactory()
    person = PractitionerFactory(
        clinic=clinic, name="Luis Ortega", credentials="MD", npi="1245319599",
        looked_up_on=dt.date(2026, 11, 3), register_says="anesthesiologist",
    )  # fmt: skip
    StatementFactory(clinic=clinic, fact="anesthesiologist", practitioner=person, as_of=dt.date(2026, 9, 2))
    found = profiled(clinic)
    register = (
        "The federal NPI register lists Luis Ortega as an anesthesiologist (self-reported; looked up on Nov 3, 2026)."
    )
    line = found.rows["anesthesiologist"].lines[0]
    assert (line.bars, line.said) == (2, f"The clinic names Luis Ortega, MD (Sep 2, 2026). {register}")
    assert line.record == "https://npiregistry.cms.hhs.gov/provider-view/1245319599"
    assert (found.people[0].bars, found.people[0].said) == (2, f"The clinic names Luis Ortega, MD. {register}")
    assert found.checked == 0


@pytest.mark.parametrize(("looked", "bars"), [(dt.date(2026, 8, 22), 4), (dt.date(2026, 8, 21), 2)])
def test_a_register_check_of_a_person_counts_ninety_days(looked, bars):
    clinic = ClinicFactory()
    PractitionerFactory(clinic=clinic, npi="1245319599", looked_up_on=looked, works_here_on=SEEN)
    person = profiled(clinic).people[0]
    assert person.bars == bars
    assert ("Checked until" in person.said) is (bars == 2)
    assert ("We checked that this person works here" in person.said) is (bars == 4)


def test_a_person_nobody_looked_up():
    clinic = ClinicFactory()
    PractitionerFactory(clinic=clinic, is_medical_director=True, role="physician", as_of=dt.date(2026, 9, 2))
    person = profiled(clinic).people[0]
    assert (person.titles, person.bars, person.record) == ("Medical director, other physician", 2, "")
    assert person.said == "The clinic says so, Sep 2, 2026."


@pytest.mark.parametrize(
    ("whole", "methods", "asked"),
    [(True, [], True), (True, ["iv"], False), (True, ["iv", "esketamine"], True), (False, ["iv"], True)],
)
def test_a_fact_of_a_method_that_is_not_offered_is_left_out_only_where_the_list_is_whole(whole, methods, asked):
    assert ("rems_certified" in fact_rows([], methods, whole_list=whole, today=TODAY)) is asked
    assert len(fact_rows([], methods, whole_list=whole, today=TODAY)) == len(FACTS) - (not asked)


def test_a_stated_fact_is_never_left_out():
    clinic = ClinicFactory(methods_complete=True)
    StatementFactory(clinic=clinic, fact="rems_certified", answer=False, as_of=SEEN)
    assert profiled(clinic).rows["rems_certified"].state == "no"


def entries(clinic, **fields):
    OfferingFactory(clinic=clinic, **fields)
    receipt = profiled(clinic).receipts[0]
    return receipt, {entry.label: (entry.value, entry.note) for entry in receipt.entries}


PRICED = {"unit": "session", "price_min": 450, "price_max": 550}


def test_a_first_course_is_a_sum_that_can_be_checked():
    receipt, found = entries(ClinicFactory(intake_fee=150), **PRICED, minutes=50, course_sessions=6)
    assert found["Intake visit"] == ("$150", "")
    assert found["One session"] == ("$450 to $550", "50 minutes")
    assert found["Sessions in a first course"] == ("6", "the clinic’s own figure")
    assert found["First course"] == ("$2,850 to $3,450", "150 + 6 × 450 to 550")
    assert (receipt.course, receipt.typical) == ("$2,850 to $3,450", False)


def test_an_unknown_intake_fee_is_named():
    _, found = entries(ClinicFactory(), **PRICED, course_sessions=6)
    assert found["Intake visit"] == ("Not stated", "")
    assert found["First course"][1] == "6 × 450 to 550. Intake fee not stated, so not in this sum"


def test_a_typical_course_is_never_the_clinics_own():
    receipt, found = entries(ClinicFactory(intake_fee=0), **PRICED)
    assert found["Intake visit"] == ("No fee", "")
    assert found["Sessions in a first course"] == ("6", "not the clinic’s own figure")
    assert receipt.typical is True


def test_a_package_and_an_included_consult():
    _, found = entries(ClinicFactory(intake_fee=150), **PRICED, package_price=2400, includes_consult=True)
    assert found["Intake visit"] == ("Included", "")
    assert found["The whole first course as a package"] == ("$2,400", "")
    assert found["First course"] == ("$2,400", "2,400 for the package")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"method": "iv"}, "there is no price to sum"),
        ({"method": "im", **PRICED}, "the number of sessions is not stated"),
        ({"method": "oral", **PRICED, "unit": "month"}, "priced by the month, so it cannot be summed"),
        ({"method": "iv", **PRICED, "unit": "package"}, "what a package holds differs, so it cannot be summed"),
    ],
)
def test_what_cannot_be_summed_says_so(fields, why):
    receipt, found = entries(ClinicFactory(intake_fee=150), **fields)
    assert found["First course"] == ("Not known yet", why)
    assert (receipt.course, receipt.sum) == ("", "")


def test_talk_therapy_is_given_beside_another_and_has_no_sum():
    receipt, found = entries(ClinicFactory(intake_fee=150), method="kap", **PRICED, course_sessions=3)
    assert set(found) == {"One session", "Sessions in a first course"}
    assert receipt.under[0].startswith("Given beside one of the other methods")


def test_maintenance_is_only_as_stated():
    _, none = entries(ClinicFactory(), **PRICED)
    assert "After that" not in none
    _, weeks = entries(ClinicFactory(), **PRICED, maintenance_weeks=1)
    assert weeks["After that"] == ("No price stated", "one session every week")
    _, price = entries(ClinicFactory(), **PRICED, maintenance_price=400)
    assert price["After that"] == ("$400", "how often is not stated")


def test_what_a_price_includes_tells_no_from_not_stated():
    receipt, _ = entries(ClinicFactory(), includes_consult=True, includes_therapy=False, takes_insurance=False)
    assert receipt.under == [
        "Includes the consult.",
        "Does not include therapy.",
        "Not stated whether it includes monitoring, anti-nausea medicine or follow-up.",
        "Insurance is not billed.",
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Insurance: not stated."),
        ({"insurers": "Aetna"}, "Insurance named: Aetna."),
        ({"takes_insurance": True, "insurers": "Aetna, Cigna."}, "Insurance is billed: Aetna, Cigna."),
    ],
)
def test_insurance_is_said_per_method(fields, said):
    assert entries(ClinicFactory(), **fields)[0].under[-1] == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"valid_from": SEEN}, "Stated by the clinic, valid from Aug 19, 2026."),
        ({"as_of": SEEN}, "Stated by the clinic, Aug 19, 2026."),
        ({}, "Stated by the clinic; the date is not known."),
        ({"evidence": Evidence.SOURCE}, "Public data says that this is offered."),
    ],
)
def test_every_price_block_carries_its_date(fields, said):
    assert entries(ClinicFactory(), **fields)[0].dated == said


def test_every_blank_is_a_numbered_question():
    clinic = ClinicFactory()
    OfferingFactory(clinic=clinic)
    groups = profiled(clinic).questions
    asks = [ask for group in groups for ask in group.asks]
    assert asks[:3] == [FACTS[key].ask for key in ("anesthesiologist", "psychiatrist", "dea")]
    assert {fact.ask for fact in FACTS.values()} <= set(asks)
    for ask in ("What does the first visit cost?", "What does one session of IV infusion cost?", "When are you open?",
                "Are you taking new patients?", "Which kinds of ketamine treatment do you give?"):  # fmt: skip
        assert ask in asks
    assert len(asks) == len(set(asks))
    assert [group.first for group in groups] == [
        1 + sum(len(earlier.asks) for earlier in groups[:place]) for place in range(len(groups))
    ]


def test_what_is_stated_is_not_asked():
    clinic = ClinicFactory(
        intake_fee=0, deposit=0, cancellation_fee=0, hours="24/7", new_patients=False, wait_days=0,
        availability_on=SEEN, methods_complete=True, telehealth=False,
    )  # fmt: skip
    OfferingFactory(clinic=clinic, **PRICED, course_sessions=6, takes_insurance=False)
    for fact in FACTS:
        StatementFactory(clinic=clinic, fact=fact, answer=False, as_of=SEEN)
    found = profiled(clinic)
    assert [ask for group in found.questions for ask in group.asks] == [
        "Which ways to pay do you take?", "Which conditions do you treat?", "What ages do you treat?",
        "Which languages do you speak?",
    ]  # fmt: skip
    assert found.answered == len(found.rows)


def test_the_newest_edition_is_the_one_named():
    clinic = ClinicFactory()
    for year in (2024, 2023):
        edition = Source.objects.create(
            key=f"s{year}", series="s", title="S", short=f"From the {year} list", as_of=dt.date(year, 1, 1)
        )
        edition.records.create(clinic=clinic, series="s", key=str(year), first_seen_on=SEEN)
    assert profiled(clinic).origin == "From the 2024 list; not confirmed by the clinic"


def test_words():
    assert [listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert running(["Self-pay", "Medicare", "Private insurance", "HSA card"]) == (
        "Self-pay, Medicare, private insurance and HSA card"
    )
    assert [with_article(word) for word in ("anesthesiologist", "psychiatrist")] == [
        "an anesthesiologist", "a psychiatrist",
    ]  # fmt: skip
