"""The table of rate limits: shared, keyed, and forgetful."""

import pytest
from django.core.cache import cache
from django.db import connection

pytestmark = pytest.mark.django_db


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM rate_limits")
        return [key for (key,) in cursor.fetchall()]


def test_keys_tell_nothing_without_the_secret():
    cache.set("login:person@example.com", 1, 60)
    assert (len(rows()), "example" in rows()[0], cache.get("login:person@example.com")) == (1, False, 1)


def test_what_ran_out_is_dropped_at_the_next_write():
    cache.set("old", 1, -1)
    cache.set("new", 1, 60)
    assert len(rows()) == 1
