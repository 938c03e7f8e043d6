"""The sentences beside a hot spot, each from its figures."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from tests.unit.hotspots.shortlist.worlds import spot

from beatwise.estimate import Estimate
from beatwise.hotspots.shortlist.hotspot import Harm, RecentMonths
from beatwise.hotspots.shortlist.reasons.reasons import confidence, reasons, what
from beatwise.records.crime_types import ASB


def sentences(area_share: float = 0.02, top_n: int = 5, **changes: object) -> tuple[str, ...]:
    """Return the reasons of the hot spot with some figures changed."""
    return reasons(replace(spot(), **changes), area_share, top_n, 20)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("again", "most", "word"),
    [
        (0.9, 20, "high"), (0.9, 19, "moderate"), (0.89, 20, "moderate"),
        (0.6, 10, "moderate"), (0.6, 9, "low"), (0.59, 100, "low"), (float("nan"), 100, "low"),
    ],
)  # fmt: skip
def test_confidence_follows_its_rule(again: float, most: int, word: str) -> None:
    """Both the halves and the incidents of one type must reach the stated bounds."""
    assert confidence(again, {"drugs": 0, "shoplifting": most}) == word
    assert confidence(again, {}) == "low"


@pytest.mark.parametrize(
    ("kind", "n", "words"),
    [
        (ASB, 1, "anti-social behaviour incident"),
        (ASB, 2, "anti-social behaviour incidents"),
        (ASB, None, "anti-social behaviour incidents"),
        ("shoplifting", 1, "shoplifting record"),
        ("vehicle-crime", 2, "vehicle crime records"),
        ("Begging", 0, "begging records"),
    ],
)
def test_a_type_in_running_words(kind: str, n: int | None, words: str) -> None:
    """Anti-social behaviour is incidents, all else records; one is singular."""
    assert what(kind, n) == words


def test_the_count_comes_with_its_share_and_how_much_denser_it_is() -> None:
    """Half of the incidents in 2 % of the ground is 25 times an even spread."""
    first = sentences()[0]
    assert first == (
        "12 shoplifting records: 50% of the area's, in 2% of its ground (25 times an even spread): "
        "a small count."
    )
    assert "small count" not in sentences(counts={"shoplifting": 30})[0]
    assert "(9.6 times an even spread)" in sentences(area_share=0.5 / 9.6)[0]
    empty = sentences(counts={"shoplifting": 0}, shares={"shoplifting": 0.0})
    assert empty[0] == "No shoplifting records."
    assert not any(sentence.startswith("Trend") for sentence in empty)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (2.0, 40.0, "rising (+20% a year, 95% interval +2 to +40)"),
        (-30.0, -3.0, "falling (+20% a year, 95% interval −30 to −3)"),
        (-5.0, 50.0, "no clear trend (+20% a year, 95% interval −5 to +50)"),
    ],
)
def test_a_trend_is_one_only_when_its_interval_leaves_out_zero(
    low: float, high: float, words: str
) -> None:
    """Rising, falling or no clear trend, by the interval and never by the value alone."""
    slope = Estimate(20.0, low, high, 0.95, 12, "% a year")
    every = sentences(trend={"shoplifting": slope}, counts={"shoplifting": 30})
    [sentence] = [s for s in every if s.startswith("Trend")]
    assert sentence == (
        "Trend of shoplifting records so far, against the rest of the area and the choice of the "
        f"place taken out: {words}."
    )


def test_too_few_for_a_trend_are_said_to_be_too_few() -> None:
    """Without a trend, or without its interval, no direction is named."""
    bare = Estimate(20.0, None, None, 0.95, 12, "% a year")
    for slope in (None, bare):
        words = "Trend of shoplifting records against the rest of the area: too few to tell."
        assert words in sentences(trend={"shoplifting": slope})


def test_one_map_point_asks_for_a_premises_remedy() -> None:
    """From half of the incidents at one point the premises come first; below that not a word."""
    [sentence] = [s for s in sentences(top_share={"shoplifting": 0.5}) if "premises remedy" in s]
    assert sentence == (
        "50% of its shoplifting records are at one map point (On or near Market Place): look for a "
        "premises remedy there first (store design, staffing, a retailer partnership); a patrol "
        "may not be the answer."
    )
    below = sentences(top_share={"shoplifting": 0.49})
    assert not any("premises remedy" in sentence for sentence in below)


def test_a_busy_point_near_the_outline_is_a_caution() -> None:
    """29 m from the border walk outside it too; 31 m inside say nothing."""
    for side, close in ((29.0, True), (31.0, False)):
        shape = shapely.box(505_000 - side, 351_900, 505_200, 352_100)
        caution = any("border" in sentence for sentence in sentences(geometry=shape))
        assert caution == close


def test_a_place_too_large_to_walk_is_no_beat() -> None:
    """Over 400 m across the reader is sent to look within; at 400 m not."""
    for side, large in ((400.0, False), (402.0, True)):
        shape = shapely.box(504_800, 351_800, 504_800 + side, 351_800 + side)
        assert any("not a beat" in s for s in sentences(geometry=shape)) == large


def test_standing_names_the_rank_and_the_months_with_data() -> None:
    """One hot spot is the busiest place; several are among the busiest; empty windows are left."""
    windows = (RecentMonths(12, 3, 4), RecentMonths(24, 0, 0))
    assert (
        "Among the area's 5 busiest places in 2 of 2 training months (months with data: 3 of 4 in "
        "the last 12)." in sentences(recent=windows)
    )
    assert "The area's busiest place in 2 of 2 training months." in sentences(top_n=1)


def test_screening_never_prints_a_zero() -> None:
    """Tiny values are below 0.0001; without a test it says so."""
    assert sentences(p_value=0.00002, q_value=0.0301)[-1].startswith(
        "Screening only: the fixed cell under it has p < 0.0001, q = 0.0301;"
    )
    assert sentences(p_value=None, q_value=None)[-1] == "Screening: not tested."


def test_steadiness_counts_the_halves() -> None:
    """A share of 0.85 is 17 of 20 halves; too few months say so instead."""
    assert (
        "Confidence: low. Chosen again from 17 of 20 random halves of the training months."
        in sentences(found_again=0.85)
    )
    assert any("Too few months to check" in s for s in sentences(found_again=float("nan")))


def test_harm_names_its_index_and_how_many_it_weighs() -> None:
    """Harm is printed only where offence codes were there to weigh."""
    harm = Harm("ONS index", 1_234.4, 8, 12)
    assert (
        "Harm by ONS index: 1,234, of 8 of 12 incidents with an offence code it weighs."
        in sentences(harm=harm)
    )
    assert not any(sentence.startswith("Harm") for sentence in sentences())
