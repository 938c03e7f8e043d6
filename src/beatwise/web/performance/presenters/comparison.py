"""A measure beside the most similar forces: a rank, a weighted mean, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import value_in_words
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation, series
from beatwise.accountability.measures.peers import Comparison, PeerValue, compare
from beatwise.accountability.measures.period import Period
from beatwise.errors import Refused
from beatwise.web.performance import current_ratings, from_rows
from beatwise.web.performance.models import Observed, Peer


THIS_FORCE = "This force"


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, or why there is none; ``period`` is the newest that both sides have."""

    period: Period | None
    found: Comparison | None
    why: str = ""


def compared(measure: Measure, rows: Sequence[Observed], others: Sequence[Peer]) -> Compared | None:
    """Compare the whole area's newest value that the others have too; ``None`` without others."""
    if not others:
        return None
    theirs = [_peer(row) for row in _newest(others)]
    own = [s for s in series([current_ratings.observation(r) for r in rows], WHOLE_AREA)
           if s.value is not None and s.period.stated]  # fmt: skip
    shared = [s for s in own if any(p.period == s.period for p in theirs)]
    if not shared:
        words = "Similar forces' values are loaded, but of no period that this measure has too."
        return Compared(None, None, words)
    latest = shared[-1]
    group = _group(theirs, latest.period)
    try:
        found = compare(_own(measure, latest), group, measure.polarity)
    except Refused as error:
        return Compared(latest.period, None, f"{error.message[:1].upper()}{error.message[1:]}")
    return Compared(latest.period, found)


def shown(measure: Measure, made: Compared | None) -> dict[str, Any] | None:
    """Return the comparison as the measure's page shows it."""
    if made is None:
        return None
    if made.found is None or made.period is None:
        return {"why": made.why}
    found = made.found
    return {
        "period": made.period.words,
        "standing": found.standing.value,
        "rank": found.rank,
        "of": found.of,
        "mean": _mean(found),
        "weighted": found.weighted,
        "missing": ", ".join(found.missing),
        "rows": [
            {"force": p.force, "value": _value(measure, p), "own": p is found.own}
            for p in ordered(found)
        ],
        "alt": f"{measure.title} beside {len(found.peers)} most similar forces, "
        f"{made.period.words}: rank {found.rank} of {found.of}. The table has every number.",
    }


def ordered(found: Comparison) -> list[PeerValue]:
    """Return every force with its value in order of rank, the own one at its place."""
    listed = list(found.peers)
    listed.insert(found.rank - 1, found.own)
    return listed


def svg(found: Comparison, measure: Measure, width: int) -> str:
    """Draw a comparison as dots."""
    from beatwise.publication.charts.dots import Dot, dots

    rows = [Dot(p.force, float(p.value or 0), p is found.own) for p in ordered(found)]
    return dots(rows, mean=float(found.mean), width=width, unit=measure.unit.words)


def drawn_from(found: Comparison) -> list[Any]:
    """Return everything that the drawing depends on, as plain JSON."""
    rows = [[p.force, str(p.value), p is found.own] for p in ordered(found)]
    return [1, rows, str(found.mean)]


def _newest(others: Sequence[Peer]) -> list[Peer]:
    """Return of each force and period the row that came last."""
    return list({(row.force, row.period): row for row in others}.values())


def _group(theirs: Sequence[PeerValue], period: Period) -> list[PeerValue]:
    """Return one value a force: of the period, or missing for it."""
    here = {p.force: p for p in theirs if p.period == period}
    names = sorted({p.force for p in theirs})
    return [here.get(name) or PeerValue(name, period, None) for name in names]


def _own(measure: Measure, seen: Observation) -> PeerValue:
    return PeerValue(THIS_FORCE, seen.period, seen.value, seen.denominator)


def _peer(row: Peer) -> PeerValue:
    value = Decimal(row.value) if row.value else None
    weight = Decimal(row.weight) if row.weight else None
    return PeerValue(row.force, from_rows.period(row.period), value, weight)


def _value(measure: Measure, found: PeerValue) -> str:
    return "" if found.value is None else value_in_words(found.value, measure.unit.name)


def _mean(found: Comparison) -> str:
    size = abs(found.mean)
    digits = 0 if size >= 1000 else 1 if size >= 10 else 2
    return f"{float(found.mean):,.{digits}f}"
