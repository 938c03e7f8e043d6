"""Declarations, public questions, elections, numbered minutes, requests and forward plans."""

from __future__ import annotations

from django.db import models

from beatwise.web.bodies.models import RecordedVote, Seat
from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.meetings.models import Board, Meeting
from beatwise.web.search.search_field import SearchField


class NilReturn(models.Model):
    """That there was none of something at a meeting: said, not left open (``NONE_OF``)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="nil_returns")
    of = models.CharField(max_length=20)

    objects = SealedManager()

    class Meta:
        ordering = ("meeting", "of")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "of"), name="one_nil_return_a_kind"),
        )

    def __str__(self) -> str:
        return f"{self.meeting}: no {self.of}"


class Declaration(models.Model):
    """An interest that the member of a seat declared in an item; ``left`` the room for it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="declarations")
    number = models.PositiveIntegerField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    left = models.BooleanField(default=False)

    objects = SealedManager()

    class Meta:
        ordering = ("meeting", "number")

    def __str__(self) -> str:
        return f"{self.meeting}, declaration {self.number}"


class PublicQuestion(models.Model):
    """A question from the public to a body, without the name of who asks it.

    ``meeting`` is the one at which it comes up, ``answer`` what was answered there or in writing.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="public_questions")
    number = models.PositiveIntegerField()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="public_questions")
    submitted_on = models.DateField()
    words = models.TextField()
    asked_of = models.CharField(max_length=40)
    refused = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    search = SearchField(sources=("words", "answer"))

    objects = SealedManager()

    class Meta:
        ordering = ("board", "-number")
        constraints = (
            models.UniqueConstraint(fields=("board", "number"), name="one_question_a_number"),
        )

    def __str__(self) -> str:
        return f"public question {self.number} of {self.board}"

    @property
    def thing(self) -> str:
        """How the history names it: as part of its body."""
        return self.board.thing


class Election(models.Model):
    """An election to an office of a body; ``candidates`` holds each seat's number and votes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="elections")
    number = models.PositiveIntegerField()
    office = models.CharField(max_length=80)
    candidates = models.JSONField(default=list)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    until = models.CharField(max_length=120, blank=True)

    objects = SealedManager()

    class Meta:
        ordering = ("meeting", "number")

    def __str__(self) -> str:
        return f"{self.meeting}, election {self.number}"


class NumberedMinute(models.Model):
    """One numbered minute; ``resolutions`` are its lettered resolutions in order.

    Numbers run on from meeting to meeting of a body. ``vote`` is the recorded vote by which the
    resolutions were carried, where there was one.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="numbered_minutes")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    heading = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    resolutions = models.JSONField(default=list)
    vote = models.ForeignKey(RecordedVote, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    search = SearchField(sources=("heading", "words"))

    objects = SealedManager()

    class Meta:
        ordering = ("board", "number")
        constraints = (
            models.UniqueConstraint(fields=("board", "number"), name="one_minute_a_number"),
        )

    def __str__(self) -> str:
        return f"minute {self.number}, {self.heading}"

    @property
    def thing(self) -> str:
        """How the history names it: as part of its meeting."""
        return self.meeting.thing


class BodyRequest(models.Model):
    """What a body asked of a role, with lettered items; answered only when every item is."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="requests")
    number = models.PositiveIntegerField()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="requests")
    minute = models.ForeignKey(
        NumberedMinute, on_delete=models.PROTECT, null=True, related_name="requests"
    )
    words = models.TextField()
    asked_of = models.CharField(max_length=40)
    due = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    search = SearchField(sources=("words",))

    objects = SealedManager()

    class Meta:
        ordering = ("board", "-number")
        constraints = (
            models.UniqueConstraint(fields=("board", "number"), name="one_request_a_number"),
        )

    def __str__(self) -> str:
        return f"request {self.number} of {self.board}"

    @property
    def thing(self) -> str:
        """How the history names it: as part of its body."""
        return self.board.thing


class BodyRequestItem(models.Model):
    """One lettered item of a request; ``answered_in`` names the paper and its paragraphs."""

    request = models.ForeignKey(BodyRequest, on_delete=models.PROTECT, related_name="items")
    letter = models.CharField(max_length=3)
    words = models.TextField()
    answer = models.TextField(blank=True)
    answered_in = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField(null=True)

    objects = SealedManager()

    class Meta:
        ordering = ("request", "pk")

    def __str__(self) -> str:
        return f"{self.request}, {self.letter}"


class ForwardItem(models.Model):
    """Something that a body is to look at: by a day, or at a meeting that is not fixed yet."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="forward_items")
    number = models.PositiveIntegerField()
    heading = models.CharField(max_length=200)
    presenter = models.CharField(max_length=40, blank=True)
    by_day = models.DateField(null=True)
    heard_at = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")
    removed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    class Meta:
        ordering = ("by_day", "number")
        constraints = (
            models.UniqueConstraint(fields=("board", "number"), name="one_forward_item_a_number"),
        )

    def __str__(self) -> str:
        return self.heading

    @property
    def thing(self) -> str:
        """How the history names it: as part of its body."""
        return self.board.thing
