"""Boards, their meetings, what is on the agenda, frozen packs, and what was decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from beatwise.accountability.boards.agenda import PLANNED
from beatwise.clock import day_words
from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.imports.models import Content
from beatwise.web.search.search_field import SearchField


class Board(models.Model):
    """A board or other body: a series of meetings, who sits on it, and how often it meets.

    ``whose`` says who runs it and ``basis`` what it rests on. ``chair`` and ``members`` are roles
    of the office; the chair is empty where one of its seats is elected to it. ``keepers`` and
    ``readers`` are roles that keep or read its papers, and no other body's. ``papers_days`` is
    how many days before a meeting its papers are due, ``question_days`` the same of public
    questions (none: it takes none). ``quorum`` is read by ``quorum_of``. ``template`` holds the
    items of its own agenda; with ``draws_record`` the plan's measures, actions and changes stand
    on it as well.
    """

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    about = models.TextField(blank=True)
    whose = models.CharField(max_length=20, default="office")
    basis = models.CharField(max_length=300, blank=True)
    chair = models.CharField(max_length=40, blank=True)
    members = models.JSONField(default=list)
    keepers = models.JSONField(default=list)
    readers = models.JSONField(default=list)
    frequency = models.CharField(max_length=20)
    papers_days = models.PositiveSmallIntegerField(default=7)
    question_days = models.PositiveSmallIntegerField(null=True)
    quorum = models.CharField(max_length=8, blank=True)
    template = models.JSONField(default=list)
    draws_record = models.BooleanField(default=True)
    closed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    search = SearchField(sources=("name",))

    objects = SealedManager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> str:
        """How the history names the board."""
        return f"board/{self.number}"


class Meeting(models.Model):
    """One meeting of a board; ``accountability.boards.agenda.MEETING`` says how it moves.

    ``order`` lists the agenda's parts by key (a part drawn from the record, or ``item:PK``); parts
    that are not listed follow in their usual order. ``details`` holds, by the same keys, an item's
    ``owner`` and ``presenter`` (roles) and its ``minutes``, each where somebody gave it. A meeting
    that was postponed names the one that is held in its stead.
    """

    number = models.PositiveIntegerField(unique=True)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    begins = models.TimeField()
    minutes_long = models.PositiveSmallIntegerField(default=120)
    place = models.CharField(max_length=200, blank=True)
    papers_due = models.DateField()
    order = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    state = models.CharField(max_length=20, default=PLANNED)
    attended = models.JSONField(default=list)
    postponed_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="postponed_from"
    )
    minutes = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    search = SearchField(sources=("minutes",))

    objects = SealedManager()

    class Meta:
        ordering = ("-on", "-number")
        indexes = (
            models.Index(fields=("state", "papers_due")),
            models.Index(fields=("board", "on")),
        )

    def __str__(self) -> str:
        return f"{self.board}, {day_words(self.on)}"

    @property
    def thing(self) -> str:
        """How the history names the meeting."""
        return f"meeting/{self.number}"


class ExtraItem(models.Model):
    """An item that somebody put on an agenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    heading = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    owner = models.CharField(max_length=40)
    removed = models.BooleanField(default=False)

    objects = SealedManager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.heading


class ItemFile(models.Model):
    """A file of an item of an agenda; ``key`` is the item's in ``Meeting.order``."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="files")
    key = models.CharField(max_length=40)
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    removed = models.BooleanField(default=False)

    objects = SealedManager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class Pack(models.Model):
    """A frozen pack: its content, digest and files. The database refuses to change it.

    ``content`` is the canonical JSON of an ``accountability.boards.agenda.Pack``. A correction is a
    new pack with the next ``number``; the one before stays where it is.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.TextField()
    pdf = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    ods = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = models.TextField(blank=True)

    objects = SealedManager()

    class Meta:
        ordering = ("meeting", "number")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "number"), name="one_pack_a_number"),
        )

    def __str__(self) -> str:
        return f"pack {self.number} of {self.meeting}"


class Publication(models.Model):
    """That a pack was published: by a second person, and never taken back."""

    pack = models.OneToOneField(Pack, on_delete=models.PROTECT, related_name="publication")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    def __str__(self) -> str:
        return f"{self.pack}, published"


class Decision(models.Model):
    """One decision in the minutes, and what came of it.

    ``kind`` is ``decision``, ``action`` (a new action of the plan, whose id is ``action``),
    ``change`` (a change asked for was approved or refused; ``change`` is its number) or
    ``withdrawal`` (the action ``action`` was withdrawn).
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, default="decision")
    words = models.TextField()
    owner = models.CharField(max_length=40, blank=True)
    due = models.DateField(null=True)
    action = models.CharField(max_length=40, blank=True)
    change = models.PositiveIntegerField(null=True)
    role = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    search = SearchField(sources=("words",))

    objects = SealedManager()

    class Meta:
        ordering = ("meeting", "number")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "number"), name="one_decision_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.meeting}, decision {self.number}"
