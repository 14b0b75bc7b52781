"""Planted words are looked for everywhere after each turn of a review's life, and found only where they belong."""

import datetime as dt
import io
import json
import logging
import re
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import Letter
from directory.logs import QuietFormatter
from reviews.actions.clocks import expire, forget_refusals
from reviews.actions.deciding import publish_review, refuse_for_good, refuse_review
from reviews.actions.ratings import recount
from reviews.links import key_of
from reviews.models import Review
from tests.reviews.forms import filled, where

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "Zebrafish Quillon", "axolotl@example.com"
TEXT = f"My nurse {NAME} stayed with me, and a tapirwhistle sounded twice."
ANSWER = "There is no okapibell in it at all."
PLANTED = ("Zebrafish", "Quillon", "axolotl", "tapirwhistle", "okapibell")


def tables():
    """Each table with the planted words that stand in it."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            text = repr(cursor.fetchall())
            if words := {word for word in PLANTED if word.lower() in text.lower()}:
                found[table] = words
    return found


def exported(folder):
    call_command("export_clinics", folder / "e.csv", stdout=io.StringIO())
    return (folder / "e.csv").read_text()


class Planted:
    """One review with planted words, and everything that the site says of it."""

    def __init__(self, client, clinic, log, folder):
        self.client, self.clinic, self.log, self.folder = client, clinic, log, folder
        page = client.post(where(clinic), filled(text=TEXT, email=ADDRESS))["Location"]
        self.code = re.search(r"\d{4} \d{4}", Letter.objects.get().text)[0]
        client.post(page, {"code": "00000000"})
        thanks = client.post(page, {"code": self.code})["Location"]
        self.between = client.get(thanks).content.decode()
        self.review = Review.objects.get()
        self.report = f"/reviews/{self.review.pk}/report/"
        self.mine = f"/reviews/mine/?{urlencode({'key': key_of(self.review)})}"

    def sent(self):
        """All letters have gone out."""
        Letter.objects.all().delete()

    def pages(self):
        """The planted words on each page that anybody can open, in the API, and in the export."""
        here = self.clinic.get_absolute_url()
        texts = {"export": exported(self.folder)}
        for address in (
            "/", "/clinics/", "/clinics/?q=Zebrafish", here, f"{here}reviews/", where(self.clinic), self.report,
            f"/compare/?clinic={self.clinic.pk}", "/about/reviews/", "/sitemap.xml", "/api/v1/clinics/",
            f"/api/v1/clinics/{self.clinic.pk}/",
        ):  # fmt: skip
            texts[address] = self.client.get(address).content.decode()
        return {name: words for name, text in texts.items() if (words := {one for one in PLANTED[1:] if one in text})}

    def logged(self):
        """What of this stands in a log line: planted words, the code, the signed keys."""
        lines = self.log.getvalue()
        assert "Conflict: /reviews/code/" in lines
        key = self.mine.partition("key=")[2]
        secrets = (*PLANTED, self.code, self.code.replace(" ", ""), key, key.partition("%3A")[2])
        return [word for word in secrets if word in lines]


@pytest.fixture
def log():
    """All that the process writes down, as the settings form it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(QuietFormatter("{levelname} {name} {message}", style="{"))
    loggers = [logging.getLogger(name) for name in ("", "django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture
def planted(client, clinic, log, tmp_path):
    return Planted(client, clinic, log, tmp_path)


def test_confirmed_it_stands_in_its_row_alone_and_the_address_in_the_letter_until_that_is_sent(planted):
    assert tables() == {
        "reviews_review": {"Zebrafish", "Quillon", "axolotl", "tapirwhistle"}, "accounts_letter": {"axolotl"},
    }  # fmt: skip
    planted.sent()
    assert tables() == {"reviews_review": {"Zebrafish", "Quillon", "axolotl", "tapirwhistle"}}
    assert (planted.pages(), planted.logged()) == ({}, [])
    assert [word for word in PLANTED if word in planted.between] == []


def test_the_code_stands_in_its_letter_alone(planted):
    with connection.cursor() as cursor:
        holders = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            text = repr(cursor.fetchall())
            if planted.code in text or planted.code.replace(" ", "") in text:
                holders.append(table)
    assert holders == ["accounts_letter"]


def test_published_its_address_is_gone(planted, judge):
    publish_review(review=planted.review, by=judge)
    planted.sent()
    assert tables() == {"reviews_review": {"Zebrafish", "Quillon", "tapirwhistle"}}
    assert (planted.pages(), planted.logged()) == ({}, [])  # until the batch of Monday


def test_shown_it_stands_on_the_pages_that_show_reviews_and_nowhere_else(planted, judge, today):
    publish_review(review=planted.review, by=judge)
    planted.sent()
    Review.objects.update(published_on=today)
    recount(planted.clinic)
    here, words = planted.clinic.get_absolute_url(), {"Quillon", "tapirwhistle"}
    assert planted.pages() == dict.fromkeys([here, f"{here}reviews/", planted.report], words)
    assert (tables(), planted.logged()) == ({"reviews_review": words | {"Zebrafish"}}, [])


def test_taken_back_nothing_of_it_is_anywhere(planted):
    answer = planted.client.post(planted.mine.replace("/mine/", "/mine/take-back/"))
    assert answer.status_code == 303
    planted.sent()
    own = planted.client.get(planted.mine).content.decode()
    assert (tables(), planted.pages(), planted.logged(), [word for word in PLANTED if word in own]) == ({}, {}, [], [])


def test_refused_it_is_gone_after_ninety_days(planted, judge, today):
    refuse_review(review=planted.review, by=judge, reason="private")
    planted.sent()
    assert tables() == {"reviews_review": {"Zebrafish", "Quillon", "tapirwhistle"}}
    forget_refusals(today + dt.timedelta(days=91))
    own = planted.client.get(planted.mine).content.decode()
    assert (tables(), planted.pages(), planted.logged(), [word for word in PLANTED if word in own]) == ({}, {}, [], [])


def test_refused_for_good_it_and_its_answer_are_gone_at_once(planted, judge):
    refuse_review(review=planted.review, by=judge, reason="private")
    planted.sent()
    planted.client.post(planted.mine, {"text": ANSWER})
    assert tables() == {"reviews_review": {"Zebrafish", "Quillon", "tapirwhistle", "okapibell"}}
    refuse_for_good(review=Review.objects.get(), by=judge, reason="private")
    assert (tables(), planted.pages(), planted.logged()) == ({}, {}, [])


def test_expired_nothing_of_it_is_anywhere(planted, judge):
    review = publish_review(review=planted.review, by=judge)
    planted.sent()
    expire(review.expires_on)
    own = planted.client.get(planted.mine).content.decode()
    assert (tables(), planted.pages(), planted.logged(), [word for word in PLANTED if word in own]) == ({}, {}, [], [])
    assert json.dumps(list(Review.objects.values("text", "email", "address_hash"))) == (
        '[{"text": "", "email": "", "address_hash": ""}]'
    )
