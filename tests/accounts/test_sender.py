"""The process that sends, as `make run` starts it."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def gone(pid, seconds):
    """Whether the process ends within so many seconds; one that nobody buried has ended too."""
    for _ in range(seconds * 10):
        state = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(pid)], check=False, capture_output=True, text=True
        ).stdout
        if not state or state.startswith("Z"):
            return True
        time.sleep(0.1)
    return False


def test_a_killed_web_server_leaves_no_sender_behind(tmp_path):
    sender = re.search(r"^SENDER := (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1]
    sender = sender.replace("$(BIN)/python", sys.executable).replace("$$$$", "$$")
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    with (tmp_path / "log").open("w") as log:
        script = f"{sender} echo $! > {tmp_path}/pid; exec sleep 60"
        server = subprocess.Popen(["bash", "-c", script], cwd=ROOT, env=env, stderr=log)
    while "letters could not be looked for" not in (tmp_path / "log").read_text():  # there is no table: it looks
        assert server.poll() is None
        time.sleep(0.1)
    pid = int((tmp_path / "pid").read_text())
    assert not gone(pid, 3)  # it stays while the server does, and a database without tables does not end it
    server.send_signal(signal.SIGKILL)
    server.wait()
    assert gone(pid, 8)
