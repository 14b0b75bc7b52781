"""Invented reviews: in every state, the same each time, and never among real clinics."""

import datetime as dt

import pytest
from django.db.models import F

from accounts.models import Event, Letter
from clinics.exceptions import SampleAndReal
from clinics.models import Clinic, SiteState
from reviews.actions.ratings import recount_all
from reviews.domain.worry import worrying
from reviews.enums import ReplyStatus, ReviewReason, ReviewStatus
from reviews.models import Concern, PatientAnswer, Reply, Review
from reviews.samples import add_samples
from sources.actions.importing import clear_samples
from tests.factories import ClinicFactory, OfferingFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def samples():
    SiteState.objects.update_or_create(pk=1, defaults={"holds": "sample"})
    for number in range(1, 42):
        clinic = ClinicFactory(key=f"sample-{number:03d}", is_sample=True, managed=number % 2 == 0)
        OfferingFactory(clinic=clinic, method="iv")


def drawn():
    """All that was made, without the numbers of its rows."""
    rows = Review.objects.order_by("clinic__key", "confirmed_at", "text", "status").values_list(
        "clinic__key", "status", "confirmed_at", "care", "safety", "honesty", "text", "reason", "published_on"
    )
    answers = PatientAnswer.objects.order_by("pk").values_list("review__clinic__key", "fact", "said")
    return list(rows), list(answers), list(Reply.objects.order_by("pk").values_list("text", "status"))


@pytest.mark.usefixtures("samples")
class TestAmongSamples:
    def test_every_state_is_shown(self):
        assert add_samples(TODAY) == Review.objects.count()
        assert set(Review.objects.values_list("status", flat=True)) == set(ReviewStatus.values)
        assert set(Reply.objects.values_list("status", flat=True)) == set(ReplyStatus.values)
        assert set(Review.objects.exclude(reason="").values_list("reason", flat=True)) == set(ReviewReason.values)
        assert set(PatientAnswer.objects.values_list("said", flat=True)) == {"yes", "no", "forgotten"}
        assert Concern.objects.filter(status="open").exists()
        assert Review.objects.filter(status="published", published_on__gt=TODAY).exists()

    def test_columns_and_rows_agree(self):
        add_samples(TODAY)
        assert {0, 31} <= set(Clinic.objects.values_list("rating_count", flat=True))
        assert recount_all(TODAY) == 0
        for clinic in Clinic.objects.all():
            assert clinic.rating_count == Review.objects.shown_on(TODAY).filter(clinic=clinic).count()

    def test_days_follow_the_rules(self):
        add_samples(TODAY)
        rows = Review.objects.filter(status="published")
        assert {day.weekday() for day in rows.values_list("published_on", flat=True)} == {0}
        assert rows.filter(decided_at__lt=F("confirmed_at")).count() == 0
        assert Review.objects.filter(confirmed_at__isnull=False).exclude(created_at=F("confirmed_at")).count() == 0
        held = Review.objects.filter(status="held").values_list("text", flat=True)
        assert [worrying(text) for text in held] == [True] * len(held)
        others = Review.objects.exclude(status__in=["held", "withdrawn", "expired", "final"])
        assert [text for text in others.values_list("text", flat=True) if worrying(text)] == []

    def test_nobody_can_be_mailed_or_known_by_them(self):
        add_samples(TODAY)
        assert (Review.objects.exclude(email="").count(), Letter.objects.count(), Event.objects.count()) == (0, 0, 0)
        assert Concern.objects.exclude(email="").count() == 0

    def test_they_are_the_same_each_time_and_made_once(self):
        add_samples(TODAY)
        first = drawn()
        assert (add_samples(TODAY), drawn()) == (0, first)
        Review.objects.all().delete()
        add_samples(TODAY)
        assert drawn() == first

    def test_clearing_the_samples_takes_them_away(self):
        add_samples(TODAY)
        clear_samples()
        left = [model.objects.count() for model in (Clinic, Review, PatientAnswer, Reply, Concern)]
        assert left == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("holds", ["", "real"])
def test_they_stand_nowhere_else(holds):
    SiteState.objects.update_or_create(pk=1, defaults={"holds": holds})
    ClinicFactory()
    with pytest.raises(SampleAndReal):
        add_samples(TODAY)
    assert Review.objects.count() == 0


@pytest.mark.usefixtures("samples")
def test_a_site_with_a_review_of_somebody_gets_none():
    Review.objects.create(clinic=Clinic.objects.first(), status="unconfirmed", text="By hand.")
    assert (add_samples(TODAY), Review.objects.count()) == (0, 1)
