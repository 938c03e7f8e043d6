"""Recorded votes: entered with the minutes, corrected until they are agreed, never computed."""

from __future__ import annotations

from collections.abc import Mapping

from beatwise.accountability.boards import votes as rules
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput
from beatwise.web.bodies import selectors
from beatwise.web.bodies.models import RecordedVote
from beatwise.web.history import audit
from beatwise.web.history.row_versions import next_number
from beatwise.web.meetings import boards, minutes
from beatwise.web.pages import clean


FIELDS = (
    "motion", "mover", "seconder", "rule", "members", "present", "in_favour", "against",
    "abstained", "named", "casting", "carried",
)  # fmt: skip
MOST_MEMBERS = 1000
WAYS = ("for", "against", "abstained")
_UNKNOWN = ("in_favour", "against", "abstained")  # a paper may not print them


def record(*, meeting: int, version: int, values: Mapping[str, object], by: Person) -> RecordedVote:
    """Record a vote of a meeting whose minutes are open; see ``FIELDS``."""
    with audit.changing():
        row_of = minutes.meeting_to_minute(meeting, version, by)
        row = RecordedVote(meeting=row_of, number=next_number(selectors.votes(row_of)))
        _fill(row, values)
        row.save(force_insert=True)
        boards.save(row_of)
        audit.write("meeting.vote", row.thing, by=by, after=facts(row))
    return row


def correct(
    *, meeting: int, number: int, version: int, values: Mapping[str, object], why: str, by: Person
) -> RecordedVote:
    """Correct a recorded vote before the minutes are agreed; a reason is kept."""
    which = {"vote": number}
    with audit.changing():
        row = selectors.vote(meeting, number)
        with minutes.correction(
            row, row.meeting, version, "meeting.vote", facts, by=by, why=why, beside=which
        ):
            _fill(row, values)
    return row


def value(row: RecordedVote) -> rules.Vote:
    """Return a vote as the value that the rules are about."""
    return rules.Vote(
        row.motion,
        rules.RULES[row.rule],
        row.members,
        row.present,
        row.in_favour,
        row.against,
        row.abstained,
        row.carried,
        tuple((str(seat), way) for seat, way in row.named),
        row.casting,
    )


def facts(row: RecordedVote) -> dict[str, object]:
    """Return what the history keeps of a vote."""
    named = "; ".join(f"{seat}: {way}" for seat, way in row.named)
    return {"vote": row.number, **{name: getattr(row, name) for name in FIELDS}, "named": named}


def _fill(row: RecordedVote, values: Mapping[str, object]) -> None:
    row.motion = clean.text(values.get("motion"), "motion", longest=2000)
    row.mover = clean.line(values.get("mover"), "mover", longest=120, needed=False)
    row.seconder = clean.line(values.get("seconder"), "seconder", longest=120, needed=False)
    row.rule = str(values.get("rule", ""))
    if row.rule not in rules.RULES:
        raise BadInput(
            f"'{row.rule}' is no rule of votes.",
            place="rule",
            next_step=f"Use one of: {', '.join(rules.RULES)}.",
        )
    for name in ("members", "present"):
        setattr(row, name, clean.needed_whole(values.get(name), name, most=MOST_MEMBERS))
    for name in _UNKNOWN:
        setattr(row, name, clean.whole(values.get(name), name, most=MOST_MEMBERS))
    row.casting = _yes_or_no(values.get("casting"), "casting")
    carried = _yes_or_no(values.get("carried"), "carried")
    if carried is None:
        raise BadInput(
            "the result as recorded is not given.",
            place="carried",
            next_step="Choose carried or not carried; the office does not decide it.",
        )
    row.carried = carried
    row.named = _named(row, str(values.get("named") or ""))


def _yes_or_no(entry: object, place: str) -> bool | None:
    if entry in (None, ""):
        return None
    if entry in (True, False):
        return bool(entry)
    if entry in ("yes", "no"):
        return entry == "yes"
    raise BadInput(f"'{entry}' is neither yes nor no.", place=place, next_step="Choose one.")


def _named(row: RecordedVote, text: str) -> list[tuple[int, str]]:
    """Read how each seat voted, a line each: ``3: for``."""
    known = set(selectors.seats(row.meeting.board).values_list("number", flat=True))
    lines: list[tuple[int, str]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        seat, _, way = (part.strip() for part in line.partition(":"))
        if not (seat.isascii() and seat.isdecimal() and way in WAYS):
            raise BadInput(
                f"'{line}' does not give a seat and how it voted.",
                place="named",
                next_step=f"Write one seat a line, as in '3: for' ({', '.join(WAYS)}).",
            )
        if int(seat[:6]) not in known:
            raise BadInput(
                f"{row.meeting.board} has no seat {seat}.",
                place="named",
                next_step="Open the body's seats for their numbers.",
            )
        lines.append((int(seat), way))
    return lines
