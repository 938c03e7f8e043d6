"""Rows of a body's meetings and of its recorded votes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from beatwise.accountability.boards import votes as rules
from beatwise.accountability.boards.agenda import MEETING_HELD, PLANNED
from beatwise.accountability.roles import Person
from beatwise.accountability.row_reader import day
from beatwise.clock import day_words
from beatwise.errors import BadInput, Conflict
from beatwise.web.bodies import attendance, selectors, vote_records
from beatwise.web.bodies.models import RecordedVote
from beatwise.web.meetings import boards, workflow
from beatwise.web.meetings.models import Board, Meeting


LONG = 120  # minutes of a meeting whose end is not printed


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with its day and times."""

    on: dt.date
    begins: str
    minutes: int


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A vote as a paper prints it."""

    on: dt.date
    motion: str
    mover: str
    in_favour: str
    against: str
    result: str
    threshold: str

    @property
    def rule(self) -> str:
        """The rule that the words of threshold and result name."""
        words = f"{self.threshold} {self.result}".casefold()
        if "two-third" in words or "two third" in words:
            is_veto = "membership" in words or "total" in words
            return rules.VETO.name if is_veto else rules.TWO_THIRDS_PRESENT.name
        return rules.UNANIMOUS.name if "unanim" in words else rules.MAJORITY.name


def read_meeting(cells: dict[str, str]) -> MeetingRow | None:
    """Read a meeting's row; one that prints no time is left out, since none can be made up."""
    on = _day(cells)
    if not cells["start"]:
        return None
    begins, ends = _time(cells["start"], "start"), cells.get("end", "")
    length = _minutes(begins, _time(ends, "end")) if ends else LONG
    return MeetingRow(on, f"{begins:%H:%M}", length)


def make_meetings(board: Board, rows: Sequence[MeetingRow], by: Person) -> list[Any]:
    """Plan the meetings that the body does not have on that day."""
    effect = []
    for row in rows:
        if board.meetings.filter(on=row.on).exists():
            continue
        values = {"on": row.on, "begins": row.begins, "minutes_long": row.minutes}
        meeting = boards.plan(board=board.number, values=values, by=by)
        effect.append([meeting.number, meeting.version])
    return effect


def take_back_meetings(board: Board, effect: list[Any], by: Person) -> None:
    """Cancel the meetings, unless something was done with one since."""
    for number, version in effect:
        row = Meeting.objects.get(number=number)
        if row.version != version or row.state != PLANNED:
            raise Conflict(f"{row} was changed since.", next_step="Cancel the others by hand.")
        workflow.step(number=number, version=version, name="cancel", why="import undone", by=by)


def meeting_words(row: MeetingRow) -> tuple[str, str]:
    """Return a row of the preview."""
    return day_words(row.on), f"{row.begins}, {row.minutes} minutes"


def read_vote(cells: dict[str, str]) -> VoteRow | None:
    """Read a vote's row."""
    result = cells["result"].casefold()
    if "carried" not in result and "lost" not in result:
        raise BadInput(
            f"'{cells['result']}' is no result.", place="result",
            next_step="Write carried, not carried or lost, as the minutes record it.",
        )  # fmt: skip
    return VoteRow(
        _day(cells), cells["motion"], cells.get("proposer_role", ""), cells["votes_for"],
        cells["votes_against"], result, cells["threshold"],
    )  # fmt: skip


def make_votes(board: Board, rows: Sequence[VoteRow], by: Person) -> list[Any]:
    """Record the votes with the meetings of their days, whose rolls say how many were present."""
    effect = []
    for row in rows:
        meeting = board.meetings.filter(on=row.on, state=MEETING_HELD).first()
        present = len(attendance.voters(meeting)) if meeting else 0
        if meeting is None or not present:
            raise BadInput(
                f"{board} has no meeting on {day_words(row.on)} that was held and whose roll was "
                "called.",
                place="meeting_date",
                next_step="Record the meeting and call its roll first.",
            )
        values = {
            "motion": row.motion, "mover": row.mover, "rule": row.rule, "present": present,
            "members": selectors.members_on(board, row.on), "in_favour": row.in_favour,
            "against": row.against,
            "carried": "no" if "not" in row.result or "lost" in row.result else "yes",
        }  # fmt: skip
        vote = vote_records.record(
            meeting=meeting.number, version=meeting.version, values=values, by=by
        )
        effect.append([vote.pk, vote.version])
    return effect


def take_back_votes(board: Board, effect: list[Any], by: Person) -> None:
    """Take the votes out again, unless one was corrected or its minutes were agreed since."""
    for key, version in effect:
        vote = RecordedVote.objects.select_related("meeting").get(pk=key)
        if vote.version != version or vote.meeting.state != MEETING_HELD:
            raise Conflict(f"{vote} stands by now.", next_step="Correct it by hand.")
        boards.save(vote.meeting)
        vote.delete()


def vote_words(row: VoteRow) -> tuple[str, str]:
    """Return a row of the preview."""
    return f"{day_words(row.on)}: {row.motion}"[:150], f"{row.result}, by {row.rule}"


def _day(cells: dict[str, str]) -> dt.date:
    on = day({"meeting_date": cells["meeting_date"][:10]}, "meeting_date")
    if on is None:
        raise BadInput("this is empty.", place="meeting_date", next_step="Give the day.")
    return on


def _time(words: str, place: str) -> dt.time:
    try:
        return dt.time.fromisoformat(words[:5])
    except ValueError:
        raise BadInput(f"'{words}' is no time.", place=place, next_step="Write 14:00.") from None


def _minutes(begins: dt.time, ends: dt.time) -> int:
    return max(1, (ends.hour - begins.hour) * 60 + ends.minute - begins.minute)
