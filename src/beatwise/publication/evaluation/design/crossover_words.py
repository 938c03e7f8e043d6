"""What the page of a design says of a crossover by day, and the table of its days."""

from __future__ import annotations

from beatwise.cell_text.csv_text import csv_text
from beatwise.evaluation.designs.crossover import Crossover
from beatwise.evaluation.designs.patrol_days import PatrolDays
from beatwise.evaluation.protocol.proposal import Proposal
from beatwise.plurals import counted
from beatwise.publication.evaluation.sentences import fall_words


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def days_of(proposal: Proposal) -> PatrolDays:
    """Return the rule of the draw. Raises ``TypeError`` for a design that draws no days."""
    design = proposal.protocol.design
    if not isinstance(design, Crossover):
        raise TypeError("this design draws no days")
    return design.days


def assignment(proposal: Proposal) -> str:
    """Say how days were assigned."""
    days = days_of(proposal)
    each = f"{days.patrol_days} of the seven days of each week"
    return f"by day, {each} in each area, seed {days.seed}"


def simulated_from(proposal: Proposal) -> str:
    """Say what the power was simulated from."""
    return "the areas' own weeks before, thinned on the drawn days"


def estimator(proposal: Proposal) -> str:
    """Say what will be estimated."""
    return "Rate ratio of patrol days over other days"


def detectable_by_day(proposal: Proposal) -> str:
    """Say the smallest fall on patrol days that the design would find four times in five."""
    effect, days = proposal.reach.detectable, days_of(proposal)
    conditions = (
        f"{counted(effect.treated_areas, 'area')}, {counted(days.weeks, 'week')}, "
        f"{counted(days.patrol_days, 'patrol day')} in "
        "each, "
        "from the areas' own weeks before"
    )
    if effect.estimate is None:
        return f"Not even a fall of three quarters would be found 4 times in 5 ({conditions})."
    low, high = effect.interval
    return (
        f"The smallest fall on patrol days it would find 4 times in 5 is {-effect.estimate:.0f} % "
        f"({fall_words(low)} in the best window of the weeks before, {fall_words(high)} in the "
        "worst; "
        f"{conditions})."
    )


def history(proposal: Proposal) -> tuple[str, ...]:
    """Say what the days before show."""
    traits = proposal.day_traits
    if traits is None:
        return ()
    ratio = traits.variance_ratio
    busiest = "" if traits.busiest is None else (
        f" The busiest weekday records {traits.busiest:.1f} times the quietest."
    )  # fmt: skip
    return (
        (
            f"The middle area records {traits.typical:.1f} a week; "
            f"{counted(traits.areas, 'area')}, "
            f"{traits.weeks} weeks.{busiest}"
        ),
        (
            f"Variance ratio of days inside a week: {ratio.value:.2f} ({ratio.low:.2f} to "
            f"{ratio.high:.2f} over windows of {traits.window} weeks); 1 would be pure chance."
        ),
        "Levels, drift and season do not matter: only days of the same area and week are compared.",
    )


def files(proposal: Proposal) -> dict[str, bytes]:
    """Return the drawn days as a table for whoever plans the patrols."""
    protocol, days = proposal.protocol, days_of(proposal)
    rows: list[tuple[str, ...]] = [("area", "name", "date", "weekday", "patrolled")]
    for area, of_area in zip(protocol.areas, days.matrix(len(protocol.areas)), strict=True):
        for date, on in zip(days.dates, of_area, strict=True):
            day = date.isoformat(), WEEKDAYS[date.weekday()]
            rows.append((area.id, area.name, *day, "yes" if on else "no"))
    return {"days.csv": csv_text(rows, line_end="\n").encode()}
