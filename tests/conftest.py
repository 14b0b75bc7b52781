"""What every test may use. Settings come from the environment, as in production."""

import gc

import pytest
from coverage import Coverage
from django.conf import settings


def pytest_configure():
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Tests need no collected static files; whitenoise warns of a folder that is not there.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = None


def pytest_make_parametrize_id(val):
    """A file of ten megabytes names no test: its name would go to each worker, and back with each report."""
    return f"{val[:20]!a} of {len(val)}" if isinstance(val, str | bytes) and len(val) > 200 else None


def pytest_collection_finish():
    """What is loaded by now stays until the end: looking through it for rubbish again and again takes a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef):
    """Migrations are not measured (see `omit`), and take twice as long while somebody looks on."""
    measuring = Coverage.current() if fixturedef.argname == "django_db_setup" else None
    if measuring is None:
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()
