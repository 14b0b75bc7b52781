"""Is the process alive, and may it be sent visitors? For machines; says nothing secret."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from clinics.models import Zip


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks no database: a restart would not mend that."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """200 where pages can be served, else 503 with the checks that failed."""
    found = {name: _holds(check) for name, check in CHECKS.items()}
    return JsonResponse({"ready": all(found.values()), "checks": found}, status=200 if all(found.values()) else 503)


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except DatabaseError:
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _places() -> bool:
    return Zip.objects.exists()


CHECKS: dict[str, Callable[[], bool]] = {"database": _database, "migrations": _migrations, "places": _places}
