"""Agendas of bodies' own: written as lines, read back, and yearly items."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.boards.agenda_template import (
    EXAMPLE,
    TemplateItem,
    as_rows,
    is_due,
    items_of_json,
    items_of_lines,
)
from beatwise.errors import BadInput


LINES = """\
Election of chair | | 5 | election | yearly
Public question time | Governance officer | 10 | questions

Commissioner's update | commissioner | | paper"""


def test_an_agenda_is_written_as_lines_and_comes_back_the_same() -> None:
    """Roles by title or name, minutes or none, and an empty line left out."""
    items = items_of_lines(LINES, "template")
    assert items[0] == TemplateItem("Election of chair", "election", "", 5, yearly=True)
    assert [item.presenter for item in items] == ["", "governance", "commissioner"]
    assert items_of_lines("\n".join(item.line for item in items), "template") == items
    assert items_of_json(as_rows(items)) == items
    assert items_of_lines("Any paper", "template")[0].kind == "paper"


@pytest.mark.parametrize("line", [
    " | | 5 | paper", "Item | Nobody | 5 | paper", "Item | | five | paper", "Item | | 601 | paper",
    "Item | | 0 | paper", "Item | | | song", "Item | | | paper | monthly", "a | | | paper | | b",
])  # fmt: skip
def test_a_line_that_is_no_item_is_quoted(line: str) -> None:
    """With what to write for it."""
    with pytest.raises(BadInput, match="no item of an agenda") as caught:
        items_of_lines(f"{EXAMPLE}\n{line}", "template")
    assert line.strip() in str(caught.value)
    assert caught.value.place == "template"


@pytest.mark.parametrize(("day", "earlier", "due"), [
    ("2026-06-23", ["2026-02-04"], True), ("2026-06-23", ["2026-05-01"], False),
    ("2027-02-04", ["2026-06-23"], False), ("2027-02-04", [], True),
    ("2027-05-01", ["2027-04-30", "2026-06-23"], True),
    ("2026-06-23", ["2026-09-29"], True),  # later ones do not count
])  # fmt: skip
def test_a_yearly_item_stands_on_the_first_meeting_from_may(
    day: str, earlier: list[str], due: bool
) -> None:
    """The municipal year runs from May to April."""
    days = [dt.date.fromisoformat(each) for each in earlier]
    item = TemplateItem("Election", "election", yearly=True)
    assert is_due(item, dt.date.fromisoformat(day), days) is due
    assert is_due(TemplateItem("Minutes", "minutes"), dt.date.fromisoformat(day), days)
