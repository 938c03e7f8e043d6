"""The plan as one table in a file: the same columns out and in, with each fault at its row.

A row needs no id: one is made from its title. It may name what it is part of by id or by title,
and leaves it empty where it stands beneath it. A file describes the whole plan: what it leaves
out of the missions, strategies and results is withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_words import words_of
from beatwise.accountability.plan.actions import Action
from beatwise.accountability.plan.plain_rows import plain_row, row_name
from beatwise.accountability.plan.row_kinds import COLUMNS, KINDS, NAMED, NEEDED
from beatwise.accountability.roles import owner_titles
from beatwise.accountability.row_reader import Row, RowFault, RowsRead, read_rows
from beatwise.errors import BadInput


@dataclass(frozen=True, slots=True)
class Defined:
    """The measures and actions that the office has already, by id, as plain rows."""

    measures: Mapping[str, Row]
    actions: Mapping[str, Row]

    def of(self, kind: str) -> Mapping[str, Row]:
        """Return those of a kind; none of a kind that only the plan has."""
        return {"measure": self.measures, "action": self.actions}.get(kind, {})


def measure_row(measure: Measure) -> dict[str, str]:
    """Return a measure as a plain row."""
    cells = {name: words_of(measure, name) for name in KINDS["measure"].columns}
    return {"kind": "measure", "id": measure.id, "part_of": measure.strategy, **cells}


def action_row(action: Action, area: str = "") -> dict[str, str]:
    """Return an action as a plain row; ``area`` is that of the partner who owns it."""
    return {
        "kind": "action",
        "id": action.id,
        "part_of": action.strategy,
        "title": action.title,
        "owner": action.owner,
        "due": action.due.isoformat() if action.due else "",
        "depends_on": "; ".join(action.depends_on),
        "area": area,
    }


def in_outline(rows: Iterable[Row]) -> list[Row]:
    """Return plain rows in the order of the plan: each beneath what it is part of.

    Rows that hang on nothing that is there stay, at the end.
    """
    plain = list(rows)
    order = [row for kind in ("plan", "term") for row in plain if row["kind"] == kind]
    for mission in _of(plain, "mission"):
        order.append(mission)
        for strategy in _of(plain, "strategy", mission["id"]):
            order.append(strategy)
            order += [
                row
                for kinds in (("output", "outcome"), ("measure",), ("action",))
                for row in plain
                if row["kind"] in kinds and row["part_of"] == strategy["id"]
            ]
    placed = {id(row) for row in order}
    return [*order, *(row for row in plain if id(row) not in placed)]


def file_rows(rows: Iterable[Row]) -> list[dict[str, str]]:
    """Return plain rows as a file has them: every column, roles by their titles."""
    return [
        {
            column: owner_titles().get(words, words) if column == "owner" else words
            for column in COLUMNS
            for words in (row.get(column, ""),)
        }
        for row in rows
    ]


def read_plan_table(
    rows: Sequence[Row], known: Defined, numbers: Sequence[int] | None = None
) -> RowsRead[dict[str, str]]:
    """Read the rows of a file into plain rows, in the file's order.

    Cells that the file has no column for keep, of a measure or an action that is ``known``, what
    is there. ``numbers`` are the rows' numbers in the file, where they do not simply follow the
    headings.
    """
    filled = [_filled(row, known) for row in rows]
    reading = read_rows(filled, COLUMNS, NEEDED, plain_row, numbers)
    if not reading.sound:
        return reading
    entries = _named(reading.entries, known)
    faults: list[RowFault] = []
    _hang(entries, faults)
    faults += _twice(entries)
    faults.sort(key=lambda fault: fault.row)
    return RowsRead(tuple(entries), tuple(faults))


Entries = list[tuple[int, dict[str, str]]]


def _named(entries: Iterable[tuple[int, dict[str, str]]], known: Defined) -> Entries:
    """Give an id to each row that needs one and has none."""
    numbered = [(number, dict(row)) for number, row in entries]
    ids = {kind: set(known.of(kind)) for kind in NAMED}
    for _, row in numbered:
        if row["kind"] in NAMED:
            ids[row["kind"]].add(row["id"])
    for _, row in numbered:
        if row["kind"] in NAMED and row["kind"] != "action" and not row["id"]:
            row["id"] = row_name(row["title"], ids[row["kind"]])
            ids[row["kind"]].add(row["id"])
    return numbered


def _hang(entries: Entries, faults: list[RowFault]) -> None:
    """Replace what each row is part of by its id, noting where there is no such thing."""
    names: dict[str, dict[str, str]] = {"mission": {}, "strategy": {}}
    for _, row in entries:
        if row["kind"] in names:
            names[row["kind"]].setdefault(row["title"].casefold(), row["id"])
    for _, row in entries:
        if row["kind"] in names:
            names[row["kind"]][row["id"].casefold()] = row["id"]
    above = {"mission": "", "strategy": ""}
    for number, row in entries:
        kind = KINDS[row["kind"]]
        if kind.hangs_on:
            words = row["part_of"]
            row["part_of"] = (
                names[kind.hangs_on].get(words.casefold(), "") if words else above[kind.hangs_on]
            )
            if not row["part_of"]:
                faults.append(_hangs_on_nothing(number, kind.name, kind.hangs_on, words))
        elif row["part_of"]:
            step = "Empty the cell."
            words = f"a row of the kind {kind.name} is part of nothing."
            faults.append(RowFault(number, "part_of", words, step))
        if row["kind"] in above:
            above[row["kind"]] = row["id"]


def _hangs_on_nothing(number: int, kind: str, hangs_on: str, words: str) -> RowFault:
    named = f"there is no {hangs_on} '{words}' in the file." if words else (
        f"the {kind} does not say to which {hangs_on} it belongs."
    )  # fmt: skip
    return RowFault(number, "part_of", named, f"Give the id or the title of a {hangs_on}.")


def _twice(entries: Entries) -> list[RowFault]:
    """Return a fault for each row that repeats what there is once."""
    faults, there = [], set()
    for number, row in entries:
        mark = (row["kind"], row["id"])
        once = row["kind"] == "plan" or (row["kind"] in NAMED and row["id"])
        if once and mark in there:
            faults.append(_repeated(number, row))
        there.add(mark)
    if not any(row["kind"] == "plan" for _, row in entries):
        first = entries[0][0] if entries else 1
        step = "Add a row of the kind plan with title, first, last, body, body_kind and area."
        faults.append(RowFault(first, "kind", "the file has no row for the plan itself.", step))
    return faults


def _repeated(number: int, row: Row) -> RowFault:
    if row["kind"] == "plan":
        return RowFault(number, "kind", "the plan has two rows.", "Take one of them out.")
    words = f"two rows of the kind {row['kind']} have the id {row['id']}."
    return RowFault(number, "id", words, "Give one of them another id, or none.")


def _filled(row: Row, known: Defined) -> Row:
    kind, name = (row.get("kind") or "").strip().lower(), (row.get("id") or "").strip()
    there = known.of(kind).get(name)
    return row if there is None else {**there, **row}


def _of(rows: Iterable[Row], kind: str, part_of: str | None = None) -> list[Row]:
    return [
        row for row in rows
        if row["kind"] == kind and (part_of is None or row["part_of"] == part_of)
    ]  # fmt: skip


def check_parts(rows: Iterable[Row]) -> None:
    """Raise ``BadInput`` for the first plain row that hangs on nothing that is there."""
    plain = list(rows)
    for row in plain:
        hangs_on = KINDS[row["kind"]].hangs_on
        if hangs_on and not any(r["id"] == row["part_of"] for r in _of(plain, hangs_on)):
            raise BadInput(
                f"there is no {hangs_on} for {row['title']}.",
                place="part_of",
                next_step=f"Choose a {hangs_on}.",
            )
