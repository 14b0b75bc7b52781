"""The questions themselves."""

from clinics.domain.catalog import ALL_METHODS, FACTS, GROUPS, HEADLINE
from clinics.domain.facts import Evidence, Polarity
from clinics.domain.text import words
from clinics.enums import Method

FORBIDDEN = {"safe", "approved", "verified", "best", "top"}


def test_every_key_of_the_contract_is_asked():
    assert len(FACTS) == 31
    assert HEADLINE == ("anesthesiologist", "psychiatrist", "dea")


def test_every_fact_stands_in_one_group():
    assert {fact.group for fact in FACTS.values()} == set(GROUPS)


def test_every_question_is_a_question_and_promises_nothing():
    for fact in FACTS.values():
        assert fact.ask.endswith("?"), fact.key
        assert FORBIDDEN & set(words(f"{fact.wording} {fact.help}")) == set(), fact.key


def test_methods_are_those_of_the_directory():
    assert set(Method.values) == ALL_METHODS
    assert [fact.key for fact in FACTS.values() if fact.methods != ALL_METHODS] == ["rems_certified"]


def test_a_search_for_an_unwanted_fact_asks_for_its_no():
    assert {key for key, fact in FACTS.items() if not fact.wanted} == {"prepayment_required", "limits_reviews"}
    assert FACTS["limits_reviews"].polarity is Polarity.ADVERSE
    assert FACTS["limits_reviews"].wanted_wording == "They ask for no limits on reviews"
    assert [key for key, fact in FACTS.items() if fact.no] == [key for key, fact in FACTS.items() if not fact.wanted]
    assert FACTS["dea"].wanted_wording == FACTS["dea"].wording


def test_a_registration_can_be_shown_by_document_only():
    assert FACTS["dea"].best is Evidence.DOCUMENT
    assert FACTS["anesthesiologist"].best is Evidence.REGISTER
