"""Five shapes of figures.

Most figures are one series. The rest are a measure by area, a funnel, a monthly cohort table, and
contact demand with targets; each has a mistake that is easily made, and that is refused here.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from beatwise.accountability.measures.by_area import by_area
from beatwise.accountability.measures.expectation import to_reach
from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.cohorts import cohort_table, rolling
from beatwise.accountability.rating.demand import Demand, Standard, Verdict, demand_table
from beatwise.accountability.rating.funnel import Stage, compare, steps
from beatwise.clock import Month, MonthRange
from beatwise.errors import BadInput


PLAN = {measure.id: measure for measure in load_set("plan-2025-29").measures}
YEAR = Period.parse("2025")


def seen(area: str, value: str | None, above: int | None = None, below: int | None = None):
    """One area's value."""
    return Observation(
        YEAR,
        None if value is None else Decimal(value),
        area,
        None if above is None else Decimal(above),
        None if below is None else Decimal(below),
    )


def test_the_whole_of_counts_is_their_sum():
    """Three areas of 60, 30 and 10 are 100 together, and their shares add up."""
    told = [seen("A", "60"), seen("B", "30"), seen("C", "10")]
    found = by_area(PLAN["neighbourhood-crime"], told, YEAR, ["A", "B", "C"])
    assert found.whole == 100
    assert [row.share for row in found.rows] == [60, 30, 10]


def test_the_whole_of_rates_is_not_their_mean():
    """A rate of 10 among 1,000 people and of 2 among 9,000 is 2.8 together, not 6."""
    told = [seen("A", "10", 10, 1000), seen("B", "2", 18, 9000)]
    found = by_area(PLAN["shoplifting"], told, YEAR, ["A", "B"])
    assert found.whole == Fraction("2.8")
    bare = by_area(PLAN["shoplifting"], [seen("A", "10"), seen("B", "2")], YEAR, ["A", "B"])
    assert bare.whole is None
    assert "mean" in bare.why


def test_an_area_without_data_is_listed_and_not_a_zero():
    """The area that sent nothing stands in the list, and the whole says it is left out."""
    told = [seen("A", "60"), seen("B", None)]
    found = by_area(PLAN["neighbourhood-crime"], told, YEAR, ["A", "B", "C"])
    assert [row.value for row in found.rows] == [60, None, None]
    assert (found.whole, found.covered) == (60, 1)
    assert "1 of 3" in found.why
    assert by_area(PLAN["shoplifting"], [], YEAR, ["A"]).why.startswith("No area")


def drug_tests(numbers: list[int]) -> list[Stage]:
    """People and tests as they come: who was suitable, tests, positive tests, assessments."""
    names = [
        ("Suitable for an intervention", "people"),
        ("Drug tests", "tests"),
        ("Positive tests", "tests"),
        ("Assessments booked", "appointments"),
        ("Assessments attended", "appointments"),
        ("Entered treatment", "people"),
    ]
    return [
        Stage(name, counts, Decimal(n)) for (name, counts), n in zip(names, numbers, strict=True)
    ]


def test_people_and_tests_are_kept_apart():
    """Positive tests are a share of tests, entries a share of people; no share crosses over."""
    found = steps(drug_tests([280, 95, 52, 43, 32, 22]))
    bases = [step.base.name if step.base else None for step in found]
    assert bases == [
        None, None, "Drug tests", None, "Assessments booked", "Suitable for an intervention"
    ]  # fmt: skip
    assert found[2].share == Fraction(5200, 95)
    assert found[4].share == Fraction(3200, 43)
    assert found[5].of_first == Fraction(2200, 280)


def test_a_stage_is_never_more_than_what_it_is_part_of():
    """Sixty positive tests out of fifty are refused, and so is a part of what comes later."""
    with pytest.raises(BadInput, match="more than"):
        steps([Stage("Tests", "tests", Decimal(50)), Stage("Positive", "tests", Decimal(60))])
    with pytest.raises(BadInput, match="no earlier stage"):
        steps([Stage("Positive", "tests", Decimal(5), of="Tests")])


def test_a_stage_may_say_what_it_is_part_of():
    """A named base stands instead of the nearest one."""
    found = steps(
        [
            Stage("Seen", "people", Decimal(100)),
            Stage("Offered", "people", Decimal(40)),
            Stage("Refused", "people", Decimal(60), of="Seen"),
        ]
    )
    assert found[2].share == 60


def test_two_funnels_are_compared_stage_by_stage():
    """From 280 to 241 is −13.9 %; from nothing no change in per cent can be said."""
    before, after = drug_tests([280, 95, 52, 43, 32, 0]), drug_tests([241, 24, 12, 9, 5, 7])
    told = compare(before, after)
    assert round(float(told[0].percent or 0), 1) == -13.9
    assert told[5].percent is None
    with pytest.raises(BadInput):
        compare(before, after[:-1])


