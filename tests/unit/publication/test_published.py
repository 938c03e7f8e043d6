"""The gate for measures: what comes through it, and that nothing goes round it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from decimal import Decimal

import pytest

from beatwise.accountability.measures.as_toml import parse
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import Period
from beatwise.publication.disclosure_rule import Rule
from beatwise.publication.published import Published, publish


QUARTER = "2025/26 Q1"
EXACT = Rule(threshold=5, base=1)


def measure(unit: str = "count", disclosure: str = "small counts") -> Measure:
    """Return a measure in a unit that asks for a control."""
    return parse(
        f"""
        format = 1
        id = "referrals"
        version = 1
        valid_from = 2025-04-01
        title = "Referrals"
        definition = "People referred."
        strategy = "support"
        level = "headline"
        unit = "{unit}"
        frequency = "quarterly"
        source = "Provider's return"
        owner = "commissioning"
        disclosure = "{disclosure}"
        {"per = 1000" if unit == "rate" else ""}
        [expectation]
        words = "No expectation"
        """,
        place="test",
    )


def value(
    number: str,
    area: str = WHOLE_AREA,
    period: str = QUARTER,
    *,
    of: tuple[str, str] | None = None,
) -> Observation:
    """Return a value of an area and period, with the counts it was formed from."""
    cases = tuple(Decimal(each) for each in of) if of else (None, None)
    return Observation(Period.parse(period), Decimal(number), area, *cases)


def shown(measure: Measure, *values: Observation, rule: Rule = EXACT) -> list[str | None]:
    """Return each published value as text, ``None`` where it is hidden."""
    numbers = [each.observation.value for each in publish(measure, values, rule)]
    return [None if number is None else str(number) for number in numbers]


def test_counts_below_the_threshold_are_hidden_and_a_zero_is_not() -> None:
    """One to four are hidden; nobody and five are shown."""
    listed = [value(str(n), period=f"2025-{month:02}") for month, n in enumerate((0, 1, 4, 5), 1)]
    assert shown(measure(), *listed) == ["0", None, None, "5"]


def test_what_is_left_is_rounded() -> None:
    """The usual rule rounds to fives, halves upwards."""
    listed = [value("12"), value("13", period="2025/26 Q2")]
    assert shown(measure(), *listed, rule=Rule()) == ["10", "15"]


def test_a_hidden_area_cannot_be_worked_out_from_the_whole() -> None:
    """When areas add up to the whole, the next smallest is hidden as well."""
    listed = [value("29"), value("3", "Northtown"), value("6", "Southtown"), value("20", "Weston")]
    assert shown(measure(), *listed) == ["29", None, None, "20"]


def test_areas_that_do_not_add_up_need_no_further_hiding() -> None:
    """Where the whole is not the sum of the areas nothing can be subtracted."""
    listed = [value("50"), value("3", "Northtown"), value("6", "Southtown")]
    assert shown(measure(), *listed) == ["50", None, "6"]


def test_a_hidden_quarter_cannot_be_worked_out_from_the_year() -> None:
    """When quarters add up to their year, a second quarter is hidden."""
    quarters = [value(n, period=f"2025/26 Q{q}") for q, n in enumerate(("3", "8", "9", "12"), 1)]
    listed = [*quarters, value("32", period="2025/26")]
    assert shown(measure(), *listed) == [None, None, "9", "12", "32"]


# Southtown's third is hidden with its first, by the year; Northtown's zero is shown.
SOUTHTOWN = [
    value(n, "Southtown", f"2025/26 Q{q}") for q, n in enumerate(["6", "3", "20", "20"], 1)
]
SOUTHTOWN.append(value("49", "Southtown", "2025/26"))


def test_a_zero_beside_a_hidden_area_hides_the_whole() -> None:
    """Northtown had nobody, so the whole's six would be Southtown's."""
    others = [value("6"), value("0", "Northtown")]
    assert shown(measure(), *others, *SOUTHTOWN) == [None, "0", None, None, "20", "20", "49"]


def test_the_only_area_that_makes_up_the_whole_hides_it() -> None:
    """A whole of six that equals its only area is hidden with it; one of seven is not."""
    assert shown(measure(), value("6"), *SOUTHTOWN)[:2] == [None, None]
    assert shown(measure(), value("7"), *SOUTHTOWN)[:2] == ["7", None]


def test_the_quarters_of_a_year_so_far_are_protected_like_a_whole_year() -> None:
    """Three and eight make the year's eleven; where they do not, nothing can be subtracted."""
    quarters = [value("3", period="2025/26 Q1"), value("8", period="2025/26 Q2")]
    assert shown(measure(), *quarters, value("11", period="2025/26")) == [None, None, "11"]
    assert shown(measure(), *quarters, value("12", period="2025/26")) == [None, "8", "12"]


