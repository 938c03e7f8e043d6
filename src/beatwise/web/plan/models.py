"""Drafts of the plan. What they become is a version of the plan, kept in ``web.performance``."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from beatwise.accountability.plan.plan_draft import DRAFT
from beatwise.web.history.sealing.row_marks import SealedManager


class PlanDraft(models.Model):
    """One draft: rows as ``accountability.plan.plan_draft`` has them, and where it stands.

    ``base`` is the version of the plan that it changes, 0 for a first plan; ``newest_key`` the
    last key given to a row; ``valid_from`` and ``why`` what the new version is to say;
    ``answer`` why it was sent back; ``issued`` the version that it became.
    """

    number = models.PositiveIntegerField(primary_key=True)
    base = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=20, default=DRAFT.first.name)
    rows = models.JSONField(default=list)
    newest_key = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    valid_from = models.DateField(null=True)
    why = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    put_forward_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    issued = models.PositiveIntegerField(null=True)
    changed = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"Draft {self.number} of the plan"

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"plan_draft/{self.number}"
