"""Log lines without a query string, without an address and without anything a visitor typed."""

import ipaddress
import logging
import re
import time
import traceback
from types import TracebackType
from typing import Any, TypeAlias

ExcInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_QUERY = re.compile(r"(\?|%3f).*", re.IGNORECASE | re.DOTALL)
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
_ONE_USE = re.compile(r"(/accounts/(?:password/reset/key|confirm-email)/)[^\s\"]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class QuietFormatter(logging.Formatter):
    """One line an event. A failure shows its kind and where it happened, never its message or its variables."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        record.message = scrub(_words(record))
        record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and record.exc_info[0] is not None and not record.name.startswith("django.security"):
            text += "\n" + self.formatException(record.exc_info)
        return text

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 -- the name is logging's
        failure, parts = ei[1], []
        while failure is not None:
            parts.append(_where(failure))
            failure = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)
        return "\n  while handling\n".join(reversed(parts))


def scrub(text: str) -> str:
    """Cut from the first question mark on; hide addresses, one-use keys and line breaks."""
    text = _ONE_USE.sub(r"\1[key]", _CONTROL.sub(" ", _QUERY.sub("?", text)))
    return _IPV4.sub("[address]", _IPV6.sub(_hidden, text))


def _words(record: logging.LogRecord) -> str:
    if record.name.startswith("django.security."):
        return "Refused a request"  # the text repeats what was sent, such as the Host header; the name says why
    if record.name == "gunicorn.error" and str(record.msg).startswith("Invalid request from"):
        return "Invalid request"  # gunicorn quotes what it could not read
    if record.name == "django.server" and isinstance(record.args, tuple) and len(record.args) == 3:
        return _served(*record.args)
    return record.getMessage()


def _served(line: Any, status: Any, size: Any) -> str:
    """A line of the development server, whose request line may hold blanks and quotes after the query's start."""
    method, _, rest = str(line).partition(" ")
    return f"{method} {_QUERY.sub('', rest).split(' ')[0]} {status} {size}"


def _hidden(found: re.Match[str]) -> str:
    """Times such as 05:06:34 look alike, so the candidate must be a real address."""
    try:
        ipaddress.IPv6Address(found[0].rstrip(".:") or found[0])
    except ValueError:
        return found[0]
    return "[address]"


def _where(failure: BaseException) -> str:
    frames = traceback.extract_tb(failure.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    kind = type(failure)
    return "\n".join([*lines, f"  {kind.__module__}.{kind.__qualname__}"])
