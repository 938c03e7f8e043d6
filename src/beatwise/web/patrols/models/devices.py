"""Phones and trackers: pseudonyms with keys of their own. No person's name, no telephone number."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.patrols.models.patrol_programme import Programme


class Phone(models.Model):
    """A phone of a partner, by a number and not by a name.

    Only hashes of its key and of its one-time code are kept. A revoked phone stays on record.
    """

    UNSEALED = frozenset({"last_contact"})  # every request of the phone changes it

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="phones")
    number = models.PositiveIntegerField()
    partner = models.CharField(max_length=120)
    key_hash = models.CharField(max_length=64, unique=True, null=True)
    code_hash = models.CharField(max_length=64, unique=True, null=True)
    code_until = models.DateTimeField(null=True)
    code_spent = models.BooleanField(default=False)
    enrolled_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    last_contact = models.DateTimeField(null=True)

    objects = SealedManager()

    class Meta:
        ordering = ("programme", "number")
        constraints = (
            models.UniqueConstraint(fields=("programme", "number"), name="one_phone_a_number"),
        )

    def __str__(self) -> str:
        return f"Phone {self.number}"

    @property
    def thing(self) -> str:
        """How the history names the phone."""
        return f"phone/{self.pk}"

    @property
    def status(self) -> str:
        """In words: whether it may hand anything in."""
        if self.revoked_at is not None:
            return "revoked"
        if self.key_hash is not None:
            return "enrolled"
        if self.code_until is not None and not self.code_spent:
            return "waits for its code" if self.code_until > timezone.now() else "code over"
        return "not enrolled"


class Tracker(models.Model):
    """A background tracker on a phone, with a key of its own."""

    OWNTRACKS, OVERLAND, OSMAND = "owntracks", "overland", "osmand"
    KINDS = ((OWNTRACKS, "OwnTracks"), (OVERLAND, "Overland"), (OSMAND, "OsmAnd or Traccar Client"))

    UNSEALED = frozenset({"last_contact"})  # every report changes it

    phone = models.ForeignKey(Phone, on_delete=models.PROTECT, related_name="trackers")
    kind = models.CharField(max_length=20, choices=KINDS)
    key_hash = models.CharField(max_length=64, unique=True)
    enrolled_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)
    last_contact = models.DateTimeField(null=True)

    objects = SealedManager()

    class Meta:
        ordering = ("phone", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.phone}"

    @property
    def thing(self) -> str:
        """How the history names the tracker."""
        return f"tracker/{self.pk}"
