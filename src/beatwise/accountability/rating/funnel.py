"""Funnels: how many are left at each stage, with people and tests kept apart.

A share of one stage in another is formed only where both count the same thing. 95 tests on 280
people are no 34 %: somebody may have been tested twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from beatwise.errors import BadInput


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage.

    Parameters
    ----------
    name
        What happened.
    counts
        What is counted: ``people``, ``tests``, ``appointments``…
    number
        How many; ``None`` for no data.
    of
        The name of the earlier stage this one is a part of, where that is known; without it the
        stage is a part of the nearest earlier one that counts the same thing.
    """

    name: str
    counts: str
    number: Decimal | None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A stage beside the one it is a part of, and beside the first of its kind.

    ``share`` and ``of_first`` are in per cent, ``None`` where there is nothing like to divide by,
    the divisor is zero, or data are missing.
    """

    stage: Stage
    base: Stage | None
    share: Fraction | None
    of_first: Fraction | None


@dataclass(frozen=True, slots=True)
class Change:
    """One stage of two funnels: before, after, and the change in per cent (``None`` from zero)."""

    name: str
    counts: str
    before: Decimal | None
    after: Decimal | None
    percent: Fraction | None


def steps(stages: Sequence[Stage]) -> tuple[Step, ...]:
    """Return each stage beside what it is a part of.

    Raises ``BadInput`` when a stage names a base that is not before it or counts another thing, or
    is larger than its base.
    """
    rows = []
    for at, stage in enumerate(stages):
        base = _base(stage, stages[:at])
        if base and _exceeds(stage, base):
            raise BadInput(
                f"'{stage.name}' ({stage.number}) is more than '{base.name}' ({base.number}), "
                "of which it is a part.",
                next_step="Check both numbers, or say what the stage is a part of.",
            )
        first = next((s for s in stages[:at] if s.counts == stage.counts), None)
        rows.append(Step(stage, base, share(stage, base), share(stage, first)))
    return tuple(rows)


def share(stage: Stage, base: Stage | None) -> Fraction | None:
    """Return a stage as a percentage of another that counts the same thing, or ``None``."""
    if base is None or stage.counts != base.counts or stage.number is None or not base.number:
        return None
    return Fraction(stage.number) * 100 / Fraction(base.number)


def compare(before: Sequence[Stage], after: Sequence[Stage]) -> tuple[Change, ...]:
    """Set two funnels side by side, stage by stage.

    Raises ``BadInput`` when their stages differ in name, order or in what they count.
    """
    if [(s.name, s.counts) for s in before] != [(s.name, s.counts) for s in after]:
        raise BadInput(
            "the two funnels have unlike stages.", next_step="Give both the same stages."
        )
    return tuple(
        Change(one.name, one.counts, one.number, two.number, _percent(one.number, two.number))
        for one, two in zip(before, after, strict=True)
    )


def _base(stage: Stage, earlier: Sequence[Stage]) -> Stage | None:
    if not stage.of:
        return next((s for s in reversed(earlier) if s.counts == stage.counts), None)
    for other in earlier:
        if other.name == stage.of and other.counts == stage.counts:
            return other
    raise BadInput(
        f"'{stage.name}' is said to be a part of '{stage.of}', which is no earlier stage that "
        f"counts {stage.counts}."
    )


def _exceeds(stage: Stage, base: Stage) -> bool:
    return stage.number is not None and base.number is not None and stage.number > base.number


def _percent(before: Decimal | None, after: Decimal | None) -> Fraction | None:
    if not before or after is None:
        return None
    return (Fraction(after) - Fraction(before)) * 100 / Fraction(before)
