"""The plan as rows of one table: forms, drafts and spreadsheets speak of it in the same columns.

Each row is of a kind (``KINDS``) and hangs on another by ``part_of``: a strategy on a mission;
outputs, outcomes, new measures and new actions on a strategy. A row is *plain* when each cell is
written in the one way in which it is kept: roles by name, days as 2026-01-21.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from itertools import count

from beatwise.accountability.measures import measure_words
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.plan.police_and_crime_plan import (
    BODY_KINDS,
    Body,
    Mission,
    Output,
    Plan,
    Strategy,
    Term,
    Version,
)
from beatwise.accountability.plan.row_kinds import COLUMNS, KINDS, NAMED, RESULTS, RowKind
from beatwise.accountability.roles import owner_role, owner_titles
from beatwise.accountability.row_reader import Row, day, text
from beatwise.cell_text import search_key
from beatwise.errors import BadInput


_DAYS = ("first", "last", "due")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NO_ID = "Empty the cell."
LONGEST_NAME, LONGEST_ID, LONGEST_TITLE, LONGEST_TEXT = 60, 80, 200, 4000


def plain_row(row: Row) -> dict[str, str]:
    """Return a row with each cell as it is kept: the columns of its kind, and no others.

    Raises ``BadInput`` whose place is the column.
    """
    kind = kind_of(row)
    _refuse_other_columns(row, kind)
    _refuse_id(kind, text(row, "id"))
    plain = {"kind": kind.name, "id": text(row, "id"), "part_of": text(row, "part_of")}
    plain |= {column: _plain(kind, column, row) for column in kind.columns}
    for column in kind.needed:
        if not plain[column]:
            raise BadInput(
                f"'{kind.labels[column]}' is empty.", place=column, next_step="Fill it in."
            )
    if plain.get("last") and plain["last"] < plain["first"]:
        raise BadInput("the last day is before the first.", place="last", next_step="Correct one.")
    return plain


def kind_of(row: Row) -> RowKind:
    """Return the kind of a row; raise ``BadInput`` for an unknown one."""
    name = text(row, "kind").lower()
    if name not in KINDS:
        raise BadInput(
            f"'{name}' is not a kind of row." if name else "the kind of row is not given.",
            place="kind",
            next_step=f"Use one of: {', '.join(KINDS)}.",
        )
    return KINDS[name]


def row_name(title: str, other_ids: Collection[str]) -> str:
    """Return an id for something new, made from its title: the first that no other has."""
    name = "-".join(re.findall(r"[a-z0-9]+", search_key(title)))[:LONGEST_NAME].strip("-") or "new"
    if name not in other_ids:
        return name
    return next(n for i in count(2) if (n := f"{name}-{i}") not in other_ids)


def write_plan(plan: Plan) -> list[dict[str, str]]:
    """Return a plan as plain rows; ``plan_of_rows`` makes the same plan of them."""
    body = plan.body
    rows = [
        _row("plan", title=plan.title, first=plan.first, last=plan.last, body=body.name,
             body_kind=body.kind, area=body.area),
        *(_row("term", title=t.office, first=t.first, last=t.last or "") for t in body.terms),
    ]  # fmt: skip
    for mission in plan.missions:
        rows.append(_row("mission", mission.id, title=mission.title))
        for strategy in mission.strategies:
            rows.append(
                _row("strategy", strategy.id, mission.id, title=strategy.title,
                     success=strategy.success, delivery=strategy.delivery,
                     how_known=strategy.measure, owner=strategy.lead)
            )  # fmt: skip
            rows += [
                _row(r.kind, "", strategy.id, title=r.words, measure=r.measure)
                for r in strategy.results
            ]
    return rows


def plan_of_rows(rows: Iterable[Row], version: Version) -> Plan:
    """Return the plan that plain rows describe, as a version of it; measures and actions are left.

    Raises ``BadInput`` where there is no row for the plan itself. What else is wrong with it is
    found by ``police_and_crime_plan.faults``.
    """
    plain = list(rows)
    by_kind = {name: [row for row in plain if row["kind"] == name] for name in KINDS}
    if not by_kind["plan"]:
        raise BadInput(
            "the plan has no title, dates and body yet.", next_step="Fill in what the plan is."
        )
    head = by_kind["plan"][0]
    terms = tuple(Term(r["title"], _day(r["first"]), day(r, "last")) for r in by_kind["term"])
    results = [row for row in plain if row["kind"] in RESULTS]
    missions = tuple(
        Mission(
            mission["id"],
            mission["title"],
            tuple(
                _strategy(row, results)
                for row in by_kind["strategy"]
                if row["part_of"] == mission["id"]
            ),
        )
        for mission in by_kind["mission"]
    )
    body = Body(head["body"], head["body_kind"], head["area"], terms)
    return Plan(head["title"], body, _day(head["first"]), _day(head["last"]), version, missions)


def measures_of_rows(rows: Iterable[Row], valid_from: dt.date) -> list[Measure]:
    """Return the new measures among plain rows, defined from a day on; raise ``BadInput``."""
    return [
        measure_words.measure_of_words(row["id"], {**row, "strategy": row["part_of"]}, valid_from)
        for row in rows
        if row["kind"] == "measure"
    ]


def _strategy(row: Row, results: Sequence[Row]) -> Strategy:
    return Strategy(
        row["id"],
        row["title"],
        row["success"],
        row["delivery"],
        row["how_known"],
        row["owner"],
        results=tuple(
            Output(r["kind"], r["title"], r["measure"])
            for r in results
            if r["part_of"] == row["id"]
        ),
    )


def _day(words: str) -> dt.date:
    return dt.date.fromisoformat(words)


def _row(kind: str, name: str = "", part_of: str = "", **cells: object) -> dict[str, str]:
    words = {column: str(value) for column, value in cells.items()}
    return {"kind": kind, "id": name, "part_of": part_of, **words}


def _plain(kind: RowKind, column: str, row: Row) -> str:
    """Return a cell as it is kept; raise ``BadInput`` that names the column."""
    words = text(row, column).replace("\r\n", "\n")
    _refuse_long(kind, column, words)
    if kind.name == "measure":
        return _measure_cell(column, words)
    if column in _DAYS:
        value = day(row, column)
        return value.isoformat() if value else ""
    if column == "owner" and words:
        return _owner(words)
    if column == "body_kind" and words:
        return _body_kind(words)
    if column == "depends_on":
        parts = (part.strip() for part in re.split(r"[;\n]", words))
        return "; ".join(dict.fromkeys(part for part in parts if part))
    return words


def _measure_cell(column: str, words: str) -> str:
    if not words:
        return ""
    return measure_words.field_words(measure_words.read_field(column, words))


def _owner(words: str) -> str:
    for name, title in owner_titles().items():
        if words.lower() in (name, title.lower()):
            return name
    return owner_role(words, place="owner")


def _body_kind(words: str) -> str:
    for kind in BODY_KINDS:
        if words.lower() == kind:
            return kind
    raise BadInput(
        f"'{words}' is not a kind of local policing body.",
        place="body_kind",
        next_step=f"Use one of: {', '.join(BODY_KINDS)}.",
    )


def _refuse_other_columns(row: Row, kind: RowKind) -> None:
    known = ("kind", "id", "part_of", *kind.columns)
    for column in COLUMNS:
        if column not in known and text(row, column):
            raise BadInput(
                f"a row of the kind {kind.name} has nothing in '{column}'.",
                place=column,
                next_step=f"Empty the cell; it fills: {', '.join(kind.columns)}.",
            )


def _refuse_id(kind: RowKind, name: str) -> None:
    """Raise ``BadInput`` for an id that documents and addresses could not carry."""
    if name and kind.name not in NAMED:
        raise BadInput(f"a row of the kind {kind.name} has no id.", place="id", next_step=_NO_ID)
    if name and kind.name != "action" and not (_ID.fullmatch(name) and len(name) <= LONGEST_ID):
        raise BadInput(
            f"'{name}' is not an id.",
            place="id",
            next_step=f"Use lower-case words joined by hyphens, at most {LONGEST_ID} letters; or "
            "leave it empty.",
        )


def _refuse_long(kind: RowKind, column: str, words: str) -> None:
    short = column in ("title", "body", "area") and kind.name not in (*RESULTS, "action")
    longest = LONGEST_TITLE if short else LONGEST_TEXT
    if len(words) > longest:
        raise BadInput(
            f"this is longer than {longest:,} characters.", place=column, next_step="Shorten it."
        )
    if short and "\n" in words:
        raise BadInput("this takes one line.", place=column, next_step="Put it on one line.")
