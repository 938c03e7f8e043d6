"""Send the letters that are due: each arrives once, or stays on the list of those not sent.

The worker runs it, and there is one worker. A letter that was not taken is tried again at growing
distances, for two days at most; while the mail server itself is down the others wait with it. A
letter that may have arrived is never sent again by itself.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import QuerySet
from django.utils import timezone

from beatwise.web.exports.jobs import stopping
from beatwise.web.letters import handing_over
from beatwise.web.letters.handing_over import Again, Never, ServerDown, Unsure
from beatwise.web.letters.models import Letter


RUN_SECONDS = 20.0  # after which the worker turns to other jobs
MOST_TRIES = 10
GIVEN_UP_AFTER = dt.timedelta(days=2)
KEEP_SENT = dt.timedelta(days=30)
LONGEST_FAULT = 300


def distance(tries: int) -> dt.timedelta:
    """Return how long a letter waits after so many tries: 1, 2, 4 … minutes, 6 hours at most."""
    return min(dt.timedelta(minutes=2 ** min(tries - 1, 9)), dt.timedelta(hours=6))


class Sender:
    """Sends what is due, run by run, and waits while the mail server is down.

    Parameters
    ----------
    seconds
        How long one run may take, a letter that is under way apart.
    pause
        How long to wait after so many tries.
    """

    def __init__(
        self, seconds: float = RUN_SECONDS, pause: Callable[[int], dt.timedelta] = distance
    ):
        self._seconds, self._pause = seconds, pause
        self._down, self._until = 0, timezone.now()

    def run(self) -> int:
        """Send what is due; return how many letters were sent."""
        _settle_lost()
        _give_up_old()
        if timezone.now() < self._until or not _due().exists():
            return 0
        ends, sent = time.monotonic() + self._seconds, 0
        backend = get_connection()
        try:
            for key in list(_due().values_list("pk", flat=True)):
                if time.monotonic() > ends or stopping.requested.is_set():
                    break
                sent += self._send(backend, key)
                self._down = 0
        except ServerDown:
            self._down += 1
            self._until = timezone.now() + self._pause(self._down)
        finally:
            backend.close()
        return sent

    def _send(self, backend: object, key: int) -> bool:
        """Send one letter, and note what became of it; raise ``ServerDown`` to spare the others."""
        letter = Letter.objects.select_related("account").get(pk=key)
        if not letter.account.is_active:
            _note(letter, Letter.NOT_SENT, "the account is closed")
            return False
        try:
            _hand_over(backend, letter)
        except Never as error:
            _note(letter, Letter.NOT_SENT, str(error))
        except Unsure as error:
            _note(letter, Letter.UNSURE, str(error))
            raise ServerDown(str(error)) from error  # no other letter is put at risk now
        except ServerDown as error:
            self._put_off(letter, str(error))
            raise
        except Again as error:
            self._put_off(letter, str(error))
        else:
            _note(letter, Letter.SENT, "")
            return True
        return False

    def _put_off(self, letter: Letter, fault: str) -> None:
        tries = letter.tries + 1
        state = Letter.NOT_SENT if tries >= MOST_TRIES else Letter.WAITING
        _note(letter, state, fault)
        Letter.objects.filter(pk=letter.pk).update(next_try=timezone.now() + self._pause(tries))


def forget_old() -> None:
    """Take away letters that were sent a month ago."""
    long_ago = timezone.now() - KEEP_SENT
    Letter.objects.filter(state=Letter.SENT, made_at__lt=long_ago).delete()


def _due() -> QuerySet[Letter]:
    rows = Letter.objects.filter(state=Letter.WAITING, next_try__lte=timezone.now())
    return rows.order_by("next_try", "pk")


def _settle_lost() -> None:
    """Say of a letter whose worker was killed while handing it over that nobody knows."""
    lost = Letter.objects.filter(state=Letter.HANDED)
    lost.update(state=Letter.UNSURE, fault="the worker ended while the email was handed over")


def _give_up_old() -> None:
    old = Letter.objects.filter(
        state=Letter.WAITING, next_try__lte=timezone.now(), tries__gt=0,
        made_at__lt=timezone.now() - GIVEN_UP_AFTER,
    )  # fmt: skip
    old.update(state=Letter.NOT_SENT)


def _hand_over(backend: object, letter: Letter) -> None:
    message = _message(letter)

    def begun() -> None:
        """Note, before the text is sent, that from here on nobody knows until the answer."""
        Letter.objects.filter(pk=letter.pk).update(state=Letter.HANDED)

    if not isinstance(backend, EmailBackend):  # a file or standard error
        try:
            backend.send_messages([message])  # type: ignore[attr-defined]
        except OSError as error:
            raise ServerDown(str(error)) from error
        return
    smtp = handing_over.open_smtp(backend)
    content = message.message().as_bytes(linesep="\r\n")
    try:
        handing_over.hand_over(smtp, content, message.from_email, letter.account.email, begun)
    except ServerDown:
        raise
    except (Again, Never):
        handing_over.start_afresh(smtp)
        raise


def _message(letter: Letter) -> EmailMessage:
    """Return a letter as a message; programs that answer by themselves leave it alone."""
    headers = {
        "Message-ID": f"<{letter.message_id}@beatwise.invalid>",
        "Auto-Submitted": "auto-generated",
    }
    sender, to = settings.DEFAULT_FROM_EMAIL, [letter.account.email]
    return EmailMessage(letter.subject, letter.body, sender, to, headers=headers)


def _note(letter: Letter, state: str, fault: str) -> None:
    """Keep what became of a letter."""
    Letter.objects.filter(pk=letter.pk).update(
        state=state,
        tries=letter.tries + 1,
        fault=" ".join(fault.split())[:LONGEST_FAULT],
        sent_at=timezone.now() if state == Letter.SENT else None,
    )
