"""One area of the whole: its own baseline.

A plan's baseline speaks of the whole area. A town is compared with its own value of that period,
and is not rated where there is none.
"""

from __future__ import annotations

from decimal import Decimal

from beatwise.accountability.measures.in_area import in_area
from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.rag import Rag, Status, rate


CRIME = {m.id: m for m in load_set("plan-2025-29").measures}["neighbourhood-crime"]


def _in_town(value: int, year: str) -> Observation:
    return Observation(Period.parse(year), Decimal(value), "Northtown")


def test_a_town_is_not_held_against_the_whole():
    """The whole had 11,545 offences in 2024/25; 500 in one town a year later are no decrease."""
    assert rate(CRIME, _in_town(500, "2025/26")).rag is Rag.GREEN  # what a naive reading gives
    alone = in_area(CRIME, "Northtown", None)
    assert rate(alone, _in_town(500, "2025/26")).status is Status.NO_BASELINE


def test_a_town_is_held_against_its_own_year_before():
    """500 offences after 400 are an increase of a quarter, and red."""
    town = in_area(CRIME, "Northtown", _in_town(400, "2024/25"))
    assert rate(town, _in_town(500, "2025/26")).rag is Rag.RED


def test_a_town_is_not_held_against_another_year_than_the_whole():
    """The baseline's period is the plan's: a town's value of 2023/24 does not stand in for it."""
    town = in_area(CRIME, "Northtown", _in_town(400, "2023/24"))
    assert town.baseline is None