def test_an_area_may_lack_periods_that_another_has() -> None:
    """Northtown has a first quarter only; Southtown's are protected as if it were alone."""
    north = [value("3", "Northtown"), value("3", "Northtown", "2025/26")]
    assert shown(measure(), *north, *SOUTHTOWN) == [None, None, None, None, "20", "20", "49"]


def test_a_zero_can_be_the_far_corner_that_protects_a_one() -> None:
    """One, nine, nine and none by area and quarter: the four are hidden and every total shown."""
    rows = {"Northtown": "1 9 10", "Southtown": "9 0 9", WHOLE_AREA: "10 9 19"}
    periods = ("2025/26 Q1", "2025/26 Q2", "2025-04:2025-09")
    listed = [
        value(number, area, period)
        for area, numbers in rows.items()
        for number, period in zip(numbers.split(), periods, strict=True)
    ]
    assert shown(measure(), *listed) == [None, None, "10", None, None, "9", "10", "9", "19"]


def test_periods_that_do_not_fit_into_the_whole_are_no_parts_of_it() -> None:
    """Three times two months are six and not five, whatever their numbers add up to."""
    runs = ["2025-04:2025-05", "2025-06:2025-07", "2025-08:2025-09", "2025-04:2025-08"]
    listed = [value(n, period=run) for n, run in zip(("3", "8", "9", "20"), runs, strict=True)]
    assert shown(measure(), *listed) == [None, "8", "9", "20"]


def test_periods_of_another_length_do_not_hide_a_year_from_its_quarters() -> None:
    """Five months that ended before are passed over, and the quarters still protect each other."""
    quarters = [value(n, period=f"2025/26 Q{q}") for q, n in enumerate(("3", "8", "9", "12"), 1)]
    listed = [value("30", period="2024-11:2025-03"), *quarters, value("32", period="2025/26")]
    assert shown(measure(), *listed) == ["30", None, None, "9", "12", "32"]


def test_periods_that_are_no_run_of_months_add_up_to_nothing() -> None:
    """A day's value and one of no stated period stand by themselves."""
    days = [value("3", period="2025-03-31"), value("8", period=""), value("11", period="2025/26")]
    assert shown(measure(), *days) == [None, "8", "11"]


def test_only_whole_counts_add_up() -> None:
    """Three and six and a half are no nine, and a negative number is no count."""
    parts = [value("9"), value("3", "Northtown"), value("6.5", "Southtown")]
    assert shown(measure(), *parts) == ["9", None, "7"]
    parts = [value("9"), value("3", "Northtown"), value("8", "Southtown"), value("-2", "Weston")]
    assert shown(measure(), *parts) == ["9", None, "8", "-2"]


