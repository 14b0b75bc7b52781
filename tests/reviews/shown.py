"""Public reviews without the way that they came, and what a reader sees of them."""

import datetime as dt
import re
from html import unescape

from django.utils import timezone

from reviews.models import PatientAnswer, Review

EMPTY = "Nobody has told us yet what care here was like."


def written(clinic, number=1, *, today=None, **fields):
    """So many public reviews, without the way that they came."""
    today = today or timezone.localdate()
    row = {
        "status": "published", "reason": "fits", "method": "iv", "relation": "self", "month": today.replace(day=1),
        "care": 4, "safety": 5, "honesty": 3, "text": "They explained each step.", "confirmed_at": timezone.now(),
        "decided_at": timezone.now(), "published_on": today - dt.timedelta(days=7),
        "expires_on": today + dt.timedelta(days=700),
    }  # fmt: skip
    return Review.objects.bulk_create(Review(clinic=clinic, **row | fields) for _ in range(number))


def answered(clinic, fact, yes=0, no=0, forgotten=0):
    said = ["yes"] * yes + ["no"] * no + ["forgotten"] * forgotten
    rows = written(clinic, len(said))
    PatientAnswer.objects.bulk_create(
        PatientAnswer(review=review, fact=fact, said=one) for review, one in zip(rows, said, strict=True)
    )


def html(client, clinic, part=""):
    answer = client.get(clinic.get_absolute_url() + part)
    assert answer.status_code == 200
    return answer.content.decode()


def plain(body):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def section(client, clinic):
    body = html(client, clinic)
    start = body.index('<section class="sect" id="reviews"')
    return plain(body[start : body.index("</section>", start)])


def fact_words(client, clinic, fact_wording):
    body = html(client, clinic)
    start = body.index(fact_wording)
    return plain(body[start : body.index("</dd>", start)])
