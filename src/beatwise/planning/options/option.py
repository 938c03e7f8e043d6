"""One way to deliver: people who walk, a mix of such ways, or a remedy that is no patrol."""

from __future__ import annotations

from dataclasses import dataclass, field

from beatwise.planning.options.figure import Figure


WEEKS, DAYS = 52.0, 5.0


@dataclass(frozen=True, slots=True)
class Workforce:
    """What a full-time person (or a charged hour) costs and gives.

    Either ``pay_year`` with on-costs, or ``rate_hour`` charged for each rostered hour.
    ``abstraction`` is the share of hours lost to other duties, ``off_street`` that of
    breaks, briefing and walking to the beat, ``supervision`` what is added to cost for managing.
    """

    pay_year: Figure | None
    rate_hour: Figure | None
    on_costs: Figure
    hours_week: Figure
    days_off: Figure
    training_days: Figure
    sick_days: Figure
    abstraction: Figure
    off_street: Figure
    supervision: Figure
    kit_year: Figure

    def figures(self) -> tuple[Figure, ...]:
        """Return every figure that is set."""
        figures = [getattr(self, name) for name in self.__slots__]
        return tuple(f for f in figures if f is not None)


@dataclass(frozen=True, slots=True)
class Option:
    """An option.

    Parameters
    ----------
    kind
        ``none`` (continue as now), ``patrol``, ``mix`` or ``remedy``.
    hours
        Delivered hours a year wanted of it; 0 for remedies.
    mix
        Shares of other options, for ``mix``.
    cost_year, set_up
        For remedies the cost a year; for all the cost of setting up, once.
    buys
        What a remedy says it buys for that money, in its own figures.
    """

    id: str
    name: str
    kind: str
    hours: float
    workforce: Workforce | None = None
    mix: tuple[tuple[str, float], ...] = ()
    cost_year: Figure | None = None
    set_up: Figure = field(default_factory=lambda: Figure.of(0.0))
    set_up_months: Figure = field(default_factory=lambda: Figure.of(0.0))
    powers: str = ""
    consistency: str = ""
    risks: str = ""
    buys: str = ""
    source: str = ""


def hours_each(force: Workforce, case: dict[str, float]) -> float:
    """Return delivered hours a year of one full-time person, given each figure's value by name."""
    daily = case["hours_week"] / DAYS
    days = DAYS * WEEKS - case["days_off"] - case["training_days"] - case["sick_days"]
    on_duty = max(0.0, days) * daily
    return on_duty * (1 - case["abstraction"]) * (1 - case["off_street"])


def cost_each(force: Workforce, case: dict[str, float]) -> float:
    """Return the cost a year of one full-time person, in pounds."""
    if force.rate_hour is not None:
        days = DAYS * WEEKS - case["days_off"] - case["training_days"] - case["sick_days"]
        rostered = max(0.0, days) * case["hours_week"] / DAYS
        return case["rate_hour"] * rostered * (1 + case["supervision"]) + case["kit_year"]
    pay = case["pay_year"] * (1 + case["on_costs"])
    return pay * (1 + case["supervision"]) + case["kit_year"]


def central(force: Workforce) -> dict[str, float]:
    """Return the central value of each figure by name."""
    return {f.name: f.central for f in force.figures()}
