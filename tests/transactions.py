"""Tests that commit: threads, dropped connections, what one writer leaves for the next."""

import pytest

# The database is emptied after such a test. Without serialized_rollback Django then makes permissions and content
# types anew, under other numbers, and whoever restores the migrated rows next meets his own rows as doubles.
commits = pytest.mark.django_db(transaction=True, serialized_rollback=True)
