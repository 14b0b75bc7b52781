"""What is said to a moderator beside a review: signs, never a verdict."""

import datetime as dt

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from clinics.actions.indexing import reindex
from clinics.models import Membership
from reviews.domain import signals
from reviews.models import Review
from reviews.policies.signals import MOST_NAMED, signals_of
from tests.factories import ClinicFactory, PractitionerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db  # the room's conftest empties the cache
PLAIN = "They explained each step and I was never alone in the room, and the nurse looked in often."


class TestTexts:
    @pytest.mark.parametrize(
        ("other", "alike"),
        [
            (PLAIN, 1.0),
            (PLAIN.upper(), 1.0),
            (PLAIN.replace(" ", "  ").replace("e", "e\u200b"), 1.0),
            (PLAIN.replace("e", "é"), 1.0),
            (f"Hello all. {PLAIN} I would go again, and I have told my sister so.", 1.0),
            ("I paid 400 dollars for each visit and nobody called me back when I asked for a receipt.", 0.0),
            ("Short.", 0.0),
            ("", 0.0),
        ],
    )
    def test_runs_of_words_are_compared(self, other, alike):
        assert signals.shared(signals.runs(PLAIN), signals.runs(other)) == alike

    def test_a_changed_word_costs_five_runs(self):
        words = [f"w{n}" for n in range(24)]
        other = [*words[:12], "else", *words[13:]]
        assert signals.shared(signals.runs(" ".join(words)), signals.runs(" ".join(other))) == 0.75

    def test_two_short_texts_are_never_the_same(self):
        assert signals.shared(signals.runs("Very kind people."), signals.runs("Very kind people.")) == 0.0

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("See https://spam.example/a?b=c. Then", ["https://spam.example/a?b=c"]),
            ("go to www.best-drip.com, now", ["www.best-drip.com"]),
            ("go to best-drip.com", ["best-drip.com"]),
            ("best-drip dot com is", ["best-drip dot com"]),
            ("write kim.rowe@mail.example today", ["kim.rowe@mail.example"]),
            ("ｗｗｗ.best.com", ["www.best.com"]),
            ("I felt calm.It was good. e.g. 3.5 hours, 2.me", []),
        ],
    )
    def test_links(self, text, found):
        assert signals.links(text) == found

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Call (512) 555-0100 now", ["(512) 555-0100"]),
            ("call +1 512.555.0100", ["+1 512.555.0100"]),
            ("5125550100", ["5125550100"]),
            ("５１２-555-0100", ["512-555-0100"]),
            ("I paid $5125550100, on 2026-10-11, at 10:30, for 3 visits of 450", []),
        ],
    )
    def test_phones(self, text, found):
        assert signals.phones(text) == found

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Dr. Ortiz was kind, and so was Maya.", ["Dr. Ortiz", "Maya"]),
            ("Ortiz's hands were warm", ["Ortiz's"]),
            ("ortiz came late", ["ortiz"]),
            ("Nurse Kelly and Doctor Van Dam", ["Nurse Kelly", "Doctor Van Dam"]),
            ("The Dr. was kind. It may be so.", []),
            ("ORTIZ", ["ORTIZ"]),
        ],
    )
    def test_names(self, text, found):
        assert signals.names(text, ["Maya Ortiz", "", "Jo Li"]) == found

    @pytest.mark.parametrize(
        ("unit", "times"),
        [
            ("\x00", 1),
            ("\u202e", 90),
            ("a ", 60_000),
            ("x", 120_000),
            ("<b>", 9000),
            ("1-", 9000),
            ("a.", 9000),
            ("a@", 9000),
            ("Dr. A", 9000),
        ],
    )
    def test_odd_texts_take_no_time(self, unit, times):
        text = unit * times
        start = dt.datetime.now()
        signals.runs(text), signals.links(text), signals.phones(text), signals.names(text, ["Maya Ortiz"])
        assert dt.datetime.now() - start < dt.timedelta(seconds=2)

    @pytest.mark.parametrize(
        ("days", "most"), [([0], 1), ([0, 1, 6], 3), ([-7, 0, 7], 2), ([-8, 0, 8], 1), ([-4, -3, 0, 3, 4], 4)]
    )
    def test_a_burst_is_the_most_within_seven_days(self, days, most):
        now = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
        assert signals.burst([now + dt.timedelta(days=day) for day in days], now) == most


