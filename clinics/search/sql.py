"""Small pieces of SQL that both databases read alike, and their way into the ORM.

A search asks a dozen questions of each clinic. As ORM expressions they cost far more
time to build than to run; as text they cost nothing. Values are always parameters.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Field, FloatField, Func, IntegerField, Model, TextField
from django.db.models.sql.compiler import SQLCompiler

from clinics.domain.geo import Vector
from clinics.models import Clinic

_Compiled = tuple[str, tuple[Any, ...]]
CLINIC = Clinic._meta.db_table
_PRIME = 2**31 - 1
"""Ids times a number below it stay within 64 bits, and no two ids below it share a remainder."""


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL about one row of the clinics, with its parameters."""

    text: str
    params: tuple[Any, ...] = ()

    def __or__(self, other: "Sql") -> "Sql":
        return Sql(f"({self.text} OR {other.text})", self.params + other.params)

    def __add__(self, other: "Sql") -> "Sql":
        return Sql(f"{self.text} + {other.text}", self.params + other.params)

    def __invert__(self) -> "Sql":
        return Sql(f"NOT {self.text}", self.params)

    @property
    def test(self) -> "Fragment":
        """For filter()."""
        return Fragment(self, BooleanField())

    @property
    def number(self) -> "Fragment":
        """For annotate() and order_by()."""
        return Fragment(self, IntegerField())

    @property
    def real(self) -> "Fragment":
        return Fragment(self, FloatField())


class Fragment(Expression):
    """`Sql` as an expression of the ORM."""

    def __init__(self, sql: Sql, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.sql = sql

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> _Compiled:
        return self.sql.text, self.sql.params


def exists(model: type[Model], where: str = "", *params: Any) -> Sql:
    """Whether the clinic has a row `t` of a model."""
    return Sql(f"EXISTS ({_rows('1', model, where)})", params)


def how_many(model: type[Model], where: str, *params: Any) -> Sql:
    """How many rows `t` of a model the clinic has; 0 where none."""
    return Sql(f"({_rows('COUNT(*)', model, where)})", params)


def value_of(column: str, model: type[Model], where: str, *params: Any) -> Sql:
    """A column of the one row `t`; null where there is none."""
    return Sql(f"({_rows('t.' + column, model, where)})", params)


def _rows(what: str, model: type[Model], where: str) -> str:
    more = f" AND {where}" if where else ""
    # Our own names only; values are parameters.
    return f"SELECT {what} FROM {model._meta.db_table} t WHERE t.clinic_id = {CLINIC}.id{more}"  # noqa: S608


def one_of(column: str, values: Collection[Any]) -> str:
    """`column IN (…)` with a place for each value; never true where there is none."""
    return f"{column} IN ({', '.join(['%s'] * len(values))})" if values else "1 = 0"


def cases(whens: Sequence[tuple[Sql, int]], otherwise: int) -> Sql:
    """The number of the first test that holds."""
    text = " ".join(f"WHEN {test.text} THEN {number}" for test, number in whens)
    return Sql(f"CASE {text} ELSE {otherwise} END", tuple(p for test, _ in whens for p in test.params))


def chord2(point: Vector) -> Sql:
    """Squared chord to a point: the very sum of `domain.geo.chord_squared`, in its order.

    Only + - and x run in the database, so both databases and Python agree to the bit.
    """
    axes = ("x", point.x), ("y", point.y), ("z", point.z)
    text = " + ".join(f"({CLINIC}.{axis} - %s) * ({CLINIC}.{axis} - %s)" for axis, _ in axes)
    return Sql(f"({text})", tuple(value for _, at in axes for value in (at, at)))


def within(point: Vector, limit: float) -> Sql:
    """Whether the squared chord is no greater than a limit."""
    chord = chord2(point)
    return Sql(f"{chord.text} <= %s", (*chord.params, limit))


def tie_factor(day: dt.date) -> int:
    """The day's number, from 1 to 2**31 - 2, that shuffles what is else equal."""
    digest = hashlib.sha256(day.isoformat().encode()).digest()
    return int.from_bytes(digest) % (_PRIME - 1) + 1


def tie(day: dt.date) -> Sql:
    """Order of equals: another one each day, so that nobody owns the top."""
    return Sql(f"({CLINIC}.id * %s) %% %s", (tie_factor(day), _PRIME))


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

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> _Compiled:
        column, params = compiler.compile(self.source_expressions[0])
        return f"{column} IN (SELECT value FROM json_each(%s))", (*params, self.ids.json)  # noqa: S608 -- compiled

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> _Compiled:
        column, params = compiler.compile(self.source_expressions[0])
        return f"{column} = ANY(%s::bigint[])", (*params, self.ids.ids)


class Bytewise(Func):
    """Text in the order of its bytes, on every database whatever its locale."""

    output_field = TextField()
    template = "%(expressions)s"

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> _Compiled:
        column, params = compiler.compile(self.source_expressions[0])
        return f'{column} COLLATE "C"', tuple(params)
