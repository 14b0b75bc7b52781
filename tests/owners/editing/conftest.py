import pytest

from tests.owners.editing.forms import fields_of


@pytest.fixture
def save(client, clinic):
    """Saves a section as a browser does: the page's own fields, with what was typed over them."""

    def _save(section, *, served=None, button="save", **typed):
        path = f"/manage/{clinic.pk}/edit/{section}/"
        data = dict(served) if served is not None else fields_of(client.get(path).content.decode())
        for name, value in typed.items():
            data[name.replace("__", "-")] = value
        data = {name: value for name, value in data.items() if value is not None}
        return client.post(path, {**data, button: "1"})

    return _save
