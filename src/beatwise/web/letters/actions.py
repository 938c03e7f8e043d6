"""What may be done about letters that were not sent: each one change, with its history."""

from __future__ import annotations

from django.utils import timezone

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import Conflict, Refused
from beatwise.web.history import audit
from beatwise.web.letters.models import Letter
from beatwise.web.pages.clean import sure_row


LISTED = (Letter.UNSURE, Letter.NOT_SENT)


def send_again(*, key: int, by: Person) -> Letter:
    """Put a letter that was not sent, or may not have arrived, into the queue once more."""
    with audit.changing():
        letter = _listed(key, by)
        before, letter.state = letter.state, Letter.WAITING
        letter.tries, letter.made_at, letter.next_try = 0, timezone.now(), timezone.now()
        letter.save()
        _write("letter.again", letter, before, by)
    return letter


def leave(*, key: int, by: Person) -> Letter:
    """Take a letter off the list: it is not sent any more."""
    with audit.changing():
        letter = _listed(key, by)
        before, letter.state = letter.state, Letter.LEFT
        letter.save()
        _write("letter.leave", letter, before, by)
    return letter


def _listed(key: int, by: Person) -> Letter:
    if not roles.may(by, "letters.manage"):
        raise Refused("your role does not manage emails.", next_step="Ask a governance officer.")
    letter = sure_row(
        Letter.objects.select_for_update().filter(pk=key),
        "there is no such email.",
        "Open the list of emails not sent.",
    )
    if letter.state not in LISTED:
        raise Conflict(
            f"this email is {letter.state} by now.", next_step="Open the list of emails not sent."
        )
    return letter


def _write(action: str, letter: Letter, before: str, by: Person) -> None:
    after = {"state": letter.state}
    audit.write(action, letter.thing, by=by, before={"state": before}, after=after)
