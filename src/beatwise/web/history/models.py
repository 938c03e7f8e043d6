"""The history of every change: who, when, what, why, chained by hash."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Change(models.Model):
    """One change: who, when, what, why, and its place in the chain.

    ``details`` is canonical JSON text with what was before and after. Written by
    ``history.audit.write`` and nowhere else.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    role = models.CharField(max_length=40)
    action = models.CharField(max_length=80)
    thing = models.CharField(max_length=120)
    why = models.TextField(blank=True)
    details = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("thing", "number")), models.Index(fields=("at",)))

    def __str__(self) -> str:
        return f"{self.number}: {self.action} {self.thing}"


class ErasableContent(models.Model):
    """What a change held, where its line holds only the digest: see ``history.erasable``."""

    change = models.PositiveBigIntegerField(primary_key=True)
    text = models.TextField()

    def __str__(self) -> str:
        return f"what change {self.change} held"


class Seal(models.Model):
    """What every row is that one action touched, chained: see ``history.sealing``.

    ``rows`` is JSON text: by table, the ``fields`` covered, each row's digest by its key, and what
    it ``was`` before the action.
    ``change`` is the last line of the history that it goes up to, with its hash.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    change = models.PositiveBigIntegerField()
    change_hash = models.CharField(max_length=64)
    rows = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"seal {self.number}, to change {self.change}"
