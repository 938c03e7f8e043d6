"""The agenda, drawn from the record: what other apps offer, items put on it, and their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from beatwise.accountability.boards import agenda, item_details
from beatwise.accountability.boards.agenda import Item
from beatwise.accountability.boards.agenda_template import TemplateItem
from beatwise.accountability.boards.item_details import OWNERS, Attachment, ItemDetails
from beatwise.accountability.plan.change_control import UNDECIDED
from beatwise.accountability.rating.rag import RULE_VERSION
from beatwise.accountability.rating.scorecard import Row, without_commentary
from beatwise.web.actions import board_papers, cache
from beatwise.web.history.cache import remembered
from beatwise.web.meetings import selectors
from beatwise.web.meetings.models import ExtraItem, Meeting
from beatwise.web.meetings.own_agendas import standing_items
from beatwise.web.meetings.packs import contents, scorecards
from beatwise.web.performance import gate
from beatwise.web.performance import selectors as performance


SCORECARD, EXTRA, STANDING = "scorecard", "item", "standing"


@dataclass(frozen=True, slots=True)
class Agenda:
    """An agenda as it is today.

    ``keys`` names each item for its place in the order; ``bare`` are the exceptions, as id and
    title, that nobody has written about; ``decided`` is what the last meeting decided.
    """

    rows: tuple[Row, ...]
    commentary: dict[str, str]
    items: tuple[Item, ...]
    keys: tuple[str, ...]
    bare: tuple[tuple[str, str], ...]
    decided: tuple[agenda.Decision, ...]
    today: dt.date

    def pack(self, meeting: Meeting) -> agenda.Pack:
        """Freeze it with its papers; raise ``Conflict`` while an exception has no commentary."""
        return agenda.freeze(
            meeting.board.name,
            meeting.on,
            self.rows,
            contents.filled(self.items, self.rows, self.commentary, self.decided, self.today),
            rule=RULE_VERSION,
            commentary=self.commentary,
        )


_PLAIN = TemplateItem("", "paper")  # an item that is not of the body's own agenda


def draw(meeting: Meeting, today: dt.date) -> Agenda:
    """Draw a meeting's agenda from the record as it is today."""
    return _agenda_on(meeting.number, today)


@remembered(most=8)
def _agenda_on(number: int, today: dt.date) -> Agenda:
    meeting = selectors.meeting(number)
    decided = tuple(selectors.decisions(selectors.before(meeting)))
    standing = standing_items.items(meeting)
    if not meeting.board.draws_record:
        return _agenda(meeting, standing, {}, (), {}, decided, today)
    rows = gate.plan_scorecard(None, today)  # a pack is published whole
    commentary = performance.commentary_words(today)
    items = agenda.agenda(
        rows,
        cache.actions(),
        board_papers.change_requests(UNDECIDED).values(),
        today=today,
        last_decisions=decided,
        commentary=commentary,
    )
    by_key = {item.kind: _side_by_side(item) for item in items}
    by_key[SCORECARD] = _scorecard(rows)
    return _agenda(meeting, standing, by_key, rows, commentary, decided, today)


def _agenda(
    meeting: Meeting,
    standing: Sequence[tuple[str, TemplateItem]],
    from_record: dict[str, Item],
    rows: tuple[Row, ...],
    commentary: dict[str, str],
    decided: tuple[agenda.Decision, ...],
    today: dt.date,
) -> Agenda:
    """Return an agenda of standing items, what the record writes and what somebody put there."""
    by_key = {
        key: Item(each.heading, STANDING, standing_items.lines(meeting, each.kind, today))
        for key, each in standing
    }
    by_key |= from_record
    by_key |= {f"{EXTRA}:{e.pk}": _extra(e) for e in meeting.items.filter(removed=False)}
    keys = ordered(list(by_key), meeting.order)
    bare = tuple((r.measure.id, r.measure.title) for r in without_commentary(rows, commentary))
    details = item_details.timed(meeting.begins, _details(meeting, keys, dict(standing)))
    items = tuple(replace(by_key[k], details=d) for k, d in zip(keys, details, strict=True))
    return Agenda(rows, commentary, items, tuple(keys), bare, decided, today)


def ordered(keys: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return the keys in the order wanted; those nobody placed follow in their usual order."""
    placed = [key for key in wanted if key in keys]
    return [*placed, *(key for key in keys if key not in placed)]


def _details(
    meeting: Meeting, keys: Sequence[str], standing: dict[str, TemplateItem]
) -> list[ItemDetails]:
    """Return each item's details: as somebody gave them, else as the record has them."""
    files: dict[str, list[Attachment]] = {}
    for row in meeting.files.filter(removed=False):
        files.setdefault(row.key, []).append(Attachment(row.name, row.content_id, row.size))
    own = {f"{EXTRA}:{extra.pk}": extra.owner for extra in meeting.items.all()}
    rows = []
    for key in keys:
        own_details, each = meeting.details.get(key, {}), standing.get(key, _PLAIN)
        rows.append(
            ItemDetails(
                own_details.get("owner") or own.get(key) or OWNERS.get(key, ""),
                own_details.get("presenter", each.presenter),
                own_details.get("minutes", each.minutes),
                attachments=tuple(files.get(key, ())),
            )
        )
    return rows


def _side_by_side(item: Item) -> Item:
    """Return the item of changes with what was and what is asked for, a line a change."""
    if item.kind != "changes":
        return item
    lines = board_papers.change_lines()
    if not lines:
        return item
    return replace(item, lines=tuple(lines.values()), about=tuple(map(str, lines)))


def _scorecard(rows: Sequence[Row]) -> Item:
    return Item("All measures", SCORECARD, scorecards.lines(rows))


def _extra(extra: ExtraItem) -> Item:
    lines = [line for line in extra.words.split("\n") if line.strip()]
    return Item(extra.heading, EXTRA, tuple(lines))
