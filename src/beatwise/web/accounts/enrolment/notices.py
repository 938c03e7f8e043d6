"""Messages of the office to the owner of an account: a page of the office, and a letter by mail.

Any action may call ``notify`` inside its transaction. The letter leaves when that is committed; a
letter that cannot leave is a line of the log and holds nothing up.
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from beatwise.web.accounts.models import Account, Notice
from beatwise.web.history import audit


_log = logging.getLogger("beatwise.notices")
SESSION_MARK = "notices"


def notify(account: Account, words: str) -> Notice:
    """Leave a message for an account's owner, and send it to their work address."""
    notice = Notice.objects.create(account=account, words=words)
    mail(account, words)
    return notice


def mail(account: Account, words: str) -> None:
    """Send words to an account's own address once the transaction is committed."""
    subject = " ".join(f"Your account at {settings.BODY}".split())
    transaction.on_commit(lambda: _send(account, subject, words))


def unread(account: Account) -> QuerySet[Notice]:
    """Return the messages that an account's owner has not marked as read, newest first."""
    return Notice.objects.filter(account=account, read_at=None)


def mark_read(account: Account) -> int:
    """Mark every message of an account as read by its owner."""
    with audit.changing():
        return unread(account).update(read_at=timezone.now())


def _send(account: Account, subject: str, words: str) -> None:
    try:
        send_mail(subject, words + "\n", None, [account.email])
    except Exception:  # whatever the mail server did, what was committed stands
        _log.exception("a message to account/%s could not be sent", account.pk)
