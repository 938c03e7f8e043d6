"""What a body does not use, for everybody or for a role."""

from __future__ import annotations

from django.db import models

from beatwise.web.history.sealing.row_marks import SealedManager


class SwitchedOff(models.Model):
    """A line of the rooms that is not shown, by its key; to everybody where ``role`` is empty."""

    key = models.CharField(max_length=80)
    role = models.CharField(max_length=40, blank=True, default="")

    objects = SealedManager()

    class Meta:
        ordering = ("key", "role")
        constraints = (
            models.UniqueConstraint(fields=("key", "role"), name="one_switch_for_a_role"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.role or 'everybody'}"