MONTHS = MonthRange.parse("2025-01:2025-03")


def monthly(*values: int | None) -> dict[Month, int | None]:
    """Counts from January 2025."""
    return {MONTHS.first + i: value for i, value in enumerate(values)}


def test_a_cohort_table_adds_up_by_month_and_by_area():
    """Rows add up to totals, areas to the whole, and a missing month leaves no total."""
    table = cohort_table(
        {
            ("City", "starts"): monthly(16, 10, 9),
            ("County", "starts"): monthly(12, 7, 9),
            ("City", "ends"): monthly(5, 11, 9),
            ("County", "ends"): monthly(5, None, 7),
        },
        MONTHS,
        whole="Both",
    )
    assert table.row("City", "starts").total == 35
    assert table.row("Both", "starts").values == (28, 17, 18)
    assert table.row("County", "ends").total is None
    assert table.row("Both", "ends").values == (10, None, 16)
    assert table.balance("City", "starts", "ends") == (11, 10, 10)
    assert table.balance("County", "starts", "ends") == (7, None, None)


def test_successes_are_a_share_of_ends_over_the_whole_time():
    """21 of 123 ends were successful; of two ends no percentage is formed."""
    table = cohort_table(
        {
            ("City", "ends"): monthly(41, 41, 41),
            ("City", "successes"): monthly(7, 7, 7),
            ("Rutland", "ends"): monthly(1, 0, 1),
            ("Rutland", "successes"): monthly(0, 0, 1),
            ("Rutland", "starts"): monthly(0, 0, 0),
        },
        MONTHS,
    )
    city = table.share("City", "successes", "ends")
    assert city is not None
    assert (city.part, city.whole, city.percent) == (21, 123, Fraction(2100, 123))
    few = table.share("Rutland", "successes", "ends")
    assert few is not None
    assert (few.part, few.whole, few.percent) == (1, 2, None)
    with pytest.raises(BadInput, match="more than"):
        table.share("Rutland", "ends", "starts")
    with pytest.raises(BadInput):
        table.row("Rutland", "returns")


def test_counts_are_not_negative():
    """Minus one start is refused with its place."""
    with pytest.raises(BadInput, match="2025-02"):
        cohort_table({("City", "starts"): monthly(1, -1, 1)}, MONTHS)


def test_a_rolling_sum_needs_all_its_months():
    """A three-month sum begins with the third month and is missing where a month is."""
    assert rolling((1, 2, 3, None, 5, 6, 7), 3) == (None, None, 6, None, None, None, 18)


STANDARDS = (
    Standard("999", "answered", to_reach("at least", Decimal(90)), "national", 10),
    Standard("101", "answered", to_reach("at least", Decimal(75)), "local", 900),
    Standard("101", "abandoned", to_reach("below", Decimal(10)), "local"),
)


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Demand("999", "answered", YEAR, Decimal("92.2"), 10), Verdict.MET),
        (Demand("999", "answered", YEAR, Decimal("89.9"), 10), Verdict.NOT_MET),
        (Demand("101", "answered", YEAR, Decimal("65.7"), 120), Verdict.UNLIKE),
        (Demand("101", "abandoned", YEAR, Decimal("12.2")), Verdict.NOT_MET),
        (Demand("101", "abandoned", YEAR, Decimal(10)), Verdict.NOT_MET),
        (Demand("101", "abandoned", YEAR, None), Verdict.NO_DATA),
        (Demand("online", "volume", YEAR, Decimal(73441)), Verdict.NO_TARGET),
    ],
)
def test_a_figure_is_held_only_against_a_target_that_fits(figure: Demand, verdict: Verdict):
    """A target within 15 minutes is not met or missed by a share answered within 2 minutes."""
    (row,) = demand_table([figure], [], STANDARDS)
    assert row.verdict is verdict


def test_volumes_change_in_per_cent_and_shares_in_points():
    """From 148,957 calls to 202,344 is +35.8 %; from 95.8 % to 92.2 % is −3.6 points."""
    before = [
        Demand("999", "volume", Period.parse("2024"), Decimal(148957)),
        Demand("999", "answered", Period.parse("2024"), Decimal("95.8"), 10),
        Demand("101", "volume", Period.parse("2024/25 Q3"), Decimal(50000)),
    ]
    now = [
        Demand("999", "volume", YEAR, Decimal(202344)),
        Demand("999", "answered", YEAR, Decimal("92.2"), 10),
        Demand("101", "volume", YEAR, Decimal(323575)),
    ]
    calls, answered, unlike = demand_table(now, before, STANDARDS)
    assert calls.difference == 53387
    assert round(float(calls.change or 0), 1) == 35.8
    assert answered.change == Fraction("-3.6")
    assert unlike.change is None


def test_answered_says_within_what_time():
    """A share answered without its time limit is refused."""
    with pytest.raises(BadInput):
        Demand("999", "answered", YEAR, Decimal(92))
