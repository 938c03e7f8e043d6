"""What was handed in: shifts started and stopped, events of the outbox, pings."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from beatwise.web.patrols.models.devices import Phone
from beatwise.web.patrols.models.patrol_programme import PlanShift


class PatrolShift(models.Model):
    """A shift as a phone started and stopped it.

    ``hold`` keeps its pings past their 31 days, for a dispute or a legal hold; ``hold_why`` says
    why. ``welfare_ok`` is when the person last did something, ``welfare`` what the watch knows:
    nothing, ``quiet`` (no contact: no signal, or worse) or ``missed`` (contact, but no answer).
    ``counted`` is the last contact up to which its stays were worked out.
    """

    PHONE, HARD_STOP, OFFICE = "phone", "hard stop", "office"

    phone = models.ForeignKey(Phone, on_delete=models.PROTECT, related_name="patrol_shifts")
    shift = models.ForeignKey(PlanShift, on_delete=models.PROTECT, related_name="patrols")
    route = models.PositiveSmallIntegerField(default=1)
    started = models.DateTimeField()
    stopped = models.DateTimeField(null=True)
    stopped_by = models.CharField(max_length=20, blank=True)
    last_contact = models.DateTimeField(default=timezone.now)
    last_fix = models.DateTimeField(null=True)
    welfare_ok = models.DateTimeField(null=True)
    welfare = models.CharField(max_length=10, blank=True)
    counted = models.DateTimeField(null=True)
    hold = models.BooleanField(default=False)
    hold_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-started", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("phone", "shift"), name="one_patrol_a_phone_and_shift"),
        )
        indexes = (models.Index(fields=("stopped", "started")),)

    def __str__(self) -> str:
        return f"{self.phone}, {self.shift}"

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"patrol/{self.pk}"


class PatrolEvent(models.Model):
    """One item of a phone's outbox, accepted or set aside with the reason.

    ``device_time`` is as the phone's clock had it, ``time`` what the office settled on. ``digest``
    is of the contents, to tell the same item from another one under its id. The position of a fix
    is a ``Ping`` and not in ``payload``; that of a check-in is in ``payload`` as long as pings are
    kept.
    """

    uuid = models.UUIDField(unique=True)
    phone = models.ForeignKey(Phone, on_delete=models.PROTECT, related_name="events")
    patrol = models.ForeignKey(
        PatrolShift, on_delete=models.PROTECT, null=True, related_name="events"
    )
    shift_name = models.CharField(max_length=160, blank=True)
    seq = models.PositiveBigIntegerField()
    device_time = models.DateTimeField()
    time = models.DateTimeField()
    received = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=20)
    payload = models.JSONField(default=dict)
    digest = models.CharField(max_length=32)
    accepted = models.BooleanField()
    reason = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("phone", "shift_name")),
            models.Index(fields=("patrol", "kind", "time")),
            models.Index(fields=("received",)),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"

    @property
    def words(self) -> str:
        """The event as a line of a page: never a position, never who."""
        payload = self.payload
        about = [payload.get(name) for name in ("spot", "stop", "code", "reason", "value")]
        return ", ".join([self.kind.replace("_", " "), *(str(each) for each in about if each)])


class Ping(models.Model):
    """One position within a started shift; kept 31 days unless its shift is on hold.

    ``accuracy`` is in metres, ``speed`` in metres a second; ``source`` is the app or a tracker.
    """

    phone = models.ForeignKey(Phone, on_delete=models.PROTECT, related_name="pings")
    patrol = models.ForeignKey(PatrolShift, on_delete=models.PROTECT, related_name="pings")
    time = models.DateTimeField()
    lon = models.FloatField()
    lat = models.FloatField()
    accuracy = models.FloatField(null=True)
    speed = models.FloatField(null=True)
    source = models.CharField(max_length=12)
    received = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("patrol", "time")
        constraints = (
            models.UniqueConstraint(
                fields=("patrol", "source", "time"), name="one_ping_a_source_and_time"
            ),
        )
        indexes = (models.Index(fields=("received",)),)

    def __str__(self) -> str:
        return f"{self.phone} at {self.time:%H:%M:%S}"


class Stay(models.Model):
    """A stay in a hot spot, worked out from pings or a check-in; it outlives them.

    ``grade`` is A for a background tracker, B for a check-in with a position at the place and C for
    one without any. ``minutes`` are of presence, ``bridged`` those of them in which the tracker was
    silent for longer than it should be. Short stays are there too, so that another threshold can be
    tried when the pings are gone.
    """

    patrol = models.ForeignKey(PatrolShift, on_delete=models.PROTECT, related_name="stays")
    spot = models.CharField(max_length=80)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    minutes = models.FloatField()
    bridged = models.FloatField(default=0.0)
    grade = models.CharField(max_length=1)

    class Meta:
        ordering = ("begins", "pk")
        indexes = (models.Index(fields=("spot", "begins")), models.Index(fields=("begins",)))

    def __str__(self) -> str:
        return f"{self.spot}, {self.minutes:.0f} minutes"
