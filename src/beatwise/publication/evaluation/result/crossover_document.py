"""The report of a crossover by day: the verdict, the days, and what it cannot say."""

from __future__ import annotations

import datetime as dt

import numpy as np

from beatwise.evaluation.estimators.crossover import CrossoverEffect
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.result.crossover.crossover_result import DayOutcome, DayResult
from beatwise.plurals import counted
from beatwise.publication.evaluation.charts.placebos import bins, placebos
from beatwise.publication.evaluation.charts.ring_map import ring_map
from beatwise.publication.evaluation.result.crossover_parts import (
    DAY_LIMIT,
    WORTH,
    delivery_blocks,
    effect_words,
    months,
    moved,
)
from beatwise.publication.evaluation.result.result_words import value_words
from beatwise.publication.evaluation.result.shared_blocks import (
    deviations_blocks,
    events_blocks,
    strength_blocks,
)
from beatwise.publication.evaluation.result.wide_and_narrow import figure
from beatwise.publication.evaluation.sentences import percent
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
)


def days_document(result: DayResult) -> Document:
    """Return the whole report."""
    protocol = result.material.protocol
    blocks: list[Block] = [
        Heading("The answer"),
        Paragraph(result.words, lead=True),
        Bullets(_decided(result)),
        Heading("The figures"),
        _estimates(result),
        months(result),
        *_placebo(result.primary),
        Heading("Did it move, or only wait?"),
        Bullets(moved(result)),
        _ground(result),
        *_secondary(result),
        Heading("Were the drawn days kept?"),
        *delivery_blocks(result),
        *strength_blocks(result.strength, protocol, result.theory_gaps, result.spread),
        Heading("What was it worth?"),
        Bullets((*value_words(result.value), *WORTH)),
        *events_blocks(result.events),
        *deviations_blocks(result.standing),
        Heading("What this cannot say"),
        Bullets(_limits(result)),
        Heading("So that it can be made again"),
        Bullets((
            (
                f"Days drawn with seed {protocol.seed}, dealt again "
                f"{protocol.decision.permutations:,} times."
            ),
            "beatwise evaluate PROTOCOL --out DIR --again makes every file again, to the byte.",
        )),
    ]  # fmt: skip
    return Document(
        title=protocol.title,
        subtitle="The result of an evaluation by day",
        facts=_facts(result),
        blocks=tuple(blocks),
        footer=(),
        date=_last(result),
        marks=result.standing.marks,
    )


def _last(result: DayResult) -> dt.date:
    return result.material.days.dates[len(result.material.covered) - 1]


def _facts(result: DayResult) -> tuple[tuple[str, str], ...]:
    protocol, standing = result.material.protocol, result.standing
    locked = "no: exploratory"
    if standing.lock is not None:
        locked = f"{standing.lock.locked} by {standing.lock.by}, hash {standing.lock.hash}"
    return (
        ("Question", protocol.question),
        ("Outcome", f"recorded {in_words(protocol.primary)}, {protocol.source}"),
        ("Assigned", protocol.rule),
        ("Locked", locked),
        *(("Mark", mark) for mark in standing.marks),
        *(("Records", note) for note in standing.records),
    )


def _decided(result: DayResult) -> tuple[str, ...]:
    protocol, power = result.material.protocol, result.material.protocol.power
    lines = [
        (
            "The test deals the patrol days of each place and week again, as they were drawn; the "
            "interval holds every ratio that this test does not reject."
        )
    ]
    inside = result.primary.inside
    if inside is not None:
        lines.append(
            f"Permutation p {inside.p_value:.3f} (the smallest this test can give is "
            f"{1 / (inside.assignments + 1):.2g}), against a level of {result.alpha:.3g}."
        )
        if 1 / (inside.assignments + 1) > result.alpha:
            lines.append("So early a look has no level that this test can reach: it is not known.")
    if result.material.until is not None:
        lines.append(
            f"This is the look after {result.material.until.name} that the protocol planned: "
            f"{int(result.material.weeks.sum())} of {result.material.days.weeks} weeks, "
            "at the part of the level that is spent on it."
        )
    if power is None:
        lines.append("The protocol states no power, so the design counts as too small.")
    else:
        reached = "reached" if protocol.can_answer else "did not reach"
        lines.append(
            f"Before it began, the design was said to find a fall of "
            f"{-protocol.decision.smallest_effect:g} % {percent(power.at_smallest_effect)} of the "
            f"time, and so {reached} its floor of {percent(protocol.decision.power_floor)}."
        )
        if protocol.can_answer and not result.powered and result.power_again is not None:
            lines.append(
                f"But the weeks before, simulated again, give {percent(result.power_again)}. What "
                "the protocol states cannot be made again, so the design counts as too small."
            )
    return tuple(lines)


