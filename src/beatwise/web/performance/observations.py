"""What was observed: typed in, brought by an import, taken out again. Rows are never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from beatwise.accountability import roles
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.observation_rows import (
    COLUMNS,
    MeasureObservation,
    out_of_time,
    read_observations,
    write_observations,
)
from beatwise.accountability.row_reader import RowFault
from beatwise.errors import BadInput, Conflict, MissingData, Refused
from beatwise.web.history import audit
from beatwise.web.performance import current_ratings, selectors
from beatwise.web.performance.models import AREA, NUMBER, Observed, Peer, Printed


Rows = Sequence[Any]


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


def observe(*, measure: str, given: Mapping[str, str], by: Any, new_area: bool = True) -> Observed:
    """Add one value that was typed in; ``given`` has the columns of a file.

    Without ``new_area`` an area that has no values yet is refused: most often a name misspelt.
    Raises ``BadInput`` at the column that is wrong, ``Conflict`` when the same value is there.
    """
    may_write(by)
    with audit.changing():
        known = selectors.measure(measure)
        row = {**{c: "" for c in COLUMNS}, **given, "measure": measure}
        read = read_observations([row], {measure: known})
        if faults := (*read.faults, *limits(read.entries)):
            fault = faults[0]
            raise BadInput(fault.words, place=fault.column, next_step=fault.next_step or None)
        told = [each for _, each in read.entries]
        if not told:
            raise BadInput("nothing was given.", place="value", next_step="Give a value.")
        area = told[0][1].area
        if not new_area and area not in selectors.areas(None):
            raise BadInput(
                f"no measure has a value of '{area}' yet.",
                place="area",
                next_step=f"Check how it is spelt, or confirm that it is new. {_known()}",
            )
        new = new_among(told)
        if not new:
            raise Conflict(
                "this very value is there already.",
                place=f"{measure}, {told[0][1].period.words}",
                next_step="Give its vintage when a later return confirms it.",
            )
        made = add(new)[0]
        line = write_observations(new)[0]
        after = {k: v for k, v in line.items() if v and k != "measure"}
        audit.write("observation.add", f"measure/{measure}", by=by, after=after)
    return made


def take_out(*, key: int, why: str, by: Any) -> Observed:
    """Take a value out that should not be there; the history keeps it. Needs a reason."""
    may_write(by)
    if not why.strip():
        raise BadInput("taking a value out needs a reason.", place="why", next_step="Say why.")
    with audit.changing():
        found = Observed.objects.filter(pk=key, removed=False).first()
        if found is None:
            raise MissingData("there is no such value.", next_step="Open the measure.")
        found.removed = True
        found.save(update_fields=["removed"])
        current_ratings.bring_up_to_date([(found.measure, found.area)])
        before = {c: str(v) for c in COLUMNS if (v := getattr(found, c))}
        del before["measure"]
        thing = f"measure/{found.measure}"
        audit.write("observation.take_out", thing, by=by, why=why, before=before)
    return found


def add(told: Iterable[MeasureObservation]) -> list[Observed]:
    """Add values and bring the standings up to date, inside the caller's ``audit.changing()``.

    The caller writes the history; the ``effect`` of the rows is what ``put_back`` needs. Raises
    ``Conflict`` when there is another value of the same vintage.
    """
    told = list(told)
    if found := twins(told):
        measure, seen = told[found[0]]
        place = f"{measure}, {seen.area}, {seen.period.words}"
        raise Conflict(TWIN, place=place, next_step=MEND_TWIN)
    made = Observed.objects.bulk_create([_row(m, seen) for m, seen in told], batch_size=1000)
    current_ratings.bring_up_to_date({(row.measure, row.area) for row in made})
    return made


def new_among(told: Iterable[MeasureObservation]) -> list[MeasureObservation]:
    """Return the values that are not there yet; see ``fresh``."""
    return [each for _, each in fresh(told)]


def fresh(
    told: Iterable[MeasureObservation], day: dt.date | None = None
) -> list[tuple[int, MeasureObservation]]:
    """Return the values that are not there yet, each with its place in the list.

    One that states no vintage is the same as any of its period with the same numbers; and when it
    restates a value of its period it is known as of ``day`` (today), so that it is the newest.
    """
    listed = list(told)
    rows = Observed.objects.filter(measure__in={m for m, _ in listed}, removed=False)
    there = {_same(row) for row in rows.values_list(*_SAME)}
    bare, periods = {row[:-1] for row in there}, {row[:3] for row in there}
    found = []
    for at, (measure, seen) in enumerate(listed):
        row = _same([getattr(_row(measure, seen), name) for name in _SAME])
        if row in there or (seen.vintage is None and row[:-1] in bare):
            continue
        if seen.vintage is None and row[:3] in periods:
            seen = replace(seen, vintage=day or selectors.today())
        found.append((at, (measure, seen)))
    return found


def twins(told: Sequence[MeasureObservation]) -> list[int]:
    """Return the places of values whose measure, area, period and vintage have another value."""
    rows = Observed.objects.filter(measure__in={m for m, _ in told}, removed=False)
    there = set(rows.values_list("measure", "area", "period", "vintage"))
    return [
        at
        for at, (m, seen) in enumerate(told)
        if (m, seen.area, str(seen.period), seen.vintage) in there
    ]


def restating(told: Iterable[MeasureObservation]) -> list[MeasureObservation]:
    """Return the values whose measure, area and period have a value already."""
    listed = list(told)
    names = {measure for measure, _ in listed}
    rows = Observed.objects.filter(measure__in=names, removed=False)
    there = set(rows.values_list("measure", "area", "period"))
    return [(m, seen) for m, seen in listed if (m, seen.area, str(seen.period)) in there]


def print_beside(rows: Iterable[Beside]) -> list[Printed]:
    """Keep what a paper printed, inside the caller's ``audit.changing()``."""
    return Printed.objects.bulk_create(
        [Printed(**{n: getattr(row, n) for n in Beside.__slots__}) for row in rows]
    )


