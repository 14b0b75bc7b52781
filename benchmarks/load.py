"""A load from a second process on loopback: one connection after another, raw sockets, little work of its own."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def server(env: dict[str, str]) -> Iterator[int]:
    """One gunicorn worker, as production starts it; yields its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "directory/gunicorn.py", "--workers", "1", "--threads", "1",
         "--bind", f"127.0.0.1:{port}", "benchmarks.wsgi"],
        cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            get(port, "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def get(port: int, path: str) -> float:
    """Seconds until the whole answer was there. RuntimeError for any status but 200."""
    started = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), timeout=60) as link:
        link.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        first = link.recv(65536)
        while link.recv(65536):
            pass
    if not first.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"{path}: {first[:40]!r}")
    return time.perf_counter() - started


def measure(port: int, paths: Sequence[str], rounds: int = 1) -> list[float]:
    return [get(port, path) for _ in range(rounds) for path in paths]
