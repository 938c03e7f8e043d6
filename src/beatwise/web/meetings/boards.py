"""Boards and their meetings: planned, moved while they are planned, and what is put on agendas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from beatwise.accountability.boards import agenda_template, body_rights
from beatwise.accountability.boards.agenda import PLANNED
from beatwise.accountability.boards.body_documents import WHOSE
from beatwise.accountability.boards.frequencies import FREQUENCIES
from beatwise.accountability.boards.quorum import quorum_of
from beatwise.accountability.roles import Person, owner_role, owner_titles
from beatwise.clock import day_words
from beatwise.errors import BadInput, Conflict
from beatwise.web.history import audit
from beatwise.web.history.row_versions import change_of, check_version, next_number, save_change
from beatwise.web.meetings import agenda, selectors
from beatwise.web.meetings.keepers.papers_to_keep import (
    body_to_keep,
    check_writes,
    meeting_to_keep,
)
from beatwise.web.meetings.models import Board, ExtraItem, Meeting
from beatwise.web.pages import clean


BOARD = (
    "name", "about", "whose", "basis", "chair", "members", "keepers", "readers", "frequency",
    "papers_days", "question_days", "quorum", "template", "draws_record", "closed",
)  # fmt: skip
MEETING = ("on", "begins", "minutes_long", "place")
LONGEST_BACK, LONGEST_AHEAD = 366, 3660  # days; one that was held may be written up afterwards


def make_board(*, values: Mapping[str, object], by: Person) -> Board:
    """Make a board; see ``BOARD`` for its fields."""
    check_writes(by)
    with audit.changing():
        row = Board(
            number=next_number(Board.objects.all()), frequency="quarterly", chair="commissioner"
        )
        _take_board(row, {"name": "", **values})
        row.save(force_insert=True)
        audit.write("board.make", row.thing, by=by, after=board_facts(row))
    return row


def change_board(
    *, number: int, version: int, values: Mapping[str, object], by: Person, why: str = ""
) -> Board:
    """Change a board; the meetings that are planned keep their dates."""
    check_writes(by)
    with audit.changing():
        row = selectors.board(number)
        with change_of(row, version, "board.change", board_facts, by=by, why=why):
            _take_board(row, values)
    return row


def plan(*, board: int, values: Mapping[str, object], by: Person) -> Meeting:
    """Plan a meeting; see ``MEETING`` for its fields. Its papers are due as the board says."""
    with audit.changing():
        series = body_to_keep(board, by)
        if series.closed:
            raise Conflict(f"{series.name} is closed.", next_step="Open it again first.")
        row = Meeting(number=next_number(Meeting.objects.all()), board=series)
        _take_meeting(row, {"on": None, "begins": None, **values})
        row.save(force_insert=True)
        audit.write("meeting.plan", row.thing, by=by, after=meeting_facts(row))
    return row


def change(
    *, number: int, version: int, values: Mapping[str, object], by: Person, why: str = ""
) -> Meeting:
    """Move a planned meeting, or change its place."""
    with audit.changing():
        row = planned(number, version, by)
        before = meeting_facts(row)
        _take_meeting(row, values)
        save_change(row, "meeting.change", before, meeting_facts(row), by=by, why=why)
    return row


def add_item(
    *, number: int, version: int, heading: str, words: str, owner: str, by: Person
) -> ExtraItem:
    """Put an item on the agenda of a planned meeting."""
    with audit.changing():
        row = planned(number, version, by)
        item = ExtraItem.objects.create(
            meeting=row,
            heading=clean.line(heading, "heading", longest=200),
            words=clean.text(words, "words", longest=5000, needed=False),
            owner=owner_role(owner, place="owner"),
        )
        save(row)
        after = {"item": item.heading, "words": item.words, "owner": item.owner}
        audit.write("meeting.item", row.thing, by=by, after=after)
    return item


def drop_item(*, number: int, version: int, key: int, by: Person) -> None:
    """Take an item that somebody put there off the agenda."""
    with audit.changing():
        row = planned(number, version, by)
        item = ExtraItem.objects.filter(meeting=row, pk=key, removed=False).first()
        if item is None:
            raise BadInput("there is no such item.", place="item", next_step="Reload the page.")
        item.removed = True
        item.save()
        save(row)
        audit.write("meeting.drop_item", row.thing, by=by, before={"item": item.heading})


def move_item(*, number: int, version: int, key: str, up: bool, by: Person) -> Meeting:
    """Move an item of the agenda one place up or down."""
    with audit.changing():
        row = planned(number, version, by)
        keys = list(agenda.draw(row, selectors.today()).keys)
        if key not in keys:
            raise BadInput("there is no such item.", place="item", next_step="Reload the page.")
        here = keys.index(key)
        there = max(0, min(len(keys) - 1, here + (-1 if up else 1)))
        before = list(keys)
        keys.insert(there, keys.pop(here))
        if keys != before:
            row.order = keys
            save(row)
            after = {"order": ", ".join(keys)}
            audit.write("meeting.order", row.thing, by=by, after=after)
    return row


def planned(number: int, version: int, by: Person) -> Meeting:
    """Return a planned meeting that this person keeps, still the version someone saw."""
    row = meeting_to_keep(number, version, by)
    check_planned(row)
    return row


def check_planned(row: Meeting) -> None:
    """Raise ``Conflict`` unless a meeting is planned, its agenda still open."""
    if row.state != PLANNED:
        raise Conflict(
            f"its papers are {row.state}: the agenda is fixed.",
            place=str(row),
            next_step="Correct the pack first, and freeze it again.",
        )


def current(number: int, version: int) -> Meeting:
    """Return a meeting as it is now; ``Conflict`` when it is not the version someone saw."""
    row = selectors.meeting(number)
    check_version(row, version, place=str(row))
    return row


def save(row: Meeting) -> None:
    """Save a meeting under its next version."""
    row.version += 1
    row.save()


def board_facts(row: Board) -> dict[str, object]:
    """Return what the history keeps of a board."""
    fields = {name: getattr(row, name) for name in BOARD}
    items = agenda_template.items_of_json(row.template)
    template = "\n".join(item.line for item in items)
    lists = {name: ", ".join(getattr(row, name)) for name in ("members", *body_rights.PARTS)}
    return {**fields, **lists, "template": template}


def meeting_facts(row: Meeting) -> dict[str, object]:
    """Return what the history keeps of a meeting."""
    names = (*MEETING, "papers_due", "state")
    return {"board": row.board.name, **{name: getattr(row, name) for name in names}}


def _take_board(row: Board, values: Mapping[str, object]) -> None:
    _check_fields(values, BOARD)
    if "name" in values:
        row.name = clean.line(values["name"], "name", longest=120)
        if Board.objects.filter(name__iexact=row.name).exclude(pk=row.pk).exists():
            raise BadInput(
                f"there is a board '{row.name}' already.",
                place="name",
                next_step="Choose another name.",
            )
    if "about" in values:
        row.about = clean.text(values["about"], "about", longest=2000, needed=False)
    if "chair" in values:
        chair = str(values["chair"] or "")
        row.chair = owner_role(chair, place="chair") if chair else ""
    if "members" in values:
        wanted = {owner_role(name, place="members") for name in values["members"]}
        row.members = [name for name in owner_titles() if name in wanted]
    if "frequency" in values:
        row.frequency = _one_of(str(values["frequency"]), "frequency", FREQUENCIES)
    if "papers_days" in values:
        row.papers_days = clean.needed_whole(values["papers_days"], "papers_days", most=60)
    _take_rules(row, values)


def _take_rules(row: Board, values: Mapping[str, object]) -> None:
    if "whose" in values:
        row.whose = _one_of(str(values["whose"]), "whose", WHOSE)
    if "basis" in values:
        row.basis = clean.line(values["basis"], "basis", longest=300, needed=False)
    if "question_days" in values:
        row.question_days = clean.whole(values["question_days"], "question_days", most=60)
    if "quorum" in values:
        row.quorum = clean.line(values["quorum"], "quorum", longest=8, needed=False)
        quorum_of(row.quorum)
    if "template" in values:
        text = clean.text(values["template"], "template", longest=20_000, needed=False)
        items = agenda_template.items_of_lines(text, "template")
        row.template = agenda_template.as_rows(items)
    for name in ("draws_record", "closed"):
        if name in values:
            setattr(row, name, bool(values[name]))
    for name in body_rights.PARTS:
        if name in values:
            setattr(row, name, body_rights.named_roles(_names(values[name]), place=name))
    body_rights.check_draws(row)


def _take_meeting(row: Meeting, values: Mapping[str, object]) -> None:
    _check_fields(values, MEETING)
    if "on" in values:
        day = clean.day(values["on"], "on")
        if day is None:
            raise BadInput("a meeting has a day.", place="on", next_step="Give the day.")
        if not -LONGEST_BACK <= (day - selectors.today()).days <= LONGEST_AHEAD:
            raise BadInput(
                f"{day_words(day)} is more than a year back, or ten years ahead.",
                place="on",
                next_step="Check the year and correct it.",
            )
        row.on = day
        row.papers_due = day - dt.timedelta(days=row.board.papers_days)
    if "begins" in values:
        row.begins = _time(values["begins"])
    if "minutes_long" in values:
        row.minutes_long = clean.needed_whole(
            values["minutes_long"], "minutes_long", least=5, most=24 * 60
        )
    if "place" in values:
        row.place = clean.line(values["place"], "place", longest=200, needed=False)


def _names(entry: object) -> list[str]:
    return [str(name) for name in entry] if isinstance(entry, list | tuple) else []


def _one_of(name: str, place: str, allowed: Iterable[str]) -> str:
    if name not in allowed:
        raise BadInput(
            f"'{name}' cannot be chosen here.",
            place=place,
            next_step=f"Use one of: {', '.join(allowed)}.",
        )
    return name


def _time(value: object) -> dt.time:
    if isinstance(value, dt.time):
        return value
    try:
        return dt.time.fromisoformat(str(value or "10:00"))
    except ValueError:
        raise BadInput(
            f"'{value}' is not a time.", place="begins", next_step="Write it as 14:30."
        ) from None


def _check_fields(values: Mapping[str, object], known: tuple[str, ...]) -> None:
    for name in values:
        if name not in known:
            raise BadInput(
                f"'{name}' cannot be given here.",
                place=name,
                next_step=f"What may be given: {', '.join(known)}.",
            )
