"""Co-opting a member: a unanimous resolution, the Secretary of State told, the answer, a seat.

Source: Police Reform and Social Responsibility Act 2011, Schedule 6, paragraphs 4 and 13.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from beatwise.accountability.boards import votes as rules
from beatwise.accountability.boards.body_balance import MOST_MEMBERS
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict
from beatwise.web.bodies import membership, selectors, vote_records
from beatwise.web.bodies.models import CoOption, RecordedVote
from beatwise.web.history import audit
from beatwise.web.history.row_versions import check_version, next_number, save_change
from beatwise.web.meetings import selectors as meetings
from beatwise.web.meetings.keepers import papers_to_keep
from beatwise.web.meetings.models import Board
from beatwise.web.pages import clean
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.form_data.row_choice import row_of_choice


INDEPENDENT, ELECTED = "independent", "elected"
KINDS: dict[str, str] = {
    INDEPENDENT: "An independent member, for skills, knowledge or experience",
    ELECTED: "An elected member, for an area or the political balance",
}
APPROVED, REFUSED = "approved", "refused"
ANSWERS: dict[str, str] = {APPROVED: "Approved", REFUSED: "Refused"}
_FACTS = ("kind", "party", "reasons", "notified_on", "answer", "answered_on")


def of_board(board: Board) -> QuerySet[CoOption]:
    """Return the co-options of a body, in order."""
    return CoOption.objects.filter(board=board).select_related("council")


def one(board: int, number: int) -> CoOption:
    """Return a co-option; raise ``MissingData`` when there is none."""
    rows = CoOption.objects.select_related("board", "council", "vote", "vote__meeting", "seat")
    rows = rows.filter(board__number=board, number=number)
    return sure_row(rows, f"there is no co-option {number}.", "Open the body's seats.")


def propose(*, board: int, values: Mapping[str, object], by: Person) -> CoOption:
    """Put down a member who is to be co-opted, and why; refused beyond 20 members in all."""
    with audit.changing():
        body = papers_to_keep.body_to_keep(board, by)
        _check_room(body)
        row = CoOption(board=body, number=next_number(CoOption.objects.filter(board=body)))
        row.kind = str(values.get("kind", ""))
        if row.kind not in KINDS:
            raise BadInput(
                "it is not said who is to be co-opted.", place="kind", next_step="Choose one."
            )
        row.reasons = clean.text(values.get("reasons"), "reasons", longest=4000)
        row.party = clean.line(values.get("party"), "party", longest=80, needed=False)
        row.council = membership.council_of(body, values.get("council"))
        _check_kind(row)
        row.save(force_insert=True)
        audit.write("board.co_option", row.thing, by=by, after=facts(row))
    return row


def resolve(*, board: int, number: int, version: int, vote: object, by: Person) -> CoOption:
    """Join the resolution: a recorded vote of the body, unanimous by its rule and its numbers."""
    with audit.changing():
        row = _current(board, number, version, by)
        before = facts(row)
        row.vote = _resolution(row, vote)
        save_change(row, "board.co_option", before, facts(row), by=by)
    return row


def notify(*, board: int, number: int, version: int, on: object, by: Person) -> CoOption:
    """Record the day on which the Secretary of State was told the resolution's reasons."""
    with audit.changing():
        row = _current(board, number, version, by)
        if row.vote is None:
            raise Conflict(
                "no resolution is joined to it.", next_step="Join the unanimous vote first."
            )
        before = facts(row)
        row.notified_on = clean.past_day(on, "on", meetings.today())
        if row.notified_on < row.vote.meeting.on:
            raise BadInput(
                "that is before the resolution.", place="on", next_step="Correct the day."
            )
        save_change(row, "board.co_option", before, facts(row), by=by)
    return row


def close(
    *, board: int, number: int, version: int, answer: str, on: object, by: Person
) -> CoOption:
    """Record the Secretary of State's answer; what is approved becomes a seat at once."""
    with audit.changing():
        row = _current(board, number, version, by)
        if row.notified_on is None:
            raise Conflict(
                "the Secretary of State has not been notified.", next_step="Record that first."
            )
        if answer not in ANSWERS:
            raise BadInput("the answer is not given.", place="answer", next_step="Choose one.")
        before = facts(row)
        row.answer, row.answered_on = answer, clean.past_day(on, "on", meetings.today())
        if answer == APPROVED:
            _check_room(row.board)
            row.seat = membership.add_seat(
                board=board,
                values={
                    "council": str(row.council_id or ""), "party": row.party,
                    "begins": row.answered_on,
                },
                by=by,
            )  # fmt: skip
        save_change(row, "board.co_option", before, facts(row), by=by)
    return row


def step_of(row: CoOption) -> str:
    """Return what comes next of a co-option: ``resolve``, ``notify``, ``close`` or nothing."""
    if row.answer:
        return ""
    if row.vote_id is None:
        return "resolve"
    return "close" if row.notified_on else "notify"


def facts(row: CoOption) -> dict[str, object]:
    """Return what the history keeps of a co-option."""
    vote = f"vote {row.vote.number} of {row.vote.meeting}" if row.vote else ""
    council = row.council.name if row.council else ""
    seat = row.seat.number if row.seat else ""
    fields = {name: getattr(row, name) for name in _FACTS}
    return {"co_option": row.number, "council": council, "vote": vote, "seat": seat, **fields}


def _current(board: int, number: int, version: int, by: Person) -> CoOption:
    row = one(board, number)
    papers_to_keep.check_writes(by, row.board)
    check_version(row, version, place=str(row))
    if row.answer:
        raise Conflict(f"{row} was {row.answer}.", next_step="Propose another.")
    return row


def _check_room(board: Board) -> None:
    seats = selectors.seats(board).count()
    if seats >= MOST_MEMBERS:
        raise Conflict(
            f"{board} has {seats} seats, and at most {MOST_MEMBERS} members are allowed.",
            place=board.name,
            next_step="Give up a seat first, or change who holds one.",
        )


def _check_kind(row: CoOption) -> None:
    if row.kind == ELECTED and not (row.council and row.party):
        raise BadInput(
            "an elected member sits for a council and a party.",
            place="council" if row.council is None else "party",
            next_step="Choose the council and give the party.",
        )
    if row.kind == INDEPENDENT and (row.council or row.party):
        raise BadInput(
            "an independent member sits for no council and no party.",
            place="council" if row.council else "party",
            next_step="Leave both empty.",
        )


def _resolution(row: CoOption, key: object) -> RecordedVote:
    votes = RecordedVote.objects.select_related("meeting__board").filter(
        meeting__board=row.board, rule=rules.UNANIMOUS.name
    )
    no_vote = BadInput(
        "there is no such vote by the unanimous rule.", place="vote",
        next_step="Record the vote with the rule 'unanimous', then choose it here.",
    )  # fmt: skip
    vote = row_of_choice(votes, key, no_vote, by="pk")
    outcome = rules.check(vote_records.value(vote))
    against = [n for n in (vote.against, vote.abstained) if n]
    if not vote.carried or outcome.carried is False or against:
        raise BadInput(
            "that vote was not unanimous: all members of the panel must agree to a co-option.",
            place="vote",
            next_step="Choose a vote that was carried with nobody against and none abstaining.",
        )
    return vote
