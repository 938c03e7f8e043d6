"""Papers, their versions, comments and releases; files that were checked; the policy of release."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from beatwise.publication.papers.release.paper_states import (
    DRAFT,
    PAPER,
    TWO_PEOPLE,
    Hand,
)
from beatwise.publication.papers.release.paper_states import ReleasePolicy as Policy
from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.imports.models import Content
from beatwise.web.search.search_field import SearchField


def _person() -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


class Paper(models.Model):
    """A paper as it is being written, and how far it is.

    ``text`` is plain text with references; ``notes`` says, by a finding's key, why a figure that
    does not follow from others stands as it does. ``hands`` are those who took steps since it was
    last a draft. ``slug`` is its permanent address, from its first release on.
    """

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    body = models.CharField(max_length=200)
    date = models.DateField()
    author = models.CharField(max_length=40)
    contact = models.CharField(max_length=40)
    classification = models.CharField(max_length=40, default="Official")
    recipe = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    notes = models.JSONField(default=dict)
    state = models.CharField(max_length=20, default=DRAFT)
    hands = models.JSONField(default=list)
    slug = models.SlugField(max_length=120, blank=True, db_index=True)
    by = _person()
    at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    search = SearchField(sources=("title", "body"))

    objects = SealedManager()

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"paper/{self.number}"

    @property
    def state_title(self) -> str:
        """Where it stands, in words."""
        return PAPER.state(self.state).title

    @property
    def steps(self) -> tuple[Hand, ...]:
        """Who took the steps since it was last a draft."""
        return tuple(Hand(*hand) for hand in self.hands)


class PaperVersion(models.Model):
    """What a paper said at one of its versions, and what its figures were then. Never changed."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    figures = models.JSONField(default=list)
    by = _person()
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("paper", "number"), name="one_paper_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.paper}, version {self.number}"


class PaperComment(models.Model):
    """What someone said about a paper, or one paragraph of it, and whether that is settled."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField()
    about_version = models.PositiveIntegerField()
    paragraph = models.PositiveIntegerField(null=True)
    words = models.TextField()
    settled = models.BooleanField(default=False)
    by = _person()
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("paper", "number"), name="one_paper_comment_once"),
        )

    def __str__(self) -> str:
        return f"comment {self.number} on {self.paper}"


class Release(models.Model):
    """A paper as it was released. Never changed: a correction is a new one.

    ``content`` is all that its files are made from, ``digest`` its SHA-256; ``files`` lists name,
    media type and SHA-256 of each, the page first, whose bytes are kept by their hash. ``hands``
    are who signed off and released; ``why`` is the reason of a correction.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    of_version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    files = models.JSONField(default=list)
    hands = models.JSONField(default=list)
    why = models.TextField(blank=True)
    on = models.DateField()
    by = _person()
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("paper", "number"), name="one_paper_release_once"),
        )

    def __str__(self) -> str:
        return f"{self.paper}, release {self.number}"


class Withdrawal(models.Model):
    """That a released paper was withdrawn, and why: its tombstone."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="withdrawal")
    why = models.TextField()
    on = models.DateField()
    by = _person()
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    def __str__(self) -> str:
        return f"{self.paper}, withdrawn"


class ReleasePolicy(models.Model):
    """How many people a release takes from a day on, and why. Never changed."""

    since = models.DateField(unique=True)
    people = models.PositiveSmallIntegerField(default=TWO_PEOPLE)
    reason = models.CharField(max_length=500)
    by = _person()
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("-since",)

    def __str__(self) -> str:
        return f"policy from {self.since}"

    @property
    def value(self) -> Policy:
        """The policy as the value that the rules are about."""
        return Policy(self.since, self.people, self.reason)


class FileCheck(models.Model):
    """A file that someone had checked: whether what it prints follows from what it prints.

    ``result`` is what ``accountability.reconcile.papers.check_json`` makes of the check; ``words``
    say why the file could not be read.
    """

    WAITING, READY, FAILED = "waiting", "ready", "failed"

    name = models.CharField(max_length=120)
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=WAITING)
    result = models.JSONField(default=dict)
    words = models.CharField(max_length=500, blank=True)
    by = _person()
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"file check/{self.pk}"
