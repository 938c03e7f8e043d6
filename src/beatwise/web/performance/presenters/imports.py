"""What an import of values would bring, as rows for its preview."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import plain, value_in_words
from beatwise.accountability.measures.observation_rows import MeasureObservation
from beatwise.accountability.measures.period import Period
from beatwise.web.imports.batches import Preview
from beatwise.web.performance import selectors
from beatwise.web.performance.models import Observed
from beatwise.web.performance.observations import OfPeer


VALUES = ("Measure", "Area", "Period", "Value", "From", "Vintage", "What it does")
PEERS = ("Measure", "Force", "Period", "Value", "Weight", "Source")
NO_DATA = "no data"


def values(found: Preview, most: int) -> Iterator[tuple[str, ...]]:
    """Yield the first values that would come in, those that restate others after the new ones."""
    known = selectors.measures()
    told: list[MeasureObservation] = [*found.new, *found.changed][:most]
    stands = _stands([each for each in told[len(found.new) :]])
    for at, (name, seen) in enumerate(told):
        held = stands.get((name, seen.area, str(seen.period)), "") if at >= len(found.new) else None
        yield (
            known[name].title,
            seen.area,
            seen.period.words,
            _value(seen.value, known[name]),
            _parts(seen.numerator, seen.denominator),
            f"{seen.vintage.day} {seen.vintage:%B %Y}" if seen.vintage else "",
            "new" if held is None else f"restates {_restated(held, known[name])}",
        )


def peers(found: Preview, most: int) -> Iterator[tuple[str, ...]]:
    """Yield the first similar forces' values that would come in."""
    known = selectors.measures()
    listed: list[OfPeer] = [*found.new][:most]
    for each in listed:
        yield (
            known[each.measure].title,
            each.force,
            Period.parse(each.period).words,
            _value(each.value, known[each.measure]),
            "" if each.weight is None else plain(each.weight),
            each.source,
        )


def _stands(told: list[MeasureObservation]) -> dict[tuple[str, str, str], str]:
    """Return the newest value that is there for each measure, area and period."""
    rows = Observed.objects.filter(measure__in={m for m, _ in told}, removed=False)
    listed = rows.order_by("vintage", "pk").values_list("measure", "area", "period", "value")
    return {(m, area, period): value for m, area, period, value in listed}


def _restated(held: str, measure: Measure) -> str:
    return _value(Decimal(held) if held else None, measure)


def _value(value: Decimal | None, measure: Measure) -> str:
    return NO_DATA if value is None else value_in_words(value, measure.unit.name)


def _parts(above: Decimal | None, below: Decimal | None) -> str:
    if above is None and below is None:
        return ""
    return " of ".join("?" if part is None else plain(part) for part in (above, below))
