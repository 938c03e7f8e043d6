"""The draft as its page shows it: missions with their strategies, and what hangs on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from beatwise.accountability.measures import measure_words
from beatwise.accountability.plan.change_control import in_words
from beatwise.accountability.plan.plan_draft import DraftRow, DraftRows, moved
from beatwise.accountability.plan.row_kinds import KINDS, RESULTS
from beatwise.accountability.roles import owner_titles
from beatwise.accountability.row_reader import day


Line = dict[str, object]
_GROUPS = ((RESULTS, "Outputs and outcomes"), (("measure",), "New measures"),
           (("action",), "New actions"))  # fmt: skip


def head(rows: DraftRows, titles: Mapping[str, str]) -> list[Line]:
    """Return the rows for the plan itself and its terms of office."""
    return [_line(row, rows, titles) for row in rows if row["cells"]["kind"] in ("plan", "term")]


def missions(rows: DraftRows, titles: Mapping[str, str]) -> list[Line]:
    """Return the missions with their strategies, and with what hangs on each of those."""
    return [
        {
            **_line(mission, rows, titles),
            "strategies": [
                {**_line(each, rows, titles), "groups": _groups(each, rows, titles)}
                for each in _parts(rows, mission, ("strategy",))
            ],
        }
        for mission in rows
        if mission["cells"]["kind"] == "mission"
    ]


def row_facts(cells: Mapping[str, str], titles: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the cells of a row that hold something, with their labels, its title left out."""
    return [
        {"label": label, "words": cell_words(cells["kind"], column, cells[column], titles)}
        for column, label in KINDS[cells["kind"]].labels.items()
        if column != "title" and cells.get(column)
    ]


def cell_words(kind: str, column: str, words: str, titles: Mapping[str, str]) -> str:
    """Return a cell in the words of the pages."""
    if column in ("first", "last", "due"):
        return in_words(day({column: words}, column)) if words else ""
    if column == "owner":
        return owner_titles().get(words, words)
    if column == "measure":
        return titles.get(words, words)
    if kind == "measure":
        return measure_words.CHOICES.get(column, {}).get(words, words)
    return words


def _line(row: DraftRow, rows: DraftRows, titles: Mapping[str, str]) -> Line:
    cells = row["cells"]
    title = owner_titles().get(cells["title"], cells["title"])
    keys = [each["key"] for each in rows]
    return {
        "key": row["key"],
        "kind": KINDS[cells["kind"]].title,
        "is": cells["kind"],
        "id": cells["id"],
        "title": title,
        "facts": row_facts(cells, titles),
        "up": _keys(moved(rows, row["key"], up=True)) != keys,
        "down": _keys(moved(rows, row["key"], up=False)) != keys,
        "change": reverse("change_plan_row", args=[row["key"]]),
        "withdraw": ""
        if cells["kind"] == "plan"
        else reverse("withdraw_plan_row", args=[row["key"]]),
        "move": reverse("move_plan_row", args=[row["key"]]),
    }


def _groups(strategy: DraftRow, rows: DraftRows, titles: Mapping[str, str]) -> list[Line]:
    return [
        {"title": title, "lines": lines}
        for kinds, title in _GROUPS
        if (lines := [_line(each, rows, titles) for each in _parts(rows, strategy, kinds)])
    ]


def _parts(rows: DraftRows, host: DraftRow, kinds: Sequence[str]) -> list[DraftRow]:
    return [
        row
        for row in rows
        if row["cells"]["kind"] in kinds and row["cells"]["part_of"] == host["cells"]["id"]
    ]


def _keys(rows: DraftRows) -> list[int]:
    return [row["key"] for row in rows]
