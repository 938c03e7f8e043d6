"""Imports of values, and of similar forces' values: the four things ``shared.batches`` asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.measures.observation_rows import (
    NEEDED,
    MeasureObservation,
    read_observations,
)
from beatwise.accountability.measures.period import Period
from beatwise.accountability.row_reader import Row, RowFault, RowsRead, number, read_rows, text
from beatwise.errors import BadInput
from beatwise.web.history import audit
from beatwise.web.imports import batches, read_file
from beatwise.web.performance import observations, selectors
from beatwise.web.performance.exports import MISSING, PEER_COLUMNS
from beatwise.web.performance.observations import OfPeer


class Values:
    """Observations in the columns of the export."""

    kind = "observations"

    def check(self, by: Any) -> None:
        """Raise ``Refused`` unless this person enters observations."""
        observations.may_write(by)

    def preview(self, name: str, content: bytes, by: Any) -> batches.Preview:
        """Return the values that are new, those that restate others, and every faulty row."""
        read = read_file.read(name, content, NEEDED)
        if errors := read_file.broken(read):
            return batches.Preview(wrong=batches.faults(errors))
        told = read_observations(
            [cells(line.cells) for line in read],
            selectors.measures(),
            numbers=[line.row for line in read],
        )
        if faults := (*told.faults, *observations.limits(told.entries)):
            return batches.Preview(wrong=batches.faults(faults))
        listed = [each for _, each in told.entries]
        numbered = observations.fresh(listed)
        fresh = [each for _, each in numbered]
        if twins := observations.twins(fresh):
            rows = [told.entries[numbered[at][0]][0] for at in twins]
            found = [
                RowFault(n, "vintage", observations.TWIN, observations.MEND_TWIN) for n in rows
            ]
            return batches.Preview(wrong=batches.faults(found))
        again = {id(seen) for _, seen in observations.restating(fresh)}
        new = [each for each in fresh if id(each[1]) not in again]
        changed = [each for each in fresh if id(each[1]) in again]
        words = (*_areas({seen.area for _, seen in fresh}), *_days(fresh))
        return batches.Preview(new, changed, len(listed) - len(fresh), (), words)

    def commit(self, found: batches.Preview, by: Any) -> batches.Done:
        """Add the values."""
        told = [*found.new, *found.changed]
        made = observations.add(told)
        return batches.Done(observations.by_measure(told), observations.effect(made))

    def undo(self, effect: list[Any], by: Any) -> Sequence[audit.Line]:
        """Take them out again."""
        observations.put_back(effect)
        return ()


class Peers:
    """Most similar forces' values: measure, force, period, value, weight, source."""

    kind = "peers"

    def check(self, by: Any) -> None:
        """Raise ``Refused`` unless this person enters observations."""
        observations.may_write(by)

    def preview(self, name: str, content: bytes, by: Any) -> batches.Preview:
        """Return the forces' values, and every faulty row."""
        read = read_file.read(name, content, PEER_COLUMNS[:4])
        if errors := read_file.broken(read):
            return batches.Preview(wrong=batches.faults(errors))
        told = read_peers([cells(line.cells) for line in read], [line.row for line in read])
        if told.faults:
            return batches.Preview(wrong=batches.faults(told.faults))
        listed = [each for _, each in told.entries]
        there = set(selectors.all_peers().values_list(*PEER_COLUMNS))
        new = [each for each in listed if _as_row(each) not in there]
        return batches.Preview(new, same=len(listed) - len(new))

    def commit(self, found: batches.Preview, by: Any) -> batches.Done:
        """Add the values."""
        made = observations.add_peers(found.new)
        return batches.Done((), observations.effect(made))

    def undo(self, effect: list[Any], by: Any) -> Sequence[audit.Line]:
        """Take them out again."""
        observations.put_back(effect)
        return ()


def read_peers(rows: Sequence[Row], numbers: Sequence[int]) -> RowsRead[OfPeer]:
    """Read similar forces' values; a row may name a measure by its id or its serial."""
    known = selectors.measures()
    names = {name: name for name in known}
    names |= {str(m.serial): m.id for m in known.values() if m.serial is not None}
    return read_rows(rows, PEER_COLUMNS, PEER_COLUMNS[:4], lambda row: _peer(row, names), numbers)


def cells(row: Mapping[str, Any]) -> dict[str, str]:
    """Return a row's cells as text, as a person would have typed them."""
    return {heading: _words(cell) for heading, cell in row.items()}


def _peer(row: Row, names: Mapping[str, str]) -> OfPeer:
    measure, force = names.get(text(row, "measure")), text(row, "force")
    if measure is None:
        raise BadInput(f"there is no measure '{text(row, 'measure')}'.", place="measure")
    if not force or len(force) > 80:
        raise BadInput("a row needs the force's name.", place="force")
    period = Period.parse(text(row, "period"))
    if not period.stated:
        raise BadInput("a row needs its period.", place="period")
    return OfPeer(
        measure,
        force,
        str(period),
        number(row, "value"),
        number(row, "weight"),
        text(row, "source"),
    )


def _as_row(found: OfPeer) -> tuple[str, ...]:
    return tuple(
        observations.written(held) if name in ("value", "weight") else held
        for name in PEER_COLUMNS
        for held in (getattr(found, name),)
    )


def _words(cell: Any) -> str:
    if cell is None or cell == MISSING:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15:
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell)


def _days(told: Sequence[MeasureObservation]) -> tuple[str, ...]:
    """Return a sentence on values of a single day: a spreadsheet makes days of months."""
    days = [seen.period for _, seen in told if seen.period.on]
    if not days:
        return ()
    return (
        f"{len(days)} {'value speaks' if len(days) == 1 else 'values speak'} of a single day, such "
        f"as {days[0].words}. A month is written {days[0].on:%Y-%m}, in a cell of text.",
    )


def _areas(found: set[str]) -> tuple[str, ...]:
    """Return a sentence on areas that have no values yet: most often a name misspelt."""
    known = set(selectors.areas(None)) if found else set()
    fresh = sorted(found - known - {WHOLE_AREA})
    if not fresh:
        return ()
    listed = ", ".join(fresh[:20]) + (" …" if len(fresh) > 20 else "")
    return (f"Areas that have no values yet: {listed}. Check how they are spelt.",)
