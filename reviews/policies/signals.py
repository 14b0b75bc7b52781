"""What speaks from a review to whoever decides on it, each in a sentence. Nothing here decides, or knows the stars."""

import datetime as dt
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format

from clinics.domain.catalog import FACTS
from clinics.domain.hosts import same_house
from clinics.models import Membership, Practitioner
from reviews.domain import signals as domain
from reviews.domain.signals import ALIKE, BURST, BURST_DAYS
from reviews.domain.worry import worrying
from reviews.enums import ReviewStatus, Said
from reviews.models import Review

LOOK_BACK = dt.timedelta(days=365)
MOST_TEXTS = 1000
"""The latest reviews of all clinics, whose texts are compared."""
MOST_NAMED = 5

runs = lru_cache(maxsize=2 * MOST_TEXTS)(domain.runs)


def signals_of(review: Review) -> list[str]:
    """Sentences, in the order of what they bear on: text, writer, clinic. None is a verdict. Seven queries."""
    found = [
        *_held(review), *_same_text(review), *_contacts(review), *_names(review), *_mail(review), *_same_person(review),
        *_burst(review), *_facts(review),
    ]  # fmt: skip
    return found if review.text else []


def _held(review: Review) -> list[str]:
    texts = {"the text": review.text if review.status == ReviewStatus.HELD else "", "the answer": review.answer}
    said = "Words that may speak of self-harm are in {}. Its writer has been shown 988 on the page."
    return [said.format(where) for where, text in texts.items() if worrying(text)]


def _same_text(review: Review) -> list[str]:
    """Over the latest reviews of all clinics, within a year, whatever became of them as long as the text is there."""
    mine = runs(review.text)
    rows = Review.objects.exclude(pk=review.pk).exclude(text="").exclude(status=ReviewStatus.UNCONFIRMED)
    rows = rows.filter(created_at__gte=timezone.now() - LOOK_BACK).order_by("-created_at", "-pk")
    found = [
        (domain.shared(mine, runs(text)), pk, clinic, name)
        for pk, clinic, name, text in rows.values_list("pk", "clinic", "clinic__name", "text")[:MOST_TEXTS]
    ]
    near = sorted((one for one in found if one[0] >= ALIKE), key=lambda one: (-one[0], one[1]))
    return [_alike(*one, review.clinic_id) for one in near[:MOST_NAMED]]


def _alike(share: float, pk: int, clinic: int, name: str, own: int) -> str:
    where = "this clinic" if clinic == own else name
    how = "The same text is" if share == 1 else f"{share:.0%} of the same runs of words are"
    return f"{how} in review {pk}, of {where}."


def _contacts(review: Review) -> list[str]:
    said = {"A link or a mail address": domain.links(review.text), "A phone number": domain.phones(review.text)}
    return [f"{what} is in the text: {', '.join(found)}." for what, found in said.items() if found]


def _names(review: Review) -> list[str]:
    """Of people of the clinic, listed or not, and of whoever is called by a title."""
    listed = Practitioner.objects.filter(clinic=review.clinic_id).values_list("name", flat=True)
    members = Membership.objects.filter(clinic=review.clinic_id).values_list("user__name", flat=True)
    found = domain.names(review.text, [*listed, *members])
    return [f"What may be the name of somebody is in the text: {', '.join(found)}."] if found else []


def _mail(review: Review) -> list[str]:
    """The address itself is shown to nobody."""
    if not review.email or not same_house(review.email, review.clinic.website):
        return []
    return ["The mail address of the writer is at the domain of the clinic's website."]


def _same_person(review: Review) -> list[str]:
    """Whoever writes twice within a year is refused at once; two listings may have been merged since."""
    if not review.address_hash:
        return []
    rows = Review.objects.filter(clinic=review.clinic_id, address_hash=review.address_hash).exclude(pk=review.pk)
    rows = rows.filter(status__in=ReviewStatus.standing).order_by("-confirmed_at", "-pk")
    found = rows.values_list("pk", "confirmed_at")[:MOST_NAMED]
    return [f"The same person has another review of this clinic, number {pk}{_sent(at)}." for pk, at in found]


def _sent(at: dt.datetime | None) -> str:
    return f", sent {date_format(timezone.localtime(at))}" if at else ""


def _burst(review: Review) -> list[str]:
    around, days = review.created_at, dt.timedelta(days=BURST_DAYS)
    rows = Review.objects.filter(clinic=review.clinic_id, created_at__range=(around - days, around + days))
    moments = rows.exclude(status=ReviewStatus.UNCONFIRMED).values_list("created_at", flat=True)
    count = domain.burst(moments, around)
    return [f"{count} reviews of this clinic came within {BURST_DAYS} days."] if count >= BURST else []


def _facts(review: Review) -> list[str]:
    """Where the patient's yes is our page's no, or the other way round; silence on either side is none."""
    shown = dict(review.clinic.answers.on(timezone.localdate()).values_list("fact", "answer"))
    said = review.answers.exclude(said=Said.FORGOTTEN).values_list("fact", "said")
    differ = [(fact, word) for fact, word in said if fact in shown and shown[fact] != (word == Said.YES)]
    return [
        f"“{FACTS[fact].wording}”: the writer says {word}, the clinic's page says {'yes' if shown[fact] else 'no'}."
        for fact, word in differ
    ]
