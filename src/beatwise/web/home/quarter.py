"""What happened in a quarter, room by room: what was made, what moved on, what is open and late."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from beatwise.accountability import roles
from beatwise.accountability.catalogue.rooms import REGISTER
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person, Reader
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.history.cache import ACCOUNTS, FILES, remembered
from beatwise.web.home.menu import menu
from beatwise.web.pages.today import today
from beatwise.web.registers import selectors
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definitions


COLUMNS = ("Room", "Register", "Made", "Moved on", "Open at the end", "Late today")


@dataclass(slots=True)
class QuarterLine:
    """One register in a quarter: records made, steps by the state they led to, open, late."""

    register: Definition
    address: str
    finals: frozenset[str] = field(init=False)
    new: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    left_open: int = 0
    late: int = 0

    def __post_init__(self) -> None:
        self.finals = frozenset(state.name for state in self.register.states if state.final)

    @property
    def moves(self) -> str:
        """The states that were entered, each with how often, in the register's order."""
        titles = [(state.title, self.steps[state.name]) for state in self.register.states]
        return ", ".join(f"{title}: {count}" for title, count in titles if count)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was made or moved on, and nothing is open or late."""
        return not (self.new or self.moves or self.left_open or self.late)


@dataclass(frozen=True, slots=True)
class QuarterRoom:
    """A room in a quarter, with the registers in it that hold anything."""

    title: str
    lines: tuple[QuarterLine, ...]

    @property
    def busy(self) -> tuple[QuarterLine, ...]:
        """The registers in which anything happened."""
        return tuple(line for line in self.lines if not line.is_quiet)

    @property
    def quiet(self) -> tuple[QuarterLine, ...]:
        """The registers in which nothing happened."""
        return tuple(line for line in self.lines if line.is_quiet)


def before(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the last quarter that was over before a day."""
    month = (day.month - 1) // 3 * 3 + 1
    last = day.replace(month=month, day=1) - dt.timedelta(days=1)
    return last.replace(month=last.month - 2, day=1), last


def rooms_of(person: Person, first: dt.date, last: dt.date) -> list[QuarterRoom]:
    """Return the rooms that a person sees, each register with what happened from first to last."""
    lines = _lines(roles.any_reader_like(person), first, last, today())
    rooms = []
    for room in menu(person):
        slugs = [line.key.partition(":")[2] for line in room.lines if line.key.startswith(REGISTER)]
        here = tuple(lines[slug] for slug in slugs if slug in lines)
        if here:
            rooms.append(QuarterRoom(room.title, here))
    return rooms


def listing(person: Person, filters: dict[str, str]) -> Listing:
    """Return the same as a file."""
    first, last = period(filters)
    rooms = rooms_of(person, first, last)
    columns = tuple(Column(name, number=at in (2, 4, 5)) for at, name in enumerate(COLUMNS))
    return Listing("quarter", f"Quarter from {first}", columns, _cells(rooms))


def period(filters: dict[str, str]) -> tuple[dt.date, dt.date]:
    """Return the days that an address asks for; the last quarter that is over unless it does."""
    try:
        first, last = (dt.date.fromisoformat(filters[name]) for name in ("from", "to"))
    except (KeyError, ValueError):
        return before(today())
    return (first, last) if first <= last else before(today())


@remembered(most=32, whatever=(ACCOUNTS, *FILES))
def _lines(person: Reader, first: dt.date, last: dt.date, day: dt.date) -> dict[str, QuarterLine]:
    """Return what happened in each register; ``day`` is the one on which a record is late."""
    lines = {slug: QuarterLine(each, f"/registers/{slug}/") for slug, each in definitions().items()}
    span = first.isoformat(), last.isoformat()
    for slug, moves, due in _records(person, first):
        _count(lines[slug], moves, span, late=due is not None and due < day)
    numbers = selectors.counts(
        person, [each for each in definitions().values() if each.reads(person)]
    )
    return {slug: lines[slug] for slug, number in numbers.items() if number}


def _records(
    person: Reader, first: dt.date
) -> Iterator[tuple[str, list[list[str]], dt.date | None]]:
    """Yield the register, the moves and the deadline of records that a person sees.

    What was final before the first day and is not late has no part in the quarter.
    """
    begun = timezone.make_aware(dt.datetime.combine(first, dt.time.min))
    moved = Q(changed__gte=begun) | Q(due__lt=today())
    conditions = [
        selectors.visible(each, person)
        & (moved | ~Q(state__in=[state.name for state in each.states if state.final]))
        for each in definitions().values()
        if each.reads(person)
    ]
    if not conditions:
        return
    rows = Record.objects.filter(_any(conditions)).order_by()
    yield from rows.values_list("register", "moves", "due").iterator(chunk_size=2000)


def _any(conditions: Sequence[Q]) -> Q:
    whole = conditions[0]
    for each in conditions[1:]:
        whole |= each
    return whole


def _count(line: QuarterLine, moves: list[list[str]], span: tuple[str, str], *, late: bool) -> None:
    """Count one record's moves, each a state and the day of its entry, into a line."""
    first, last = span
    states = [state for state, day in moves if day <= last]
    if not states:
        return
    line.new += first <= moves[0][1]
    line.steps.update(state for state, day in moves[1:] if first <= day <= last)
    line.left_open += states[-1] not in line.finals
    line.late += late


def _cells(rooms: Sequence[QuarterRoom]) -> Iterator[tuple[Cell, ...]]:
    for room in rooms:
        for line in room.lines:
            title = line.register.title
            yield room.title, title, line.new, line.moves, line.left_open, line.late
