"""What leads to publication does not know the stars: the same reviews with other stars fare the same."""

import ast
import datetime as dt
import random
import re
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from clinics.actions.indexing import reindex
from reviews.actions.deciding import publish_review, refuse_review
from reviews.models import PatientAnswer, Review
from reviews.policies import signals
from reviews.policies.signals import signals_of
from tests.factories import ClinicFactory, StatementFactory
from tests.moderators import moderator, signed_in

pytestmark = pytest.mark.django_db  # the room's conftest empties the cache
ROOT = Path(__file__).resolve().parents[2]
STARS = ("care", "safety", "honesty")
WORDS = [f"{one}{two}" for one in ("ka", "lo", "mi", "nu", "re") for two in ("da", "fe", "go", "shi", "tu", "vy", "ze")]
ODD = ["", "", "", " Call 512-555-0100.", " See best-drip.com.", " Dr. Ortiz came.", " I want to kill myself."]


def reviews_of(chance, how_many):
    """Random ones of twenty clinics over ninety days; every tenth repeats another's text."""
    clinics = [ClinicFactory(website=f"https://clinic{n}.example.com/") for n in range(20)]
    for clinic in clinics:
        StatementFactory(clinic=clinic, fact="private_room", as_of=timezone.localdate())
    reindex([clinic.pk for clinic in clinics])
    now, texts, rows = timezone.now(), [], []
    for n in range(how_many):
        text = " ".join(chance.choices(WORDS, k=chance.randint(10, 40))) + chance.choice(ODD)
        texts.append(chance.choice(texts) if texts and not n % 10 else text)
        came = now - dt.timedelta(minutes=chance.randrange(90 * 24 * 60))
        rows.append(Review(
            clinic=chance.choice(clinics), status=chance.choice(["waiting", "waiting", "held"]), confirmed_at=came,
            email=f"p{n}@{chance.choice(['mail', 'clinic1'])}.example", month=dt.date(2026, 8, 1), method="iv",
            address_hash=f"{n % 20:064d}", relation="self", text=texts[-1], created_at=came, **stars(chance),
        ))  # fmt: skip
    Review.objects.bulk_create(rows)
    PatientAnswer.objects.bulk_create(
        PatientAnswer(review=row, fact="private_room", said=chance.choice(["yes", "no"])) for row in rows[::3]
    )
    for row in rows:  # auto_now_add knows better than a test
        row.created_at = row.confirmed_at
    Review.objects.bulk_update(rows, ["created_at"])


def stars(chance):
    return {name: chance.randint(1, 5) for name in STARS}


def permute(chance):
    """All triples go to somebody else."""
    rows = list(Review.objects.order_by("pk"))
    triples = [[getattr(row, name) for name in STARS] for row in rows]
    chance.shuffle(triples)
    for row, triple in zip(rows, triples, strict=True):
        for name, value in zip(STARS, triple, strict=True):
            setattr(row, name, value)
    Review.objects.bulk_update(rows, STARS)


def fares(judge):
    """The order of the queue; the signals of each; and what a moderator who goes by these alone makes of it."""
    queue = list(Review.objects.queued().select_related("clinic"))
    said = {review.pk: signals_of(review) for review in queue}
    with transaction.atomic():
        for review in queue:
            if len(said[review.pk]) < 2 and not any(line.startswith("The same person") for line in said[review.pk]):
                publish_review(review=review, by=judge)
            else:
                refuse_review(review=review, by=judge, reason="advertising")
        days = list(Review.objects.order_by("pk").values_list("status", "published_on", "expires_on", "reason"))
        transaction.set_rollback(True)
    return [review.pk for review in queue], said, days


