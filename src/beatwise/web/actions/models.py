"""The plan's actions, what they wait for, what shows that they are done, and changes asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from beatwise.accountability.plan.change_control import UNDECIDED
from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.imports.models import Content
from beatwise.web.search.search_field import SearchField


class PlanAction(models.Model):
    """One action of the plan; ``accountability.plan.actions.Action`` says what its fields mean.

    ``number`` is its place in the office's addresses and history, ``name`` its id in the plan and
    in files. ``area`` is the area whose partner owns it (empty: every partner). ``words`` is what
    a search looks through. Never deleted: ``removed`` takes out what an undone import made.
    """

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    strategy = models.CharField(max_length=80)
    owner = models.CharField(max_length=40)
    area = models.CharField(max_length=80, blank=True)
    due = models.DateField(null=True)
    original_due = models.DateField(null=True)
    state = models.CharField(max_length=20, default="planned")
    created = models.DateField(null=True)
    completed = models.DateField(null=True)
    words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed = models.DateTimeField(default=timezone.now)
    removed = models.BooleanField(default=False)

    objects = SealedManager()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=("name",), condition=models.Q(removed=False), name="one_action_a_name"
            ),
        )
        indexes = (
            models.Index(fields=("state", "due")),
            models.Index(fields=("owner", "due")),
            models.Index(fields=("strategy", "number")),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.title}"

    @property
    def thing(self) -> str:
        """How the history names the action."""
        return f"action/{self.number}"


class Wait(models.Model):
    """That one action waits for another."""

    action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, related_name="waits")
    on = models.ForeignKey(PlanAction, on_delete=models.PROTECT, related_name="awaited_by")

    objects = SealedManager()

    class Meta:
        ordering = ("on__number",)
        constraints = (
            models.UniqueConstraint(fields=("action", "on"), name="one_wait_once"),
            models.CheckConstraint(
                condition=~models.Q(action=models.F("on")), name="none_waits_for_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.action_id} waits for {self.on_id}"


class Evidence(models.Model):
    """What shows that an action is done: words, with a web address or a file where there is one.

    It is only ever added; ``removed`` takes out what an undone import made.
    """

    action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, related_name="evidence")
    words = models.CharField(max_length=500)
    address = models.URLField(max_length=500, blank=True)
    content = models.ForeignKey(Content, on_delete=models.PROTECT, null=True, related_name="+")
    file = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=80, blank=True)
    size = models.PositiveIntegerField(default=0)
    role = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    removed = models.BooleanField(default=False)

    objects = SealedManager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.words

    @property
    def line(self) -> str:
        """The evidence as one line, without the mark that parts lines of a list in a file."""
        beside = f" ({self.address or self.file})" if self.address or self.file else ""
        return f"{self.words}{beside}".replace(";", ",")


class Request(models.Model):
    """A change asked for, of an action or a measure; decided at a board and nowhere else.

    ``kind`` is a name in ``registry.changeable`` and ``about`` the thing's id there. ``fields``
    lists each field's name, its label, how it read when the change was asked for, and the words
    given for what it should be.
    """

    OF_ACTION = "action"  # the kind of a change of the plan's actions

    number = models.PositiveIntegerField(unique=True)
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    fields = models.JSONField(default=list)
    why = models.TextField()
    role = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    state = models.CharField(max_length=20, default=UNDECIDED)
    board = models.CharField(max_length=160, blank=True)
    decided_on = models.DateField(null=True)
    decided_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    words = SearchField(sources=("about", "title", "why"))

    objects = SealedManager()

    class Meta:
        ordering = ("-number",)
        indexes = (
            models.Index(fields=("state", "number")),
            models.Index(fields=("kind", "about")),
        )

    def __str__(self) -> str:
        return f"Change {self.number}: {self.title}"

    @property
    def thing(self) -> str:
        """How the history names the request."""
        return f"change/{self.number}"
