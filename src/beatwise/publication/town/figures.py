"""The figures of a brief and a report: each a picture, words for it, and its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.plurals import counted
from beatwise.publication.charts.concentration import concentration as draw_curve
from beatwise.publication.charts.strip import strip as draw_strip
from beatwise.publication.charts.trend_chart import trend as draw_trend
from beatwise.publication.findings import Concentration, Happening, TownFindings, TypeFindings
from beatwise.publication.formats.document import Figure
from beatwise.publication.maps.town_map import town_map
from beatwise.publication.town import tables, wording


WIDE, NARROW = 640, 300
POINTS_NOTE = (
    "Blue circles are shared map points; their area follows the incidents recorded there in the "
    "months of choosing. A map point is near the place, not an address."
)
TIMED_POINTS_NOTE = "Blue circles are recorded places; their area follows the incidents there."


def town(
    findings: TownFindings,
    type_findings: TypeFindings,
    *,
    close: bool = False,
    caption: str = "",
    shape: float = 0.58,
) -> Figure:
    """The map of the town, or of the part that holds the hot spots.

    ``shape`` is how tall it may be for its width; the narrow one may always be 0.78 of it. With a
    ``caption`` it stands alone: no table or note goes with it.
    """
    wide, narrow = (
        town_map(
            findings.backdrop, type_findings.hot_spots, type_findings.points,
            width=width, tallest=round(width * tall), close=close,
        )
        for width, tall in ((WIDE, shape), (NARROW, max(shape, 0.78)))
    )  # fmt: skip
    part = "closer view of the hot spots" if close else subject(type_findings)
    period = type_findings.train.words
    return Figure(
        f"{'close' if close else 'map'}-{type_findings.type}",
        caption or f"{wording.label(type_findings.type)} in {findings.area}: {part}, {period}",
        _map_words(findings, type_findings, close=close),
        wide,
        narrow,
        table=None if close or caption else tables.points(type_findings),
        note="" if caption else POINTS_NOTE if findings.open_data else TIMED_POINTS_NOTE,
    )


def subject(findings: TypeFindings) -> str:
    """Return what the map of a type shows."""
    return "hot spots" if findings.hot_spots else "where incidents were recorded"


def _map_words(findings: TownFindings, type_findings: TypeFindings, *, close: bool) -> str:
    opening = f"{'Closer map' if close else 'Map'} of {findings.area}. "
    if not type_findings.hot_spots:
        return opening + "No hot spot is drawn; circles show where incidents were recorded."
    places = "; ".join(
        f"{s.rank}, near {wording.place_name(s.name)}" for s in type_findings.hot_spots
    )
    return opening + f"Numbered outlines are the hot spots: {places}."


def trend(findings: TypeFindings, happenings: Sequence[Happening]) -> Figure:
    """The counts of each month."""
    wide, narrow = (
        draw_trend(
            findings.monthly, name=f"trend-{findings.type}-{width}", width=width - 46,
            train=findings.train, score=findings.score, happenings=happenings,
            narrow=width == NARROW,
        )
        for width in (WIDE, NARROW)
    )  # fmt: skip
    missing = sum(m.count is None for m in findings.monthly)
    note = f"{wording.months(missing)} without data, shown as gaps. " if missing else ""
    if happenings:
        note += "Numbered dashed lines: other programmes and changes, listed below."
    return Figure(
        f"trend-{findings.type}",
        f"{wording.label(findings.type)}: recorded incidents a month",
        _trend_words(findings),
        wide,
        narrow,
        table=tables.months(findings),
        note=note.strip(),
    )


def _trend_words(findings: TypeFindings) -> str:
    months = [m for m in findings.monthly if m.count is not None]
    if not months:
        return "Line chart without any month of data."
    low = min(months, key=lambda m: m.count or 0)
    high = max(months, key=lambda m: m.count or 0)
    return (
        f"Line chart of recorded incidents a month, {months[0].month.name} to "
        f"{months[-1].month.name}: lowest {low.count} in {low.month.name}, "
        f"highest {high.count} in {high.month.name}."
    )


def curve(findings: TypeFindings, observed: Concentration) -> Figure:
    """The concentration curve."""
    picture = draw_curve(observed, name=f"curve-{findings.type}", width=330)
    table = tables.curve(findings, observed)
    five = table.rows[2]
    gini = (
        f"Generalised Gini {observed.gini:z.2f}, by chance {observed.gini_by_chance:z.2f}."
        if observed.gini is not None and observed.gini_by_chance is not None
        else ""
    )
    return Figure(
        f"concentration-{findings.type}",
        f"{wording.label(findings.type)}: how few places hold most incidents",
        f"Two rising curves. The busiest 5% of {observed.unit_words} hold {five[1]:.0f}% of "
        f"recorded incidents; by chance alone it would be {five[2]:.0f}%.",
        picture,
        picture,
        table=table,
        note=gini,
    )


def strip(findings: TypeFindings) -> Figure:
    """The months of each hot spot."""
    return Figure(
        f"strip-{findings.type}",
        f"{wording.label(findings.type)}: each hot spot month by month",
        f"Grid of recorded incidents: {counted(len(findings.hot_spots), 'hot spot')} in "
        f"rows, months in "
        "columns; darker squares hold more.",
        draw_strip(findings.hot_spots, width=WIDE),
        draw_strip(findings.hot_spots, width=NARROW),
        table=tables.strip(findings),
        note="The latest months that fit are drawn; a crossed square is a month without data.",
    )
