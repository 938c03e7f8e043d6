"""A body, its seats and its votes in the shape of Popolo, the open standard for legislatures.

Popolo's persons are left out: the office keeps seats and roles, never names. A membership is a
seat that somebody holds; a vote event refers to seats by number.

Source: Popolo specification, popoloproject.com (Organization, Post, Membership, Motion, VoteEvent).
"""

from __future__ import annotations

from beatwise.accountability.boards import votes as rules
from beatwise.web.bodies import selectors, vote_records
from beatwise.web.bodies.models import RecordedVote, Seat
from beatwise.web.meetings.models import Board


_OPTIONS = {"for": "yes", "against": "no", "abstained": "abstain"}
Record = dict[str, object]


def document(board: Board) -> Record:
    """Return the body as plain JSON: its organisations, posts, memberships, motions and votes."""
    body = f"body/{board.number}"
    seats = list(selectors.seats(board))
    votes = RecordedVote.objects.filter(meeting__board=board).select_related("meeting__board")
    ordered = votes.order_by("meeting__on", "meeting__number", "number")
    councils = [
        {"id": f"council/{row.pk}", "name": row.name, "classification": "council"}
        for row in selectors.councils(board)
    ]
    organisation = {"id": body, "name": board.name, "classification": "body"}
    motions = [(_motion(row, body), _event(row, body)) for row in ordered]
    return {
        "organizations": [organisation, *councils],
        "posts": [_post(row, body) for row in seats],
        "memberships": [_membership(row, body) for row in seats if not row.vacant],
        "motions": [motion for motion, _ in motions],
        "vote_events": [event for _, event in motions],
    }


def _post(row: Seat, body: str) -> Record:
    return {
        "id": _seat(row.number, body),
        "organization_id": body,
        "label": f"Seat {row.number}: {row.whose}",
        "role": row.office or "member",
    }


def _membership(row: Seat, body: str) -> Record:
    record: Record = {
        "id": f"{_seat(row.number, body)}/membership",
        "organization_id": body,
        "post_id": _seat(row.number, body),
        "role": row.office or "member",
    }
    if row.council_id:
        record["on_behalf_of_id"] = f"council/{row.council_id}"
    if row.party:
        record["label"] = row.party
    days = {"start_date": row.begins, "end_date": row.ends}
    return record | {name: day.isoformat() for name, day in days.items() if day}


def _motion(row: RecordedVote, body: str) -> Record:
    return {
        "id": f"{row.thing}/motion/{row.number}",
        "organization_id": body,
        "text": row.motion,
        "requirement": rules.RULES[row.rule].in_words,
        "date": row.meeting.on.isoformat(),
        "result": _result(row.carried),
    }


def _event(row: RecordedVote, body: str) -> Record:
    """Return a vote event; counts that are not on record are left out, never zero."""
    counts = {"yes": row.in_favour, "no": row.against, "abstain": row.abstained}
    vote = vote_records.value(row)
    return {
        "id": f"{row.thing}/vote/{row.number}",
        "organization_id": body,
        "motion_id": f"{row.thing}/motion/{row.number}",
        "start_date": row.meeting.on.isoformat(),
        "result": _result(row.carried),
        "counts": [{"option": o, "value": n} for o, n in counts.items() if n is not None],
        "votes": [
            {"voter_id": _seat(int(seat), body), "option": _OPTIONS[way]}
            for seat, way in vote.named
        ],
    }


def _seat(number: int, body: str) -> str:
    return f"{body}/seat/{number}"


def _result(carried: bool) -> str:
    return "pass" if carried else "fail"
