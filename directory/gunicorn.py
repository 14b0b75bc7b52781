"""How the server runs: `gunicorn --config directory/gunicorn.py directory.wsgi`."""

import logging
import os
import time
from typing import Any

import gunicorn.http.message
import gunicorn.http.wsgi
from gunicorn.glogging import Logger

from directory.logs import QuietFormatter


class QuietLogger(Logger):  # type: ignore[misc, unused-ignore]
    """Gunicorn's own lines print the URI with its query when a worker fails; none leaves unscrubbed."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log, words in ((self.error_log, "{asctime} {levelname} {message}"), (self.access_log, "{message}")):
            for handler in log.handlers:
                handler.setFormatter(QuietFormatter(words, style="{"))

    def now(self) -> str:
        return QuietFormatter().formatTime(logging.makeLogRecord({"created": time.time()}))


def when_ready(server: Any) -> None:
    server.log.info("Ready at %s", os.environ.get("SITE_URL", "http://localhost:8000"))


# A query string of 10,000 characters gets our own page with a sentence, not a bare 414.
setattr(gunicorn.http.message, "MAX_REQUEST_LINE", 2**16)  # noqa: B010 -- final in the stubs
limit_request_line = 2**16 - 1
gunicorn.http.wsgi.SERVER = "directory"  # type: ignore[attr-defined]  # the Server header tells nothing of the software
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 1)
threads = 4
timeout = 60
graceful_timeout = 20
max_requests = 20_000
max_requests_jitter = 2_000
logger_class = QuietLogger
accesslog = "-"
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
control_socket_disable = True
