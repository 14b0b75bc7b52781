"""Rate limits and used one-time codes for a day, addresses that can be taken back for seven: shared by all, keyed."""

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.utils import timezone


def keyed(key: str, prefix: str, version: int) -> str:
    """What stands in the table tells nothing to whoever has not the secret: no address, no account."""
    words = f"{prefix}:{version}:{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).hexdigest()


class ForgetfulCache(DatabaseCache):
    """Django's database cache leaves rows that ran out until the table is full; this one drops them at each write."""

    def _base_set(self, *args: Any, **kwargs: Any) -> bool:
        self._forget()
        return bool(super()._base_set(*args, **kwargs))  # type: ignore[misc]  # private to Django

    def _forget(self) -> None:
        connection = connections[router.db_for_write(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined]  # set by its base
        now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0, tzinfo=None))
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608 -- our own table's name
