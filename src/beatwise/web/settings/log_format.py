"""A line of the log: when (UTC), how grave, what part, who, and what, on one line."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime


# Addresses that open something by themselves: a link for a password and a feed.
_KEY = re.compile(r"(?<=/)(choose-password/[^/\s]+/|feeds/)[^/\s]+")
ACCOUNT = "beatwise.account"  # in the environment of a request that was refused before it was read


class Line(logging.Formatter):
    """Write a record as one line without keys; words from outside cannot begin another."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and the traceback of an error below it."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        words = _KEY.sub(r"\1…", record.getMessage())
        words = "".join(c if c.isprintable() else repr(c)[1:-1] for c in words)
        line = f"{at} {record.levelname} {record.name} {_who(record)} {words}"
        if record.exc_info:
            line = f"{line}\n{self.formatException(record.exc_info)}"
        return line


def _who(record: logging.LogRecord) -> str:
    """Return the account that a request came from, by its key; ``-`` when there is none."""
    request = getattr(record, "request", None)
    known = getattr(request, "META", {}).get(ACCOUNT)  # of a request refused before it was read
    key = known or getattr(getattr(request, "_cached_user", None), "pk", None)
    return f"account/{key}" if key else "-"
