"""Boards: the agenda drawn from the record, the minutes as decisions and actions, the frozen pack.

The agenda writes itself: actions from the last meeting, exceptions, overdue actions, change
requests, the quarter ahead. A pack is frozen once, with a digest over everything in it; a frozen
pack never changes, and a correction is a new one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from beatwise.accountability.boards import item_details
from beatwise.accountability.boards.item_details import ItemDetails
from beatwise.accountability.boards.papers import Part, as_json
from beatwise.accountability.plan.actions import Action, progress
from beatwise.accountability.plan.burn_up import Ahead, horizon, overdue
from beatwise.accountability.plan.change_control import UNDECIDED, ChangeRequest, in_words
from beatwise.accountability.rating.scorecard import Row, exceptions, without_commentary
from beatwise.accountability.registers.workflow import State, StateTable, Transition
from beatwise.accountability.roles import owner_titles
from beatwise.errors import Conflict


_CLERK = ("governance", "performance")

PLANNED = "planned"  # its agenda is open and drawn from the record
PACK_FROZEN = "pack frozen"  # its papers are as they will be read
MEETING_HELD = "held"  # its minutes are open
MINUTES_AGREED = "minutes agreed"  # nothing in it changes any more
CANCELLED = "cancelled"  # it does not take place
POSTPONED = "postponed"  # it does not take place on its day, and another meeting does in its stead
TOOK_PLACE = (MEETING_HELD, MINUTES_AGREED)

MEETING = StateTable(
    "a meeting",
    (
        State(PLANNED, "Planned"),
        State(PACK_FROZEN, "Pack frozen"),
        State(MEETING_HELD, "Held"),
        State(MINUTES_AGREED, "Minutes agreed", final=True, done=True),
        State(POSTPONED, "Postponed", final=True),
        State(CANCELLED, "Cancelled", final=True),
    ),
    (
        Transition("freeze", "Freeze the pack", (PLANNED,), PACK_FROZEN, _CLERK),
        Transition("correct", "Correct the pack", (PACK_FROZEN,), PLANNED, _CLERK, why=True),
        Transition(
            "hold",
            "Record that it was held",
            (PACK_FROZEN,),
            MEETING_HELD,
            _CLERK,
            task="prepare",
        ),
        Transition(
            "agree",
            "Agree the minutes",
            (MEETING_HELD,),
            MINUTES_AGREED,
            ("commissioner", "deputy"),
            ("minutes",),
            task="agree",
        ),
        Transition(
            "postpone",
            "Postpone to another day",
            (PLANNED, PACK_FROZEN),
            POSTPONED,
            _CLERK,
            why=True,
        ),
        Transition(
            "cancel", "Cancel the meeting", (PLANNED, PACK_FROZEN), CANCELLED, _CLERK, why=True
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an agenda: its heading, what it is drawn from, and the lines beneath it.

    ``parts`` is how its paper reads: words, tables and pictures; without any, the lines.
    ``details`` are its owner, presenter, time and files; packs of before these had any hold none.
    """

    heading: str
    kind: str
    lines: tuple[str, ...]
    about: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    details: ItemDetails = item_details.NONE


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision in the minutes; ``action`` is the id of the action that came of it, if any."""

    number: int
    words: str
    owner: str = ""
    action: str = ""
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """A frozen pack: what the board saw, and the digest that proves it unchanged."""

    board: str
    meeting: dt.date
    items: tuple[Item, ...]
    rule: str
    digest: str


def agenda(
    rows: Sequence[Row],
    actions: Sequence[Action],
    requests: Iterable[ChangeRequest],
    *,
    today: dt.date,
    last_decisions: Iterable[Decision] = (),
    commentary: Mapping[str, str] | None = None,
) -> tuple[Item, ...]:
    """Draw the agenda from the record; an item with nothing beneath it says so.

    Parameters
    ----------
    rows
        The scorecard.
    actions, requests
        The plan's actions, and the change requests; only those still asked for come up.
    last_decisions
        What the last meeting decided.
    commentary
        Words on each exception, by measure id.
    """
    by_id = {action.id: action for action in actions}
    open_requests = [request for request in requests if request.state == UNDECIDED]
    red = exceptions(rows)
    late = overdue(actions, today)
    ahead = horizon(actions, today)
    return (
        Item(
            "Decisions of the last meeting",
            "decisions",
            tuple(_followed(decision, by_id) for decision in last_decisions),
        ),
        Item("Progress of the plan", "progress", (_progress(actions, today),)),
        Item(
            "Exceptions",
            "exceptions",
            tuple(_exception(row, commentary or {}) for row in red),
            tuple(row.measure.id for row in red),
        ),
        Item("Overdue actions", "overdue", tuple(map(_late, late)), tuple(a.id for a in late)),
        Item(
            "Changes asked for",
            "changes",
            tuple(map(_change_line, open_requests)),
            tuple(r.about for r in open_requests),
        ),
        Item(
            "The next quarter",
            "horizon",
            tuple(map(_ahead, ahead)),
            tuple(each.action.id for each in ahead),
        ),
    )


def freeze(
    board: str,
    meeting: dt.date,
    rows: Sequence[Row],
    items: Sequence[Item],
    *,
    rule: str,
    commentary: Mapping[str, str],
) -> Pack:
    """Freeze a pack; raise ``Conflict`` while an exception has no commentary."""
    bare = without_commentary(rows, commentary)
    if bare:
        raise Conflict(
            f"{len(bare)} exceptions have no commentary: "
            f"{', '.join(row.measure.title for row in bare)}.",
            place=f"{board}, {meeting}",
            next_step="Write what is known and what is being done, then freeze the pack.",
        )
    without_digest = Pack(board, meeting, tuple(items), rule, "")
    return Pack(board, meeting, tuple(items), rule, digest(without_digest))


def digest(pack: Pack) -> str:
    """Return the SHA-256 of everything in a pack but its digest."""
    content = {
        "board": pack.board,
        "meeting": pack.meeting.isoformat(),
        "rule": pack.rule,
        "items": [_item_json(item) for item in pack.items],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def unchanged(pack: Pack) -> bool:
    """Whether a pack is still what was frozen."""
    return pack.digest == digest(pack)


def _item_json(item: Item) -> list[object]:
    bare: list[object] = [item.heading, item.kind, list(item.lines), list(item.about)]
    paper = [as_json(item.parts)] if item.parts else []
    known = item.details != item_details.NONE
    return [*bare, *paper, *([item_details.as_json(item.details)] if known else [])]


def _followed(decision: Decision, actions: Mapping[str, Action]) -> str:
    action = actions.get(decision.action)
    state = f" — {action.state}" if action else ""
    return f"{decision.number}. {decision.words}{state}"


def _progress(actions: Sequence[Action], today: dt.date) -> str:
    summary = progress(actions, today)
    if summary.percent is None:
        return "There are no actions."
    return (
        f"{summary.complete} of {summary.total} actions complete ({float(summary.percent):.1f} %), "
        f"{summary.in_progress} in progress, {summary.overdue} overdue."
    )


def _exception(row: Row, commentary: Mapping[str, str]) -> str:
    rating = row.rating.rag.word if row.rating.rag else row.rating.status.value
    words = commentary.get(row.measure.id, "").strip() or "No commentary yet."
    return f"{row.measure.title} ({rating}). {' '.join(row.why)} {words}"


def _late(action: Action) -> str:
    return f"{_title_and_owner(action)}; due {in_words(action.due)}; {action.state}."


def _change_line(request: ChangeRequest) -> str:
    names = ", ".join(name for name, _ in request.after)
    return f"{request.about}: change {names}. {request.why}"


def _ahead(each: Ahead) -> str:
    return " ".join(
        [f"{_title_and_owner(each.action)}; due {in_words(each.action.due)}.", *each.barriers]
    )


def _title_and_owner(action: Action) -> str:
    return f"{action.id}. {action.title}; {owner_titles()[action.owner].lower()}"