def _secondary(result: DayResult) -> list[Block]:
    if not result.secondary:
        return []
    lines = []
    for effect in result.secondary:
        p = "no test" if effect.adjusted_p is None else f"adjusted p {effect.adjusted_p:.3f}"
        words = f"Recorded {in_words(effect.outcome)} (secondary)"
        lines.append(f"{words}: {effect_words(effect.inside)}, {p}. It does not decide.")
    return [Heading("Other outcomes"), Bullets(tuple(lines))]


def _estimates(result: DayResult) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for effect in (result.primary, *result.secondary):
        kind = "primary" if effect is result.primary else "secondary"
        for words, part in (
            ("patrolled areas", effect.inside),
            ("their rings", effect.rings),
            ("areas with rings", effect.net),
        ):
            adjusted = effect.adjusted_p if words == "patrolled areas" else None
            rows.append((f"{in_words(effect.outcome)}, {words}", kind, *_row(part), adjusted))
    return Table(
        "estimates",
        "Recorded incidents on patrol days against other days",
        (
            Column("Outcome and where"), Column("Kind"), Column("On patrol days", True),
            Column("Patrol days", True), Column("On other days", True), Column("Other days", True),
            Column("Rate ratio", True, 2), Column("Change %", True, 1), Column("Low %", True, 1),
            Column("High %", True, 1), Column("Permutation p", True, 3),
            Column("Adjusted", True, 3),
        ),
        tuple(rows),
        note=(
            "Days are days of one area. Only the primary outcome in the patrolled areas is judged; "
            "secondary p-values are adjusted for their number (Holm)."
        ),
        empty="none",
    )  # fmt: skip


def _row(part: CrossoverEffect | None) -> tuple[Cell, ...]:
    if part is None:
        return (None,) * 9
    return (
        part.patrol_count, part.patrol_days, part.other_count, part.other_days,
        float(np.exp(part.estimate)), part.percent, *part.percent_interval, part.p_value,
    )  # fmt: skip


def _placebo(effect: DayOutcome) -> list[Block]:
    if effect.inside is None:
        return []
    values = (100 * np.expm1(effect.inside.placebo)).tolist()
    observed = effect.inside.percent
    edges, counts = bins(values, observed)
    rows = [(float(a), float(b), int(n)) for a, b, n in zip(edges, edges[1:], counts, strict=False)]

    def draw(width: int) -> str:
        return placebos(values, observed, width=width, words="these days")

    return [
        figure(
            "placebo", "The change on patrol days beside days dealt again by chance",
            f"A histogram of {len(values)} deals; the days as drawn gave {observed:+.0f} %.",
            draw,
            table=Table(
                "placebos", "Deals by their change",
                (Column("From %", True, 1), Column("To %", True, 1), Column("Deals", True)),
                tuple(rows),
            ),
        )
    ]  # fmt: skip


def _ground(result: DayResult) -> Figure:
    protocol, counts = result.material.protocol, result.material.areas[result.primary.outcome]
    on = result.material.patrolled
    rows = tuple(
        (f"{i + 1}. {area.name}", int(counts[i][on[i]].sum()), int(counts[i][~on[i]].sum()))
        for i, area in enumerate(protocol.areas)
    )
    return figure(
        "map", f"The areas with their {protocol.ring_m:g} m rings",
        f"{counted(len(rows), 'area')}.",
        lambda width: ring_map(protocol.areas, protocol.ring_m, width=width),
        table=Table(
            "areas", "The areas",
            (Column("Area"), Column("On patrol days", True), Column("On other days", True)), rows,
        ),
        note="Numbers are the rows of the table. No single area's figures can be read alone.",
    )  # fmt: skip


def _limits(result: DayResult) -> tuple[str, ...]:
    material = result.material
    missing = int((~material.weeks).sum())
    undated = material.undated[result.primary.outcome]
    events = len(result.events)
    return (
        DAY_LIMIT,
        (
            "Patrols make people report, and they raise incidents themselves: recording may bias "
            "the result either way."
        ),
        (
            f"{undated} incidents of the extract may have happened on more than one day, and are "
            "left out."
        ),
        f"{missing} weeks hold no incident of any kind in the extract: they count as missing.",
        f"{events} other programmes or changes overlapped; they fall on both kinds of day alike.",
        *material.protocol.warnings,
    )
