"""Invented reviews of the sample clinics, in every state that a review can be in. They never stand among real clinics.

The same for the same clinics on the same day. They bear no address, so that a decision on one mails nobody.
"""

import datetime as dt
from itertools import chain

from django.db import transaction
from django.db.models import F

from clinics.enums import Holds
from clinics.exceptions import SampleAndReal
from clinics.models import Clinic, SiteState
from reviews.actions.ratings import recount_all
from reviews.models import Concern, PatientAnswer, Reply, Review
from reviews.samples.clinic import Drawn, drawn


@transaction.atomic
def add_samples(today: dt.date) -> int:
    """How many were made: none where there is a review already. Raises SampleAndReal where no samples are held."""
    if SiteState.now().holds != Holds.SAMPLE:
        raise SampleAndReal("Invented reviews stand among sample clinics only.")
    samples = Clinic.objects.filter(is_sample=True)
    clinics = samples.only("pk", "key", "managed").prefetch_related("offerings").order_by("pk")
    Clinic.objects.only("pk").locked(samples.values_list("pk", flat=True))
    if Review.objects.exists():
        return 0
    made = list(chain.from_iterable(drawn(clinic, today) for clinic in clinics))
    _write(made)
    recount_all(today)
    return len(made)


def _write(made: list[Drawn]) -> None:
    Review.objects.bulk_create((one.review for one in made), batch_size=500)
    Review.objects.filter(confirmed_at__isnull=False).update(created_at=F("confirmed_at"))
    answers = (PatientAnswer(review=one.review, fact=fact, said=said) for one in made for fact, said in one.answers)
    PatientAnswer.objects.bulk_create(answers, batch_size=500)
    for model, name in ((Reply, "reply"), (Concern, "concern")):
        rows = [row for one in made if (row := getattr(one, name)) is not None]
        for row in rows:
            row.review_id = row.review.pk
        model.objects.bulk_create(rows)
