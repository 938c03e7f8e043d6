"""The agenda that writes itself, and the pack that is frozen once."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

import pytest
from tests.unit.accountability.plan.worlds import action
from tests.unit.accountability.worlds import measure, yearly

from beatwise.accountability.boards.agenda import (
    Decision,
    Item,
    agenda,
    digest,
    freeze,
    unchanged,
)
from beatwise.accountability.boards.papers import Words
from beatwise.accountability.plan.change_control import ChangeRequest
from beatwise.accountability.rating.scorecard import Row, score
from beatwise.errors import Conflict


TODAY = dt.date(2025, 7, 1)
PLAN = [action("a", "2025-06-30"), action("b", "2025-10-01", depends_on="a"),
        action("c", state="complete")]  # fmt: skip


def red() -> Row:
    """A measure that is red: 50 after 100, where more is wanted."""
    return score(measure(), [yearly("50", "2024/25")], today=TODAY)


def lines(kind: str, items: tuple[Item, ...]) -> tuple[str, ...]:
    """The lines of one item."""
    return next(item.lines for item in items if item.kind == kind)


def test_each_item_is_drawn_from_the_record() -> None:
    """Decisions, progress, exceptions, overdue actions, changes and the quarter ahead."""
    change = ChangeRequest("b", (("due", TODAY), ("title", "x")), "Late.", "performance", TODAY)
    items = agenda(
        [red()], PLAN, [change, replace(change, state="refused")], today=TODAY,
        last_decisions=[Decision(1, "Do A", action="a"), Decision(2, "Note B")],
        commentary={"m": "The tool came late."},
    )  # fmt: skip
    assert lines("decisions", items) == ("1. Do A — planned", "2. Note B")
    assert lines("progress", items) == (
        "1 of 3 actions complete (33.3 %), 0 in progress, 1 overdue.",
    )
    assert lines("exceptions", items) == ("M (red). 100 → 50: −50 %. The tool came late.",)
    assert lines("overdue", items) == ("a. A; performance officer; due 30 June 2025; planned.",)
    assert lines("changes", items) == ("b: change due, title. Late.",)
    assert lines("horizon", items) == (
        "b. B; performance officer; due 1 October 2025. Waits for: A.",
    )
    assert [item.about for item in items] == [(), (), ("m",), ("a",), ("b",), ("b",)]


def test_an_empty_record_has_an_agenda_all_the_same() -> None:
    """Every item stands there, and progress says that there is nothing."""
    items = agenda([], [], [], today=TODAY)
    assert [item.kind for item in items] == [
        "decisions", "progress", "exceptions", "overdue", "changes", "horizon",
    ]  # fmt: skip
    assert lines("progress", items) == ("There are no actions.",)
    assert lines("exceptions", agenda([red()], [], [], today=TODAY))[0].endswith(
        "No commentary yet."
    )


@pytest.mark.parametrize("commentary", [{}, {"m": "  "}, {"other": "x"}])
def test_no_pack_is_frozen_while_an_exception_has_no_commentary(commentary: dict) -> None:
    """The message names the measure."""
    with pytest.raises(Conflict, match=r"1 exceptions have no commentary: M\."):
        freeze("Board", TODAY, [red()], (), rule="1.0", commentary=commentary)


def test_any_change_of_a_frozen_pack_is_seen() -> None:
    """Board, day, rule, words and parts are all beneath the digest."""
    item = Item("Heading", "kind", ("line",), ("m",), (Words("x"),))
    pack = freeze("Board", TODAY, [red()], [item], rule="1.0", commentary={"m": "So."})
    assert unchanged(pack)
    for change in (
        {"board": "Bored"}, {"meeting": dt.date(2025, 7, 2)}, {"rule": "1.1"}, {"items": ()},
        {"items": (replace(item, lines=("lines",)),)}, {"items": (replace(item, about=()),)},
        {"items": (replace(item, parts=(Words("y"),)),)}, {"items": (item, item)},
    ):  # fmt: skip
        assert not unchanged(replace(pack, **change)), change


def test_a_digest_is_that_of_its_written_form() -> None:
    """A pack frozen years ago is still unchanged: the text beneath its digest never moves."""
    pack = freeze("Board", TODAY, [], [Item("Größe", "k", ("a",))], rule="1.0", commentary={})
    text = '{"board":"Board","items":[["Größe","k",["a"],[]]],"meeting":"2025-07-01","rule":"1.0"}'
    assert pack.digest == hashlib.sha256(text.encode()).hexdigest()
    assert digest(replace(pack, digest="other")) == pack.digest
