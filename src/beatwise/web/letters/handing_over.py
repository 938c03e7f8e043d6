"""Hand one letter to the mail server, and know what became of it.

SMTP has one moment that nobody can see into: after the text is sent and before the server answers.
A letter whose connection breaks there may have arrived, so it is told apart from one that the
server refused or that never got so far.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol


class Again(Exception):
    """It was not taken; it may be tried again."""


class ServerDown(Again):
    """The server itself does not answer, or takes nothing: other letters need not try now."""


class Never(Exception):
    """The server will not take it, however often it is tried."""


class Unsure(Exception):
    """It may have arrived: the connection broke while the server was taking it."""


class SmtpBackend(Protocol):
    """What Django's backend for SMTP has."""

    connection: smtplib.SMTP

    def open(self) -> object:
        """Open the connection."""


GO_ON, PERMANENT = 354, 500
CLOSING = 421  # the server closes the connection, whatever was asked


def hand_over(
    smtp: smtplib.SMTP, content: bytes, sender: str, to: str, begun: Callable[[], None]
) -> None:
    """Send one letter over an open connection; ``begun`` is called before its text is sent.

    ``content`` is the whole message, its lines ended by CR and LF.

    Raises
    ------
    Again, Never
        When the server has not taken it.
    Unsure
        When the connection broke after ``begun``, before the server answered.
    """
    try:
        smtp.ehlo_or_helo_if_needed()
        _check(smtp.mail(sender))
        _check(smtp.rcpt(to))
        answer = smtp.docmd("DATA")
    except (OSError, smtplib.SMTPException) as error:
        raise ServerDown(_words(error)) from error
    if answer[0] != GO_ON:
        _check(answer)
        raise Again(_answer_words(*answer))
    begun()
    try:
        smtp.send(_dotted(content))
        answer = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Unsure(_words(error)) from error
    if answer[0] < 0:
        raise Unsure(_answer_words(*answer))
    _check(answer)


def start_afresh(smtp: smtplib.SMTP) -> None:
    """Forget a letter that the server did not take, so that the next one can follow."""
    with suppress(OSError, smtplib.SMTPException):
        smtp.rset()


def open_smtp(backend: SmtpBackend) -> smtplib.SMTP:
    """Open Django's SMTP connection, and return what it wraps; raise ``ServerDown``."""
    try:
        backend.open()
    except (OSError, smtplib.SMTPException) as error:
        raise ServerDown(_words(error)) from error
    return backend.connection


def _check(answer: tuple[int, bytes]) -> None:
    """Raise when the server did not agree: for good (5..), or for now."""
    code, words = answer
    if 200 <= code < 300:
        return
    if code == CLOSING or code < 0:
        raise ServerDown(_answer_words(code, words))
    if code >= PERMANENT:
        raise Never(_answer_words(code, words))
    raise Again(_answer_words(code, words))


def _dotted(content: bytes) -> bytes:
    """Return a letter as it travels: lines that begin with a dot have two, and an end mark."""
    lines = content.rstrip(b"\r\n").split(b"\r\n")
    return b"\r\n".join([*(b"." + x if x.startswith(b".") else x for x in lines), b".", b""])


def _answer_words(code: int, words: bytes) -> str:
    return f"{code} {words.decode(errors='replace')}".strip()


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
