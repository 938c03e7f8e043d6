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
    ],
)
def test_shares_are_hidden_with_the_counts_behind_them(
    unit: str, of: tuple[str, str], number: str | None
) -> None:
    """A share or rate goes with its numerator, its denominator and what is left between them."""
    assert shown(measure(unit), value("27.5", of=of)) == [number]


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
