"""The rating: its truth table, its statuses, and what must hold of it for any numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.accountability.worlds import measure

from beatwise.accountability.measures.due import is_late
from beatwise.accountability.measures.expectation import to_reach
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import FIVE_PERCENT, TWO_POINTS, Tolerance
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.rag import (
    Direction,
    Rag,
    Status,
    change_between,
    change_in_words,
    direction_of,
    movement,
    rate,
)


numbers = st.decimals(-10_000, 10_000, places=3)
positive = st.decimals("0.001", 10_000, places=3)
tolerances = st.sampled_from([FIVE_PERCENT, TWO_POINTS])


@given(before=positive, after=numbers, factor=st.decimals("0.1", 100, places=1))
def test_scale_does_not_matter(before: Decimal, after: Decimal, factor: Decimal):
    """Pounds or thousands of pounds: a relative direction does not change with the unit."""
    first = change_between(before, after, FIVE_PERCENT)
    other = change_between(before * factor, after * factor, FIVE_PERCENT)
    assert first is not None
    assert first == other


@given(before=numbers, after=numbers, tolerance=tolerances)
def test_opposite_moves_have_opposite_directions(before: Decimal, after: Decimal, tolerance):
    """Turning all signs round turns up into down, and leaves stable as it is."""
    change = change_between(before, after, tolerance)
    turned = change_between(-before, -after, tolerance)
    if change is None:
        assert turned is None
        return
    turn = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
    way = direction_of(change, tolerance)
    assert turned is not None
    assert direction_of(turned, tolerance) is turn.get(way, way)


@given(before=positive)
def test_the_bound_itself_is_stable(before: Decimal):
    """Exactly 5 % more is stable for any baseline, where binary arithmetic would often say up."""
    after = before * Decimal("1.05")
    change = change_between(before, after, FIVE_PERCENT)
    assert change == Fraction(5)
    assert direction_of(change, FIVE_PERCENT) is Direction.STABLE


# The table of the rule: expectation, and the colours beyond tolerance upwards, stable, downwards.
COLOURS = {
    "increase": "GAR", "increase or maintain": "GGR", "maintain or increase": "GGR",
    "reduce": "RAG", "decrease": "RAG", "reduce or maintain": "RGG", "maintain": "RGR",
}  # fmt: skip


def now(value: str | None, period: str = "2025/26", **more: Decimal) -> Observation:
    """The latest value of a measure."""
    return Observation(Period.parse(period), None if value is None else Decimal(value), **more)


@pytest.mark.parametrize("words", COLOURS)
def test_colours_follow_the_printed_table(words: str) -> None:
    """106, 105 and 100, and 94 beside a baseline of 100 and a tolerance of five per cent."""
    of = measure("count", words)
    letters = [rate(of, now(value)).rag.letter for value in ("106", "105", "94")]
    assert "".join(letters) == COLOURS[words]
    assert rate(of, now("95")).rag is rate(of, now("100")).rag is rate(of, now("105")).rag


@pytest.mark.parametrize(("bound", "value", "letter"), [
    ("at least", "100", "G"), ("at least", "95", "A"), ("at least", "94.99", "R"),
    ("more than", "100", "A"), ("more than", "100.01", "G"), ("at most", "100", "G"),
    ("at most", "105", "A"), ("at most", "105.01", "R"), ("below", "100", "A"),
    ("below", "99.99", "G"),
])  # fmt: skip
def test_a_target_is_met_missed_narrowly_or_missed(bound: str, value: str, letter: str) -> None:
    """Within five per cent of the target, bounds included, a miss is amber."""
    of = replace(measure(), expectation=to_reach(bound, Decimal(100)))
    assert rate(of, now(value)).rag.letter == letter
    assert rate(replace(of, baseline=None), now(value)).rag.letter == letter


@pytest.mark.parametrize(("value", "letter"), [("78", "A"), ("77.9", "R"), ("80", "G")])
def test_a_target_in_per_cent_has_two_points(value: str, letter: str) -> None:
    """Two percentage points below 80 are still amber."""
    of = replace(measure("percent"), expectation=to_reach("at least", Decimal(80)))
    assert rate(of, now(value)).rag.letter == letter


@pytest.mark.parametrize(("of", "latest", "status"), [
    (measure(), None, Status.NO_DATA), (measure(), now(None), Status.NO_DATA),
    (measure("count", "monitor"), now("100"), Status.NO_EXPECTATION),
    (replace(measure(), baseline=None), now("100"), Status.NO_BASELINE),
    (measure(), now("100", "2025/26 Q1"), Status.NOT_COMPARABLE),
    (measure(), now("100", ""), Status.NOT_COMPARABLE),
    (measure("days", start="0"), now("100"), Status.NOT_CALCULABLE),
    (measure("yes/no", "completed", "0"), now("2"), Status.NOT_CALCULABLE),
    (measure(), now("29"), Status.TOO_FEW), (measure(start="29"), now("100"), Status.TOO_FEW),
    (measure("percent"), now("50", denominator=Decimal(29)), Status.TOO_FEW),
    (replace(measure("percent"), typical_count=29), now("50"), Status.TOO_FEW),
    (replace(measure("percent"), baseline=replace(measure().baseline, cases=Decimal(29))),
     now("50", denominator=Decimal(30)), Status.TOO_FEW),
    (measure("percent"), now("50", denominator=Decimal(30)), Status.RATED),
    (measure(start="30"), now("30"), Status.RATED),
])  # fmt: skip
def test_what_cannot_be_rated_says_why(of: Measure, latest: Observation, status: Status) -> None:
    """Every status has its case; none but a rated one has a colour."""
    rating = rate(of, latest)
    assert rating.status is status
    assert (rating.rag is None) == (status is not Status.RATED)


def test_a_late_value_is_not_rated() -> None:
    """Whatever the last value says, a newer one was due."""
    assert rate(measure(), now("200"), late=True).status is Status.LATE


@pytest.mark.parametrize("latest", [None, now(None)])
def test_without_any_value_nothing_is_late(latest: Observation | None) -> None:
    """Years after a first value was due there is *no data yet*; after a value the next is late."""
    of, today = measure(), dt.date(2030, 1, 1)
    assert rate(of, latest, late=is_late(of, latest, today)).status is Status.NO_DATA
    assert rate(of, now("100"), late=is_late(of, now("100"), today)).status is Status.LATE


@pytest.mark.parametrize(("value", "rag", "words"), [
    ("1", Rag.GREEN, "Completed."), ("0", Rag.RED, "Not completed."),
])  # fmt: skip
def test_completed_is_green_and_not_completed_red(value: str, rag: Rag, words: str) -> None:
    """A yes or no knows no amber."""
    rating = rate(measure("yes/no", "completed", "0"), now(value))
    assert (rating.rag, rating.reason) == (rag, words)


def test_a_movement_without_a_value_or_a_tolerance_cannot_be_said() -> None:
    """No value has no direction, and neither has a yes; without a tolerance no target is rated."""
    answer = measure("yes/no", "completed", "0")
    assert movement(measure(), now(None), measure().baseline).status is Status.NO_DATA
    assert movement(answer, now("1"), answer.baseline).status is Status.NOT_COMPARABLE
    for lacking in (
        replace(measure(), tolerance=None, expectation=to_reach("at least", Decimal(100))),
        replace(measure(), expectation=replace(to_reach("at least", Decimal(1)), target=None)),
    ):
        assert rate(lacking, now("100")).status is Status.NO_EXPECTATION


def test_a_change_of_less_than_one_per_cent_has_a_direction() -> None:
    """Beyond a tolerance of a tenth of a per cent, half a per cent is up."""
    tenth = Tolerance("relative", Decimal("0.1"))
    assert direction_of(Fraction(1, 2), tenth) is Direction.UP
    assert direction_of(Fraction(-1, 2), tenth) is Direction.DOWN


def test_colours_and_directions_have_a_word_a_letter_and_a_shape() -> None:
    """What is shown by colour is also said."""
    assert [(rag.word, rag.letter, rag.shape) for rag in Rag] == [
        ("green", "G", "●"), ("amber", "A", "▲"), ("red", "R", "■"),
    ]  # fmt: skip
    assert [(way.word, way.arrow) for way in Direction] == [
        ("up", "↑"), ("stable", "↔"), ("down", "↓"),
    ]  # fmt: skip


@pytest.mark.parametrize(("change", "tolerance", "words"), [
    ("0", FIVE_PERCENT, "no change"), ("-17", FIVE_PERCENT, "−17 %"),
    ("6.34", FIVE_PERCENT, "+6.3 %"),
    ("0.04", FIVE_PERCENT, "up by less than 0.1 %"), ("5", FIVE_PERCENT, "+5 %"),
    ("5.01", FIVE_PERCENT, "up by just over 5 %"), ("-5.04", FIVE_PERCENT, "down by just over 5 %"),
    ("2.01", TWO_POINTS, "up by just over 2 percentage points"),
    ("-0.01", TWO_POINTS, "down by less than 0.1 percentage points"),
])  # fmt: skip
def test_a_change_in_words_never_contradicts_its_direction(
    change: str, tolerance: Tolerance, words: str
) -> None:
    """What lies beyond the tolerance and rounds to it says so."""
    assert change_in_words(Fraction(change), tolerance) == words


def test_periods_that_overlap_say_by_how_much() -> None:
    """A rolling year shares three months with the baseline's; the year after shares none."""
    reason = rate(measure(), now("110", "2025-01:2025-12")).reason
    assert reason == "100 → 110: +10 %; the periods share 3 months."
    assert rate(measure(), now("110")).reason == "100 → 110: +10 %."
