"""Proposed entries, and the limits above which another role approves them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from beatwise.accountability.ledger import KINDS
from beatwise.accountability.spending.approval_limits import ENTRY, ApprovalLimit
from beatwise.accountability.spending.entry_steps import OPEN, STATES, Hand, Standing
from beatwise.web.funds.models.fund import Fund
from beatwise.web.history.pence_field import pence_column
from beatwise.web.history.sealing.row_marks import SealedManager


class Limit(models.Model):
    """An approval limit in pence from a day on; none lifts the one before of its kind."""

    covers = models.CharField(max_length=10, default=ENTRY)
    since = models.DateField()
    amount = pence_column(null=True)
    source = models.CharField(max_length=200)

    objects = SealedManager()

    class Meta:
        ordering = ("-since",)
        constraints = (
            models.UniqueConstraint(fields=("covers", "since"), name="one_limit_a_kind_and_day"),
        )

    def __str__(self) -> str:
        return f"limit from {self.since}"

    @property
    def value(self) -> ApprovalLimit:
        """The limit as the value that the rules are about."""
        return ApprovalLimit(self.since, self.amount, self.source, self.covers)


class Proposal(models.Model):
    """One or several entries of a kind that somebody proposed or claimed, and how far it is.

    ``parts`` are the entries: each a line's number (none: the fund), the line it moves to and the
    amount in pence. ``hands`` are those who took its steps, ``entries`` the numbers of what was
    entered, ``evidence`` what a claim rests on.
    """

    number = models.PositiveIntegerField(unique=True)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=20)
    to_fund = models.ForeignKey(Fund, on_delete=models.PROTECT, null=True, related_name="+")
    parts = models.JSONField(default=list)
    on = models.DateField()
    reference = models.CharField(max_length=80, blank=True)
    words = models.CharField(max_length=300, blank=True)
    evidence = models.TextField(blank=True)
    state = models.CharField(max_length=12)
    above = models.BooleanField(default=False)
    hands = models.JSONField(default=list)
    entries = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = SealedManager()

    class Meta:
        ordering = ("-number",)
        indexes = (models.Index(fields=("state",)),)

    def __str__(self) -> str:
        return f"proposal {self.number}"

    @property
    def thing(self) -> str:
        """How the history names it."""
        return f"proposal/{self.number}"

    @property
    def title(self) -> str:
        """What a page calls what is proposed."""
        return KINDS[self.kind].title

    @property
    def state_words(self) -> str:
        """Where it stands, in words."""
        return STATES[self.state]

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to take a step."""
        return self.state in OPEN

    @property
    def total(self) -> int:
        """The sum of its parts in pence."""
        return sum(part["amount"] for part in self.parts)

    @property
    def standing(self) -> Standing:
        """Where it stands, as the value that the rules of power are about."""
        return Standing(self.state, self.above, tuple(Hand(*hand) for hand in self.hands))
