"""Funds, their lines, closed years, and the entries of their ledgers.

Amounts are whole pence. What a fund and a line come to is kept beside them so that a list needs no
sums; ``integrity`` compares it with the entries, which alone are the record.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from beatwise.accountability.ledger import KINDS, Entry, Position
from beatwise.clock import financial_year_words
from beatwise.web.history.pence_field import pence_column
from beatwise.web.history.sealing.row_marks import SealedManager
from beatwise.web.search.search_field import SearchField


class Fund(models.Model):
    """A fund: its purpose, what it may be used for, who decides, and what it comes to.

    ``after_end`` says what becomes of it when the body ends, or that this is not settled.
    """

    FUND, RESERVE, JOINT = "fund", "reserve", "joint"
    KINDS: ClassVar[dict[str, str]] = {
        FUND: "A fund of the office",
        RESERVE: "A reserve",
        JOINT: "A fund that several bodies pay into",
    }

    number = models.PositiveIntegerField(unique=True)
    kind = models.CharField(max_length=10, default=FUND)
    name = models.CharField(max_length=120, unique=True)
    purpose = models.TextField(blank=True)
    uses = models.TextField(blank=True)
    decides = models.CharField(max_length=40)
    after_end = models.TextField(blank=True)
    opens = models.DateField(null=True)
    closes = models.DateField(null=True)
    closed = models.BooleanField(default=False)
    funded = pence_column(default=0)
    allocated = pence_column(default=0)
    committed = pence_column(default=0)
    paid = pence_column(default=0)
    entries_made = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    search = SearchField(sources=("name", "purpose"))

    objects = SealedManager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> str:
        """How the history names the fund."""
        return f"fund/{self.number}"

    @property
    def position(self) -> Position:
        """What its entries come to."""
        return Position(self.funded, self.allocated, self.committed, self.paid)


class Line(models.Model):
    """A line of a fund: a receiver in one financial year, with the day its money is spent by.

    ``year`` is the calendar year in which the financial year starts.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    receiver = models.CharField(max_length=160)
    area = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField()
    spend_by = models.DateField(null=True)
    allocated = pence_column(default=0)
    committed = pence_column(default=0)
    paid = pence_column(default=0)
    closed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    search = SearchField(sources=("receiver", "area"))

    objects = SealedManager()

    class Meta:
        ordering = ("fund", "-year", "receiver")
        constraints = (
            models.UniqueConstraint(fields=("fund", "number"), name="one_line_a_number"),
            models.UniqueConstraint(
                fields=("fund", "receiver", "area", "year"), name="one_line_a_receiver_and_year"
            ),
        )
        indexes = (models.Index(fields=("spend_by",)),)

    def __str__(self) -> str:
        return f"{self.receiver}, {self.year_words}"

    @property
    def year_words(self) -> str:
        """The financial year as papers write it: ``2026/27``."""
        return financial_year_words(self.year)

    @property
    def thing(self) -> str:
        """How the history names it: as part of its fund."""
        return self.fund.thing

    @property
    def position(self) -> Position:
        """What its entries come to."""
        return Position(0, self.allocated, self.committed, self.paid)


class ClosedYear(models.Model):
    """A financial year whose books are closed: no entry of its lines is made any more."""

    year = models.PositiveSmallIntegerField(unique=True)
    at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("-year",)

    def __str__(self) -> str:
        return f"{financial_year_words(self.year)} closed"


class LedgerEntry(models.Model):
    """An entry of a fund's ledger. The database refuses to change or delete it.

    ``pair`` is the other side of money that moved; ``reverses`` the entry that this one undoes.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="entries")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, null=True, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    amount = pence_column()
    on = models.DateField()
    reference = models.CharField(max_length=80, blank=True)
    words = models.CharField(max_length=300, blank=True)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversal"
    )
    pair = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = SealedManager()

    class Meta:
        ordering = ("fund", "number")
        constraints = (
            models.UniqueConstraint(fields=("fund", "number"), name="one_entry_a_number"),
        )
        indexes = (
            models.Index(fields=("line", "number")),
            models.Index(fields=("reference",)),
        )

    def __str__(self) -> str:
        return f"entry {self.number} of {self.fund}"

    @property
    def title(self) -> str:
        """What a page calls the entry."""
        kind = KINDS[self.kind].title
        return f"{kind}, reversed" if self.reverses_id else kind

    @property
    def value(self) -> Entry:
        """The entry as the value that the rules are about."""
        line = str(self.line_id or "")
        return Entry(self.kind, line, self.amount, self.reverses_id is not None)
