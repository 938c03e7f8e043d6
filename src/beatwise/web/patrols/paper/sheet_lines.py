"""Lines of paper as they are typed or imported: read and checked beside the plan and the phones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from beatwise.accountability.row_reader import Row, day, plain_number, text
from beatwise.errors import BadInput
from beatwise.web.patrols.live.phone_check_ins import check_ins_of
from beatwise.web.patrols.models import HotSpot, PaperRow, PlanShift


COLUMNS = (
    "day", "partner", "hot_spot", "beat", "arrive", "leave", "hours", "people", "shift", "name",
    "planned",
)  # fmt: skip
NEEDED = ("day", "partner")
MOST_HOURS, MOST_PEOPLE = 1000.0, 20
CLOCK = "Write 14:05, or 2026-03-05T14:05."


@dataclass(frozen=True, slots=True)
class Ground:
    """What a line is checked against: hot spots and shifts that the person may see, by name.

    ``partners`` walk shifts of the programme.
    """

    spots: Mapping[str, HotSpot]
    shifts: Mapping[str, PlanShift]
    partners: frozenset[str]

    @property
    def beats(self) -> set[str]:
        """The beats of the hot spots."""
        return {spot.beat for spot in self.spots.values()}

    def shift_of(self, partner: str, spot: str, at: dt.datetime) -> PlanShift | None:
        """Return the partner's shift on the hot spot's beat at a moment."""
        beat = self.spots[spot].beat
        for shift in self.shifts.values():
            is_theirs = shift.partner == partner and shift.beat == beat
            if is_theirs and shift.start_from <= at <= shift.hard_stop:
                return shift
        return None


def read_line(row: Row, ground: Ground) -> PaperRow | None:
    """Return a line of a file, not saved; ``None`` for a visit that was planned and not made.

    Raises ``BadInput`` whose place is the column at fault.
    """
    if not any(text(row, name) for name in ("arrive", "leave", "hours")):
        return None
    on, partner = day(row, "day"), text(row, "partner")
    if on is None:
        raise BadInput("a line needs its day.", place="day", next_step="Write 2026-03-05.")
    if partner not in ground.partners:
        raise BadInput(
            f"'{partner}' walks no shift of this plan that you see.",
            place="partner",
            next_step=f"Use one of: {', '.join(sorted(ground.partners))}.",
        )
    line = PaperRow(partner=partner, day=on, people=_people(row))
    _place(line, row, ground)
    if text(row, "hours"):
        _hours(line, row)
    else:
        line.begins, line.ends = _times(row, on)
        named = ground.shifts.get(text(row, "shift"))
        line.shift = named or ground.shift_of(partner, line.spot, line.begins)
        line.day = timezone.localdate(line.begins)
    check(line)
    return line


def check(line: PaperRow) -> None:
    """Raise ``BadInput`` for a visit that cannot be, or that a phone tells of already."""
    if line.begins is None or line.ends is None:
        if line.day > timezone.localdate():
            raise BadInput("this day is still to come.", place="day", next_step="Correct the day.")
        return
    if line.ends <= line.begins:
        raise BadInput(
            "the visit ends before it begins.", place="leave", next_step="Correct one of the times."
        )
    if line.ends > timezone.now():
        raise BadInput("this is still to come.", place="leave", next_step="Correct the time.")
    if line.shift is None:
        return
    if line.begins < line.shift.start_from or line.ends > line.shift.hard_stop:
        raise BadInput(
            "the visit lies outside its shift.",
            place="arrive",
            next_step=f"The shift is {_clock(line.shift.begins)} to {_clock(line.shift.ends)}.",
        )
    _check_phones(line)


def moment_on(shift: PlanShift, clock: dt.time) -> dt.datetime:
    """Return when a clock showed a time during a shift, which may pass midnight."""
    begins = timezone.localtime(shift.start_from)
    at = dt.datetime.combine(begins.date(), clock, timezone.get_current_timezone())
    return at if at >= begins else at + dt.timedelta(days=1)


def _check_phones(line: PaperRow) -> None:
    """No hour is taken twice: a phone that checked in there at that time has the better word."""
    assert line.shift is not None
    for patrol in line.shift.patrols.all():
        for one in check_ins_of(patrol):
            if one.spot == line.spot and one.begins < line.ends and line.begins < one.ends:
                raise BadInput(
                    f"{patrol.phone} checked in there from {_clock(one.begins)} to "
                    f"{_clock(one.ends)}.",
                    place="arrive",
                    next_step="Leave this visit out: it counts already.",
                )


def _place(line: PaperRow, row: Row, ground: Ground) -> None:
    spot, beat = text(row, "hot_spot"), text(row, "beat")
    if spot and spot not in ground.spots:
        raise BadInput(
            f"the plan has no hot spot '{spot}' that you see.", place="hot_spot",
            next_step="Use the name in the sheet.",
        )  # fmt: skip
    if spot:
        line.spot, line.beat = spot, ground.spots[spot].beat
        return
    if beat not in ground.beats:
        raise BadInput(
            "a line needs a hot spot, or the beat as a whole.", place="beat",
            next_step=f"The beats are: {', '.join(sorted(ground.beats))}.",
        )  # fmt: skip
    if not text(row, "hours"):
        raise BadInput("a visit needs its hot spot.", place="hot_spot")
    line.beat = beat


def _hours(line: PaperRow, row: Row) -> None:
    if text(row, "arrive") or text(row, "leave"):
        raise BadInput("give hours, or arrive and leave, and not both.", place="hours")
    hours = float(plain_number(row, "hours") or 0)
    if not 0 < hours <= MOST_HOURS:
        raise BadInput(f"hours must be above 0 and at most {MOST_HOURS:g}.", place="hours")
    line.hours = hours


def _people(row: Row) -> int:
    number = plain_number(row, "people")
    if number is None:
        return 1
    if number != int(number) or not 1 <= number <= MOST_PEOPLE:
        raise BadInput(f"people is a whole number up to {MOST_PEOPLE}.", place="people")
    return int(number)


def _times(row: Row, on: dt.date) -> tuple[dt.datetime, dt.datetime]:
    begins = _moment(row, "arrive", on)
    ends = _moment(row, "leave", on)
    is_clock = len(text(row, "leave")) <= 8
    if ends < begins and is_clock and begins - ends > dt.timedelta(hours=12):
        ends += dt.timedelta(days=1)  # left after midnight
    return begins, ends


def _moment(row: Row, column: str, on: dt.date) -> dt.datetime:
    words = text(row, column)
    here = timezone.get_current_timezone()
    try:
        if len(words) > 8:
            stated = dt.datetime.fromisoformat(words)
            return stated if stated.tzinfo else stated.replace(tzinfo=here)
        padded = words if ":" not in words or words.index(":") == 2 else f"0{words}"
        return dt.datetime.combine(on, dt.time.fromisoformat(padded), here)
    except ValueError:
        fault = f"'{words}' is not a time." if words else f"{column} is empty."
        raise BadInput(fault, place=column, next_step=CLOCK) from None


def _clock(moment: dt.datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"
