"""How long the moderators' queue of 5,000 takes beside Django's own list of 5,000 rows: `queue_ratio VALUE x`.

Both pages whole, from the request to the last byte, in one process on SQLite, DEBUG off, one after the other in turn;
the figure is the ratio of the medians.
"""

import os
import statistics
import tempfile
import time
from typing import Any

WAITING, CLINICS, TURNS = 5_000, 500, 15


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "directory.settings", "DEBUG": "0", "SECRET_KEY": "benchmarks-only-" * 4,
            "DATABASE_URL": f"sqlite:///{home}/db.sqlite3", "ALLOWED_HOSTS": "testserver",
            "STATIC_ROOT": f"{home}/static",
        }  # fmt: skip
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        _fill()
        client = _moderator()
        seconds: dict[str, list[float]] = {"/admin/": [], "/admin/clinics/report/": []}
        for turn in range(TURNS + 2):  # two to warm up
            for address, taken in seconds.items():
                started = time.perf_counter()
                answer = client.get(address)
                if answer.status_code != 200:
                    raise SystemExit(f"{address} answered {answer.status_code}; there is no figure.")
                if turn > 1:
                    taken.append(time.perf_counter() - started)
    queue, theirs = (statistics.median(taken) for taken in seconds.values())
    print(f"queue_ms_5k {queue * 1000:.4g} ms\nchange_list_ms_5k {theirs * 1000:.4g} ms")
    print(f"queue_ratio {queue / theirs:.4g} x")


def _fill() -> None:
    """Half reports, half claims: the queue has both, and Django's list has as many rows as the queue."""
    from accounts.models import User
    from clinics.models import Clinic, Report
    from owners.models import Claim

    clinics = [Clinic(name=f"Clinic {n}", city="Austin", state="TX", zip="78701", slug=f"c{n}") for n in range(CLINICS)]
    for clinic in clinics:
        clinic.status = "listed"
        clinic.derive()
    Clinic.objects.bulk_create(clinics)
    User.objects.bulk_create(User(email=f"u{n}@example.com") for n in range(WAITING // 2 // CLINICS))
    users = list(User.objects.all())
    Claim.objects.bulk_create(
        Claim(clinic=clinic, user=user, role_said="owner") for clinic in clinics for user in users
    )
    Report.objects.bulk_create(Report(clinic=clinics[n % CLINICS], kind="phone") for n in range(WAITING // 2))
    decided = {"status": "refused", "decided_at": "2026-01-01T00:00Z", "decided_by": users[0]}
    Report.objects.bulk_create(
        Report(clinic=clinics[n % CLINICS], kind="phone", **decided) for n in range(WAITING - WAITING // 2)
    )


def _moderator() -> Any:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.test import Client

    from accounts.models import User

    user = User.objects.create_superuser("judge@example.com", "no password that anybody knows")
    factor, client = TOTP.activate(user, generate_totp_secret()).instance, Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "at": time.time(), "id": factor.pk, "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


if __name__ == "__main__":
    main()
