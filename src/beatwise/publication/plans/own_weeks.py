"""One person's weeks of a rota: every day in a list, to be read on a phone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from beatwise.clock import day_words
from beatwise.planning.rota.dated_duty import DatedDuty
from beatwise.planning.rota.rota_plan import RotaPlan
from beatwise.publication.formats.document import Block, Bullets, Document, Heading, Inset


PRIVATE = "Personal data: for the owner's staff only. People appear by code, never by name."


def own_page(rota: RotaPlan, person: str) -> Document:
    """Return the page of one person: the first week first, a line a day, days off too."""
    duties = [duty for duty in rota.duties if duty.person == person]
    blocks: list[Block] = []
    for week in range(rota.weeks):
        first = rota.first + dt.timedelta(days=7 * week)
        days = [first + dt.timedelta(days=number) for number in range(7)]
        own = [duty for duty in duties if duty.day in days]
        blocks += [
            Heading(f"Week of {first:%-d %B}: {_total(own)}"),
            Bullets(tuple(line for day in days for line in _lines(day, own))),
        ]
    blocks += [Heading("Good to know"), Bullets(rota.notes or ("Times are British clock time.",))]
    blocks.append(Inset(PRIVATE))
    return Document(
        title=f"Duties of {person}",
        subtitle=_period(rota),
        facts=(),
        blocks=tuple(blocks),
        footer=(f"{rota.name}, {rota.provider}. The same duties are in calendars/{person}.ics.",),
        date=rota.first,
    )


def duty_lines(rota: RotaPlan, person: str) -> tuple[str, ...]:
    """Return a person's duties, a line each, without the days off."""
    return tuple(duty_words(duty) for duty in rota.duties if duty.person == person)


def duty_words(duty: DatedDuty) -> str:
    """Return a duty in a line: the day, the shift, its hours and where it is."""
    over = "" if duty.ends.date() == duty.begins.date() else " the next day"
    return (
        f"{duty.day:%a %-d %b}: {duty.shift}, {duty.begins:%H:%M} to {duty.ends:%H:%M}{over}"
        f"{_longer(duty)}, {duty.beat}"
    )


def hours_worked(duties: Sequence[DatedDuty]) -> float:
    """Return the hours really worked in some duties, whatever the clocks do."""
    return sum(duty.ends.timestamp() - duty.begins.timestamp() for duty in duties) / 3600


def _lines(day: dt.date, own: Sequence[DatedDuty]) -> list[str]:
    return [duty_words(duty) for duty in own if duty.day == day] or [f"{day:%a %-d %b}: off"]


def _longer(duty: DatedDuty) -> str:
    """Say how long a duty is where the clocks change in it."""
    before, after = duty.begins.utcoffset(), duty.ends.utcoffset()
    return "" if before == after else f" ({hours_worked([duty]):g} hours: the clocks change)"


def _total(own: Sequence[DatedDuty]) -> str:
    if not own:
        return "off"
    shifts = "1 shift" if len(own) == 1 else f"{len(own)} shifts"
    return f"{shifts}, {hours_worked(own):g} hours"


def _period(rota: RotaPlan) -> str:
    weeks = "1 week" if rota.weeks == 1 else f"{rota.weeks} weeks"
    return f"{weeks} from {day_words(rota.first)}"
