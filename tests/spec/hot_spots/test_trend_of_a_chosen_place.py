"""The trend of a hot spot: a place is not rising because it was chosen where it was busy."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
from benchmarks.soak_trends import CALLED, Held, real_cases, table, trends_held
from tests.unit.hotspots.shortlist.worlds import observed, question

from beatwise.hotspots.shortlist.reasons.place_trend import place_trend
from beatwise.hotspots.shortlist.reasons.trend import trend


MONTHS = tuple(range(24_300, 24_333))
BEFORE, TRAIN, LATER = np.split(np.arange(33), [18, 27])
PAST = np.concatenate([BEFORE, TRAIN])
CHOOSING = TRAIN[0] <= PAST


def towns(
    seed: int, goes_on: float, wanders: float, *, number: int = 60, level: float = 1.5
) -> np.ndarray:
    """Counts of (towns, 40 places, months); shares go on and wander by so much a year, log scale.

    The larger ``level``, the more alike places are, and the more luck chooses.
    """
    rng = np.random.default_rng(seed)
    rate = rng.gamma(level, 2.5 / level, (number, 40, 1))
    slope = goes_on * rng.standard_normal((number, 40, 1)) * (np.arange(33) - 22) / 12
    steps = wanders / 12**0.5 * rng.standard_normal((number, 40, 33))
    return rng.poisson(rate * np.exp(slope + np.cumsum(steps, axis=2)))


def cases(counts: np.ndarray) -> list[Held]:
    """The five busiest places of each town in the months of choosing, and what they held later."""
    found = []
    for town in counts:
        area = town.sum(axis=0)
        for place in np.argsort(-town[:, TRAIN].sum(axis=1))[:5]:
            slope = place_trend(town[place, PAST], area[PAST], np.array(MONTHS)[PAST], CHOOSING)
            share = town[place, TRAIN].sum() / area[TRAIN].sum()
            years = (TRAIN[-1] - TRAIN.mean()) / 12
            called = CALLED[0 if slope.low > 0 else 2 if slope.high < 0 else 1]
            later = area[LATER].sum()
            by_trend = share * later * (1 + slope.value / 100) ** years
            found.append(Held(called, int(town[place, LATER].sum()), share * later, by_trend))
    return found


def test_of_places_that_do_not_change_hardly_any_is_called_rising() -> None:
    """Of 300 chosen in still towns at most 1 in 40 is; the plain trend of all months calls many."""
    counts = towns(1, 0.0, 0.0, level=50)
    rows = table(cases(counts))
    assert rows["rising"]["places"] <= 7
    plain = 0
    for town in counts:
        for place in np.argsort(-town[:, TRAIN].sum(axis=1))[:5]:
            slope = trend(town[place, PAST], np.array(MONTHS)[PAST])
            plain += slope.low > 0
    assert plain >= 2 * rows["rising"]["places"] + 8


def test_wandering_is_hardly_ever_called_a_trend() -> None:
    """Where shares wander as those of busy places do, and nothing goes on, 1 in 40 at most is."""
    rows = table(cases(towns(2, 0.0, 0.3, number=200)))
    assert rows["rising"]["places"] + rows["falling"]["places"] <= 25


def test_places_called_rising_hold_what_was_said() -> None:
    """Where trends go on besides, rising places hold later no less than level and trend say."""
    rows = table(cases(towns(2, 0.5, 0.17, number=400)))
    assert rows["rising"]["places"] >= 20
    assert rows["rising"]["held"] > rows["rising"]["by_level"]
    assert rows["rising"]["z"] > -2


def test_the_soak_reads_places_as_a_list_does() -> None:
    """Its cases come from the list's own rule: a place with 20 incidents of a town's 60."""
    rows = [(500.0 + 400 * (n % 3), 500.0, 100 + n % 8, 0) for n in range(96)]
    town = observed(*rows, months=tuple(range(100, 108)))
    [*found] = trends_held(town, (100, 101, 102, 103, 104, 105), (106, 107), question(town))
    assert found
    assert all(case.called == "no clear trend" for case in found)


def test_real_places_called_rising_hold_what_was_said(real_data: Path) -> None:
    """Towns of three forces, out of time: few are called rising, and those hold more later."""
    rows = table(islice(real_cases(real_data), 2000))
    places = sum(row["places"] for row in rows.values())
    assert places > 300
    assert 0 < rows["rising"]["places"] < 0.05 * places
    assert rows["rising"]["held"] > rows["rising"]["by_level"]
    assert rows["rising"]["z"] > -2
