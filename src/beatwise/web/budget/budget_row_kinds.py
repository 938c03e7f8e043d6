"""What the rows of a budget are, as a table: their fields, how each is read, and their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from beatwise.accountability.budget.year_lines import PARTS
from beatwise.accountability.roles import owner_role, owner_titles
from beatwise.errors import BadInput
from beatwise.web.budget.models import (
    BudgetLine,
    BudgetRow,
    BudgetScenario,
    PlanYear,
    Saving,
    SurveyAnswer,
)
from beatwise.web.pages import clean


@dataclass(frozen=True, slots=True)
class RowField:
    """A field: its name and label, how words become its value, and what its choices are."""

    name: str
    label: str
    read: Callable[[object, str], object]
    hint: str = ""
    long: bool = False
    money: bool = False
    choices: Callable[[], Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class RowKind:
    """A kind of row: its table, what one and many are called, and its fields beside the name."""

    model: type[BudgetRow]
    one: str
    many: str
    fields: tuple[RowField, ...] = field(default_factory=tuple)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all fields."""
        return tuple(each.name for each in self.fields)


def needed_money(entry: object, place: str) -> int:
    """Read pounds as pence, not below zero; raise ``BadInput``."""
    amount = clean.money(entry, place)
    if amount is None or amount < 0:
        raise BadInput(
            "an amount of 0 or more is needed.", place=place, next_step="Give it in pounds."
        )
    return amount


def share(entry: object, place: str) -> Decimal:
    """Read a share in per cent, 0 to 100; raise ``BadInput`` for one that passes it."""
    words = str(entry or "").replace("%", "").strip()
    try:
        number = Decimal(words)
    except InvalidOperation:
        number = Decimal("NaN")
    if not (number.is_finite() and 0 <= number <= 100):
        raise BadInput(
            f"'{words}' is not a share.", place=place, next_step="Give per cent from 0 to 100."
        )
    return number


def _name(entry: object, place: str) -> str:
    return clean.impersonal_line(entry, place, longest=160)


def _text(entry: object, place: str) -> str:
    return clean.impersonal_text(entry, place, longest=4000, needed=False)


def _source(entry: object, place: str) -> str:
    return clean.impersonal_line(entry, place, longest=200, needed=False)


def _part(entry: object, place: str) -> str:
    if str(entry) not in PARTS:
        raise BadInput(
            f"'{entry}' is no part of a budget.", place=place,
            next_step=f"Use one of: {', '.join(PARTS)}.",
        )  # fmt: skip
    return str(entry)


def _role(entry: object, place: str) -> str:
    return owner_role(str(entry), place=place)


NAME = RowField("name", "Name", _name)
SOURCE = RowField("source", "Source", _source, "The paper, with its page or paragraph.")
REPORTED = RowField("reported_on", "Reported on", clean.day)
KINDS = {
    "lines": RowKind(BudgetLine, "budget line", "Budget lines", (
        NAME,
        RowField("part", "Part of the budget", _part, choices=lambda: PARTS),
        RowField("planned", "Planned, in pounds", needed_money, money=True),
        RowField("actual", "Spent so far, in pounds", clean.money,
                 "Of income: received. Empty while nothing was reported.", money=True),
        RowField("expected", "Expected by the year's end, in pounds", clean.money, money=True),
        REPORTED, SOURCE,
    )),
    "scenarios": RowKind(BudgetScenario, "scenario", "Scenarios", (
        NAME,
        RowField("rise", "Rise of Band D, in pounds", needed_money, money=True),
        RowField("effects", "What it buys or gives up", _text, "One sentence a line.", long=True),
        SOURCE,
    )),
    "years": RowKind(PlanYear, "year of the plan", "Medium-term plan", (
        NAME,
        RowField("deficit", "Deficit, in pounds", clean.money, money=True),
        RowField("reserves", "Reserves at its end, in pounds", clean.money, money=True),
        RowField("risk", "Risk", _text, long=True), SOURCE,
    )),
    "savings": RowKind(Saving, "saving", "Savings programme", (
        NAME,
        RowField("amount", "Amount, in pounds", needed_money, money=True),
        RowField("decides", "Who decides where", _role, choices=owner_titles),
        RowField("where", "Where it is to be found", _text,
                 "Empty where no direction was given.", long=True),
        RowField("achieved", "Achieved so far, in pounds", clean.money, money=True),
        REPORTED, SOURCE,
    )),
    "answers": RowKind(SurveyAnswer, "survey answer", "Survey", (
        NAME,
        RowField("share", "Share of answers, per cent", share),
        RowField("least", "The least it means, in pounds", needed_money, money=True),
        RowField("most", "The most it means, in pounds", needed_money,
                 "The same as the least where the amount is printed.", money=True),
        SOURCE,
    )),
}  # fmt: skip
