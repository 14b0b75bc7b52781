"""Tests that commit all leave the database in the one way that the next can start from."""

import pytest

from tests.transactions import commits


def test_all_tests_that_commit_do_it_in_one_way(request):
    """The reason stands beside the mark in tests/transactions.py."""
    fixtures, others = {"live_server", "transactional_db", "django_db_reset_sequences"}, []
    for item in request.session.items:
        marks = [mark for mark in item.iter_markers("django_db") if mark.kwargs.get("transaction")]
        if fixtures & set(item.fixturenames) or any(mark != commits.mark for mark in marks):
            others.append(item.nodeid)
    assert others == []


def test_the_mark_asks_for_the_migrated_rows():
    assert commits.mark == pytest.mark.django_db(transaction=True, serialized_rollback=True).mark
