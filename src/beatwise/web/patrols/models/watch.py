"""What watches over patrols: alerts and notices, and who looked at whose track."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.patrols.models.observed import PatrolShift
from beatwise.web.patrols.models.patrol_programme import Programme


class Alert(models.Model):
    """A limit that a supervisor sets: minutes or days, by what is counted."""

    NOT_STARTED, NO_FIX, NOT_VISITED = "not_started", "no_fix", "not_visited"
    KINDS = (
        (NOT_STARTED, "A shift has not been started: minutes after its beginning"),
        (NO_FIX, "A phone on patrol has sent no position: minutes"),
        (NOT_VISITED, "A hot spot has not been visited: days"),
    )

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=20, choices=KINDS)
    limit = models.PositiveSmallIntegerField()

    objects = SealedManager()

    class Meta:
        ordering = ("programme", "kind", "limit")
        constraints = (
            models.UniqueConstraint(fields=("programme", "kind"), name="one_limit_a_kind"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.limit}"

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"alert/{self.pk}"


class Notice(models.Model):
    """A notice on the programme's pages, until somebody closes it.

    ``about`` names what it is of, so that nothing is noticed twice while it is open.
    """

    WELFARE, ALERT = "welfare", "alert"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="notices")
    patrol = models.ForeignKey(
        PatrolShift, on_delete=models.PROTECT, null=True, related_name="notices"
    )
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=200)
    words = models.CharField(max_length=500)
    beat = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(default=timezone.now)
    emailed = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "about"),
                condition=models.Q(closed_at=None),
                name="one_open_notice_of_a_thing",
            ),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"notice/{self.pk}"


class TrackLook(models.Model):
    """That somebody looked at the track of a phone's shift, and why."""

    patrol = models.ForeignKey(PatrolShift, on_delete=models.PROTECT, related_name="looks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"a look at {self.patrol_id}"
