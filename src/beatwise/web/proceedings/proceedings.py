"""What happens at a meeting: declarations, elections, numbered minutes, and nil returns."""

from __future__ import annotations

from collections.abc import Mapping

from beatwise.accountability.boards import elections
from beatwise.accountability.boards.lettered_items import letter
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict
from beatwise.web.bodies import attendance, membership
from beatwise.web.bodies import selectors as bodies
from beatwise.web.bodies.models import RecordedVote, Seat
from beatwise.web.history import audit
from beatwise.web.history.row_versions import next_number
from beatwise.web.meetings import boards, minutes
from beatwise.web.meetings.models import Meeting
from beatwise.web.pages import clean
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.form_data.row_choice import row_of_choice
from beatwise.web.proceedings.models import Declaration, Election, NilReturn, NumberedMinute


NONE_OF: dict[str, str] = {
    "questions": "No public questions were submitted",
    "urgent": "There were no urgent items",
    "declarations": "No interests were declared",
    "apologies": "No apologies were received",
}
INTERESTS: dict[str, str] = {
    "pecuniary": "Disclosable pecuniary",
    "other": "Other registrable",
    "personal": "Personal",
}
MOST_RESOLUTIONS = 40


def record_none(*, meeting: int, version: int, of: str, by: Person) -> NilReturn:
    """Record that there was none of something; ``Conflict`` where some are on record."""
    if of not in NONE_OF:
        raise BadInput("it is not said what there was none of.", place="of", next_step="Choose.")
    with audit.changing():
        row = minutes.meeting_to_minute(meeting, version, by)
        if _some(row, of):
            raise Conflict(
                f"some are on record for {row}.", place=of, next_step="Look at the proceedings."
            )
        nil, is_new = NilReturn.objects.get_or_create(meeting=row, of=of)
        if is_new:
            boards.save(row)
            audit.write("meeting.none", row.thing, by=by, after={"none": NONE_OF[of]})
    return nil


def declare(*, meeting: int, version: int, values: Mapping[str, object], by: Person) -> Declaration:
    """Record an interest that the member of a seat declared: seat, item, kind, left or stayed."""
    with audit.changing():
        row = minutes.meeting_to_minute(meeting, version, by)
        kind = str(values.get("kind", ""))
        if kind not in INTERESTS:
            raise BadInput("the kind of interest is not given.", place="kind", next_step="Choose.")
        declaration = Declaration.objects.create(
            meeting=row,
            number=next_number(row.declarations.all()),
            seat=seat_of(row, values.get("seat")),
            item=clean.line(values.get("item"), "item", longest=200),
            kind=kind,
            left=bool(values.get("left")),
        )
        row.nil_returns.filter(of="declarations").delete()
        boards.save(row)
        after = {"seat": declaration.seat.number, "item": declaration.item, "kind": INTERESTS[kind],
                 "left": declaration.left}  # fmt: skip
        audit.write("meeting.declaration", row.thing, by=by, after=after)
    return declaration


def elect(*, meeting: int, version: int, values: Mapping[str, object], by: Person) -> Election:
    """Record an election: who stood, with their votes, and who was elected.

    The seat that is elected holds the office from now on, and no other seat does. ``candidates``
    has a line a candidate: the seat and its votes (``3: 7``), or the seat alone.
    """
    with audit.changing():
        row = minutes.meeting_to_minute(meeting, version, by)
        office = clean.line(values.get("office"), "office", longest=80)
        votes = _candidates(clean.text(values.get("candidates"), "candidates", longest=2000))
        councillors = bodies.seats(row.board).filter(council__isnull=False, vacant=False)
        elections.check_candidates(votes, list(councillors.values_list("number", flat=True)))
        seat = seat_of(row, values.get("seat"))
        present = attendance.of_meeting(row).present or None
        check = elections.check_election(votes, seat.number, present)
        if check.faults:
            raise BadInput(f"{'; '.join(check.faults)}.", place="seat", next_step="Correct it.")
        election = Election.objects.create(
            meeting=row,
            number=next_number(row.elections.all()),
            office=office,
            candidates=[[number, count] for number, count in votes.items()],
            seat=seat,
            until=clean.line(values.get("until"), "until", longest=120, needed=False),
        )
        _hand_over(seat, office, by)
        boards.save(row)
        after = {"office": office, "elected": f"seat {seat.number}", "until": election.until}
        audit.write("meeting.election", row.thing, by=by, after=after)
    return election


def minute(
    *, meeting: int, version: int, values: Mapping[str, object], by: Person
) -> NumberedMinute:
    """Write the next numbered minute, with its resolutions (a line each) and their vote."""
    with audit.changing():
        row = minutes.meeting_to_minute(meeting, version, by)
        numbered = NumberedMinute(meeting=row, board=row.board)
        numbered.number = _number(row, values.get("number"))
        _fill(numbered, values)
        numbered.save(force_insert=True)
        boards.save(row)
        audit.write("meeting.minute", row.thing, by=by, after=facts(numbered))
    return numbered