def test_protection_over_areas_is_protected_over_time() -> None:
    """A cell hidden to protect an area is not worked out again from its own year."""
    rows = {"Northtown": (3, 20, 21, 22), "Southtown": (6, 7, 30, 31)}
    listed = [
        value(str(n), area, f"2025/26 Q{q}")
        for area, numbers in rows.items()
        for q, n in enumerate(numbers, 1)
    ]
    listed += [value(str(sum(numbers)), area, "2025/26") for area, numbers in rows.items()]
    whole = [sum(pair) for pair in zip(*rows.values(), strict=True)]
    listed += [value(str(n), WHOLE_AREA, f"2025/26 Q{q}") for q, n in enumerate(whole, 1)]
    listed.append(value(str(sum(whole)), WHOLE_AREA, "2025/26"))
    hidden = {
        (each.observation.area, str(each.observation.period))
        for each in publish(measure(), listed, EXACT)
        if each.hidden
    }
    assert ("Northtown", str(Period.parse("2025/26 Q1"))) in hidden
    for area in (*rows, WHOLE_AREA):
        own = [cell for cell in hidden if cell[0] == area]
        assert len(own) != 1
    for quarter in {period for _, period in hidden}:
        assert len([cell for cell in hidden if cell[1] == quarter]) != 1


@pytest.mark.parametrize(
    ("unit", "of", "number"),
    [
        ("percent", ("2", "40"), None),  # few in the numerator
        ("percent", ("38", "40"), None),  # few in the rest
        ("percent", ("3", "4"), None),  # few in all
        ("percent", ("11", "40"), "28"),  # 27.5 to the whole per cent
        ("rate", ("3", "4000"), None),
        ("rate", ("30", "4000"), "27.5"),
        ("rate", ("30", "33"), "27.5"),  # of a rate, what is left is no count
    ],
)
def test_shares_are_hidden_with_the_counts_behind_them(
    unit: str, of: tuple[str, str], number: str | None
) -> None:
    """A share or rate goes with its numerator, its denominator and what is left between them."""
    assert shown(measure(unit), value("27.5", of=of)) == [number]


@pytest.mark.parametrize(
    ("numerator", "denominator", "number"),
    [(None, None, "26.6"), ("11", None, "27"), (None, "40", "27"), (None, "4", None)],
)
def test_a_share_of_which_a_part_is_known(
    numerator: str | None, denominator: str | None, number: str | None
) -> None:
    """A share is rounded to the whole per cent where a count behind it is known."""
    cases = {
        name: None if n is None else Decimal(n)
        for name, n in (("numerator", numerator), ("denominator", denominator))
    }
    listed = dataclasses.replace(value("26.6"), **cases)
    assert shown(measure("percent"), listed) == [number]


def test_rounding_is_to_multiples_of_any_base() -> None:
    """Thirteen is fourteen in twos, twelve in threes and thirteen in ones."""
    for base, number in ((2, "14"), (3, "12"), (1, "13")):
        assert shown(measure(), value("13"), rule=Rule(threshold=5, base=base)) == [number]


def test_a_hidden_value_shows_no_number_at_all() -> None:
    """Neither value nor the counts behind it, and the reason instead of its note."""
    listed = dataclasses.replace(value("5", of=("2", "40")), note="2 people in Northtown")
    (only,) = publish(measure("percent"), [listed])
    assert only.hidden
    assert "2" not in repr(only.observation.note)
    assert (only.observation.value, only.observation.numerator) == (None, None)


def test_a_measure_that_is_not_public_shows_nothing() -> None:
    """Whatever the numbers are."""
    assert shown(measure(disclosure="not public"), value("500")) == [None]


def test_no_control_asked_for_leaves_values_as_they_are() -> None:
    """Incidents are not people; their counts pass as they are."""
    assert shown(measure(disclosure="none"), value("3")) == ["3"]


def test_no_data_is_not_hidden() -> None:
    """A missing value stays missing: hidden is said only of what the office has."""
    nothing = dataclasses.replace(value("5"), value=None)
    (only,) = publish(measure(disclosure="not public"), [nothing])
    assert not only.hidden


def test_nothing_but_the_gate_makes_a_published_value() -> None:
    """Not the constructor, not a copy with other numbers."""
    with pytest.raises(TypeError):
        Published(value("3"), "none")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="publish"):
        Published(value("3"), "none", object())
    (only,) = publish(measure(), [value("12")])
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(only, observation=value("3"))
    with pytest.raises(dataclasses.FrozenInstanceError):
        only.observation = value("3")  # type: ignore[misc]
    assert copy.copy(only) == only == pickle.loads(pickle.dumps(only))
