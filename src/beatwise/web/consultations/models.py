"""Consultations, their questions with answers, and the themes that were heard."""

from __future__ import annotations

from django.db import models

from beatwise.accountability.consultations.consultation_states import DRAFT
from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.search.search_field import SearchField


class Consultation(models.Model):
    """A consultation; ``consultation_states.CONSULTATION`` says how it moves.

    ``period`` is when it was in words, where no days are known. ``responses`` may be only about
    right, as ``qualifier`` says (*almost*, *over*). ``weighting`` says how answers were
    weighted and from where; ``strategies`` are those of the plan that it is evidence for,
    ``decision`` the number of the decision that it informed, ``followed`` what came of it.
    """

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    audience = models.CharField(max_length=200, blank=True)
    statutory = models.BooleanField(default=False)
    channels = models.CharField(max_length=300, blank=True)
    opens = models.DateField(null=True)
    closes = models.DateField(null=True)
    period = models.CharField(max_length=80, blank=True)
    contacted = models.PositiveIntegerField(null=True)
    responses = models.PositiveIntegerField(null=True)
    qualifier = models.CharField(max_length=20, blank=True)
    weighting = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    strategies = models.JSONField(default=list)
    decision = models.PositiveIntegerField(null=True)
    followed = models.TextField(blank=True)
    state = models.CharField(max_length=20, default=DRAFT)
    removed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    search = SearchField(sources=("title", "about", "audience", "followed"))

    objects = SealedManager()

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"consultation/{self.number}"


class Question(models.Model):
    """A question with its answers; each answer has the fields of ``answer_shares.Answer``.

    ``kind`` is ``single``, ``several`` or ``group`` (about who answers). An answer of a group has
    its ``population`` in per cent, too. ``base`` is how many answered this question.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="questions"
    )
    number = models.PositiveIntegerField()
    words = models.TextField()
    kind = models.CharField(max_length=10, default="single")
    answers = models.JSONField(default=list)
    base = models.PositiveIntegerField(null=True)
    base_qualifier = models.CharField(max_length=20, blank=True)
    average = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=300, blank=True)
    removed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    class Meta:
        ordering = ("consultation", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("consultation", "number"), name="one_consultation_question_a_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.consultation}, question {self.number}"

    @property
    def thing(self) -> str:
        """How the history names it: as part of its consultation."""
        return self.consultation.thing


class Theme(models.Model):
    """A theme that an audience spoke of, in a consultation or apart from any."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, null=True, related_name="themes"
    )
    audience = models.CharField(max_length=120)
    words = models.CharField(max_length=300)
    period = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300, blank=True)
    removed = models.BooleanField(default=False)

    objects = SealedManager()

    class Meta:
        ordering = ("audience", "pk")

    def __str__(self) -> str:
        return self.words
