"""`make bench`: one line a figure, `name value unit`. DEBUG off, SQLite, one worker; the load comes from this process.

hello_rps: hello.html, 20 rows in the site's base template, same middleware and server.
search_rps_*: the 200 query strings of queries.txt. The two are measured in turns, round by
round, because machines are noisy: quote search_over_hello.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from benchmarks.load import ROOT, get, measure, server

QUERIES = ["/clinics/?" + line for line in (ROOT / "benchmarks/queries.txt").read_text().split("\n") if line]
LARGE = 100_000


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        env = _environment(Path(home))
        hello = _small(env)
        _large(env, hello)
    for part in ("benchmarks.import_ratio", "benchmarks.queue_ratio"):
        subprocess.run([sys.executable, "-m", part], cwd=ROOT, check=True)


def _small(env: dict[str, str]) -> float:
    _fill(env, 2000)
    hellos, searches = [], []
    with server(env) as port:
        measure(port, QUERIES[:20])
        for start in range(0, len(QUERIES), 20):
            hellos += measure(port, ["/hello/?n=1"], rounds=60)
            searches += measure(port, QUERIES[start : start + 20])
        for start in range(0, len(QUERIES), 20):
            searches += measure(port, QUERIES[start : start + 20])
            hellos += measure(port, ["/hello/?n=1"], rounds=60)
    hello_rps, search_rps = len(hellos) / sum(hellos), len(searches) / sum(searches)
    _say("hello_rps", hello_rps, "1/s")
    _say("search_rps_2k", search_rps, "1/s")
    _say("search_over_hello", search_rps / hello_rps, "x")
    _say("search_ms_p50_2k", median(searches) * 1000, "ms")
    _say("search_ms_p95_2k", quantiles(searches, n=20)[18] * 1000, "ms")
    return hello_rps


def _large(env: dict[str, str], hello_rps: float) -> None:
    """Recorded only; half of the list, because a slow engine would take minutes."""
    _fill(env, LARGE - 2000)
    with server(env) as port:
        get(port, QUERIES[0])
        times = measure(port, QUERIES[::4])
    rps = len(times) / sum(times)
    _say("search_rps_100k", rps, "1/s")
    _say("search_100k_over_hello", rps / hello_rps, "x")


def _environment(home: Path) -> dict[str, str]:
    env = {**os.environ, "DEBUG": "0", "SECRET_KEY": "benchmarks-only-" * 4, "STATIC_ROOT": str(home / "static"),
           "DATABASE_URL": f"sqlite:///{home}/bench.sqlite3", "ALLOWED_HOSTS": "localhost,127.0.0.1"}  # fmt: skip
    for command in (["migrate", "--verbosity=0"], ["load_places"], ["collectstatic", "--noinput", "--verbosity=0"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
        )
    return env


def _fill(env: dict[str, str], count: int) -> None:
    code = (
        "import django; django.setup()\n"
        "from django.utils import timezone; from benchmarks.listings import fill\n"
        f"fill({count}, today=timezone.localdate(), seed={count})"
    )
    subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, env={**env, "DJANGO_SETTINGS_MODULE": "directory.settings"}
    )


def _say(name: str, value: float, unit: str) -> None:
    print(f"{name} {value:.4g} {unit}", flush=True)


if __name__ == "__main__":
    main()
