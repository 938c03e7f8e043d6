"""Seats, balance and votes as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from beatwise.accountability.boards import body_balance
from beatwise.accountability.boards import votes as rules
from beatwise.accountability.boards.body_balance import BodyBalance, PrintedShare
from beatwise.publication.charts.bars import Bar, bars
from beatwise.web.bodies import attendance, co_options, vote_records
from beatwise.web.bodies.models import CoOption, RecordedVote, Seat
from beatwise.web.pages import chart_cache


def share(exact: Fraction) -> str:
    """Return an entitlement to two places, rounded half up as papers do: ``2.95``."""
    return f"{float(body_balance.two_places(exact)):.2f}"


def parties(body: BodyBalance) -> list[dict[str, object]]:
    """Return each party's line: entitlement, seats due, seats held, and the difference."""
    return [
        {
            "party": row.party,
            "entitlement": share(row.entitlement),
            "due": row.seats,
            "held": row.seats_held,
            "over": f"{row.over:+d}".replace("-", "−") if row.over else "0",
            "unmet": row.over != 0,
        }
        for row in body.parties
    ]


def sums(body: BodyBalance) -> dict[str, object]:
    """Return the last line of the parties' table: each column's sum."""
    return {
        "entitlement": share(sum((row.entitlement for row in body.parties), Fraction(0))),
        "due": sum(row.seats for row in body.parties),
        "held": sum(row.seats_held for row in body.parties),
    }


def comparison(shares: Sequence[PrintedShare]) -> dict[str, object] | None:
    """Return what a paper printed beside what follows, and its sum; ``None`` for nothing."""
    if not shares:
        return None
    rows = [
        {
            "party": row.party,
            "printed": share(row.printed),
            "computed": None if row.computed is None else share(row.computed),
            "agrees": row.agrees,
        }
        for row in shares
    ]
    printed = sum((row.printed for row in shares), Fraction(0))
    known = [row.computed for row in shares if row.computed is not None]
    return {
        "rows": rows,
        "printed": share(printed),
        "computed": share(sum(known, Fraction(0))),
        "differ": sum(row.agrees is False for row in shares),
    }


def picture(body: BodyBalance) -> dict[str, str] | None:
    """Return the drawing of seats due and held by party, wide and narrow."""
    if not body.parties:
        return None
    rows = [
        (row.party, (_bar("Due", row.seats), _bar("Held", row.seats_held)))
        for row in body.parties
        if row.seats or row.seats_held
    ]
    drawn_from = [[name, [bar.words for bar in group]] for name, group in rows]
    alt = "; ".join(f"{row.party}: due {row.seats}, held {row.seats_held}" for row in body.parties)
    return chart_cache.both_widths(
        "balance", drawn_from, f"Seats by party. {alt}", lambda width: bars(rows, width=width)
    )


def seat(row: Seat) -> dict[str, object]:
    """Return a seat as a row of a list."""
    return {
        "seat": row,
        "held_for": row.whose,
        "party": "Vacant" if row.vacant else row.party or "None",
    }


STANDS = {
    "resolve": "Waits for the panel's unanimous resolution",
    "notify": "Resolved; the Secretary of State is to be notified",
    "close": "The Secretary of State's answer is awaited",
}


def co_option(row: CoOption) -> dict[str, object]:
    """Return a co-option as a line: what it is, and how it stands."""
    council = f", {row.party}, for {row.council}" if row.council else ""
    stands = STANDS.get(co_options.step_of(row), "") or row.answer.capitalize()
    return {"number": row.number, "title": f"{row.kind.capitalize()} member{council}",
            "stands": stands}  # fmt: skip


def vote(row: RecordedVote) -> dict[str, object]:
    """Return a vote as recorded, and what follows from it and from the roll of the meeting."""
    outcome = rules.check(vote_records.value(row))
    called = attendance.voters(row.meeting)
    return {
        "vote": row,
        "rule": rules.RULES[row.rule].in_words,
        "source": rules.RULES[row.rule].source,
        "counts": [
            (word, "not recorded" if number is None else number)
            for word, number in (
                ("For", row.in_favour), ("Against", row.against), ("Abstained", row.abstained),
            )
        ],
        "result": _result(row.carried),
        "follows": None if outcome.carried is None else _result(outcome.carried),
        "outcome": outcome,
        "named": row.named,
        "odd": _beside_roll(row, called) if called else [],
    }  # fmt: skip


def _beside_roll(row: RecordedVote, called: Sequence[int]) -> list[str]:
    """Name what a vote's numbers say otherwise than the roll of its meeting."""
    odd = []
    if row.present != len(called):
        odd.append(f"{row.present} are counted as present, and the roll has {len(called)}")
    others = [str(seat) for seat, _ in row.named if seat not in called]
    if others:
        odd.append(f"seat {', '.join(others)} voted, and the roll does not have it as present")
    return odd


def _result(carried: bool) -> str:
    return "Carried" if carried else "Not carried"


def _bar(series: str, seats: int) -> Bar:
    return Bar(series, float(seats), str(seats))
