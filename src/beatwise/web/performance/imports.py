"""Imports of values, and of similar forces' values (``web.imports.batches.Importer``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.measures.observation_rows import (
    NEEDED,
    MeasureObservation,
    read_observations,
    value_of,
)
from beatwise.accountability.measures.period import Period
from beatwise.accountability.measures.years.judged_value import is_by_year
from beatwise.accountability.measures.years.rolling_years import is_part
from beatwise.accountability.roles import Person
from beatwise.accountability.row_reader import (
    Row,
    RowFault,
    RowsRead,
    plain_number,
    read_rows,
    text,
)
from beatwise.cell_text.day_order import DayOrder
from beatwise.cell_text.printed_text import printed_row
from beatwise.errors import BadInput
from beatwise.plurals import counted
from beatwise.web.history import audit
from beatwise.web.imports import batches, read_file
from beatwise.web.imports.models import Run
from beatwise.web.imports.runs.run_progress import each_row
from beatwise.web.performance import observations, selectors
from beatwise.web.performance.exports import MISSING, PEER_COLUMNS
from beatwise.web.performance.observation_rows import import_effects, matching, staged_rows
from beatwise.web.performance.observation_rows.selectors import all_peers
from beatwise.web.performance.observation_rows.series_questions import reasons_for, row_questions
from beatwise.web.performance.observation_rows.staged_rows import StandingsAhead
from beatwise.web.performance.observation_rows.visible_areas import areas
from beatwise.web.performance.observations import OfPeer


class Values:
    """Observations in the columns of the export."""

    kind = "observations"

    def check(self, by: Person | None) -> None:
        """Raise ``Refused`` unless this person enters observations."""
        observations.may_write(by)

    def preview(
        self,
        name: str,
        content: bytes,
        by: Person | None,
        dates: DayOrder = DayOrder.UNKNOWN,
    ) -> batches.Preview:
        """Return the values that are new, those that restate others, and every faulty row."""
        lines = read_file.read(name, content, NEEDED, dates)
        return replace(self._preview(lines), doubts=lines.doubts)

    def _preview(self, lines: read_file.Lines) -> batches.Preview:
        if errors := read_file.broken(lines):
            return batches.Preview(wrong=batches.faults(errors))
        rows = read_observations(
            (printed_row(line.cells, MISSING) for line in each_row(lines)),
            selectors.measures(),
            numbers=[line.row for line in lines],
        )
        if faults := (*rows.faults, *observations.limits(rows.entries)):
            return batches.Preview(wrong=batches.faults(faults))
        entries = [entry for _, entry in rows.entries]
        numbered = matching.numbered_new(entries, selectors.today())
        new_entries = [each for _, each in numbered]
        if twins := matching.twins(new_entries):
            numbers = [rows.entries[numbered[at][0]][0] for at in twins]
            twin_faults = [
                RowFault(n, "vintage", matching.TWIN, matching.MEND_TWIN) for n in numbers
            ]
            return batches.Preview(wrong=batches.faults(twin_faults))
        again = {id(value) for _, value in matching.restating(new_entries)}
        new = [each for each in new_entries if id(each[1]) not in again]
        changed = [each for each in new_entries if id(each[1]) in again]
        words = (*_areas({value.area for _, value in new_entries}), *_days(new_entries))
        words = (*words, *_parts(new_entries, selectors.measures()), *lines.notes)
        rows_of_new = [rows.entries[at][0] for at, _ in numbered]
        asked_about = row_questions(new_entries, selectors.measures(), rows_of_new)
        same = len(entries) - len(new_entries)
        return batches.Preview(new, changed, same, (), words, asked_about)

    def commit(self, preview: batches.Preview, by: Person | None) -> batches.Done:
        """Add the values."""
        entries = [*preview.new, *preview.changed]
        reasons = reasons_for(entries, selectors.measures(), preview.reason)
        rows = observations.add(entries, reasons)
        return batches.Done(observations.by_measure(entries), import_effects.effect(rows))

    def staged(self, preview: batches.Preview) -> Sequence[tuple[MeasureObservation, str]]:
        """Return the values, each with why it is right where that was asked."""
        entries = [*preview.new, *preview.changed]
        reasons = reasons_for(entries, selectors.measures(), preview.reason)
        return [(entry, reasons.get(at, "")) for at, entry in enumerate(entries)]

    def stage(
        self, things: Sequence[tuple[MeasureObservation, str]], by: Person | None, run: Run
    ) -> None:
        """Add some of the values, unseen."""
        staged_rows.stage([matching.as_row(*entry, reason) for entry, reason in things], run)

    def ahead(self, run: Run, *, visible: bool) -> StandingsAhead:
        """Return the standings that the values are about, as they will be."""
        return staged_rows.ahead(run, visible=visible)

    def close(
        self, preview: batches.Preview, by: Person | None, run: Run, ahead: StandingsAhead
    ) -> batches.Done:
        """Let the values count; ``Conflict`` where another of the same vintage came meanwhile."""
        entries = [*preview.new, *preview.changed]
        staged_rows.refuse_twins(entries, run)
        staged_rows.keep(ahead)
        return batches.Done(observations.by_measure(entries))

    def hide(self, run: Run, by: Person | None, ahead: StandingsAhead) -> Sequence[audit.Line]:
        """Let the values not count any more."""
        staged_rows.keep(ahead)
        return ()

    def undo(self, effect: list[import_effects.Effect], by: Person | None) -> Sequence[audit.Line]:
        """Take them out again."""
        import_effects.put_back(effect)
        return ()


class Peers:
    """Most similar forces' values: measure, force, period, value, weight, source."""

    kind = "peers"

    def check(self, by: Person | None) -> None:
        """Raise ``Refused`` unless this person enters observations."""
        observations.may_write(by)

    def preview(
        self,
        name: str,
        content: bytes,
        by: Person | None,
        dates: DayOrder = DayOrder.UNKNOWN,
    ) -> batches.Preview:
        """Return the forces' values, and every faulty row."""
        lines = read_file.read(name, content, PEER_COLUMNS[:4], dates)
        return replace(self._preview(lines), doubts=lines.doubts)

    def _preview(self, lines: read_file.Lines) -> batches.Preview:
        if errors := read_file.broken(lines):
            return batches.Preview(wrong=batches.faults(errors))
        texts = (printed_row(line.cells, MISSING) for line in each_row(lines))
        rows = read_peers(texts, [line.row for line in lines])
        if rows.faults:
            return batches.Preview(wrong=batches.faults(rows.faults))
        peers = [peer for _, peer in rows.entries]
        there = set(all_peers().values_list(*PEER_COLUMNS))
        new = [each for each in peers if _as_row(each) not in there]
        return batches.Preview(new, same=len(peers) - len(new), notes=lines.notes)

    def commit(self, preview: batches.Preview, by: Person | None) -> batches.Done:
        """Add the values."""
        rows = observations.add_peers(preview.new)
        return batches.Done((), import_effects.effect(rows))

    def staged(self, preview: batches.Preview) -> Sequence[OfPeer]:
        """Return the values."""
        return preview.new

    def stage(self, things: Sequence[OfPeer], by: Person | None, run: Run) -> None:
        """Add some of the values, unseen."""
        staged_rows.stage([observations.peer_row(each) for each in things], run)

    def ahead(self, run: Run, *, visible: bool) -> None:
        """Nothing follows from the values that is kept elsewhere."""

    def close(
        self, preview: batches.Preview, by: Person | None, run: Run, ahead: None = None
    ) -> batches.Done:
        """Nothing is left to be done: the values count by their run."""
        return batches.Done(())

    def hide(self, run: Run, by: Person | None, ahead: None = None) -> Sequence[audit.Line]:
        """Nothing is left to be done: the values count no more by their run."""
        return ()

    def undo(self, effect: list[import_effects.Effect], by: Person | None) -> Sequence[audit.Line]:
        """Take them out again."""
        import_effects.put_back(effect)
        return ()


