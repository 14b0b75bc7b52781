"""Alive, ready, and what is said where the database is away."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from clinics.models import Zip
from directory.views import health


@pytest.mark.django_db
def test_alive_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_ready_needs_places(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]) == (
        503,
        {"database": True, "migrations": True, "places": False},
    )
    Zip.objects.create(zip="78701", city="Austin", state="TX", latitude=30, longitude=-97)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)


@pytest.mark.django_db
def test_ready_needs_every_migration(client):
    MigrationRecorder.Migration.objects.filter(app="clinics").order_by("name").last().delete()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["migrations"]) == (503, False)


class Away:
    """Stands where every query passes, and lets none through."""

    def __call__(self, execute, sql, params, many, context):
        raise OperationalError("the disk said PRIVATE")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/clinics/", "/clinics/?near=78701", "/clinics/tx/austin/x/", "/api/v1/clinics/1/"]
)
def test_without_a_database_pages_say_so_calmly(client, path):
    with connection.execute_wrapper(Away()):
        answer = client.get(path)
    text = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "60", "private, no-store")
    assert ("tel:988" in text, "PRIVATE" in text, "cannot be reached right now" in text) == (True, False, True)


@pytest.mark.django_db
def test_without_a_database_the_process_is_alive_and_not_ready(client):
    with connection.execute_wrapper(Away()):
        assert client.get("/healthz").status_code == 200
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["database"], "PRIVATE" in str(answer.content)) == (
        503,
        False,
        False,
    )


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_404_without_a_database_too(client):
    with connection.execute_wrapper(Away()):
        answer = client.get("/nothing/")
    assert (answer.status_code, "tel:988" in answer.content.decode()) == (404, True)


def test_every_check_has_a_name():
    assert list(health.CHECKS) == ["database", "migrations", "places"]
