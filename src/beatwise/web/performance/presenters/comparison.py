"""A measure beside the most similar forces: a rank, a weighted mean, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import value_in_words
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation, series
from beatwise.accountability.measures.peers import Comparison, PeerValue, compare
from beatwise.accountability.measures.period import Period
from beatwise.accountability.measures.years.judged_value import years_of
from beatwise.errors import Refused
from beatwise.web.performance import current_ratings, from_rows
from beatwise.web.performance.models import ObservationRow, Peer


THIS_FORCE = "This force"


@dataclass(frozen=True, slots=True)
class PeerComparison:
    """A comparison, or why there is none; ``period`` is the newest that both sides have."""

    period: Period | None
    comparison: Comparison | None
    why: str = ""


def compare_newest(
    measure: Measure, rows: Sequence[ObservationRow], others: Sequence[Peer]
) -> PeerComparison | None:
    """Compare the whole area's newest value that the others have too; ``None`` without others."""
    if not others:
        return None
    theirs = [_peer(row) for row in _newest(others)]
    values = [current_ratings.observation(row) for row in rows]
    formed = {year.period: year for year in years_of(measure, values)}
    own = [s for s in series(values, WHOLE_AREA) if s.period not in formed]
    own = sorted((*own, *formed.values()), key=lambda s: s.period.order)
    own = [s for s in own if s.value is not None and s.period.stated]
    shared = [s for s in own if any(p.period == s.period for p in theirs)]
    if not shared:
        words = "Similar forces' values are loaded, but of no period that this measure has too."
        return PeerComparison(None, None, words)
    latest = shared[-1]
    group = _group(theirs, latest.period)
    try:
        comparison = compare(_own(measure, latest), group, measure.polarity)
    except Refused as error:
        return PeerComparison(
            latest.period, None, f"{error.message[:1].upper()}{error.message[1:]}"
        )
    return PeerComparison(latest.period, comparison)


def section(measure: Measure, peers: PeerComparison | None) -> dict[str, object] | None:
    """Return the comparison as the measure's page shows it."""
    if peers is None:
        return None
    if peers.comparison is None or peers.period is None:
        return {"why": peers.why}
    comparison = peers.comparison
    return {
        "period": peers.period.words,
        "standing": comparison.standing.value,
        "rank": comparison.rank,
        "of": comparison.of,
        "mean": _mean(comparison),
        "weighted": comparison.weighted,
        "missing": ", ".join(comparison.missing),
        "rows": [
            {"force": p.force, "value": _value(measure, p), "own": p is comparison.own}
            for p in in_rank_order(comparison)
        ],
        "alt": f"{measure.title} beside {len(comparison.peers)} most similar forces, "
        f"{peers.period.words}: rank {comparison.rank} of {comparison.of}. "
        "The table has every number.",
    }


def in_rank_order(comparison: Comparison) -> list[PeerValue]:
    """Return every force with its value in order of rank, the own one at its place."""
    forces = list(comparison.peers)
    forces.insert(comparison.rank - 1, comparison.own)
    return forces


def svg(comparison: Comparison, measure: Measure, width: int) -> str:
    """Draw a comparison as dots."""
    from beatwise.publication.charts.dots import Dot, dots

    rows = [
        Dot(p.force, float(p.value or 0), p is comparison.own) for p in in_rank_order(comparison)
    ]
    return dots(rows, mean=float(comparison.mean), width=width, unit=measure.unit.words)


def chart_source(comparison: Comparison) -> list[object]:
    """Return everything that the drawing depends on, as plain JSON."""
    rows = [[p.force, str(p.value), p is comparison.own] for p in in_rank_order(comparison)]
    return [1, rows, str(comparison.mean)]


def _newest(others: Sequence[Peer]) -> list[Peer]:
    """Return of each force and period the row that came last."""
    return list({(row.force, row.period): row for row in others}.values())


def _group(theirs: Sequence[PeerValue], period: Period) -> list[PeerValue]:
    """Return one value a force: of the period, or missing for it."""
    here = {p.force: p for p in theirs if p.period == period}
    names = sorted({p.force for p in theirs})
    return [here.get(name) or PeerValue(name, period, None) for name in names]


def _own(measure: Measure, latest: Observation) -> PeerValue:
    return PeerValue(THIS_FORCE, latest.period, latest.value, latest.denominator)


def _peer(row: Peer) -> PeerValue:
    value = Decimal(row.value) if row.value else None
    weight = Decimal(row.weight) if row.weight else None
    return PeerValue(row.force, from_rows.period(row.period), value, weight)


def _value(measure: Measure, peer: PeerValue) -> str:
    return "" if peer.value is None else value_in_words(peer.value, measure.unit.name)


def _mean(comparison: Comparison) -> str:
    size = abs(comparison.mean)
    digits = 0 if size >= 1000 else 1 if size >= 10 else 2
    return f"{float(comparison.mean):,.{digits}f}"
