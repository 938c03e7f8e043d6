"""Standard output and error that can always be written to, whatever they are joined to.

A stream in a narrow encoding (Windows' code pages, when output goes into a file) writes what it
cannot encode in plainer signs. A closed stream takes everything and keeps nothing. A pipe whose
reader has gone, such as ``head``, ends the command without complaint.
"""

from __future__ import annotations

import codecs
import errno
import os
import sys
from typing import TextIO


_HANDLER = "beatwise-plain"
_PLAINER = {
    "≤": "<=", "≥": ">=", "→": "->", "←": "<-", "−": "-", "–": "-", "—": "-", "×": "x", "…": "...",
    "‘": "'", "’": "'", "“": '"', "”": '"', "•": "-", "·": "-", "─": "-", "━": "-", "│": "|",
    "±": "+/-", "≈": "~", "²": "2", "√": "sqrt", "✓": "yes", "£": "GBP ", "\u00a0": " ",
    "\u202f": " ", "\u2009": " ", "\u2011": "-",
}  # fmt: skip


def prepare() -> None:
    """Make the streams safe to write to."""
    codecs.register_error(_HANDLER, _plainer)
    sys.stdout = _safe(sys.stdout)
    sys.stderr = _safe(sys.stderr)


def flushed(code: int) -> int:
    """Write out what is waiting; return the exit code, 13 where it could not be written."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            _stop(stream)
            closed = error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)
            if not closed:
                print(f"The output could not be written ({error.strerror}).", file=sys.stderr)
                code = code or 13
    return code


def _safe(stream: TextIO | None) -> TextIO:
    if stream is None or stream.closed:
        return open(os.devnull, "w", encoding="utf-8")
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors=_HANDLER)
    return stream


def _stop(stream: TextIO) -> None:
    """Let what still waits in a stream go nowhere, so that Python's own ending does not fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    words = ""
    for sign in error.object[error.start : error.end]:
        plain = _PLAINER.get(sign, "")
        escaped = sign.encode("ascii", "backslashreplace").decode()
        words += plain if plain and plain.isascii() else escaped
    return words, error.end