def add_peers(rows: Iterable[OfPeer]) -> list[Peer]:
    """Keep similar forces' values, inside the caller's ``audit.changing()``."""
    made = [
        Peer(
            measure=row.measure,
            force=row.force,
            period=row.period,
            value=written(row.value),
            weight=written(row.weight),
            source=row.source,
        )
        for row in rows
    ]
    return Peer.objects.bulk_create(made, batch_size=1000)


def effect(*made: Rows) -> list[Any]:
    """Return rows that were added as plain JSON: for each kind its runs of keys."""
    return [[rows[0]._meta.model_name, _runs(row.pk for row in rows)] for rows in made if rows]


def put_back(held: Iterable[Any]) -> int:
    """Take out every row that an ``effect`` names and that is not out already; return how many."""
    count, pairs = 0, set()
    for kind, runs in held:
        model = {"observed": Observed, "printed": Printed, "peer": Peer}[kind]
        for first, last in runs:
            rows = model.objects.filter(pk__range=(first, last), removed=False)
            if model is Observed:
                pairs |= set(rows.order_by().values_list("measure", "area").distinct())
            count += rows.update(removed=True)
    current_ratings.bring_up_to_date(pairs)
    return count


def limits(told: Iterable[tuple[int, MeasureObservation]]) -> tuple[RowFault, ...]:
    """Return the rows whose words are longer than what is kept, or whose period cannot be."""
    found, today = [], selectors.today()
    for row, (_, seen) in told:
        if len(seen.area) > AREA:
            found.append(RowFault(row, "area", f"the name has more than {AREA} letters."))
        numbers = (seen.value, seen.numerator, seen.denominator)
        if any(n is not None and abs(n.adjusted()) > NUMBER // 2 for n in numbers) or any(
            len(written(n)) > NUMBER for n in numbers
        ):
            found.append(RowFault(row, "value", f"a number has more than {NUMBER} digits."))
        if wrong := out_of_time(seen, today):
            found.append(replace(wrong, row=row))
    return tuple(found)


def by_measure(told: Iterable[MeasureObservation], name: str = "") -> list[audit.Line]:
    """Return a line of history for each measure that an import brings values of.

    ``name`` is the file's or the table's.
    """
    counts: dict[str, int] = {}
    for measure, _ in told:
        counts[measure] = counts.get(measure, 0) + 1
    return [
        audit.Line(
            "observation.import",
            f"measure/{m}",
            after={"values": n} | ({"from": name} if name else {}),
        )
        for m, n in sorted(counts.items())
    ]


def may_write(by: Any) -> None:
    """Raise ``Refused`` unless this person enters observations."""
    if by is not None and not roles.may(by, "performance.write"):
        raise Refused(
            "your role does not enter observations.", next_step="Ask the performance officer."
        )


def _known() -> str:
    areas = [area for area in selectors.areas(None) if area != WHOLE_AREA]
    return f"Areas so far: {', '.join(areas[:20])}." if areas else "There is no area so far."


def _row(measure: str, seen: Observation) -> Observed:
    at, months = seen.period.order
    return Observed(
        measure=measure,
        area=seen.area,
        period=str(seen.period),
        at=at,
        months=months,
        value=written(seen.value),
        numerator=written(seen.numerator),
        denominator=written(seen.denominator),
        vintage=seen.vintage,
        source=seen.source,
        note=seen.note,
    )


_SAME = (
    "measure", "area", "period", "value", "numerator", "denominator", "source", "note", "vintage",
)  # fmt: skip
TWIN = "there is another value of this measure, area, period and vintage."
MEND_TWIN = "Give the day on which this one was known, or take the other out first."


def _same(row: Sequence[Any]) -> tuple[Any, ...]:
    """Return a row as what it says: 65.9 and 65.90 say the same."""
    numbers = (Decimal(word) if word else None for word in row[3:6])
    return (*row[:3], *numbers, *row[6:])


def written(value: Decimal | None) -> str:
    """Return a number as it is kept: its own digits, empty for no data."""
    return "" if value is None else f"{value:f}"


def _runs(keys: Iterable[int]) -> list[list[int]]:
    """Return keys as runs without gaps: ``[[3, 9], [12, 12]]``."""
    listed = sorted(keys)
    ends = [i for i, (a, b) in enumerate(pairwise(listed), start=1) if b != a + 1]
    edges = [0, *ends, len(listed)]
    return [[listed[a], listed[b - 1]] for a, b in pairwise(edges) if b > a]
