"""What patients answer, beside the facts of a clinic."""

import datetime as dt

import pytest

from reviews.domain.agreeing import spoken
from reviews.models import Review
from tests.factories import StatementFactory
from tests.reviews.shown import answered, fact_words, html, plain

pytestmark = pytest.mark.django_db


class TestBesideTheFacts:
    @pytest.mark.parametrize(
        ("state", "own_word", "yes", "no", "words"),
        [
            ("yes", True, 14, 1, "The clinic says yes; 14 of 15 patients agree."),
            ("yes", True, 11, 4, "The clinic says yes; 11 of 15 patients agree, 4 say no."),
            ("yes", True, 5, 0, "The clinic says yes; all 5 patients agree."),
            ("yes", True, 0, 7, "The clinic says yes; all 7 patients say no."),
            ("no", True, 12, 3, "The clinic says no; 3 of 15 patients agree, 12 say yes."),
            ("no", True, 6, 1, "The clinic says no; 1 of 7 patients agrees, 6 say yes."),
            ("no", True, 1, 9, "The clinic says no; 9 of 10 patients agree."),
            ("unknown", False, 9, 1, "9 of 10 patients say yes."),
            ("unknown", False, 1, 9, "1 of 10 patients says yes, 9 say no."),
            ("unknown", False, 0, 5, "All 5 patients say no."),
            ("yes", False, 14, 1, "14 of 15 patients say yes."),
            ("no", False, 2, 5, "5 of 7 patients say no."),
            ("yes", True, 4, 0, ""),
            ("unknown", False, 2, 2, ""),
            ("unknown", False, 0, 0, ""),
        ],
    )
    def test_said_truly(self, state, own_word, yes, no, words):
        assert spoken(state, own_word=own_word, yes=yes, no=no) == words

    def test_it_stands_beside_the_fact_and_changes_no_evidence(self, client, clinic, today):
        StatementFactory(clinic=clinic, fact="ride_required", as_of=today)
        answered(clinic, "ride_required", yes=4, no=1, forgotten=3)
        words = fact_words(client, clinic, "You cannot leave without a ride home")
        assert words.endswith("The clinic says yes; 4 of 5 patients agree.")
        assert "Yes. The clinic says so" in words

    def test_what_is_not_remembered_does_not_count(self, client, clinic, today):
        StatementFactory(clinic=clinic, fact="ride_required", as_of=today)
        answered(clinic, "ride_required", yes=4, forgotten=20)
        assert "patients" not in fact_words(client, clinic, "You cannot leave without a ride home")

    def test_a_warning_sign_that_the_clinic_denies(self, client, clinic, today):
        StatementFactory(clinic=clinic, fact="limits_reviews", answer=False, as_of=today)
        answered(clinic, "limits_reviews", yes=5, no=1)
        words = fact_words(client, clinic, "They ask you to sign limits on reviews")
        assert words.endswith("The clinic says no; 1 of 6 patients agrees, 5 say yes.")

    def test_where_a_document_was_seen_the_clinics_word_is_not_claimed(self, client, clinic, today):
        until = today + dt.timedelta(days=90)
        StatementFactory(clinic=clinic, fact="wheelchair", evidence=3, as_of=today, expires_on=until)
        answered(clinic, "wheelchair", yes=6)
        words = fact_words(client, clinic, "Step-free access")
        assert ("The clinic says" in words, words.endswith("All 6 patients say yes.")) == (False, True)

    def test_where_the_clinic_has_not_said_it_stands_with_the_blank(self, client, clinic, today):
        StatementFactory(clinic=clinic, fact="vitals_monitored", as_of=today)
        answered(clinic, "ride_required", yes=9, no=1)
        assert fact_words(client, clinic, "You cannot leave without a ride home").endswith(
            "Not stated 9 of 10 patients say yes."
        )

    def test_also_where_a_whole_group_is_silent(self, client, clinic):
        answered(clinic, "ride_required", yes=9, no=1)
        assert "You cannot leave without a ride home 9 of 10 patients say yes." in plain(html(client, clinic))

    def test_answers_of_what_is_not_shown_count_nowhere(self, client, clinic, today):
        answered(clinic, "ride_required", yes=9)
        Review.objects.update(published_on=today + dt.timedelta(days=3))
        assert "patients say" not in plain(html(client, clinic)).replace("What patients say", "")
