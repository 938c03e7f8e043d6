"""Appointing councils and seats, kept by who keeps the boards' papers; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping

from beatwise.accountability.boards import body_balance
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict
from beatwise.web.bodies import selectors
from beatwise.web.bodies.models import BalanceStep, Council, PrintedBalance, Seat
from beatwise.web.history import audit
from beatwise.web.history.row_versions import change_of, check_version, next_number, save_change
from beatwise.web.meetings import selectors as meetings
from beatwise.web.meetings.keepers import papers_to_keep
from beatwise.web.meetings.models import Board
from beatwise.web.pages import clean
from beatwise.web.pages.form_data.row_choice import row_of_choice


SEAT = (
    "council",
    "party",
    "office",
    "substitute",
    "begins",
    "ends",
    "reappoint_by",
    "ends_note",
    "vacant",
)
MOST_SEATS = 100  # of a body; the law's own limit is named on the page


def add_council(*, board: int, values: Mapping[str, object], by: Person) -> Council:
    """Enter a council that appoints to a body; ``councillors`` has a party and number a line."""
    with audit.changing():
        row = Council(board=papers_to_keep.body_to_keep(board, by))
        _fill_council(row, values)
        row.save(force_insert=True)
        audit.write("board.council", row.thing, by=by, after=council_facts(row))
    return row


def change_council(
    *, key: int, version: int, values: Mapping[str, object], by: Person, why: str = ""
) -> Council:
    """Change a council's name or numbers."""
    with audit.changing():
        row = selectors.council(key)
        papers_to_keep.check_writes(by, row.board)
        with change_of(row, version, "board.council", council_facts, by=by, why=why):
            _fill_council(row, values)
    return row


def remove_council(*, key: int, version: int, why: str, by: Person) -> None:
    """Take a council off a body that has no seat there any more; the history keeps it."""
    reason = clean.line(why, "why", longest=500)
    with audit.changing():
        row = selectors.council(key)
        papers_to_keep.check_writes(by, row.board)
        check_version(row, version, place=str(row))
        if selectors.seats(row.board).filter(council=row).exists():
            raise Conflict(
                f"{row} has seats on {row.board}.",
                place=row.name,
                next_step="Remove its seats, or give them to another council, first.",
            )
        before = council_facts(row)
        row.removed = True
        save_change(row, "board.remove_council", before, {}, by=by, why=reason)


def add_seat(*, board: int, values: Mapping[str, object], by: Person) -> Seat:
    """Add a seat to a body: a council's, or without one a co-opted independent member's."""
    with audit.changing():
        body = papers_to_keep.body_to_keep(board, by)
        if selectors.seats(body).count() >= MOST_SEATS:
            raise Conflict(
                f"{body} has {MOST_SEATS} seats, as many as are kept.", next_step="Remove one."
            )
        row = Seat(board=body, number=next_number(Seat.objects.filter(board=body)))
        _fill_seat(row, values)
        row.save(force_insert=True)
        audit.write("board.seat", row.thing, by=by, after=seat_facts(row))
    return row


def change_seat(
    *, board: int, number: int, version: int, values: Mapping[str, object], by: Person,
    why: str = "",
) -> Seat:  # fmt: skip
    """Change who holds a seat, its term, or that it is vacant."""
    with audit.changing():
        row = selectors.seat(board, number)
        papers_to_keep.check_writes(by, row.board)
        which = {"seat": row.number}
        with change_of(row, version, "board.seat", seat_facts, by=by, why=why, beside=which):
            _fill_seat(row, values)
    return row


def remove_seat(*, board: int, number: int, version: int, why: str, by: Person) -> None:
    """Remove a seat that the body no longer has; its number is not given again."""
    reason = clean.line(why, "why", longest=500)
    with audit.changing():
        row = selectors.seat(board, number)
        papers_to_keep.check_writes(by, row.board)
        check_version(row, version, place=str(row))
        before = seat_facts(row)
        row.removed = True
        save_change(row, "board.remove_seat", before, {}, by=by, why=reason)


