"""When each person last looked, which letters they want, and the keys of their feeds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from beatwise.web.history.sealing.row_marks import SealedManager


class LastLook(models.Model):
    """When an account's owner last looked at the home page (``at``), and the time ``before``."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account_id} looked {self.at:%Y-%m-%d}"


class Choice(models.Model):
    """Which letters an account's owner wants; who never chose has no row.

    ``digest`` is how often everything that waits is counted in one letter; ``at_once`` lists the
    kinds of task that a letter follows as soon as one comes to wait.
    """

    NEVER, DAILY, WEEKLY = "never", "daily", "weekly"

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    digest = models.CharField(max_length=10, default=DAILY)
    at_once = models.JSONField(default=list)

    objects = SealedManager()

    def __str__(self) -> str:
        return f"{self.account_id}: {self.digest}"


class KnownTask(models.Model):
    """A task that a person was told of, or had when they chose to be: it is not new.

    ``mark`` is a digest of what it is; the row goes when the task does.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "mark"), name="one_known_task_once"),
        )

    def __str__(self) -> str:
        return self.mark


class FeedKey(models.Model):
    """A key to the feeds of an account's tasks: only its hash is kept.

    It opens nothing once all the account's sessions were ended: ``sessions_from`` is as the
    account's was when the key was made.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feed_keys"
    )
    name = models.CharField(max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    sessions_from = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    revoked = models.DateTimeField(null=True)

    objects = SealedManager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name

    @property
    def valid(self) -> bool:
        """Whether the key still opens the feeds."""
        same = self.sessions_from == self.account.sessions_from
        return self.revoked is None and self.account.is_active and same
