"""Rows of every register. What a row means is said by its definition."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.imports.models import Content, RowsOfRuns, run_column


class Record(models.Model):
    """One thing in a register.

    ``values`` holds the fields (see ``registers.field_values``), ``moves`` each state with the date
    it was entered, ``reasons`` what was asked about them and answered (by the question's key),
    ``words`` what a search looks through (``public_words`` for those who see only what is
    published), ``due`` the next deadline, ``closed`` that it is confidential to the roles that its
    definition names, ``erased_on`` when the end of its retention came. A record is never deleted:
    ``removed`` takes it out of the lists, and its number is never given again.
    """

    register = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=40)
    heading = models.CharField(max_length=200)
    values = models.JSONField(default=dict)
    moves = models.JSONField(default=list)
    reasons = models.JSONField(default=dict)
    area = models.CharField(max_length=80, blank=True)
    words = models.TextField(blank=True)
    public_words = models.TextField(blank=True)
    due = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)
    removed = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)
    erased_on = models.DateField(null=True)
    run = run_column()

    objects = RowsOfRuns()

    class Meta:
        ordering = ("register", "-number")
        constraints = (
            models.UniqueConstraint(fields=("register", "number"), name="one_number_once"),
        )
        indexes = (
            models.Index(fields=("register", "state")),
            # Whether a record stands and who sees it, without its words: a list that counts, or
            # that passes the unseen rows of a long import, reads nothing else.
            models.Index(
                fields=("register", "number", "run", "removed", "closed", "state", "due"),
                name="records_as_listed",
            ),
            models.Index(
                fields=("register", "due", "number", "run", "removed", "closed", "state"),
                name="records_by_deadline",
            ),
        )

    def __str__(self) -> str:
        return self.thing

    @property
    def thing(self) -> str:
        """How the history names the record."""
        return f"{self.register}/{self.number}"

    @property
    def derived(self) -> tuple[object, ...]:
        """What of it is worked out from its fields: see ``actions.keep``."""
        words = (self.heading, self.area, self.words, self.public_words)
        return (*words, self.due, self.closed, self.values)


class Comment(models.Model):
    """What someone said about a record. Never changed."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()

    objects = SealedManager()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.record} {self.at:%Y-%m-%d}"


class Link(models.Model):
    """That one record has to do with another; ``field`` is the field that says so, if any does."""

    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="links")
    target = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="linked_from")
    words = models.CharField(max_length=80)
    field = models.CharField(max_length=40, default="", blank=True)

    objects = SealedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("source", "target", "words", "field"), name="one_link_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.words} {self.target}"


class Attachment(models.Model):
    """A file kept with a record.

    ``state`` is the one that the record was in when it was given, or that it entered with it;
    ``need`` is the name of the file that a state needs, where it is that one.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="attachments")
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=40, default="", blank=True)
    need = models.CharField(max_length=40, default="", blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.name


class RegisterVersion(models.Model):
    """One version of an office's own register: its document. Never changed; the newest stands.

    ``replaces`` is the version that it took the place of, 0 where there was none of the office's
    own. ``text`` is empty where nothing of the office's own stands any more.
    """

    slug = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    replaces = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    text = models.TextField(blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("slug", "number")
        constraints = (
            models.UniqueConstraint(fields=("slug", "number"), name="one_register_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def thing(self) -> str:
        """How the history names the register."""
        return f"register/{self.slug}"


class OutlineRow(models.Model):
    """The outline of an area, drawn under maps; ``source`` says from which file it came.

    ``rings`` are lists of [longitude, latitude] in degrees, holes among them.
    """

    name = models.CharField(max_length=120, unique=True)
    rings = models.JSONField()
    source = models.CharField(max_length=200)

    objects = SealedManager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
