"""A person's own weeks: the first week first, a line a day, hours as they really pass."""

from __future__ import annotations

import datetime as dt

from beatwise.clock import LONDON
from beatwise.planning.rota.dated_duty import DatedDuty
from beatwise.planning.rota.rota_plan import RotaPlan
from beatwise.publication.formats.document import Bullets, Heading
from beatwise.publication.plans.own_weeks import duty_words, own_page
from beatwise.publication.plans.rota_files import rota_files


def duty(day: dt.date, begins: int, hours: int) -> DatedDuty:
    """A duty by the clock on the wall."""
    start = dt.datetime.combine(day, dt.time(begins))
    end = start + dt.timedelta(hours=hours)
    return DatedDuty(
        day, "Night", "North", "W1", start.replace(tzinfo=LONDON), end.replace(tzinfo=LONDON)
    )


def rota(*duties: DatedDuty, first: dt.date = dt.date(2027, 3, 22)) -> RotaPlan:
    """A rota of a week."""
    return RotaPlan("Towns", "Owner", first, 1, 1, duties, (), first, 0.0, None, "by hand", 1)


def test_every_day_has_a_line() -> None:
    """Seven lines a week: the duty with its hours and beat, the others off."""
    page = own_page(rota(duty(dt.date(2027, 3, 23), 9, 8)), "W1")
    heading, days = page.blocks[:2]
    assert isinstance(heading, Heading)
    assert heading.text == "Week of 22 March: 1 shift, 8 hours"
    assert isinstance(days, Bullets)
    assert len(days.items) == 7
    assert days.items[0] == "Mon 22 Mar: off"
    assert days.items[1] == "Tue 23 Mar: Night, 09:00 to 17:00, North"


def test_a_night_across_the_change_says_its_real_hours() -> None:
    """Eight hours by the clock are seven in March and nine in October."""
    march, october = dt.date(2027, 3, 27), dt.date(2027, 10, 30)
    assert "22:00 to 06:00 the next day (7 hours: the clocks change)" in duty_words(
        duty(march, 22, 8)
    )
    assert "(9 hours: the clocks change)" in duty_words(duty(october, 22, 8))
    heading = own_page(rota(duty(march, 22, 8)), "W1").blocks[0]
    assert isinstance(heading, Heading)
    assert heading.text == "Week of 22 March: 1 shift, 7 hours"


def test_somebody_without_duties_left_gets_an_empty_page_and_calendar() -> None:
    """Who was on the rota before is told that nothing is left, in place of an old calendar."""
    files = rota_files(rota(duty(dt.date(2027, 3, 23), 9, 8)), {}, ["W2"])
    assert b"off" in files["weeks/W2.html"]
    assert b"BEGIN:VEVENT" not in files["calendars/W2.ics"]
    assert b"BEGIN:VEVENT" in files["calendars/W1.ics"]
