"""Posts, people and what draws them away, period by period; a change only between like periods."""

from __future__ import annotations

from decimal import Decimal

from django.urls import reverse

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import value_in_words
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.rag import change_between, change_in_words
from beatwise.publication.charts.bars import Bar, bars
from beatwise.web.dashboards.definition import Panel
from beatwise.web.dashboards.panel_data import Data, periods
from beatwise.web.dashboards.panel_view import NO_DATA, Cell, Chart, Shown, listed, number
from beatwise.web.dashboards.panel_view import words as said_words


MOST, BARS = 6, 3


def show(panel: Panel, data: Data) -> Shown:
    """Show each measure over the newest periods, and the change between the last two like ones."""
    known = data.known(panel.measures)
    said = list(data.missing(panel.measures))
    held = {m.id: [s for s in data.values(m.id) if s.value is not None] for m in known}
    without = [m.title for m in known if not held[m.id]]
    if without:
        said.append(f"No data yet: {listed(without)}.")
    known = [m for m in known if held[m.id]]
    found = periods(s for m in known for s in held[m.id])[-MOST:]
    if not found:
        return Shown(tuple(said))
    if len({period.length for period in found}) > 1:
        said.append("The periods are of unlike lengths; a change is given between like ones only.")
    heads = [("Measure", False), *((_head(p), True) for p in found), ("Change", True)]
    rows = tuple(_row(m, held[m.id], found) for m in known)
    return Shown(tuple(said), tuple(heads), rows, _chart(known, held, found))


def _head(period: Period) -> str:
    return period.words[:1].upper() + period.words[1:]


def _row(measure: Measure, seen: list[Observation], found: list[Period]) -> tuple[Cell, ...]:
    here = {each.period: each.value for each in seen}
    cells = [number(here[p], measure.unit.name) if p in here else Cell("") for p in found]
    address = reverse("measure", args=[measure.id])
    return (said_words(measure.title, address), *cells, _change(measure, seen))


def _change(measure: Measure, seen: list[Observation]) -> Cell:
    now = seen[-1]
    before = next((s for s in reversed(seen[:-1]) if s.period.like(now.period)), None)
    if before is None or before.value is None or now.value is None or measure.tolerance is None:
        return Cell("")
    change = change_between(before.value, now.value, measure.tolerance)
    if change is None:
        return Cell("not calculable")
    words = f"{change_in_words(change, measure.tolerance)} on {before.period.words}"
    return Cell(words, round(float(change), 1))


def _chart(
    known: list[Measure], held: dict[str, list[Observation]], found: list[Period]
) -> Chart | None:
    """Draw the measures of the commonest unit, over the newest periods."""
    units = [m.unit.name for m in known]
    unit = max(set(units), key=units.count)
    rows = []
    for measure in known:
        if measure.unit.name != unit:
            continue
        here = {each.period: each.value for each in held[measure.id]}
        group = [
            (_head(p), float(v), _said(v, unit)) for p in found if (v := here.get(p)) is not None
        ][-BARS:]
        rows.append((measure.title, group))
    return Chart(
        {"shape": "workforce", "rows": rows},
        lambda width: bars([(n, [Bar(*bar) for bar in group]) for n, group in rows], width=width),
        f"{listed([name for name, _ in rows])}. The values stand in the table.",
    )


def _said(value: Decimal | None, unit: str) -> str:
    return NO_DATA if value is None else value_in_words(value, unit)
