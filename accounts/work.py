"""What waits for a moderator: each room says which kinds of work it has, and the first page of the admin shows them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User

Lines = list[tuple[str, list[str]]]
"""What a page of a decision says: a label, and the lines that stand under it."""

ABOUT: list[Callable[[User], Lines]] = []
"""What the rooms above know of a person, for who decides on their account; each room adds its own."""


@dataclass(frozen=True)
class Kind:
    """A kind of work. one, label: one of it, and many. needs: what a moderator does about one.

    rows: what waits on a day. since: the column that says from when; by_day: it is a date, no moment. clinic: the path
    to the listing, "" where it is about none. first: which of the rows stand before all other work, whatever its age;
    because: what is said of them. model: "app_model" of the admin's list, where `query` picks the same rows.
    permission: who may see it. check: raises where they may not decide on a row; None where only a part in its listing
    bars them.
    """

    key: str
    one: str
    label: str
    needs: str
    rows: Callable[[dt.date], QuerySet[Any]]
    since: str
    model: str
    permission: str
    query: str = ""
    by_day: bool = False
    clinic: str = "clinic"
    first: Q | None = None
    because: str = ""
    check: Callable[[User, Any], None] | None = None
