import re
from pathlib import Path

import pytest
from django.core.checks import run_checks

from clinics.enums import Holds
from clinics.models import SiteState
from directory import checks

ROOT = Path(__file__).resolve().parents[2]
READY = {
    "DEBUG": False, "SECRET_KEY": "s" * 50, "ALLOWED_HOSTS": ["clinics.example.org"], "HTTPS": True,
    "CONTACT_EMAIL": "care@example.org", "OPERATOR_NAME": "The Operator",
}  # fmt: skip


def found(settings, **changes):
    for name, value in {**READY, **changes}.items():
        setattr(settings, name, value)
    return [message.id for message in checks.deployment(None)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "ids"),
    [
        ({}, []),
        ({"DEBUG": True}, ["directory.E001"]),
        ({"SECRET_KEY": "short"}, ["directory.E002"]),
        ({"ALLOWED_HOSTS": ["*"]}, ["directory.E003"]),
        ({"ALLOWED_HOSTS": ["localhost"]}, ["directory.E003"]),
        ({"HTTPS": False}, ["directory.E004"]),
        ({"CONTACT_EMAIL": ""}, ["directory.E005"]),
        ({"OPERATOR_NAME": ""}, ["directory.W001"]),
    ],
)
def test_what_is_not_ready_is_named(settings, changes, ids):
    assert found(settings, **changes) == ids


@pytest.mark.django_db
def test_invented_clinics_in_production_are_named(settings):
    SiteState.objects.create(holds=Holds.SAMPLE)
    assert found(settings) == ["directory.W002"]


@pytest.mark.django_db
def test_they_run_with_the_deployment_checks_alone():
    plain = {m.id for m in run_checks()}
    deployed = {m.id for m in run_checks(include_deployment_checks=True)}
    assert ("directory.E002" in plain, "directory.E002" in deployed) == (False, True)


def test_every_variable_that_is_read_is_explained():
    """.env.example and the code agree, both ways."""
    code = "".join(p.read_text() for p in [*(ROOT / "directory").rglob("*.py")])
    read = set(re.findall(r'(?:environ\.get\(|env_bool\(|env_list\(|env_secret\()\s*["\']([A-Z_]+)["\']', code))
    explained = set(re.findall(r"^#?\s?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read == explained
