"""What a design must say about itself before anybody is patrolled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.clock import Month, MonthRange
from beatwise.evaluation.power.monthly_history import Traits
from beatwise.plurals import counted


RECORDING = ("recording", "reporting")


@dataclass(frozen=True, slots=True)
class OtherEvent:
    """A programme or change nearby: its name, kind, months, and where (a label, or everywhere)."""

    name: str
    kind: str
    start: Month
    end: Month | None
    where: str

    def during(self, months: MonthRange) -> bool:
        """Whether it applied in any of these months."""
        return self.start <= months.last and (self.end is None or self.end >= months.first)


class _Group(NamedTuple):
    """Events that are named together: recording changes sort first."""

    other: bool
    kind: str
    when: str


def regression_to_the_mean(
    selection: MonthRange | None,
    before: MonthRange,
    *,
    alike: bool,
    expected: float | None,
    compares_days: bool = False,
) -> str | None:
    """Warn where areas were chosen on months that count as before.

    Days of the same week share any such fall, so a design that compares days needs no warning.
    """
    if compares_days or selection is None or not selection.overlaps(before):
        return None
    fall = (
        f" Of areas as busy in the first half of the months before, the busiest held "
        f"{expected:.2f} times as many in the second half, patrols or not, set against the rest."
        if expected is not None
        else ""
    )
    rule = (
        "The comparison areas were chosen by the same rule, so both sides fall alike."
        if alike
        else "The comparison areas were not chosen so: a fall may be nothing else."
    )
    return (
        f"Regression to the mean: these areas were chosen for being high in {selection.words}, "
        f"which lies in the months before. Areas picked when high fall by themselves.{fall} {rule}"
    )


def expected_fall(counts: NDArray[np.float64], areas: int) -> float | None:
    """Return how the busiest areas of the first half did in the second, against all the rest.

    ``counts`` is (areas, months) of every area at hand. ``areas`` is how many
    were chosen. None where too few are there to tell.
    """
    half = counts.shape[1] // 2
    if half < 2 or len(counts) < 2 * areas or areas < 1:
        return None
    first, second = counts[:, :half].sum(axis=1), counts[:, half:].sum(axis=1)
    top = np.argsort(-first, kind="stable")[:areas]
    rest = np.setdiff1d(np.arange(len(counts)), top)
    if not first[top].sum() or not first[rest].sum() or not second[rest].sum():
        return None
    ratio = second[top].sum() / first[top].sum()
    return float(ratio / (second[rest].sum() / first[rest].sum()))


def contamination(
    names: Sequence[str],
    shapes: Sequence[shapely.Geometry],
    treated: NDArray[np.bool_],
    towns: Sequence[str],
    ring_m: float,
) -> str | None:
    """Warn where a comparison area is near a patrolled one, or in the same town."""
    inside, outside = np.flatnonzero(treated).tolist(), np.flatnonzero(~treated).tolist()
    near = [
        names[j] for j in outside
        if any(shapes[i].distance(shapes[j]) < 2 * ring_m for i in inside)
    ]  # fmt: skip
    same = sorted({towns[i] for i in inside if towns[i]} & {towns[j] for j in outside if towns[j]})
    reasons = []
    if near:
        lies = "lies" if len(near) == 1 else "lie"
        reasons.append(f"{', '.join(near[:4])} {lies} within two rings of a patrolled area")
    if same:
        reasons.append(
            f"patrolled and comparison areas share a town ({', '.join(same[:4])}), so the same "
            "people may move between them"
        )
    return f"Contamination: {'; '.join(reasons)}." if reasons else None


def other_events(
    events: Sequence[OtherEvent], before: MonthRange, patrols: MonthRange
) -> tuple[str, ...]:
    """Warn of each programme or change that overlaps the study, recording changes first."""
    groups: dict[_Group, list[OtherEvent]] = {}
    for event in sorted(events, key=lambda e: (e.start.number, e.name)):
        when = _when(event, before, patrols)
        if when:
            groups.setdefault(_Group(event.kind not in RECORDING, event.kind, when), []).append(
                event
            )
    return tuple(
        f"{'Something else happens' if other else 'Recording may change'} {when} ({kind}): "
        f"{_list(alike)}."
        for (other, kind, when), alike in sorted(groups.items())
    )


def _when(event: OtherEvent, before: MonthRange, patrols: MonthRange) -> str:
    if event.during(patrols):
        return "in the patrolled months"
    return "in the months before" if event.during(before) else ""


def _list(events: Sequence[OtherEvent]) -> str:
    named = [
        f"'{e.name}' from {e.start.name}{f' in {e.where}' if e.where else ' everywhere'}"
        for e in events[:3]
    ]
    more = f" and {len(events) - 3} more" if len(events) > 3 else ""
    return "; ".join(named) + more


def missing_months(missing: Sequence[Month]) -> str | None:
    """Warn of months before without data: they stay missing."""
    if not missing:
        return None
    named = ", ".join(str(month) for month in missing[:8])
    more = f" and {len(missing) - 8} more" if len(missing) > 8 else ""
    return (
        f"Missing months: {len(missing)} of the months before have no data ({named}{more}). They "
        "stay missing and are never counted as zero."
    )


def small_numbers(traits: Traits) -> str | None:
    """Warn where the typical area has too few incidents to read on its own."""
    if traits.typical >= 5:
        return None
    return (
        f"Small numbers: the middle area records {traits.typical:.1f} a month. No single area's "
        "figures can be read alone; only the pooled result is judged."
    )


def short_history(traits: Traits) -> str | None:
    """Warn where drift had to be assumed."""
    if not traits.drift_assumed:
        return None
    return (
        f"Short history: {counted(traits.months, 'month')} cannot show how areas drift from "
        f"year to year, so "
        f"the range of busy areas elsewhere is supposed ({traits.drift.low:.2f} to "
        f"{traits.drift.high:.2f})."
    )
