"""The agenda, drawn from the record: what other apps offer, items put on it, and their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from beatwise.accountability import boards
from beatwise.accountability.boards import Item
from beatwise.accountability.performance import RULE_VERSION
from beatwise.accountability.roles import OWNER_ROLES
from beatwise.accountability.scorecard import Row, tally, without_commentary
from beatwise.web.meetings import selectors
from beatwise.web.meetings.models import Meeting
from beatwise.web.shared.registry import registry
from beatwise.web.shared.remembered import remembered


SCORECARD, EXTRA = "scorecard", "item"


@dataclass(frozen=True, slots=True)
class Drawn:
    """An agenda as it is today.

    ``keys`` names each item for its place in the order; ``bare`` are the exceptions, as id and
    title, that nobody has written about.
    """

    rows: tuple[Row, ...]
    commentary: dict[str, str]
    items: tuple[Item, ...]
    keys: tuple[str, ...]
    bare: tuple[tuple[str, str], ...]

    def pack(self, meeting: Meeting) -> boards.Pack:
        """Freeze it; raise ``Conflict`` while an exception has no commentary."""
        return boards.freeze(
            meeting.board.name,
            meeting.on,
            self.rows,
            self.items,
            rule=RULE_VERSION,
            commentary=self.commentary,
        )


def draw(meeting: Meeting, today: dt.date) -> Drawn:
    """Draw a meeting's agenda from the record as it is today."""
    return _drawn(meeting.number, today)


@remembered(most=8)
def _drawn(number: int, today: dt.date) -> Drawn:
    meeting = selectors.meeting(number)
    rows = tuple(_given("scorecard", (), today))
    commentary = dict(_given("commentary", {}, today))
    items = boards.agenda(
        rows,
        _given("actions", ()),
        _given("change_requests", {}, "asked").values(),
        today=today,
        last_decisions=selectors.decisions(selectors.before(meeting)),
        commentary=commentary,
    )
    by_key = {item.kind: _side_by_side(item) for item in items}
    by_key[SCORECARD] = _scorecard(rows)
    by_key |= {f"{EXTRA}:{e.pk}": _extra(e) for e in meeting.items.filter(removed=False)}
    keys = ordered(list(by_key), meeting.order)
    bare = tuple((r.measure.id, r.measure.title) for r in without_commentary(rows, commentary))
    return Drawn(rows, commentary, tuple(by_key[k] for k in keys), tuple(keys), bare)


def ordered(keys: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return the keys in the order wanted; those nobody placed follow in their usual order."""
    placed = [key for key in wanted if key in keys]
    return [*placed, *(key for key in keys if key not in placed)]


def _given(name: str, otherwise: Any, *asked: Any) -> Any:
    offer: Callable[..., Any] | None = registry.given.get(name)
    return offer(*asked) if offer else otherwise


def _side_by_side(item: Item) -> Item:
    """Return the item of changes with what was and what is asked for, a line a change."""
    if item.kind != "changes":
        return item
    lines: dict[int, str] = _given("change_lines", {})
    if not lines:
        return item
    return replace(item, lines=tuple(lines.values()), about=tuple(map(str, lines)))


def _scorecard(rows: Sequence[Row]) -> Item:
    counted = [f"{n} {name}" for name, n in tally(rows).items() if n]
    lines = [f"{len(rows)} measures: {', '.join(counted)}."] if rows else []
    lines += [_measured(row) for row in rows]
    return Item("All measures", SCORECARD, tuple(lines), tuple(r.measure.id for r in rows))


def _measured(row: Row) -> str:
    mark = row.rating.rag.letter if row.rating.rag else row.rating.status.value
    newest = row.latest
    if newest is None or newest.value is None:
        return f"[{mark}] {row.measure.title}: no data."
    return f"[{mark}] {row.measure.title}: {newest.value:f} ({newest.period.words})."


def _extra(extra: Any) -> Item:
    said = [line for line in extra.words.split("\n") if line.strip()]
    return Item(extra.heading, EXTRA, (*said, f"Brought by: {OWNER_ROLES[extra.owner]}."))
