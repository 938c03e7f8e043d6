"""Ask clamd whether a file is a known virus, where ``BEATWISE_CLAMD`` names its socket.

Only the answer ``OK`` to the whole file is clean. Without the setting nothing is scanned and the
file says so; when the scanner is set and does not answer, the file is not taken.
"""

from __future__ import annotations

import datetime as dt
import logging
import socket
import struct
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from beatwise.errors import BadInput, Conflict, UsageError
from beatwise.web.imports.file_types import safe_name


WAITS = 20.0  # seconds for each answer
_PIECE, _LONGEST = 65_536, 4_096
_log = logging.getLogger("beatwise.virus_scan")


@dataclass(frozen=True, slots=True)
class Scan:
    """When a scanner found nothing in a file, and which scanner; ``at`` is empty without one."""

    at: dt.datetime | None = None
    scanner: str = ""


def scan(name: str, content: bytes) -> Scan:
    """Return that a file was scanned and is clean, or that no scanner is set.

    Raises
    ------
    BadInput
        The scanner knows the file as a virus.
    Conflict
        The scanner does not answer, or not with a plain yes or no: the file is not taken.
    """
    if not settings.CLAMD:
        return Scan()
    try:
        answer = _ask(settings.CLAMD, b"zINSTREAM\0", content)
        scanner = _ask(settings.CLAMD, b"zVERSION\0", None)
    except OSError as error:
        _log.error("the virus scanner does not answer: %s", error)
        raise _unscanned(name) from None
    if answer.endswith(" FOUND"):
        raise BadInput(
            f"the virus scanner knows this file: {answer.removesuffix(' FOUND').strip()[:100]}.",
            place=safe_name(name),
            next_step="Delete it, and tell whoever looks after your computers.",
        )
    if answer != "stream: OK":
        _log.error("the virus scanner answered: %s", answer[:200])
        raise _unscanned(name)
    return Scan(timezone.now(), scanner[:80])


def _unscanned(name: str) -> Conflict:
    return Conflict(
        "the virus scanner does not answer, so the file was not taken.",
        place=safe_name(name),
        next_step="Try again in a while, or tell whoever runs this office.",
    )


def _ask(place: str, command: bytes, content: bytes | None) -> str:
    """Send a command, and a file in pieces behind it; return the whole answer."""
    with _connect(place) as line:
        line.sendall(command)
        if content is not None:
            for start in range(0, len(content), _PIECE):
                piece = content[start : start + _PIECE]
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0"):
            more = line.recv(_LONGEST)
            if not more or len(answer) > _LONGEST:
                raise OSError("the answer broke off")
            answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connect(place: str) -> socket.socket:
    """Return a line to clamd: a socket's path, or ``tcp://host:port``."""
    if not place.startswith("tcp://"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(WAITS)
        try:
            line.connect(place)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = place.removeprefix("tcp://").rpartition(":")
    if not host or not port.isdigit():
        raise UsageError(
            f"'{place}' is not a scanner.",
            place="BEATWISE_CLAMD",
            next_step="Give clamd's socket, such as /run/clamav/clamd.ctl, or tcp://host:3310.",
        )
    return socket.create_connection((host, int(port)), timeout=WAITS)
