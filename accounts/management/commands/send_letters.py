"""Send the letters that wait."""

import logging
import os
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections, connection

from accounts import post

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 2.0


class Command(BaseCommand):
    help = "Send the letters that wait. With --forever, go on until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true", help="stay, and look again every two seconds")
        parser.add_argument("--beside", type=int, default=0, metavar="PID", help="end with this process, our parent")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["forever"]:
            self.stdout.write(f"{post.send_due()} sent.")
            return
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        while not stopped.is_set() and not _left_alone(options["beside"]):
            if not _round():
                stopped.wait(PAUSE_SECONDS)


def _left_alone(parent: int) -> bool:
    """The process it was started beside is gone, however it ended: a killed one tells nobody."""
    return bool(parent) and os.getppid() != parent


def _round() -> int:
    """One look at what is due; a database that is away is waited for."""
    close_old_connections()
    try:
        return post.send_due(at_most=50)
    except DatabaseError:
        logger.exception("The letters could not be looked for.")
        connection.close()
        return 0
