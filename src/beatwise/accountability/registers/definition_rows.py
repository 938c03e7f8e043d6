"""What a register's definition holds besides fields and steps: clocks, duties, files, rules."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.accountability.timing.schedule import Schedule


# What a file that a state needs can be, by the endings that its name may have.
FILE_KINDS: dict[str, tuple[str, ...]] = {
    "any": (),
    "document": ("pdf", "odt", "docx"),
    "sheet": ("ods", "xlsx", "csv"),
    "picture": ("png", "jpg", "jpeg"),
}


@dataclass(frozen=True, slots=True)
class StateFile:
    """A file that a record must have to enter a state: its name, what it is, and its kind.

    ``kind`` is a key of ``FILE_KINDS``.
    """

    name: str
    label: str
    kind: str = "any"

    def fits(self, file_name: str) -> bool:
        """Whether a file of this name is of the kind."""
        endings = FILE_KINDS[self.kind]
        return not endings or file_name.rpartition(".")[2].lower() in endings

    @property
    def kind_words(self) -> str:
        """What it can be, in words: ``document (pdf, odt, docx)``; empty for any."""
        endings = ", ".join(FILE_KINDS[self.kind])
        return f"{self.kind} ({endings})" if endings else ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline: ``days`` after an event, or the day that a field holds.

    The event is the first entry into a state (``state:advised``) or the date in a field
    (``field:received``). It stops in the states ``ends``, on the day that the field ``stops``
    holds; it stands still in ``pauses``. ``source`` says where a standard is written.
    """

    name: str
    label: str
    event: str
    days: int = 0
    unit: str = "calendar"
    ends: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    standard: str = "own"
    stops: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is to be done again and again for a record, and what shows that it was done.

    Parameters
    ----------
    schedule, words
        When, as read and as written (see ``timing.schedule``).
    start, end
        The fields that say from when and until when; ``start`` may be a table of lines whose
        first two date columns are the first and the last day of each spell.
    done
        Where the days on which it was done stand: ``TABLE.COLUMN`` of this record, or
        ``REGISTER.LINK.FIELD`` of the records that link to it.
    roles
        For whom it is a task; the register's owner unless it says otherwise.
    ends, pauses
        States in which it is over, and states in which it stands still.
    whole, falls
        See ``timing.due_items.Terms``.
    """

    name: str
    label: str
    schedule: Schedule
    words: str
    start: str
    done: str
    end: str = ""
    roles: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    whole: bool = False
    falls: str = ""
    standard: str = "own"
    source: str = ""


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures above a register's list: records and sums, by state, by a choice or by a period.

    Parameters
    ----------
    by
        ``state``, or a field: a choice, yes or no, a role, a link, a text; a date by ``period``.
    period
        ``month`` or ``year`` of a date.
    sums, yes
        Number and money fields to add up, and yes-or-no fields whose answers are counted.
    chart
        Which of its columns is drawn: ``records``, or one of ``sums``; empty for none.
    of
        A table of lines, whose columns the fields above are then: its lines are counted and added
        up instead of the records.
    """

    name: str
    title: str
    by: str
    period: str = ""
    sums: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    chart: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """After how long what a record holds is erased; see ``record_keeping``.

    Parameters
    ----------
    event
        The date in a field (``field:answered_on``), or the entry into a state (``state:closed``).
    months
        How long after it the content is kept.
    keeps
        Fields that stay, such as those that figures are made of.
    holds
        A yes or no that keeps a record longer; empty for none.
    """

    event: str
    months: int
    keeps: tuple[str, ...] = ()
    holds: str = ""


@dataclass(frozen=True, slots=True)
class Aggregates:
    """That a register holds counts about people alone: a row is a month and a place.

    Parameters
    ----------
    period, place
        The fields that say which month (its first day) and which place.
    counts
        The counts about people, which others than ``exact_to`` see through the disclosure gate.
    exact_to
        The roles that see them as they are.
    sums
        Which counts add up to which: the total, and its parts.
    whole
        The place that is the sum of all others; empty when there is none.
    threshold, base
        Counts of 1 to below the threshold are hidden, others rounded to a multiple of the base.
    """

    period: str
    place: str
    counts: tuple[str, ...]
    exact_to: tuple[str, ...]
    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()
    whole: str = ""
    threshold: int = 5
    base: int = 5


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A rule about a field and what it is held against; see ``field_rules``.

    Parameters
    ----------
    kind
        ``not_after`` or ``not_before`` a day, ``at_least`` or ``at_most`` a ``bound``, one of the
        ``roles``, ``doer``: the role that takes the step, ``yes``: where it is no, ``moment`` says
        what is wrong, ``impersonal``: neither bank details nor a person's, ``within_limit``:
        money that is not above the approval limit of the kind that ``than`` names, ``in_duty``: a
        day on which the duty ``LINK.DUTY`` of the record that it links to asks for something
        (where it asks for nothing, ``moment`` says what is wrong), or ``distinct``: no two lines
        of a table have the same in its columns.
    than
        A day: ``today``, a field's name, or ``state:proposed`` for the day it was entered.
        ``moment`` says it in words.
    years
        So many years beyond that day are still right.
    bound
        In the field's unit; pounds for money.
    weight
        ``fault`` or ``question``.
    step
        Asked only when this step is taken.
    column
        Of a table: the rule is asked of this column in every line. ``distinct`` may have several,
        divided by spaces.
    """

    kind: str
    field: str
    than: str = ""
    moment: str = ""
    years: int = 0
    bound: float = 0
    roles: tuple[str, ...] = ()
    weight: str = "fault"
    step: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """That a register's records are visits that a map and tables by place and month show.

    Parameters
    ----------
    place, kind, day
        The fields that say where (an authority), of which kind, and when a visit was; one without
        a day has not taken place.
    latitude, longitude
        The fields of its point, in degrees (WGS84).
    star
        The kinds that the map marks with a star; every other has a pin.
    """

    place: str
    kind: str
    day: str
    latitude: str
    longitude: str
    star: tuple[str, ...] = ()
