"""The tables of a type of incident in a brief and a report, from its findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from beatwise.hotspots.shortlist.reasons.number_words import signed, small_print
from beatwise.publication.findings import (
    Accuracy,
    Against,
    Concentration,
    ListedHotSpot,
    MonthCount,
    Scores,
    TypeFindings,
)
from beatwise.publication.formats.document import Cell, Column, Table
from beatwise.publication.town import confidence_words, wording
from beatwise.publication.town.missing_months import fold


Rows = tuple[tuple[Cell, ...], ...]


def hot_spots(findings: TypeFindings) -> Table:
    """The ranked list, one row a hot spot."""
    rows = tuple(_hot_spot(spot) for spot in findings.hot_spots)
    later = f", {findings.score.words}" if findings.score else ""
    return Table(
        f"hot-spots-{findings.type}",
        f"{wording.label(findings.type)}: hot spots, {findings.train.words}",
        (
            Column("Rank"),
            Column("On or near"),
            Column("Recorded incidents", True),
            Column("Share of all (%)", True, 1),
            Column("Across (m)", True),
            Column("Map points", True),
            Column("At busiest point (%)", True),
            Column("Months hot"),
            Column("Confidence"),
            Column("Later incidents", True),
            Column("Screening q", True, 3),
        ),
        rows,
        "Across: the root of the area. Confidence: how often random halves of the months choose it "
        "again, and how many incidents it holds. Months hot: months in which it was among the "
        f"first of the area. Later incidents: in the scored months{later}. Screening q: the false "
        "discovery rate at which the fixed cell under it stands out; it was chosen and tested on "
        "the same months, so this is screening, not proof."
        + _small(spot.count for spot in findings.hot_spots),
        empty="–",
    )


def _small(counts: Iterable[int | None]) -> str:
    """Return the small print after a note; empty where no count is small."""
    words = small_print(counts)
    return f" {words}" if words else ""


def _hot_spot(spot: ListedHotSpot) -> tuple[Cell, ...]:
    return (
        str(spot.rank),
        wording.place_name(spot.name),
        spot.count,
        100 * spot.share,
        round(spot.area_m2**0.5),
        spot.points,
        100 * spot.top_point_share,
        f"{spot.hot_months} of {spot.of_months}",
        spot.confidence or "–",
        spot.scored_count,
        _screening(spot.q_value),
    )


def _screening(q: float | None) -> Cell:
    return "under 0.001" if q is not None and q < 0.001 else q


def months(findings: TypeFindings) -> Table:
    """The recorded incidents of each month, and how the month was used."""
    rows = tuple((m.month.name, m.count, _use(findings, m)) for m in findings.monthly)
    return Table(
        f"months-{findings.type}",
        f"{wording.label(findings.type)}: recorded incidents a month",
        (Column("Month"), Column("Recorded incidents", True), Column("Used for")),
        rows,
        "No data: no file for the month was gathered. It is not a zero.",
        folded=_fold_missing(rows, findings.monthly),
    )


def _fold_missing(rows: Rows, items: Sequence[MonthCount]) -> Rows:
    return fold(rows, [item.month for item in items], [item.count is None for item in items])


def _use(findings: TypeFindings, item: MonthCount) -> str:
    if item.month in findings.train:
        return "choosing the list"
    if findings.score is not None and item.month in findings.score:
        return "scoring it"
    return "context"


def strip(findings: TypeFindings) -> Table:
    """The months of each hot spot: one row a month, one column a hot spot."""
    spots = findings.hot_spots
    rows = tuple(
        (item.month.name, *(spot.monthly[i].count for spot in spots))
        for i, item in enumerate(spots[0].monthly if spots else ())
    )
    return Table(
        f"hot-spot-months-{findings.type}",
        f"{wording.label(findings.type)}: recorded incidents a month in each hot spot",
        (Column("Month"), *(Column(f"Hot spot {spot.rank}", True) for spot in spots)),
        rows,
        folded=_fold_missing(rows, spots[0].monthly) if spots else (),
    )


def points(findings: TypeFindings, most: int | None = 20) -> Table:
    """The busiest map points; ``None`` lists them all."""
    by_count = sorted(findings.points, key=lambda p: (-p.count, p.label, p.easting, p.northing))
    busiest = by_count if most is None else by_count[:most]
    caption = (
        "map points" if len(busiest) == len(by_count) else f"the {len(busiest)} busiest map points"
    )
    return Table(
        f"map-points-{findings.type}",
        f"{wording.label(findings.type)}: {caption}, {findings.train.words}",
        (
            Column("On or near"),
            Column("Easting (m)", True),
            Column("Northing (m)", True),
            Column("Recorded incidents", True),
        ),
        tuple(
            (wording.place_name(p.label), round(p.easting), round(p.northing), p.count)
            for p in busiest
        ),
        "Shared map points near where incidents were recorded, not addresses.",
    )


def curve(findings: TypeFindings, concentration: Concentration) -> Table:
    """The concentration curve at the shares of places that matter."""
    rows = []
    for share in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5):
        at = max(i for i, x in enumerate(concentration.places) if x <= share + 1e-9)
        rows.append(
            (
                wording.percent(share),
                100 * concentration.incidents[at],
                100 * concentration.by_chance[at],
            )
        )
    return Table(
        f"concentration-{findings.type}",
        f"{wording.label(findings.type)}: share of incidents in the busiest places",
        (
            Column(f"Busiest {concentration.unit_words}"),
            Column("Hold, of recorded incidents (%)", True),
            Column("By chance alone (%)", True),
        ),
        tuple(rows),
        "By chance alone: as many incidents dropped at random on as many places.",
    )


def accuracy(findings: TypeFindings, scored: Accuracy) -> Table:
    """The list and its baselines on later months."""
    later = findings.score.words if findings.score else "later months"
    rows = [(*_scores(scored.ours), "–", "–")]
    rows += [
        (*_scores(item.scores), _interval(item), confidence_words.verdict(item.low, item.high))
        for item in scored.against
    ]
    behind = (
        f"{scored.origins} rolled origins (choosing again at the end of earlier months and scoring "
        "the next)"
        if scored.origins
        else "the scored months"
    )
    return Table(
        f"accuracy-{findings.type}",
        f"{wording.label(findings.type)}: accuracy on {later}",
        (
            Column("Ranking"),
            Column("Share captured (%)", True, 1),
            Column("PAI", True, 2),
            Column("PEI", True, 2),
            Column("PEI*", True, 2),
            Column("RRI", True, 2),
            Column("List minus this, 95% interval (points)"),
            Column("Against this the list"),
        ),
        tuple(rows),
        f"Intervals are of the share captured at equal ground, paired, from {behind}. PAI: share "
        "of incidents captured over share of ground. PEI: incidents captured over the most that "
        "as much ground could have held. PEI*: the same with whole places only. RRI: predicted "
        "over observed; above 1, more was predicted than happened.",
        empty="–",
    )


def _interval(item: Against) -> str:
    if item.low is None or item.high is None:
        return "none could be formed"
    return f"{signed(100 * item.low, 1)} to {signed(100 * item.high, 1)}"


def accuracy_months(findings: TypeFindings, scored: Accuracy) -> Table:
    """Each later month: the share captured by the list and by the main baseline."""
    return Table(
        f"accuracy-months-{findings.type}",
        f"{wording.label(findings.type)}: share captured in each later month",
        (
            Column("Month"),
            Column("This list (%)", True, 1),
            Column(f"{scored.baseline.name} (%)", True, 1),
        ),
        tuple((m.month.name, _percent(m.ours), _percent(m.baseline)) for m in scored.months),
        empty="none recorded",
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _scores(scores: Scores) -> tuple[Cell, ...]:
    captured = None if scores.captured is None else 100 * scores.captured
    return (scores.name, captured, scores.pai, scores.pei, scores.pei_star, scores.rri)
