"""Expressions that the search needs and Django lacks: distance, a set of ids, the order of ties."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, BooleanField, F, FloatField, Func, IntegerField, TextField
from django.db.models.expressions import Combinable
from django.db.models.sql.compiler import SQLCompiler

from clinics.domain.geo import Vector

_SQL = tuple[str, list[Any]]
_PRIME = 2**31 - 1
"""Ids times a number below it stay within 64 bits, and no two ids below it share a remainder."""


class IdSet:
    """Clinic ids as one parameter of a query, whatever their number; written down once."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.ids = list(ids)
        self._json: str | None = None

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def json(self) -> str:
        if self._json is None:
            self._json = json.dumps(self.ids)
        return self._json


class Among(Func):
    """Whether a column holds one of many ids: one parameter, so no limit of a thousand."""

    output_field = BooleanField()

    def __init__(self, column: str, ids: IdSet) -> None:
        super().__init__(F(column))
        self.ids = ids

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> _SQL:
        column, params = compiler.compile(self.source_expressions[0])
        return f"{column} IN (SELECT value FROM json_each(%s))", [*params, self.ids.json]  # noqa: S608 -- compiled

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> _SQL:
        column, params = compiler.compile(self.source_expressions[0])
        return f"{column} = ANY(%s::bigint[])", [*params, self.ids.ids]


class Chord2(Func):
    """Squared chord to a point: the very sum of `domain.geo.chord_squared`, in its order.

    Only + - and x run in the database, so both databases and Python agree to the bit.
    """

    output_field = FloatField()

    def __init__(self, point: Vector) -> None:
        super().__init__(F("x"), F("y"), F("z"))
        self.point = point

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> _SQL:  # type: ignore[override]
        parts, params = [], []
        for axis, value in zip(self.source_expressions, (self.point.x, self.point.y, self.point.z), strict=True):
            column, _ = compiler.compile(axis)
            parts.append(f"({column} - %s) * ({column} - %s)")
            params += [value, value]
        return f"({' + '.join(parts)})", params


class Band(Func):
    """Number of the distance band: 0 up to and including the first end, and so on."""

    output_field = IntegerField()

    def __init__(self, point: Vector, ends: Sequence[float]) -> None:
        super().__init__(Chord2(point))
        self.ends = tuple(ends)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> _SQL:  # type: ignore[override]
        chord, params = compiler.compile(self.source_expressions[0])
        whens = " ".join(f"WHEN {chord} <= %s THEN {number}" for number, _ in enumerate(self.ends))
        filled = [value for end in self.ends for value in (*params, end)]
        return f"CASE {whens} ELSE {len(self.ends)} END", filled


class Bytewise(Func):
    """Text in the order of its bytes, on every database whatever its locale."""

    output_field = TextField()
    template = "%(expressions)s"

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> _SQL:
        column, params = compiler.compile(self.source_expressions[0])
        return f'{column} COLLATE "C"', list(params)


class Count(Func):
    """COUNT within a subquery that has no GROUP BY: 0 where there is no row."""

    function = "COUNT"
    output_field = BigIntegerField()


class SmallerOf(Func):
    """The smaller of a number and a limit; never null, unlike a bare MIN or LEAST."""

    output_field = IntegerField()

    def __init__(self, number: Combinable, limit: int) -> None:
        super().__init__(number)
        self.limit = limit

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> _SQL:  # type: ignore[override]
        number, params = compiler.compile(self.source_expressions[0])
        return f"LEAST({number}, %s)", [*params, self.limit]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> _SQL:
        number, params = compiler.compile(self.source_expressions[0])
        return f"MIN({number}, %s)", [*params, self.limit]


def tie_factor(day: dt.date) -> int:
    """The day's number, from 1 to 2**31 - 2, that shuffles what is else equal."""
    digest = hashlib.sha256(day.isoformat().encode()).digest()
    return int.from_bytes(digest) % (_PRIME - 1) + 1


def tie(day: dt.date) -> Combinable:
    """Order of equals: another one each day, so that nobody owns the top."""
    return F("pk") * tie_factor(day) % _PRIME
