"""Letters that wait to be sent, that were sent, and that could not be."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


def fresh_id() -> str:
    """Return an identifier of a letter that no other has."""
    return uuid.uuid4().hex


class Letter(models.Model):
    """One letter to the owner of an account, at the address the account has when it is sent.

    ``mark`` is what it is for (a digest of a day): the same letter is made once. A letter that
    could not be sent waits until ``next_try``. While it is handed over (``HANDED``) nobody knows
    whether the server took it; if that is never learnt it is ``UNSURE``, and it is not sent again
    unless somebody says so. ``LEFT``: somebody took it off the list. ``fault`` is what the mail
    server said last.
    """

    WAITING, HANDED, SENT = "waiting", "handed", "sent"
    UNSURE, NOT_SENT, LEFT = "unsure", "not sent", "left"

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    mark = models.CharField(max_length=120, unique=True)
    message_id = models.CharField(max_length=40, default=fresh_id)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = (
            models.Index(fields=("state", "next_try")),
            models.Index(fields=("made_at",)),
        )

    def __str__(self) -> str:
        return f"letter {self.pk}, {self.state}"

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"letter/{self.pk}"