def read_peers(rows: Iterable[Row], numbers: Sequence[int]) -> RowsRead[OfPeer]:
    """Read similar forces' values; a row may name a measure by its id or its serial."""
    measures = selectors.measures()
    names = {name: name for name in measures}
    names |= {str(m.serial): m.id for m in measures.values() if m.serial is not None}
    return read_rows(
        rows, PEER_COLUMNS, PEER_COLUMNS[:4], lambda row: _peer(row, names, measures), numbers
    )


def _peer(row: Row, names: Mapping[str, str], measures: Mapping[str, Measure]) -> OfPeer:
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
        value_of(row, "value", measures[measure]),
        plain_number(row, "weight"),
        text(row, "source"),
    )


def _as_row(peer: OfPeer) -> tuple[str, ...]:
    return tuple(
        matching.stored_number(value) if name in ("value", "weight") else value
        for name in PEER_COLUMNS
        for value in (getattr(peer, name),)
    )


def _days(entries: Sequence[MeasureObservation]) -> tuple[str, ...]:
    """Return a sentence on values of a single day: a spreadsheet makes days of months."""
    days = [value.period for _, value in entries if value.period.on]
    if not days:
        return ()
    return (
        f"{len(days)} {'value speaks' if len(days) == 1 else 'values speak'} of a single day, such "
        f"as {days[0].words}. A month is written {days[0].on:%Y-%m}, in a cell of text.",
    )


def _parts(
    entries: Sequence[MeasureObservation], measures: Mapping[str, Measure]
) -> tuple[str, ...]:
    """Return a sentence on values that rolling years are formed from, and on those that cannot."""
    parts = [
        (measures[name], value)
        for name, value in entries
        if is_part(value.period) and is_by_year(measures[name])
    ]
    if not parts:
        return ()
    bare = sum(
        measure.unit.name in ("percent", "rate")
        and (value.numerator is None or not value.denominator)
        for measure, value in parts
    )
    one = len(parts) == 1
    words = (
        f"{counted(len(parts), 'value')} {'is' if one else 'are'} of months, quarters or "
        f"half-years of measures that are rated by the year: {'its' if one else 'their'} years are "
        "formed from them."
    )
    if bare:
        words += f" {bare} of them without numerator and denominator: no year is formed from those."
    return (words,)


def _areas(names: set[str]) -> tuple[str, ...]:
    """Return a sentence on areas that have no values yet: most often a name misspelt."""
    with_values = set(areas(None)) if names else set()
    new_names = sorted(names - with_values - {WHOLE_AREA})
    if not new_names:
        return ()
    examples = ", ".join(new_names[:20]) + (" …" if len(new_names) > 20 else "")
    return (f"Areas that have no values yet: {examples}. Check how they are spelt.",)
