"""A register's map and the tables beside it: by place and kind, by month, and each mark in words.

The map shows what the tables count: the same records, of those that the person sees.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from beatwise.accountability import roles
from beatwise.accountability.registers.definition_rows import PlaceMap
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person
from beatwise.accountability.timing import place_counts
from beatwise.accountability.timing.place_counts import Happening
from beatwise.errors import BadInput, MissingData
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.publication.maps.place_marks import PlaceMark, place_map
from beatwise.web.pages import chart_cache
from beatwise.web.registers import selectors
from beatwise.web.registers.ground import area_outlines
from beatwise.web.registers.models import Record
from beatwise.web.registers.shapes.duty_pages import day_asked
from beatwise.web.registers.shapes.linked_records import Names, names
from beatwise.web.registers.shapes.shown_values import words


MOST_LISTED = 200  # marks in words beside the map; the file has them all
NO_PLACE = "Not stated"


@dataclass(frozen=True, slots=True)
class Visit:
    """A record that took place: what is counted, and where it lies in degrees, where known."""

    record: Record
    happening: Happening
    degrees: tuple[float, float] | None


def opened(slug: str, person: Person) -> tuple[Definition, PlaceMap]:
    """Return a register with a map that this person reads; ``MissingData`` where it has none."""
    register = selectors.opened(slug, person)
    if register.place_map is None:
        raise MissingData(f"{register.title} has no map.", next_step="Open the register's list.")
    return register, register.place_map


def period(visits: Sequence[Visit], filters: dict[str, str]) -> tuple[dt.date, dt.date]:
    """Return the days that an address asks for; without any, from the first visit until today."""
    days = [visit.happening.day for visit in visits]
    first = day_asked(filters, "from", min(days, default=selectors.today().replace(day=1)))
    last = day_asked(filters, "to", selectors.today())
    if last < first:
        raise BadInput("the last day is before the first.", place="to", next_step="Correct a day.")
    if (last - first).days > 366 * 20:
        raise BadInput("that is more than 20 years.", place="from", next_step="Choose fewer.")
    return first, last


def visits(register: Definition, rule: PlaceMap, person: Person) -> list[Visit]:
    """Return what took place of a register, as far as this person sees it, by its day."""
    rows = list(selectors.records(register, person).only("register", "number", "heading", "values"))
    known = names(register, [register.by_name[rule.place]], rows, person)
    visible = {field.name for field in register.seen_fields(person)}
    with_point = {rule.latitude, rule.longitude} <= visible
    every = (_visit(register, rule, row, known, with_point=with_point) for row in rows)
    return sorted(filter(None, every), key=lambda each: (each.happening.day, each.record.number))


def page(
    register: Definition, rule: PlaceMap, person: Person, filters: dict[str, str]
) -> dict[str, object]:
    """Return what the page of a map shows of the days that an address asks for."""
    every = visits(register, rule, person)
    first, last = period(every, filters)
    within = [each for each in every if first <= each.happening.day <= last]
    kinds = _kinds(register, rule, every)
    happenings = [each.happening for each in every]
    places = place_counts.by_place(happenings, kinds, first, last)
    months = place_counts.by_month(happenings, kinds, first, last)
    marked = [each for each in within if each.degrees is not None]
    return {
        "first": first,
        "last": last,
        "kinds": kinds,
        "places": places,
        "sums": [sum(row.counts[at] for row in places) for at in range(len(kinds))],
        "total": sum(row.total for row in places),
        "cumulative": sum(row.cumulative for row in places),
        "months": [(row.month.name, row) for row in months],
        "within": list(reversed(within))[:MOST_LISTED],
        "count": len(within),
        "left": max(0, len(within) - MOST_LISTED),
        "marked": len(marked),
        "star": ", ".join(rule.star),
        "picture": _picture(rule, marked) if marked else None,
        "lacks_outlines": roles.may(person, area_outlines.PERMISSION)
        and not area_outlines.outlines(),
    }


def listing(
    register: Definition, rule: PlaceMap, person: Person, filters: dict[str, str]
) -> Listing:
    """Return the counts as a file: a line for each month, place and kind in which anything was."""
    every = visits(register, rule, person)
    first, last = period(every, filters)
    columns = (
        Column("Month"), Column(register.by_name[rule.place].label),
        Column(register.by_name[rule.kind].label), Column("Number", number=True),
        Column("Since the first day", number=True),
    )  # fmt: skip
    title = f"{register.title}: by place and month"
    lines = list(_lines([each.happening for each in every], first, last))
    return Listing(f"{register.slug}-map", title, columns, lines, count=len(lines))


def _lines(
    happenings: Sequence[Happening], first: dt.date, last: dt.date
) -> Iterator[tuple[Cell, ...]]:
    groups = sorted({(each.place, each.kind) for each in happenings})
    for place, kind in groups:
        own = [each for each in happenings if (each.place, each.kind) == (place, kind)]
        for row in place_counts.by_month(own, [kind], first, last):
            if row.total:
                yield (str(row.month), place, kind, row.total, row.cumulative)


def _visit(
    register: Definition, rule: PlaceMap, row: Record, known: Names, *, with_point: bool
) -> Visit | None:
    """Return a record as a visit; ``None`` for one that did not take place yet."""
    day = row.values.get(rule.day)
    if not day:
        return None
    place = row.values.get(rule.place)
    where = NO_PLACE if place is None else words(register.by_name[rule.place], place, known)
    kind = str(row.values.get(rule.kind) or NO_PLACE)
    point = (row.values.get(rule.latitude), row.values.get(rule.longitude)) if with_point else ()
    degrees = (float(point[0]), float(point[1])) if point and None not in point else None
    return Visit(row, Happening(where, kind, dt.date.fromisoformat(str(day))), degrees)


def _kinds(register: Definition, rule: PlaceMap, every: Sequence[Visit]) -> list[str]:
    """Return the kinds that there are, in the order of the definition."""
    used = {each.happening.kind for each in every}
    choices = register.by_name[rule.kind].choices
    return [*(kind for kind in choices if kind in used), *sorted(used - set(choices))]


def _picture(rule: PlaceMap, marked: Sequence[Visit]) -> dict[str, str]:
    """Return the map, wide and narrow, and in words."""
    ground = area_outlines.outlines()
    marks = {
        PlaceMark(*each.degrees, each.happening.place, each.happening.kind in rule.star)
        for each in marked
        if each.degrees is not None
    }
    in_order = sorted(marks, key=astuple)  # a place that was visited often has one mark
    drawn_from = [area_outlines.mark(), [astuple(mark) for mark in in_order]]
    places = sorted({each.happening.place for each in marked})
    alt = f"Map of {len(marked)} visits in {', '.join(places)}; the table below has each of them."

    def draw(width: int) -> str:
        return place_map(in_order, ground, width=width)

    return chart_cache.both_widths("place map", drawn_from, alt, draw)
