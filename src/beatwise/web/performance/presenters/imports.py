"""What an import of values would bring, as rows for its preview."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import plain, value_in_words
from beatwise.accountability.measures.observation_rows import MeasureObservation
from beatwise.accountability.measures.period import Period
from beatwise.clock import day_words
from beatwise.web.imports.batches import Preview
from beatwise.web.performance import selectors
from beatwise.web.performance.models import ObservationRow
from beatwise.web.performance.observations import OfPeer


VALUES = ("Measure", "Area", "Period", "Value", "From", "Vintage", "What it does")
PEERS = ("Measure", "Force", "Period", "Value", "Weight", "Source")
NO_DATA = "no data"


def values(preview: Preview, most: int) -> Iterator[tuple[str, ...]]:
    """Yield the first values that would come in, those that restate others after the new ones."""
    measures = selectors.measures()
    entries: list[MeasureObservation] = [*preview.new, *preview.changed][:most]
    added = len(preview.new)
    stored = _newest_stored(entries[added:])
    for at, (name, value) in enumerate(entries):
        earlier = stored.get((name, value.area, str(value.period)), "") if at >= added else None
        yield (
            measures[name].title,
            value.area,
            value.period.words,
            _value(value.value, measures[name]),
            _parts(value.numerator, value.denominator),
            day_words(value.vintage) if value.vintage else "",
            "new" if earlier is None else f"restates {_restated(earlier, measures[name])}",
        )


def peers(preview: Preview, most: int) -> Iterator[tuple[str, ...]]:
    """Yield the first similar forces' values that would come in."""
    measures = selectors.measures()
    rows: list[OfPeer] = [*preview.new][:most]
    for each in rows:
        yield (
            measures[each.measure].title,
            each.force,
            Period.parse(each.period).words,
            _value(each.value, measures[each.measure]),
            "" if each.weight is None else plain(each.weight),
            each.source,
        )


def _newest_stored(entries: list[MeasureObservation]) -> dict[tuple[str, str, str], str]:
    """Return the newest value that is there for each measure, area and period."""
    rows = ObservationRow.objects.filter(measure__in={m for m, _ in entries}, removed=False)
    columns = rows.order_by("vintage", "pk").values_list("measure", "area", "period", "value")
    return {(m, area, period): value for m, area, period, value in columns}


def _restated(stored: str, measure: Measure) -> str:
    return _value(Decimal(stored) if stored else None, measure)


def _value(value: Decimal | None, measure: Measure) -> str:
    return NO_DATA if value is None else value_in_words(value, measure.unit.name)


def _parts(above: Decimal | None, below: Decimal | None) -> str:
    if above is None and below is None:
        return ""
    return " of ".join("?" if part is None else plain(part) for part in (above, below))