def keep_printed(*, board: int, shares: str, source: str, by: Person) -> PrintedBalance:
    """Keep entitlements as a paper prints them, a party and share a line, to be compared."""
    by_party = body_balance.shares_of(clean.text(shares, "shares", longest=4000), "shares")
    with audit.changing():
        row = PrintedBalance.objects.create(
            board=papers_to_keep.body_to_keep(board, by),
            shares={party: str(share) for party, share in by_party.items()},
            source=clean.line(source, "source", longest=300),
        )
        after = {"source": row.source, "shares": shares.strip()}
        audit.write("board.printed_balance", row.board.thing, by=by, after=after)
    return row


def add_step(*, board: int, on: object, words: str, answer: str, by: Person) -> BalanceStep:
    """Record something that was tried to meet the balance."""
    day = clean.past_day(on, "on", meetings.today())
    with audit.changing():
        row = BalanceStep.objects.create(
            board=papers_to_keep.body_to_keep(board, by),
            on=day,
            words=clean.text(words, "words", longest=2000),
            answer=clean.text(answer, "answer", longest=2000, needed=False),
        )
        after = {"on": row.on, "step": row.words, "answer": row.answer}
        audit.write("board.balance_step", row.board.thing, by=by, after=after)
    return row


def council_facts(row: Council) -> dict[str, object]:
    """Return what the history keeps of a council."""
    numbers = "; ".join(f"{party}: {number}" for party, number in row.councillors.items())
    return {"council": row.name, "councillors": numbers, "as at": row.as_at, "source": row.source}


def seat_facts(row: Seat) -> dict[str, object]:
    """Return what the history keeps of a seat."""
    fields = {name: getattr(row, name) for name in SEAT if name != "council"}
    return {"seat": row.number, "council": row.council.name if row.council else "", **fields}


def _fill_council(row: Council, values: Mapping[str, object]) -> None:
    if "name" in values or not row.name:
        row.name = clean.line(values.get("name"), "name", longest=120)
        others = Council.objects.filter(board=row.board, removed=False, name__iexact=row.name)
        if others.exclude(pk=row.pk).exists():
            raise BadInput(
                f"{row.board} has '{row.name}' already.",
                place="name",
                next_step="Change the one that is there.",
            )
    if "councillors" in values:
        text = clean.text(values["councillors"], "councillors", longest=4000, needed=False)
        row.councillors = body_balance.councillors_of(text, "councillors")
    if "as_at" in values:
        row.as_at = clean.day(values["as_at"], "as_at")
    if "source" in values:
        row.source = clean.line(values["source"], "source", longest=300, needed=False)


def _fill_seat(row: Seat, values: Mapping[str, object]) -> None:
    if "council" in values:
        row.council = council_of(row.board, values["council"])
    if "party" in values:
        row.party = clean.line(values["party"], "party", longest=80, needed=False)
    if "office" in values:
        row.office = clean.line(values["office"], "office", longest=80, needed=False)
    for name in ("substitute", "vacant"):
        if name in values:
            setattr(row, name, bool(values[name]))
    for name in ("begins", "ends", "reappoint_by"):
        if name in values:
            setattr(row, name, clean.day(values[name], name))
    if "ends_note" in values:
        row.ends_note = clean.line(values["ends_note"], "ends_note", longest=120, needed=False)
    _check_seat(row)


def _check_seat(row: Seat) -> None:
    if row.vacant and row.party:
        raise BadInput(
            "a vacant seat has no party.", place="party", next_step="Leave the party empty."
        )
    if row.council is None and row.party:
        raise BadInput(
            "a co-opted independent member sits for no party.",
            place="party",
            next_step="Choose the council that appointed the member, or leave the party empty.",
        )
    if row.council is not None and not row.vacant and not row.party:
        raise BadInput(
            "a councillor's party is not given.",
            place="party",
            next_step="Give it ('Independent' counts as one), or mark the seat vacant.",
        )
    if row.begins and row.ends and row.ends < row.begins:
        raise BadInput(
            "the term ends before it begins.", place="ends", next_step="Correct one of the days."
        )


def council_of(board: Board, key: object) -> Council | None:
    """Return a council of a body by its key in a form, or ``None``; raise ``BadInput``."""
    refusal = BadInput(
        f"{board} has no such council.", place="council", next_step="Choose one of the list."
    )
    return row_of_choice(selectors.councils(board), key, refusal, by="pk") if key else None
