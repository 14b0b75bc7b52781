"""What must be right before the public comes in: `manage.py check --deploy`."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 -- Django's names
from django.db import DatabaseError

from clinics.enums import Holds
from clinics.models import SiteState

LOCAL = {"localhost", "127.0.0.1", "[::1]"}


@register(Tags.security, deploy=True)
def deployment(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [*_secrets(), *_addresses(), *_people(), *_listings()]


def _secrets() -> Iterator[CheckMessage]:
    if settings.DEBUG:
        yield Error("DEBUG is on: it shows settings and source to everybody.", hint="Unset DEBUG.", id="directory.E001")
    if len(settings.SECRET_KEY) < 50:
        yield Error("SECRET_KEY is short.", hint="Use 50 random characters or more.", id="directory.E002")


def _addresses() -> Iterator[CheckMessage]:
    if "*" in settings.ALLOWED_HOSTS or not set(settings.ALLOWED_HOSTS) - LOCAL:
        yield Error("ALLOWED_HOSTS does not name the site.", hint="Write its host names.", id="directory.E003")
    if not settings.HTTPS:
        yield Error("SITE_URL does not begin with https://.", hint="Visitors need TLS.", id="directory.E004")


def _people() -> Iterator[CheckMessage]:
    if not settings.CONTACT_EMAIL:
        yield Error("CONTACT_EMAIL is not set.", hint="Corrections and removals go there.", id="directory.E005")
    if not settings.OPERATOR_NAME:
        yield Warning("OPERATOR_NAME is not set.", hint="The about page says who runs this.", id="directory.W001")


def _listings() -> Iterator[CheckMessage]:
    try:
        sample = SiteState.now().holds == Holds.SAMPLE
    except DatabaseError:
        return
    if sample:
        yield Warning("The clinics in this database are invented.", hint="clear_samples", id="directory.W002")