@pytest.mark.no_cover  # the same lines hundreds of times; others measure them
@pytest.mark.parametrize("how_many", [200, pytest.param(1000, marks=pytest.mark.deep)])
def test_reviews_with_permuted_stars_fare_the_same(how_many):
    chance, judge = random.Random(20261121), moderator("moderator")
    reviews_of(chance, how_many)
    signals.runs.cache_clear()
    before, triples = fares(judge), list(Review.objects.order_by("pk").values_list(*STARS))
    permute(chance)
    signals.runs.cache_clear()
    after = fares(judge)
    moved = sum(a != b for a, b in zip(triples, Review.objects.order_by("pk").values_list(*STARS), strict=True))
    assert (len(before[0]), moved > 0.9 * how_many) == (how_many, True)
    assert {status for status, *_ in before[2]} == {"published", "refused"}
    kinds = {line.split(" ")[0] for lines in before[1].values() for line in lines}
    assert {"Words", "The", "A", "What", "“You"} <= kinds
    assert any(line.startswith("The same person") for lines in before[1].values() for line in lines)
    assert after[0] == before[0]
    assert after[1] == before[1]
    assert after[2] == before[2]


def body(answer):
    """Without what is another one in each answer: tokens."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())


def test_the_pages_of_moderators_are_the_same_to_the_letter():
    chance, site = random.Random(7), signed_in(moderator("senior"))
    reviews_of(chance, 60)
    first = Review.objects.queued()[0]
    pages = [
        "/admin/", "/admin/reviews/review/", "/admin/reviews/review/?o=1.2.3", "/admin/reviews/review/?q=clinic",
        f"/admin/reviews/review/{first.pk}/change/", f"/admin/reviews/review/{first.pk}/decide/publish/",
        f"/admin/reviews/review/{first.pk}/decide/refuse/",
    ]  # fmt: skip
    before = [(site.get(page).status_code, body(site.get(page))) for page in pages]
    permute(chance)
    assert [(site.get(page).status_code, body(site.get(page))) for page in pages] == before
    assert [status for status, _ in before] == [200] * len(pages)


PATH = ["reviews.domain", "reviews.policies", "reviews.tasks", "reviews.workflows", "reviews.querysets",
        "reviews.emails", "reviews.actions.deciding", "reviews.actions.concerns", "reviews.admin", "directory.waiting"]  # fmt: skip
"""From the queue to the page: whatever these import of the room is on the path, too."""
KNOW = {
    "reviews.models.review": "defines the columns",
    "reviews.actions.ratings": "counts what is public, after the decision",
    "reviews.actions.forgetting": "makes them blank",
    "reviews.domain.numbers": "counts what is public; of the path, `actions.ratings` alone imports it",
    "reviews.admin.stars": "shows them from the day on which everybody sees them",
}
"""The modules on the path that may name them, and why."""


def modules():
    """Name → file, of the room and the list of what waits."""
    files = [*(ROOT / "reviews").rglob("*.py"), ROOT / "directory/waiting.py"]
    files = [path for path in files if "migrations" not in path.parts]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in files}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def on_the_path(known):
    found, ahead = set(), [name for name in known if any(f"{name}.".startswith(f"{root}.") for root in PATH)]
    while ahead:
        name = ahead.pop()
        if name in known and name not in found:
            found.add(name)
            ahead += imported(ast.parse(known[name].read_text()))
    return found


def names_of(tree):
    """Names, attributes, keywords, and strings that are one; not what a docstring says."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute | ast.arg | ast.keyword):
            yield getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "arg", None)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (part for part in node.value.split("__") if part in {*STARS, "rating_average"})


def test_no_module_on_the_path_names_the_stars():
    known = modules()
    path = on_the_path(known)
    assert {"reviews.domain.signals", "reviews.models.review", "reviews.actions.deciding"} <= path
    naming = {
        name for name in path if set(names_of(ast.parse(known[name].read_text()))) & {*STARS, "rating_average"}
    }  # fmt: skip
    assert naming == set(KNOW)


def test_the_check_would_see_one():
    for line in ("review.care", "rows.order_by('safety')", "f(honesty=1)", "rows.filter(**{'care__lt': 3})"):
        assert set(names_of(ast.parse(line))) & set(STARS) != set(), line
