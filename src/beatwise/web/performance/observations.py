"""What was observed: typed in, brought by an import, taken out again. Rows are never changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from beatwise.accountability import roles
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.measures.observation_rows import (
    COLUMNS,
    MeasureObservation,
    out_of_time,
    read_observations,
    write_observations,
)
from beatwise.accountability.questions import NO_REASONS, Reasons, answered, in_words
from beatwise.accountability.roles import Person
from beatwise.accountability.row_reader import RowFault
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.history import audit
from beatwise.web.performance import current_ratings, selectors
from beatwise.web.performance.models import AREA, NUMBER, ObservationRow, Peer, PrintedRating
from beatwise.web.performance.observation_rows import removal, visible_areas
from beatwise.web.performance.observation_rows.matching import (
    MEND_TWIN,
    TWIN,
    as_row,
    new_among,
    stored_number,
    twins,
)
from beatwise.web.performance.observation_rows.series_questions import questions_of


@dataclass(frozen=True, slots=True)
class Beside:
    """What a paper printed beside a value: direction and colour in words, and the rule's own."""

    measure: str
    area: str
    period: str
    direction: str = ""
    rag: str = ""
    ruled: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class OfPeer:
    """A similar force's value of a measure."""

    measure: str
    force: str
    period: str
    value: Decimal | None
    weight: Decimal | None = None
    source: str = ""


def observe(
    *,
    measure: str,
    cells: Mapping[str, str],
    by: Person | None,
    new_area: bool = True,
    reasons: Reasons = NO_REASONS,
) -> ObservationRow:
    """Add one value that was typed in; ``cells`` has the columns of a file.

    Without ``new_area`` an area that has no values yet is refused: most often a name misspelt.
    ``reasons`` answer what is asked about it beside its series: ``OpenQuestions`` without them.
    Raises ``BadInput`` at the column that is wrong, ``Conflict`` when the same value is there.
    """
    may_write(by)
    with audit.changing():
        entry = _read(measure, cells)
        _check_area(entry[1].area, new_area)
        new = new_among([entry], selectors.today())
        if not new:
            raise Conflict(
                "this value is there already.",
                place=f"{measure}, {entry[1].period.words}",
                next_step="Give its vintage when a later return confirms it.",
            )
        doubts = questions_of(new, {measure: selectors.measure(measure)})
        pairs = answered([question for _, question in doubts], reasons)
        words = " ".join(dict.fromkeys(reason for _, reason in pairs))
        row = add(new, {0: words})[0]
        line = write_observations(new)[0]
        after = {k: v for k, v in line.items() if v and k != "measure"}
        after |= {"reason": in_words(pairs)} if pairs else {}
        audit.write("observation.add", f"measure/{measure}", by=by, after=after)
    return row


def take_out(*, key: int, why: str, by: Person | None) -> ObservationRow:
    """Take a value out that should not be there; the history keeps it. Needs a reason."""
    may_write(by)
    return removal.remove(removal.VALUE, key=key, why=why, by=by)


def add(
    entries: Iterable[MeasureObservation], reasons: Mapping[int, str] | None = None
) -> list[ObservationRow]:
    """Add values and bring the standings up to date, inside the caller's ``audit.changing()``.

    ``reasons`` say, by place in ``entries``, why a value that was asked about is right. The caller
    writes the history; the ``import_effects.effect`` of the rows is what undoing them needs.
    Raises ``Conflict`` when there is another value of the same vintage.
    """
    entries = list(entries)
    if places := twins(entries):
        measure, value = entries[places[0]]
        place = f"{measure}, {value.area}, {value.period.words}"
        raise Conflict(TWIN, place=place, next_step=MEND_TWIN)
    rows = ObservationRow.objects.bulk_create(
        [as_row(*entry, (reasons or {}).get(at, "")) for at, entry in enumerate(entries)],
        batch_size=1000,
    )
    current_ratings.bring_up_to_date({(row.measure, row.area) for row in rows})
    return rows


def print_beside(rows: Iterable[Beside]) -> list[PrintedRating]:
    """Store what a paper printed, inside the caller's ``audit.changing()``."""
    return PrintedRating.objects.bulk_create(
        [PrintedRating(**{n: getattr(row, n) for n in Beside.__slots__}) for row in rows]
    )


def add_peers(rows: Iterable[OfPeer]) -> list[Peer]:
    """Store similar forces' values, inside the caller's ``audit.changing()``."""
    return Peer.objects.bulk_create([peer_row(row) for row in rows], batch_size=1000)


def peer_row(of: OfPeer) -> Peer:
    """Return a similar force's value as the row that stores it, not saved yet."""
    return Peer(
        measure=of.measure,
        force=of.force,
        period=of.period,
        value=stored_number(of.value),
        weight=stored_number(of.weight),
        source=of.source,
    )


def limits(numbered: Iterable[tuple[int, MeasureObservation]]) -> tuple[RowFault, ...]:
    """Return the rows whose words are longer than what is stored, or whose period cannot be."""
    faults, today = [], selectors.today()
    for row, (_, value) in numbered:
        if len(value.area) > AREA:
            faults.append(RowFault(row, "area", f"the name has more than {AREA} letters."))
        if any(map(_too_long, (value.value, value.numerator, value.denominator))):
            faults.append(RowFault(row, "value", f"a number has more than {NUMBER} digits."))
        if wrong := out_of_time(value, today):
            faults.append(replace(wrong, row=row))
    return tuple(faults)


def by_measure(entries: Iterable[MeasureObservation], name: str = "") -> list[audit.Line]:
    """Return a line of history for each measure that an import brings values of.

    ``name`` is the file's or the table's.
    """
    counts = Counter(measure for measure, _ in entries)
    return [
        audit.Line(
            "observation.import",
            f"measure/{m}",
            after={"values": n} | ({"from": name} if name else {}),
        )
        for m, n in sorted(counts.items())
    ]


def may_write(by: Person | None) -> None:
    """Raise ``Refused`` unless this person enters observations."""
    if by is not None and not roles.may(by, "performance.write"):
        raise Refused(
            "your role does not enter observations.", next_step="Ask the performance officer."
        )


def _read(measure: str, cells: Mapping[str, str]) -> MeasureObservation:
    """Read one value from its cells; raise ``BadInput`` at the column that is wrong."""
    row = {**{c: "" for c in COLUMNS}, **cells, "measure": measure}
    rows_read = read_observations([row], {measure: selectors.measure(measure)})
    if faults := (*rows_read.faults, *limits(rows_read.entries)):
        fault = faults[0]
        raise BadInput(fault.words, place=fault.column, next_step=fault.next_step or None)
    if not rows_read.entries:
        raise BadInput("nothing was given.", place="value", next_step="Give a value.")
    return rows_read.entries[0][1]


def _check_area(area: str, new_area: bool) -> None:
    if new_area or area in visible_areas.areas(None):
        return
    areas = [name for name in visible_areas.areas(None) if name != WHOLE_AREA]
    so_far = f"Areas so far: {', '.join(areas[:20])}." if areas else "There is no area so far."
    raise BadInput(
        f"no measure has a value of '{area}' yet.",
        place="area",
        next_step=f"Check how it is spelt, or confirm that it is new. {so_far}",
    )


def _too_long(number: Decimal | None) -> bool:
    """Whether a number has more digits than are stored; looked at before they are written out."""
    if number is None:
        return False
    return abs(number.adjusted()) > NUMBER // 2 or len(stored_number(number)) > NUMBER
