"""Minutes: what was said, what was decided, and what came of it in the same transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from beatwise.accountability import questions, roles
from beatwise.accountability.boards.agenda import MEETING_HELD, MINUTES_AGREED
from beatwise.accountability.registers import field_rules
from beatwise.accountability.registers.field_rules import Situation
from beatwise.accountability.registers.read_toml import form_rules
from beatwise.accountability.roles import Person
from beatwise.clock import day_words
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.actions import actions, board_papers, changes, selectors
from beatwise.web.history import audit
from beatwise.web.history.row_versions import Versioned, change_of, check_version
from beatwise.web.meetings import boards
from beatwise.web.meetings import selectors as meetings
from beatwise.web.meetings.keepers import papers_to_keep
from beatwise.web.meetings.models import Decision, Meeting
from beatwise.web.meetings.named_roles import own_bodies
from beatwise.web.pages import clean
from beatwise.web.pages.clean import sure_row


def write(*, number: int, version: int, text: str, by: Person) -> Meeting:
    """Write the minutes of a meeting that was held and whose minutes are not yet agreed."""
    words = clean.text(text, "minutes", longest=50_000)
    with audit.changing():
        meeting = meeting_to_minute(number, version, by)
        was, meeting.minutes = meeting.minutes, words
        boards.save(meeting)
        before = {"minutes": was} if was else {}
        audit.write(
            "meeting.minutes", meeting.thing, by=by, before=before, after={"minutes": words}
        )
    return meeting


def decide(*, number: int, version: int, words: str, by: Person) -> Decision:
    """Minute a decision."""
    text = clean.text(words, "words", longest=2000)
    with audit.changing():
        return _minute(_open_meeting(number, version, by), by, words=text)


def decide_action(
    *, number: int, version: int, values: Mapping[str, object], by: Person
) -> Decision:
    """Minute an action: it is in the plan, with its owner and date, from now on.

    ``given`` has ``title``, ``strategy``, ``owner`` and ``due``, and may have ``area`` and
    ``depends_on``.
    """
    due = clean.day(values.get("due"), "due")
    if due is None:
        raise BadInput("an action of a board has a day.", place="due", next_step="Give the day.")
    with audit.changing():
        meeting = _meeting_with_plan(number, version, by)
        _check_due(due, meeting)
        action = selectors.value(
            actions.put_in(values={**values, "due": due}, by=by, why=reference(meeting))
        )
        return _minute(
            meeting,
            by,
            kind="action",
            words=action.title,
            owner=action.owner,
            due=action.due,
            action=action.id,
        )


def decide_change(
    *, number: int, version: int, change: int, step: str, by: Person, why: str = ""
) -> Decision:
    """Minute that a change was approved or refused; what is approved is done."""
    with audit.changing():
        meeting = _meeting_with_plan(number, version, by)
        line = board_papers.change_lines().get(change, "")
        decided = changes.decide(
            number=change, step=step, board=reference(meeting), why=why, by=by, on=meeting.on
        )
        words = " ".join(filter(None, (line, f"{decided.state.capitalize()}.", why.strip())))
        return _minute(meeting, by, kind="change", words=words, change=change)


def withdraw_action(*, number: int, version: int, action: str, why: str, by: Person) -> Decision:
    """Minute that an action was withdrawn."""
    with audit.changing():
        meeting = _meeting_with_plan(number, version, by)
        actions.move_at_board(
            name=action, step="withdraw", board=reference(meeting), why=why, by=by
        )
        words = f"Action {action} was withdrawn. {why.strip()}"
        return _minute(meeting, by, kind="withdrawal", words=words, action=action)


def reword(
    *, meeting: int, version: int, number: int, words: str, why: str, by: Person
) -> Decision:
    """Put a decision in other words before the minutes are agreed; what came of it stands."""
    text, reason = clean.text(words, "words", longest=2000), clean.line(why, "why", longest=500)
    with audit.changing():
        open_meeting = meeting_to_minute(meeting, version, by)
        row = sure_row(
            Decision.objects.filter(meeting=open_meeting, number=number),
            f"there is no decision {number}.",
            "Open the meeting.",
        )
        was, row.words = row.words, text
        row.save()
        boards.save(open_meeting)
        before, after = {"decision": number, "words": was}, {"decision": number, "words": text}
        audit.write(
            "meeting.reword", open_meeting.thing, by=by, why=reason, before=before, after=after
        )
    return row


def reference(meeting: Meeting) -> str:
    """Return how the record names a meeting: its board and day."""
    return f"{meeting.board.name}, {day_words(meeting.on)}"


def _check_due(due: dt.date, meeting: Meeting) -> None:
    """Raise ``FieldFaults`` for a day that an action of this meeting cannot be due on."""
    rules = form_rules("minuted-action")
    situation = Situation(selectors.today(), days={"meeting": meeting.on})
    values = {"due": due.isoformat()}
    faults, _ = field_rules.broken(rules.by_name, rules.rules, values, situation)
    questions.check(faults)


def _minute(meeting: Meeting, by: Person, **fields: object) -> Decision:
    number = Decision.objects.filter(meeting=meeting).count() + 1
    row = Decision.objects.create(meeting=meeting, number=number, role=by.role, **fields)
    boards.save(meeting)
    after = {"decision": number, **{k: v for k, v in fields.items() if v}}
    audit.write("meeting.decide", meeting.thing, by=by, after=after)
    return row


def _open_meeting(number: int, version: int, by: Person) -> Meeting:
    row = meetings.meeting(number)
    if not own_bodies.may_in(by, own_bodies.STEP, row.board):
        raise Refused("your role writes no minutes.", next_step="Ask who keeps the minutes.")
    check_version(row, version, place=str(row))
    check_open(row)
    return row


def _meeting_with_plan(number: int, version: int, by: Person) -> Meeting:
    """Return a meeting whose minutes are open, for a decision that changes the plan's record."""
    if not roles.may(by, own_bodies.STEP):
        raise Refused(
            "your role does not decide on the plan's actions and changes.",
            next_step="Minute the decision in words.",
        )
    return _open_meeting(number, version, by)


def meeting_to_minute(number: int, version: int, by: Person) -> Meeting:
    """Return a meeting whose minutes are open; ``Refused`` unless this person keeps its papers."""
    row = papers_to_keep.meeting_to_keep(number, version, by)
    check_open(row)
    return row


@contextmanager
def correction(
    row: Versioned,
    meeting: Meeting,
    version: int,
    action: str,
    facts: Callable[[Versioned], Mapping[str, object]],
    *,
    by: Person,
    why: str,
    beside: Mapping[str, object],
) -> Iterator[None]:
    """Hold a correction of what was minuted, before the minutes are agreed; a reason is kept."""
    reason = clean.line(why, "why", longest=500)
    papers_to_keep.check_writes(by, meeting.board)
    check_open(meeting)
    with change_of(row, version, action, facts, by=by, why=reason, beside=beside):
        yield


def check_open(meeting: Meeting) -> None:
    """Raise ``Conflict`` unless the meeting was held and its minutes are not agreed yet."""
    if meeting.state == MEETING_HELD:
        return
    agreed = meeting.state == MINUTES_AGREED
    raise Conflict(
        "the minutes of this meeting are agreed and final."
        if agreed
        else f"minutes are written after a meeting; this one is {meeting.state}.",
        place=str(meeting),
        next_step="Bring it to the next meeting." if agreed else "Record first that it was held.",
    )
