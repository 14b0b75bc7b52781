import re

import pytest
from django.db import connection

from sources.models import Upload
from tests.moderators import moderator, signed_in
from tests.sources.files import csv_file, places
from tests.sources.uploads.pages import SEND


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    return settings.PRIVATE_ROOT


@pytest.fixture
def _places(db):
    places()


@pytest.fixture
def senior(db):
    return moderator("senior")


@pytest.fixture
def site(senior):
    return signed_in(senior)


@pytest.fixture
def kept(private_root):
    """How many files wait in private storage, after what a commit would have done."""

    def count():
        while connection.run_on_commit:
            connection.run_on_commit.pop(0)[1]()
        return len(list((private_root / "uploads").iterdir())) if (private_root / "uploads").is_dir() else 0

    return count


@pytest.fixture
def send(site, tmp_path, _places):
    """Upload rows as a CSV; the address of its plan."""

    def go(*rows, name="a.csv", client=site):
        path = csv_file(tmp_path / name, *rows)
        with path.open("rb") as file:
            answer = client.post(SEND, {"kind": "csv", "file": file})
        assert answer.status_code == 303, re.findall(r"errorlist.*?</ul>", answer.content.decode(), re.DOTALL)
        return answer.url

    return go


@pytest.fixture
def upload():
    return Upload.objects.get