class TestSentences:
    def test_a_plain_review_has_none(self, waiting):
        assert signals_of(waiting()) == []

    def test_the_same_text_at_another_clinic(self, waiting):
        other = ClinicFactory(name="Elm Street Clinic")
        first = waiting(of=other, text=PLAIN)
        second = waiting(text=PLAIN)
        assert signals_of(second) == [f"The same text is in review {first.pk}, of Elm Street Clinic."]
        assert signals_of(first) == [f"The same text is in review {second.pk}, of Barton Creek Ketamine."]

    def test_nearly_the_same_at_this_clinic(self, waiting):
        first = waiting(text=PLAIN)
        second = waiting(text=PLAIN.replace("never alone", "never left"))
        assert signals_of(second) == [f"64% of the same runs of words are in review {first.pk}, of this clinic."]

    def test_not_what_was_never_confirmed_or_is_long_ago(self, sent, waiting):
        sent(text=PLAIN)
        old = waiting(text=PLAIN)
        Review.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=366))
        assert signals_of(waiting(text=PLAIN)) == []

    def test_only_the_nearest_are_named(self, waiting):
        for _ in range(MOST_NAMED + 2):
            waiting(of=ClinicFactory(), text=PLAIN)
        assert len(signals_of(waiting(text=PLAIN))) == MOST_NAMED

    def test_links_numbers_and_names(self, clinic, waiting):
        PractitionerFactory(clinic=clinic, name="Maya Ortiz")
        Membership.objects.create(clinic=clinic, user=UserFactory(name="Quentin Ash"), role="owner", since="2026-01-01")
        review = waiting(text="Maya and Quentin were kind. Call 512-555-0100 or see best-drip.com.")
        assert signals_of(review) == [
            "A link or a mail address is in the text: best-drip.com.",
            "A phone number is in the text: 512-555-0100.",
            "What may be the name of somebody is in the text: Maya, Quentin.",
        ]

    @pytest.mark.parametrize(
        ("email", "website", "says"),
        [
            ("kim@bartoncreek.com", "https://www.bartoncreek.com/", True),
            ("kim@mail.bartoncreek.com", "https://bartoncreek.com/", True),
            ("kim@bartoncreek.co.uk", "https://creek.co.uk/", False),
            ("kim@gmail.com", "https://gmail.com/", False),
            ("kim@bartoncreek.com", "", False),
        ],
    )
    def test_the_mail_domain_of_the_clinic(self, clinic, waiting, email, website, says):
        clinic.website = website
        clinic.save()
        found = signals_of(waiting(email=email))
        assert found == ["The mail address of the writer is at the domain of the clinic's website."] * says
        assert [line for line in found if "kim" in line] == []

    def test_another_review_by_the_same_person(self, clinic, waiting):
        """As it stands where two listings were merged since."""
        first = waiting(text="It was calm.", email="twice@example.com")
        second = waiting(text="They listened.", email="twice@example.com", of=ClinicFactory())
        waiting(text="Somebody else.")
        assert (signals_of(first), signals_of(second)) == ([], [])
        Review.objects.filter(pk=second.pk).update(clinic=clinic)
        sent = date_format(timezone.localdate(second.confirmed_at))
        [said] = signals_of(first)
        assert said == f"The same person has another review of this clinic, number {second.pk}, sent {sent}."
        assert f"number {first.pk}" in signals_of(Review.objects.get(pk=second.pk))[0]
        Review.objects.filter(pk=second.pk).update(status="unconfirmed")
        assert signals_of(first) == []

    def test_a_burst(self, clinic, waiting):
        reviews = [waiting(text=f"Number {n} wrote this.") for n in range(4)]
        assert [signals_of(review) for review in reviews] == [["4 reviews of this clinic came within 7 days."]] * 4
        Review.objects.filter(pk=reviews[0].pk).update(created_at=timezone.now() - dt.timedelta(days=9))
        assert signals_of(Review.objects.get(pk=reviews[1].pk)) == []

    def test_answers_that_differ_from_the_clinics(self, clinic, waiting, today):
        StatementFactory(clinic=clinic, fact="private_room", answer=True, as_of=today)
        StatementFactory(clinic=clinic, fact="ride_required", answer=False, as_of=today)
        StatementFactory(clinic=clinic, fact="vitals_monitored", answer=True, as_of=today)
        reindex([clinic.pk])
        said = {
            "private_room": "no", "ride_required": "yes", "vitals_monitored": "yes", "clinician_present": "no",
            "support_person": "forgotten",
        }  # fmt: skip
        assert sorted(signals_of(waiting(answers=said))) == [
            "“You cannot leave without a ride home”: the writer says yes, the clinic's page says no.",
            "“You have a private room”: the writer says no, the clinic's page says yes.",
        ]

    def test_signs_of_self_harm_are_said_first(self, waiting):
        assert signals_of(waiting(text="I want to kill myself."))[0].startswith("Words that may speak of self-harm")

    def test_the_number_of_queries_follows_nothing(self, clinic, waiting, django_assert_max_num_queries):
        for _ in range(5):
            waiting(of=ClinicFactory(), text=PLAIN)
        found = waiting(text=PLAIN)
        Review.objects.update(address_hash=found.address_hash, clinic=clinic)
        review = Review.objects.select_related("clinic").get(pk=found.pk)
        with django_assert_max_num_queries(7):
            signals_of(review)
