"""The kinds of table that a body takes in: each reads rows, makes records, and takes them back.

Every record is made by the action that its page uses, so a row that the page would refuse is
refused here: a preview tries the whole table out and takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from beatwise.accountability.roles import Person
from beatwise.cell_text.day_order import DayOrder
from beatwise.errors import BadInput, Conflict
from beatwise.web.bodies.imports import composition_rows, vote_rows
from beatwise.web.history import audit
from beatwise.web.imports import batches
from beatwise.web.imports.small_tables.rows_of_files import Cells, rows_made
from beatwise.web.meetings.keepers import papers_to_keep
from beatwise.web.meetings.models import Board
from beatwise.web.pages.form_data import check_answers


Effect = list[Any]


@dataclass(frozen=True, slots=True)
class TableKind:
    """One kind of table.

    Parameters
    ----------
    title, needed
        Its name, and the columns it must have.
    read
        Makes a row's cells into a thing to be made; ``None`` leaves the row out. Raises
        ``BadInput`` for a faulty one.
    make
        Makes all things of a board, and returns what taking them back will need (plain JSON).
    take_back
        Takes them back; raises ``Conflict`` when one has changed since.
    words
        A thing as cells of the preview.
    """

    title: str
    needed: tuple[str, ...]
    read: Callable[[Cells], Any | None]
    make: Callable[[Board, Sequence[Any], Person], Effect]
    take_back: Callable[[Board, Effect, Person], None]
    words: Callable[[Any], tuple[str, str]]


KINDS: dict[str, TableKind] = {
    "composition": TableKind(
        "Councils and seats", ("appointing_body", "seats", "party_of_current_member", "as_at"),
        composition_rows.read_seats, composition_rows.make_seats,
        composition_rows.take_back_seats, composition_rows.seat_words,
    ),
    "balance": TableKind(
        "Printed entitlements", ("party", "entitlement", "source"),
        composition_rows.read_share, composition_rows.make_balance,
        composition_rows.take_back_balance, composition_rows.share_words,
    ),
    "meetings": TableKind(
        "Meetings", ("meeting_date", "start"),
        vote_rows.read_meeting, vote_rows.make_meetings, vote_rows.take_back_meetings,
        vote_rows.meeting_words,
    ),
    "votes": TableKind(
        "Recorded votes", ("meeting_date", "motion", "votes_for", "votes_against", "result",
                           "threshold"),
        vote_rows.read_vote, vote_rows.make_votes, vote_rows.take_back_votes,
        vote_rows.vote_words,
    ),
}  # fmt: skip


class BodyTable:
    """A table of one body (``web.imports.batches.Importer``)."""

    def __init__(self, board: Board, name: str):
        self.board, self.name, self.table = board, name, KINDS[name]

    @property
    def kind(self) -> str:
        """The body's own imports of this table."""
        return f"body/{self.board.number}/{self.name}"

    def check(self, by: Person) -> None:
        """Raise ``Refused`` unless this person keeps the body's papers."""
        papers_to_keep.check_writes(by, self.board)

    def preview(
        self, name: str, content: bytes, by: Person, dates: DayOrder = DayOrder.UNKNOWN
    ) -> batches.Preview:
        """Return what would be made, how many rows are left out, and every faulty row."""
        rows = rows_made(name, content, self.table.needed, self.table.read, dates)
        wrong = rows.wrong or (self._refused(rows.things, by) if rows.things else ())
        if wrong:
            return batches.Preview(wrong=wrong, doubts=rows.lines.doubts)
        return batches.Preview(rows.things, notes=rows.notes, doubts=rows.lines.doubts)

    def commit(self, preview: batches.Preview, by: Person) -> batches.Done:
        """Make what the table says."""
        effect = self.table.make(self.board, preview.new, by)
        after = {"table": self.table.title, "rows": len(preview.new)}
        return batches.Done((audit.Line("board.import", self.board.thing, after=after),), effect)

    def undo(self, effect: Effect, by: Person) -> Sequence[audit.Line]:
        """Take it back; ``Conflict`` when something changed since."""
        self.table.take_back(self.board, effect, by)
        before = {"table": self.table.title, "rows": len(effect)}
        return (audit.Line("board.import_undone", self.board.thing, before=before),)

    def _refused(self, things: Sequence[Any], by: Person) -> tuple[batches.Wrong, ...]:
        """Try the table out, and return what an action refuses of it."""
        try:
            check_answers.try_out(lambda: self.table.make(self.board, things, by))
        except (BadInput, Conflict) as error:
            return (batches.wrong(0, error),)
        return ()


def listed(table: TableKind) -> Callable[[batches.Preview, int], list[tuple[str, ...]]]:
    """Return what gives the first rows of a preview as cells."""
    return lambda preview, most: [table.words(thing) for thing in preview.new[:most]]
