import pytest

from owners.actions.documents import send_for_fact
from tests.owners.documents import files


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    return settings.PRIVATE_ROOT


@pytest.fixture
def kept(private_root):
    """The names of the files that are there."""

    def names():
        folder = private_root / "documents"
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    return names


@pytest.fixture
def owner(member):
    return member()


@pytest.fixture
def paper(clinic, owner):
    """A DEA registration that waits."""
    return send_for_fact(clinic=clinic, fact="dea", data=files.pdf(), by=owner)
