import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from accounts.rates import once_more

pytestmark = pytest.mark.django_db


def test_so_often_a_day_and_no_more():
    cache.clear()
    assert [once_more("report", who="192.0.2.1", at_most=2) for _ in range(4)] == [True, True, False, False]
    assert once_more("report", who="192.0.2.2", at_most=2)
    assert once_more("enrolment", who="192.0.2.1", at_most=2)


def test_the_count_lives_a_day():
    cache.clear()
    for _ in range(2):
        once_more("report", who="192.0.2.1", at_most=2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT expires FROM rate_limits")
        expires = cursor.fetchone()[0]
    expires = dt.datetime.fromisoformat(expires) if isinstance(expires, str) else expires
    left = expires.replace(tzinfo=dt.UTC) - timezone.now()
    assert dt.timedelta(hours=23) < left <= dt.timedelta(hours=24)