def correct_minute(
    *, meeting: int, number: int, version: int, values: Mapping[str, object], why: str, by: Person
) -> NumberedMinute:
    """Correct a numbered minute before the minutes are agreed; a reason is kept."""
    which = {"minute": number}
    with audit.changing():
        row = one_minute(meeting, number)
        with minutes.correction(
            row, row.meeting, version, "meeting.minute", facts, by=by, why=why, beside=which
        ):
            _fill(row, values)
    return row


def one_minute(meeting: int, number: int) -> NumberedMinute:
    """Return a numbered minute; raise ``MissingData`` when there is none."""
    rows = NumberedMinute.objects.select_related("meeting__board", "board", "vote")
    rows = rows.filter(meeting__number=meeting, number=number)
    return sure_row(rows, f"there is no minute {number}.", "Open the proceedings.")


def seat_of(meeting: Meeting, number: object) -> Seat:
    """Return a seat of a meeting's body that somebody holds; raise ``BadInput``."""
    refusal = BadInput("the seat is not given.", place="seat", next_step="Choose a member's seat.")
    return row_of_choice(bodies.seats(meeting.board).filter(vacant=False), number, refusal)


def facts(row: NumberedMinute) -> dict[str, object]:
    """Return what the history keeps of a numbered minute."""
    lines = [f"({letter(at)}) {words}" for at, words in enumerate(row.resolutions)]
    return {
        "minute": row.number,
        "heading": row.heading,
        "words": row.words,
        "resolutions": "; ".join(lines),
        "vote": row.vote.number if row.vote else "",
    }


def _some(row: Meeting, of: str) -> bool:
    if of == "declarations":
        return row.declarations.exists()
    if of == "questions":
        return row.public_questions.filter(refused="").exists()
    return of == "apologies" and attendance.of_meeting(row).apologies > 0


def _hand_over(seat: Seat, office: str, by: Person) -> None:
    """Let a seat hold an office, and nobody else."""
    for other in bodies.seats(seat.board).filter(office__iexact=office).exclude(pk=seat.pk):
        membership.change_seat(
            board=seat.board.number, number=other.number, version=other.version,
            values={"office": ""}, by=by, why=f"Another was elected {office}",
        )  # fmt: skip
    membership.change_seat(
        board=seat.board.number, number=seat.number, version=seat.version,
        values={"office": office}, by=by, why="Elected",
    )  # fmt: skip


def _candidates(text: str) -> dict[int, int | None]:
    votes: dict[int, int | None] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        seat, _, count = (part.strip() for part in line.partition(":"))
        whole = seat.isdecimal() and len(seat) < 6 and (not count or count.isdecimal())
        if not whole or len(count) > 4 or int(seat) in votes:
            raise BadInput(
                f"'{line}' does not give a seat and its votes.",
                place="candidates",
                next_step="Write one candidate a line, as in '3: 7', or '3' for one unopposed.",
            )
        votes[int(seat)] = int(count) if count else None
    return votes


def _number(row: Meeting, words: object) -> int:
    """Return the number of a new minute: the one that was given, or the next of the body."""
    text = str(words or "").strip()
    earlier = NumberedMinute.objects.filter(board=row.board)
    if not text:
        return next_number(earlier)
    if not (text.isdecimal() and 0 < int(text[:7]) < 100_000):
        raise BadInput(
            f"'{text}' is no number of a minute.", place="number", next_step="Leave it empty."
        )
    if earlier.filter(number=int(text)).exists():
        raise BadInput(
            f"{row.board} has a minute {text}.", place="number",
            next_step="Leave it empty for the next number.",
        )  # fmt: skip
    return int(text)


def _fill(row: NumberedMinute, values: Mapping[str, object]) -> None:
    row.heading = clean.line(values.get("heading"), "heading", longest=200)
    row.words = clean.text(values.get("words"), "words", longest=30_000, needed=False)
    text = clean.text(values.get("resolutions"), "resolutions", longest=20_000, needed=False)
    row.resolutions = [line.strip() for line in text.split("\n") if line.strip()]
    if len(row.resolutions) > MOST_RESOLUTIONS:
        raise BadInput(
            f"these are {len(row.resolutions)} resolutions.", place="resolutions",
            next_step="Write one a line, or a second minute.",
        )  # fmt: skip
    row.vote = _vote(row.meeting, values.get("vote"))


def _vote(meeting: Meeting, number: object) -> RecordedVote | None:
    refusal = BadInput("there is no such vote.", place="vote", next_step="Record the vote first.")
    return row_of_choice(bodies.votes(meeting), number, refusal) if number else None
