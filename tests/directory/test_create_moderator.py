import re
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from accounts.models import Event, User
from tests.accounts.conftest import code_of

pytestmark = pytest.mark.django_db


def run(*args):
    out = StringIO()
    call_command("create_moderator", *args, stdout=out)
    return out.getvalue()


def test_what_is_printed_opens_the_admin(client):
    words = run("--email", "First@Example.com")
    said = dict(re.findall(r"^  (Email address|Password|Secret)\s+(\S+)$", words, re.MULTILINE))
    client.post("/accounts/login/", {"login": said["Email address"], "password": said["Password"]})
    client.post("/accounts/2fa/authenticate/", {"code": code_of(said["Secret"])})
    assert client.get("/admin/").status_code == 200
    assert (f"secret={said['Secret']}" in words, len(re.findall(r"\b\d{8}\b", words))) == (True, 10)


def test_a_second_run_makes_nothing_and_tells_nothing():
    run()
    before = list(User.objects.values())
    assert run() == "A moderator account exists already; nothing was made.\n"
    assert (list(User.objects.values()), Event.objects.count()) == (before, 1)


def test_a_bad_address_is_a_sentence():
    with pytest.raises(CommandError, match="“nobody” is not an email address"):
        run("--email", "nobody")
    assert User.objects.count() == 0


def test_the_groups_say_what_they_may():
    run()
    senior, junior = Group.objects.get(name="senior"), Group.objects.get(name="moderator")
    extra = set(senior.permissions.values_list("codename", flat=True)) - set(
        junior.permissions.values_list("codename", flat=True)
    )
    editor = set(Group.objects.get(name="editor").permissions.values_list("codename", flat=True))
    assert editor == {"view_page", "change_page", "view_article", "add_article", "change_article"}
    assert extra == {
        "lift_suspension", "merge_clinic", "revoke_claim", "view_membership", "add_condition", "change_condition",
        "view_user", "add_user", "change_user", "add_upload",
    } | editor  # fmt: skip
    assert not junior.permissions.filter(codename__in=["delete_clinic", "delete_statement", "change_event"]).exists()
