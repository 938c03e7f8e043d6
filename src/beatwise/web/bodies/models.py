"""Councils that appoint to a body, its seats, steps towards balance, and recorded votes."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.meetings.models import Board, Meeting


class Council(models.Model):
    """A council that appoints members to a body; ``councillors`` counts its own by party.

    ``as_at`` and ``source`` say from when and where the counts are.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="councils")
    name = models.CharField(max_length=120)
    councillors = models.JSONField(default=dict)
    as_at = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)
    removed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("board", "name"),
                condition=models.Q(removed=False),
                name="one_council_a_body",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> str:
        """How the history names it: as part of its body."""
        return self.board.thing


class Seat(models.Model):
    """A seat: for a council's councillor or, without a council, for a co-opted independent member.

    A term ends at the end of ``ends``, or earlier where ``ends_note`` says so (*or abolition*).
    Who decides on another term does so by ``reappoint_by``.
    ``vacant`` is a seat that nobody holds now; its party is then empty.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveIntegerField()
    council = models.ForeignKey(Council, on_delete=models.PROTECT, null=True, related_name="seats")
    party = models.CharField(max_length=80, blank=True)
    office = models.CharField(max_length=80, blank=True)
    substitute = models.BooleanField(default=False)
    begins = models.DateField(null=True)
    ends = models.DateField(null=True)
    reappoint_by = models.DateField(null=True)
    ends_note = models.CharField(max_length=120, blank=True)
    vacant = models.BooleanField(default=False)
    removed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    class Meta:
        ordering = ("board", "number")
        constraints = (
            models.UniqueConstraint(fields=("board", "number"), name="one_seat_a_number"),
        )

    def __str__(self) -> str:
        return f"seat {self.number} of {self.board}"

    @property
    def whose(self) -> str:
        """Whose seat it is: a council's name, or that of a co-opted member."""
        return self.council.name if self.council else "Co-opted member"

    @property
    def words(self) -> str:
        """The seat in words: its number, whose it is, its office on the body."""
        return f"{self.number}. {self.whose}" + (f", {self.office}" if self.office else "")

    @property
    def thing(self) -> str:
        """How the history names it: as part of its body."""
        return self.board.thing


class PrintedBalance(models.Model):
    """Entitlements as a paper printed them, by party; the newest of a body is compared."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="printed_balances")
    shares = models.JSONField(default=dict)
    source = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("board", "pk")

    def __str__(self) -> str:
        return f"{self.board}: {self.source}"


class BalanceStep(models.Model):
    """Something that was tried to meet the balance: what was asked of whom, and the answer."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="balance_steps")
    on = models.DateField()
    words = models.TextField()
    answer = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("board", "on", "pk")

    def __str__(self) -> str:
        return f"{self.board}, {self.on}"


class SeatAttendance(models.Model):
    """How a seat stands on the roll of a meeting (``boards.roll_call.STANDINGS``)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="roll")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendances")
    standing = models.CharField(max_length=12)
    in_chair = models.BooleanField(default=False)

    objects = SealedManager()

    class Meta:
        ordering = ("meeting", "seat__number")
        constraints = (models.UniqueConstraint(fields=("meeting", "seat"), name="one_mark_a_seat"),)

    def __str__(self) -> str:
        return f"{self.seat}: {self.standing}"


class CoOption(models.Model):
    """A member whom a body wants to co-opt, from the resolution to the seat.

    ``kind`` is ``independent`` or ``elected``, who sits for a council's party. ``vote`` is the
    unanimous resolution, ``notified_on`` the day on which the Secretary of State was told its
    reasons, ``answer`` what came back (``approved``, ``refused``) and ``seat`` the seat made of it.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="co_options")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, null=True, related_name="+")
    party = models.CharField(max_length=80, blank=True)
    reasons = models.TextField()
    vote = models.ForeignKey("RecordedVote", on_delete=models.PROTECT, null=True, related_name="+")
    notified_on = models.DateField(null=True)
    answer = models.CharField(max_length=10, blank=True)
    answered_on = models.DateField(null=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    class Meta:
        ordering = ("board", "number")
        constraints = (
            models.UniqueConstraint(fields=("board", "number"), name="one_co_option_a_number"),
        )

    def __str__(self) -> str:
        return f"co-option {self.number} of {self.board}"

    @property
    def thing(self) -> str:
        """How the history names it: as part of its body."""
        return self.board.thing


class RecordedVote(models.Model):
    """A vote at a meeting as the minutes record it; what follows from it is computed, not kept.

    ``named`` lists how each seat voted: its number, and ``for``, ``against`` or ``abstained``.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="votes")
    number = models.PositiveIntegerField()
    motion = models.TextField()
    mover = models.CharField(max_length=120, blank=True)
    seconder = models.CharField(max_length=120, blank=True)
    rule = models.CharField(max_length=40)
    members = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    in_favour = models.PositiveSmallIntegerField(null=True)
    against = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)
    named = models.JSONField(default=list)
    casting = models.BooleanField(null=True)
    carried = models.BooleanField()
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    class Meta:
        ordering = ("meeting", "number")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "number"), name="one_vote_a_number"),
        )

    def __str__(self) -> str:
        return f"vote {self.number} of {self.meeting}"

    @property
    def thing(self) -> str:
        """How the history names it: as part of its meeting."""
        return self.meeting.thing
