"""Dose: how long a visit lasts, how soon it is repeated, and on how many days in a row.

No length of visit has been replicated for foot patrol. Each preset says whose number it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.errors import UsageError


@dataclass(frozen=True, slots=True)
class Dose:
    """How much presence a hot spot gets.

    Parameters
    ----------
    visit_minutes
        Length of a visit.
    revisit_minutes
        Length of the blocks in which one visit each is offered.
    run_days
        Consecutive days on which a beat is walked, where hours do not reach every day.
    days_a_week
        Least days a week on which every beat is walked.
    visits_a_week
        Least visits a week to every chosen hot spot.
    must_run
        Whether a place without such a run makes the plan one that could not be met; else it is
        only listed.
    gap_minutes
        Least minutes from the end of a visit to the start of the next at the same place; a return
        within them is not a visit. None: visits begin at least three quarters of
        ``revisit_minutes`` apart.
    source, caution
        Whose numbers they are, and what they cannot say.
    """

    name: str
    visit_minutes: int = 15
    revisit_minutes: int = 120
    run_days: int = 3
    days_a_week: int = 1
    visits_a_week: int = 1
    gap_minutes: int | None = None
    must_run: bool = False
    source: str = ""
    caution: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.visit_minutes <= self.revisit_minutes <= 24 * 60:
            raise UsageError(
                f"a visit of {self.visit_minutes} minutes cannot be repeated every "
                f"{self.revisit_minutes}.",
                place="dose",
                next_step="Make the time between visits at least as long as a visit.",
            )
        if self.run_days < 1 or not 0 <= self.days_a_week <= 7 or self.visits_a_week < 0:
            raise UsageError("run_days is at least 1 and days_a_week 0 to 7.", place="dose")
        if not 0 <= self.revisit_gap <= self.revisit_minutes - self.visit_minutes:
            raise UsageError(
                f"visits of {self.visit_minutes} minutes, one in {self.revisit_minutes}, cannot "
                f"lie {self.revisit_gap} minutes apart.",
                place="dose",
                next_step="Give a gap from 0 to "
                f"{self.revisit_minutes - self.visit_minutes} minutes.",
            )

    @property
    def revisit_gap(self) -> int:
        """Least minutes from the end of a visit to the start of the next at the same place."""
        if self.gap_minutes is not None:
            return self.gap_minutes
        return max(0, 3 * self.revisit_minutes // 4 - self.visit_minutes)


_ON_FOOT = "A convention from drive-by patrol; not replicated for patrol on foot."
PRESETS: dict[str, Dose] = {
    "standard": Dose(
        "standard",
        source="Koper 1995 (10 to 16 minutes, about every two hours); runs of three days from "
        "Bland et al. 2021, Operation Rowan (no residual effect on days without patrol, largest "
        "after three days in a row)",
        caution=_ON_FOOT,
    ),
    "daily": Dose(
        "daily",
        visit_minutes=15,
        revisit_minutes=480,
        run_days=1,
        days_a_week=7,
        visits_a_week=5,
        source="Basford et al. 2021, Southend (15 to 20 minutes a day at 20 hot spots)",
        caution="One town, 20 hot spots of 150 m; serious violence, not shoplifting.",
    ),
    "three-a-day": Dose(
        "three-a-day",
        visit_minutes=15,
        revisit_minutes=160,
        source="Williams & Coupe 2017, Birmingham (3 x 15 minutes beat 9 x 5; 24 to 26 of 45 "
        "planned minutes were delivered)",
        caution="Seven hot spots; planned and delivered minutes differed by half.",
    ),
    "hourly": Dose(
        "hourly",
        visit_minutes=15,
        revisit_minutes=60,
        source="Gibson et al. 2017, Liverpool (12 to 15 minutes an hour, night-time economy)",
        caution="Compared with continuous patrol at night, not with no patrol.",
    ),
}


def preset(name: str) -> Dose:
    """Return a preset by name; raise ``UsageError`` for any other."""
    if name not in PRESETS:
        raise UsageError(
            f"there is no dose called '{name}'.",
            place="dose",
            next_step=f"Use one of: {', '.join(PRESETS)}.",
        )
    return PRESETS[name]
