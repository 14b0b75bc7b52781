"""Every address x every kind of visitor, GET and POST, in one table: doors.md beside this file.

A new address, or a door that opens to somebody else, changes the table; whoever changes it looks at each line.
Write it afresh with DOORS=write.
"""

import datetime as dt
import os
import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts.models import Event
from clinics.enums import MemberRole, ReportKind
from clinics.models import Membership, Report
from guide.models import Article
from owners.actions.memberships import join
from owners.enums import Held
from owners.models import Change
from reviews.enums import ConcernKind, ReviewStatus
from reviews.models import Concern, Review
from sources.models import DuplicatePair
from tests.factories import ClinicFactory, UserFactory
from tests.guide.words import page as page_of_guide
from tests.moderators import moderator, signed_in

TABLE = Path(__file__).with_name("doors.md")
NOWHERE = "987654321"
BACKEND = "django.contrib.auth.backends.ModelBackend"
pytestmark = pytest.mark.django_db


def routes(patterns, prefix=""):
    """All addresses, as their patterns are written."""
    for entry in patterns:
        route = prefix + str(entry.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
        route = re.sub(r"\(\?P<app_label>[^()]*\)", "<app_label>", route)  # listed in the order of imports
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield "/" + route


class House:
    """One listing with everything on it, and one visitor of each kind."""

    def __init__(self):
        self.clinic, self.other = ClinicFactory(slug="barton"), ClinicFactory(slug="other")
        self.users = {}
        self.visitors = {
            "stranger": Client(),
            "signed in": self._plain("signed in"),
            "editor": self._member(MemberRole.EDITOR),
            "owner": self._member(MemberRole.OWNER),
            "owner, factor": self._member(MemberRole.OWNER, factor=True),
            "other owner": self._member(MemberRole.OWNER, of=self.other, factor=True),
            "moderator, no factor": self._moderator_by_password(),
            "moderator": signed_in(moderator("moderator")),
            "senior": signed_in(moderator("senior")),
            "banned": self._banned(),
        }
        self.event = Event.record(
            by="operator", what="clinic.edited", subject=self.clinic,
            before={"values": {"wait_days": 1}}, after={"section": "hours", "values": {"wait_days": None}},
        )  # fmt: skip
        self.change = Change.objects.create(
            clinic=self.clinic, section="contact", held=Held.SENSITIVE,
            before={"phone": "+15125550100"}, after={"phone": "+15125550199"},
        )  # fmt: skip
        self.editor = Membership.objects.get(clinic=self.clinic, role=MemberRole.EDITOR)
        self.report = Report.objects.create(clinic=self.clinic, kind=ReportKind.PHONE)
        today = timezone.localdate()
        self.review = Review.objects.create(
            clinic=self.clinic, status=ReviewStatus.PUBLISHED, text="They told me the price before.",
            published_on=today, expires_on=today + dt.timedelta(days=700), month=today.replace(day=1), care=4, safety=4,
            honesty=4,
        )  # fmt: skip
        self.concern = Concern.objects.create(review=self.review, kind=ConcernKind.ABUSIVE)
        self.pair = DuplicatePair.objects.create(one=self.clinic, other=self.other)
        self.page = page_of_guide("is-it-legal")
        self.article = Article.objects.create(
            slug="barton", title="News", author="Jo", summary="s", body="b", published_on=today, is_public=True
        )

    def _user(self, **fields):
        user = UserFactory(**fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def _plain(self, name, **fields):
        self.users[name] = self._user(**fields)
        client = Client()
        client.force_login(self.users[name], BACKEND)
        return client

    def _member(self, role, *, of=None, factor=False):
        user = self._user()
        join(user=user, clinic=of or self.clinic, role=role, by="operator")
        if factor:
            return signed_in(user)
        client = Client()
        client.force_login(user, BACKEND)
        return client

    def _moderator_by_password(self):
        client = Client()
        client.force_login(moderator("moderator"), BACKEND)
        return client

    def _banned(self):
        client = self._plain("banned")
        self.users["banned"].is_active = False
        self.users["banned"].save()
        return client

    def number(self, route):
        """Of the row that stands in this house for the model of the route; of none where there is no such row."""
        rows = {
            "/admin/clinics/clinic/": self.clinic, "/admin/accounts/event/": self.event, "/api/": self.clinic,
            "/admin/owners/change/": self.change, "/admin/clinics/report/": self.report, "/team/<int": self.editor,
            "/admin/clinics/membership/": self.editor, "/admin/reviews/review/": self.review,
            "/admin/sources/duplicatepair/with/": self.clinic, "/admin/sources/duplicatepair/": self.pair,
            "/admin/guide/page/": self.page, "/admin/guide/article/": self.article, "/admin/reviews/concern/": self.concern, "/reviews/<int:number>/": self.review,
        }  # fmt: skip
        return next((str(row.pk) for part, row in rows.items() if part in route), NOWHERE)

    def address(self, route):
        """The route with this house's own numbers in it: the same doors whatever numbers a database gives."""
        number = self.number(route)
        route = route.replace("/guide/<slug:slug>/", f"/guide/{self.page.slug}/")
        words = {
            "<slug:state>": "tx", "<slug:city>": "austin", "<slug:slug>": "barton", "<slug:section>": "hours",
            "<int:clinic>": str(self.clinic.pk), "<path:object_id>": number, "<int:number>": number, "<slug:fact>": "dea",
            "(?P<key>[-:\\w]+)/": "key/", "<str:key>": "key",
            "<str:from_email>": "x", "(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/": "1-key/",
            "<path:content_type_id>": "1", "<int:event>": str(self.event.pk), "<int:change>": str(self.change.pk),
            "<int:pk>": number, "<slug:verb>": "closed",
        }  # fmt: skip
        for pattern, word in words.items():
            route = route.replace(pattern, word)
        while "<" in route:
            before, _, rest = route.partition("<")
            route = (
                before.removesuffix("(?P") + NOWHERE + rest.partition(">")[2].partition(")")[2 if ")" in rest else 0]
            )
        return route.replace("\\", "").replace("?", "")


def answer(client, method, path):
    """Status, and where a redirect leads; whatever it did is undone."""
    cache.clear()
    with transaction.atomic():
        found = getattr(client, method)(path)
        transaction.set_rollback(True)
    goal = found.headers.get("Location", "").partition("?")[0]
    return f"{found.status_code} {re.sub(r'/[0-9]+/', '/N/', goal)}" if goal else str(found.status_code)


def table(house):
    lines = [
        "# Doors",
        "",
        "Made by `DOORS=write pytest tests/directory/test_doors.py`. GET / POST (an empty form).",
        "",
    ]
    lines.append("| address | " + " | ".join(house.visitors) + " |")
    lines.append("|---" * (len(house.visitors) + 1) + "|")
    for route in sorted(set(routes(get_resolver().url_patterns))):
        path = house.address(route)
        cells = []
        for client in house.visitors.values():
            session = dict(client.cookies)
            cells.append(f"{answer(client, 'get', path)} / {answer(client, 'post', path)}")
            client.cookies.load({name: morsel.value for name, morsel in session.items()})
        lines.append(f"| `{route}` | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


@pytest.mark.no_cover  # thousands of requests to pages that tests of their own measure
def test_every_door_opens_to_those_it_should(django_user_model):
    found = table(House())
    if os.environ.get("DOORS") == "write":
        TABLE.write_text(found)
    assert found == TABLE.read_text()


def _desk_routes():
    return sorted({route for route in routes(get_resolver().url_patterns) if "/manage/<int:clinic>/" in route})


@pytest.mark.parametrize("visitor", ["stranger", "signed in", "other owner", "moderator", "banned"])
def test_a_listing_that_is_there_looks_like_one_that_is_not(visitor):
    house = House()
    client = house.visitors[visitor]
    for route in _desk_routes():
        there, nowhere = house.address(route), house.address(route).replace(f"/{house.clinic.pk}/", "/987654321/", 1)
        for method in ("get", "post"):
            answers = [getattr(client, method)(path) for path in (there, nowhere)]
            bodies = [
                found.content.decode().replace(path, "") for found, path in zip(answers, (there, nowhere), strict=True)
            ]
            assert answers[0].status_code == answers[1].status_code, route
            assert bodies[0] == bodies[1], route
