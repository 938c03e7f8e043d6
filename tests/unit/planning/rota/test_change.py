"""What absences cost: people that shifts lose in the end, and hours by reason."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from beatwise.planning.plan import ShiftOfDay
from beatwise.planning.rota.absence import Absence
from beatwise.planning.rota.change import RotaChange, hours_by_reason, lost_places
from beatwise.planning.rota.dated_duty import DatedDuty


DAY, NEXT = dt.date(2027, 4, 5), dt.date(2027, 4, 6)


def early(day: dt.date) -> ShiftOfDay:
    return ShiftOfDay(day, "North", "Early")


def duty(person: str) -> DatedDuty:
    begins = dt.datetime(2027, 4, 5, 9, tzinfo=dt.UTC)
    return DatedDuty(DAY, "Early", "North", person, begins, begins + dt.timedelta(hours=8))


def test_places_without_names_are_lost_on_every_day() -> None:
    """Two people of a shift on two days are two on each."""
    absence = Absence(DAY, NEXT, "event", beat="North", shift="Early", people=2)
    assert lost_places([absence], RotaChange()) == {early(DAY): 2, early(NEXT): 2}


def test_a_named_person_counts_only_where_nobody_steps_in() -> None:
    """A name alone loses no place; the rota's own shortage does, and a gain makes up for none."""
    change = RotaChange(short=Counter({early(DAY): 1, early(NEXT): -1}))
    assert lost_places([Absence(DAY, NEXT, "court", person="W1")], change) == {early(DAY): 1}
    nobody = Absence(NEXT, NEXT, "event", beat="North", shift="Early")
    assert lost_places([nobody], change) == {early(DAY): 1, early(NEXT): 1}
    assert lost_places([], RotaChange()) == {}


def test_stated_hours_are_added_to_those_of_the_rota() -> None:
    """Hours of a named person are those of the duties removed, not those stated beside them."""
    change = RotaChange(hours=Counter({"court": 8}))
    absences = [
        Absence(DAY, DAY, "court", person="W1", hours=5.0),
        Absence(DAY, DAY, "court", beat="North", shift="Early", hours=4.0),
        Absence(DAY, DAY, "custody", beat="North", shift="Early", hours=2.5),
        Absence(DAY, DAY, "other", beat="North", shift="Early"),
    ]
    assert hours_by_reason(absences, change) == {"court": 12.0, "custody": 2.5}


def test_those_affected_are_named_once_in_order() -> None:
    """Whose duties were moved or added is affected; who is away is not."""
    change = RotaChange(removed=(duty("W9"),), moved=(duty("W3"),), added=(duty("W1"), duty("W3")))
    assert change.affected == ("W1", "W3")
