"""The tables of a brief and a report, from findings."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.hotspots.shortlist.reasons.number_words import signed
from beatwise.publication.findings import (
    Accuracy,
    Against,
    Concentration,
    Happening,
    LedgerRow,
    ListedHotSpot,
    MonthCount,
    Scores,
    TypeFindings,
)
from beatwise.publication.formats.document import Cell, Column, Table
from beatwise.publication.town import wording
from beatwise.publication.town.missing_months import fold
from beatwise.records.events import EVENT_KINDS
from beatwise.records.provenance import Provenance


Rows = tuple[tuple[Cell, ...], ...]


def hot_spots(found: TypeFindings) -> Table:
    """The ranked list, one row a hot spot."""
    rows = tuple(_hot_spot(spot) for spot in found.hot_spots)
    later = f", {found.score.words}" if found.score else ""
    return Table(
        f"hot-spots-{found.type}",
        f"{wording.label(found.type)}: hot spots, {found.train.words}",
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
        "the same months, so this is screening, not proof.",
        empty="–",
    )


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


def months(found: TypeFindings) -> Table:
    """The recorded incidents of each month, and how the month was used."""
    rows = tuple((m.month.name, m.count, _use(found, m)) for m in found.monthly)
    return Table(
        f"months-{found.type}",
        f"{wording.label(found.type)}: recorded incidents a month",
        (Column("Month"), Column("Recorded incidents", True), Column("Used for")),
        rows,
        "No data: no file for the month was gathered. It is not a zero.",
        folded=_folded(rows, found.monthly),
    )


def _folded(rows: Rows, items: Sequence[MonthCount]) -> Rows:
    return fold(rows, [item.month for item in items], [item.count is None for item in items])


def _use(found: TypeFindings, item: MonthCount) -> str:
    if item.month in found.train:
        return "choosing the list"
    if found.score is not None and item.month in found.score:
        return "scoring it"
    return "context"


def strip(found: TypeFindings) -> Table:
    """The months of each hot spot: one row a month, one column a hot spot."""
    spots = found.hot_spots
    rows = tuple(
        (item.month.name, *(spot.monthly[i].count for spot in spots))
        for i, item in enumerate(spots[0].monthly if spots else ())
    )
    return Table(
        f"hot-spot-months-{found.type}",
        f"{wording.label(found.type)}: recorded incidents a month in each hot spot",
        (Column("Month"), *(Column(f"Hot spot {spot.rank}", True) for spot in spots)),
        rows,
        folded=_folded(rows, spots[0].monthly) if spots else (),
    )


def points(found: TypeFindings, most: int | None = 20) -> Table:
    """The busiest map points; ``None`` lists them all."""
    busiest = sorted(found.points, key=lambda p: (-p.count, p.label, p.easting, p.northing))
    shown = busiest if most is None else busiest[:most]
    caption = "map points" if len(shown) == len(busiest) else f"the {len(shown)} busiest map points"
    return Table(
        f"map-points-{found.type}",
        f"{wording.label(found.type)}: {caption}, {found.train.words}",
        (
            Column("On or near"),
            Column("Easting (m)", True),
            Column("Northing (m)", True),
            Column("Recorded incidents", True),
        ),
        tuple(
            (wording.place_name(p.label), round(p.easting), round(p.northing), p.count)
            for p in shown
        ),
        "Shared map points near where incidents were recorded, not addresses.",
    )


def curve(found: TypeFindings, held: Concentration) -> Table:
    """The concentration curve at the shares of places that matter."""
    rows = []
    for share in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5):
        at = max(i for i, x in enumerate(held.places) if x <= share + 1e-9)
        rows.append((wording.percent(share), 100 * held.incidents[at], 100 * held.by_chance[at]))
    return Table(
        f"concentration-{found.type}",
        f"{wording.label(found.type)}: share of incidents in the busiest places",
        (
            Column(f"Busiest {held.unit_words}"),
            Column("Hold, of recorded incidents (%)", True),
            Column("By chance alone (%)", True),
        ),
        tuple(rows),
        "By chance alone: as many incidents dropped at random on as many places.",
    )


def accuracy(found: TypeFindings, scored: Accuracy) -> Table:
    """The list and its baselines on later months."""
    later = found.score.words if found.score else "later months"
    rows = [(*_scores(scored.ours), "–", "–")]
    rows += [
        (*_scores(item.scores), _interval(item), wording.verdict(item.low, item.high))
        for item in scored.against
    ]
    behind = (
        f"{scored.origins} rolled origins (choosing again at the end of earlier months and scoring "
        "the next)"
        if scored.origins
        else "the scored months"
    )
    return Table(
        f"accuracy-{found.type}",
        f"{wording.label(found.type)}: accuracy on {later}",
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


def accuracy_months(found: TypeFindings, scored: Accuracy) -> Table:
    """Each later month: the share captured by the list and by the main baseline."""
    return Table(
        f"accuracy-months-{found.type}",
        f"{wording.label(found.type)}: share captured in each later month",
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


def happenings(events: Sequence[Happening]) -> Table:
    """What else happened, numbered as on the charts."""
    return Table(
        "other-programmes",
        "Other programmes and changes",
        (
            Column("Number"),
            Column("What"),
            Column("Kind"),
            Column("From"),
            Column("To"),
            Column("Where"),
            Column("Note"),
        ),
        tuple(
            (
                str(i),
                event.name,
                EVENT_KINDS.get(event.kind, event.kind),
                event.start.name,
                event.end.name if event.end else "goes on",
                event.where or "everywhere",
                event.note,
            )
            for i, event in enumerate(events, start=1)
        ),
    )


def ledger(rows: Sequence[LedgerRow]) -> Table:
    """What was there to count, by force and month."""
    filled = tuple(_ledger_row(row) for row in rows)
    return Table(
        "ledger",
        "What the records hold and lack, by force and month",
        (
            Column("Force and month"),
            Column("File"),
            Column("Rows", True),
            Column("No location", True),
            Column("Outside the force", True),
            Column("Repeated", True),
            Column("Area codes of"),
            Column("Restated", True),
        ),
        filled,
        "Rows are those of the whole force. Outside the force: points over 1 km beyond it. "
        "Repeated: crime identifiers met twice. Restated: rows that a later archive changed.",
        folded=fold(
            filled,
            [row.month for row in rows],
            [not row.present for row in rows],
            [_force(row) for row in rows],
        ),
    )


def _force(row: LedgerRow) -> str:
    return row.force.replace("-", " ").capitalize()


def _ledger_row(row: LedgerRow) -> tuple[Cell, ...]:
    name = f"{_force(row)}, {row.month.name}"
    if not row.present:
        return (name, "missing", None, None, None, None, "–", None)
    vintage = str(row.vintage) if row.vintage else "not known"
    outside = "not looked for" if row.outside is None else row.outside
    return (
        name, "present", row.rows, row.no_location, outside, row.duplicates, vintage,
        row.restated,
    )  # fmt: skip


def sources(held: Sequence[Provenance], *, whole_hash: bool = False) -> Table:
    """Where every file came from; hashes cut to 16 characters where space is short."""
    return Table(
        "sources",
        "Source files",
        (
            Column("File"),
            Column("Kind"),
            Column("SHA-256" if whole_hash else "SHA-256, first 16"),
            Column("Gathered"),
            Column("Licence"),
            Column("Rows kept", True),
        ),
        tuple(
            (
                item.source.replace("\\", "/").rsplit("/", 1)[-1],
                item.kind,
                item.sha256 if whole_hash else item.sha256[:16],
                item.gathered[:10],
                item.licence,
                item.rows_out,
            )
            for item in held
        ),
    )
