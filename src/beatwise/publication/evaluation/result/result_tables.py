"""The tables of a result, one beside each picture and one for each way of counting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from beatwise.evaluation.designs.over_time import Part
from beatwise.evaluation.estimators.dose_response import GRADES
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.result.effect import Contrast
from beatwise.evaluation.result.result import Result
from beatwise.evaluation.result.strength import Strength
from beatwise.hotspots.shortlist.reasons.number_words import small_print
from beatwise.publication.evaluation.result.result_parts import parts_of
from beatwise.publication.formats.document import Cell, Column, Table


def estimates(result: Result) -> Table:
    """Return the estimates of every outcome: in the areas, in the rings, and together."""
    rank = "Permutation p" if result.material.protocol.by_lot else "Placebo rank"
    others = parts_of(result).others
    rows: list[tuple[Cell, ...]] = []
    effects = (result.primary, *result.secondary)
    for effect in effects:
        kind = "primary" if effect is result.primary else "secondary"
        for words, part in (
            ("patrolled areas", effect.inside),
            ("their rings", effect.rings),
            ("areas with rings", effect.net),
        ):
            adjusted = effect.adjusted_p if part is effect.inside else None
            rows.append(
                (
                    f"{in_words(effect.outcome)}, {words}",
                    kind,
                    *_change(part),
                    part.p_value,
                    adjusted,
                )
            )
    return Table(
        "estimates",
        f"Change in recorded incidents against {others}, per cent",
        (
            Column("Outcome and where"), Column("Kind"), Column("Change %", True, 1),
            Column("Low %", True, 1), Column("High %", True, 1), Column("Interval from"),
            Column(rank, True, 3), Column("Adjusted", True, 3),
        ),
        tuple(rows),
        note=(
            "Poisson difference-in-differences at the level of assignment. Only the primary "
            "outcome "
            "in the patrolled areas is judged; secondary p-values are adjusted for their number "
            "(Holm)."
            + _small(n for e in effects for part in (e.inside, e.rings) for n in part.totals)
        ),
        empty="none",
    )  # fmt: skip


def _small(counts: Iterable[int | None]) -> str:
    """Return the small print after a note; empty where no count is small."""
    words = small_print(counts)
    return f" {words}" if words else ""


def _change(part: Contrast) -> tuple[Cell, ...]:
    low, high = part.interval or (None, None)
    return part.percent, low, high, part.interval_from


def counts_story(result: Result) -> Table:
    """Return the weighted displacement difference, its honest interval and the usual one."""
    rows: list[tuple[Cell, ...]] = []
    for effect in (result.primary, *result.secondary):
        story = effect.counts_story
        if story is None:
            continue
        low, high = story.interval or (None, None)
        usual = 1.96 * story.poisson_error
        rows.append(
            (in_words(effect.outcome), story.estimate, low, high,
             story.estimate - usual, story.estimate + usual, effect.quotient,
             effect.quotient_reason)
        )  # fmt: skip
    return Table(
        "counts-story",
        "Weighted displacement difference: incidents more (fewer, −) than the comparison expects",
        (
            Column("Outcome"), Column("Difference", True, 1), Column("Low", True, 1),
            Column("High", True, 1), Column("Poisson low", True, 1),
            Column("Poisson high", True, 1), Column("Displacement quotient", True, 2),
            Column("Reading"),
        ),
        tuple(rows),
        note=(
            "Low and high come from the spread between areas. The Poisson interval is the usual "
            "one "
            "and too narrow: on real months it calls 9 to 25 of 100 true nulls a change."
        ),
        empty="none",
    )  # fmt: skip


def parts(name: str, caption: str, heading: str, rows: Sequence[Part]) -> Table:
    """Return quarters or places with their counts."""
    return Table(
        name,
        caption,
        (
            Column(heading), Column("Change %", True, 1), Column("Low %", True, 1),
            Column("High %", True, 1), Column("Patrolled, before", True),
            Column("Patrolled, then", True), Column("Comparison, before", True),
            Column("Comparison, then", True),
        ),
        tuple((p.name, p.percent, p.low, p.high, *p.treated, *p.comparison) for p in rows),
        note="Intervals widen Poisson noise by the variance ratio seen before; for looking only."
        + _small(n for p in rows for n in (*p.treated, *p.comparison)),
        empty="no ratio",
    )  # fmt: skip


def dose(result: Result) -> Table:
    """Return the dose curves by grade of evidence."""
    rows = []
    for curve in result.dose:
        low, high = curve.interval
        words = GRADES.get(curve.grade, "all grades together" if curve.grade == "all" else "")
        rows.append(
            (f"{curve.grade}: {words}", float(curve.minutes.sum()) / 60, curve.percent,
             100 * (2.718281828459045**low - 1), 100 * (2.718281828459045**high - 1),
             curve.p_value)
        )  # fmt: skip
    return Table(
        "dose",
        "Change for each further 100 delivered hours, by grade of evidence",
        (
            Column("Grade"), Column("Delivered hours", True, 0), Column("Change %", True, 1),
            Column("Low %", True, 1), Column("High %", True, 1), Column("p", True, 3),
        ),
        tuple(rows),
        note=(
            "Hours were not drawn by lot: they follow demand and staff. A slope describes; it does "
            "not show a cause."
        ),
    )  # fmt: skip


def dose_areas(result: Result) -> Table:
    """Return each area's hours and change, the dots of the dose curve."""
    curve = result.dose[-1]
    names = [area.name for area in result.material.protocol.areas]
    return Table(
        "dose-areas",
        "Delivered hours and change, area by area",
        (Column("Area"), Column("Delivered hours", True, 0), Column("Change %", True, 1)),
        tuple(
            (name, float(m) / 60, 100 * (2.718281828459045 ** float(c) - 1))
            for name, m, c in zip(names, curve.minutes, curve.change, strict=True)
        ),
    )


def emmie(strength: Strength) -> Table:
    """Return the EMMIE headings."""
    return Table(
        "emmie",
        "EMMIE: what was really done",
        (Column("Heading"), Column("What this study says")),
        strength.emmie,
    )


def files(hashes: dict[str, str]) -> Table:
    """Return the hash of each month's file."""
    return Table(
        "files",
        "The files that were counted",
        (Column("Month"), Column("SHA-256 of the file")),
        tuple(hashes.items()),
    )
