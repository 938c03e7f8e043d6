"""Red, amber, green: one rule.

The direction comes from the data, good or bad from the wanted direction. The tolerance is agreed,
never "significant": 5 % of the baseline for counts, rates, pounds, days, hours and years, and 2
percentage points for percentages; its bounds count as stable.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from beatwise.accountability.measures.as_toml import parse
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.rating.rag import RULE_VERSION, Direction, Rag, Rating, Status, rate


YEAR, NEXT = Period.parse("2024/25"), Period.parse("2025/26")


def measure(
    expectation: str = 'words = "Reduce"',
    unit: str = "count",
    baseline: str | None = "100",
    period: str = "2024/25",
    more: str = "",
) -> Measure:
    """A measure of which only what matters here is chosen."""
    start = f'[baseline]\nperiod = "{period}"\nvalue = {baseline}' if baseline else ""
    per = "per = 1000" if unit == "rate" else ""
    return parse(
        f"""
        format = 1
        id = "example"
        version = 1
        valid_from = 2025-04-01
        title = "Example"
        definition = "What is counted."
        strategy = "policing"
        level = "headline"
        unit = "{unit}"
        {per}
        frequency = "yearly"
        source = "local data"
        owner = "performance"
        disclosure = "none"
        {more}
        [expectation]
        {expectation}
        {start}
        """,
        place="example.toml",
    )


def rated(latest: str | None, *, late: bool = False, **chosen: str | None) -> Rating:
    """The rating of one value."""
    seen = None
    if latest != "absent":
        seen = Observation(NEXT, None if latest is None else Decimal(latest))
    return rate(measure(**chosen), seen, late=late)  # type: ignore[arg-type]


def test_every_rating_carries_the_version_of_the_rule():
    """Every rating says which version of the rule made it."""
    assert rated("90").rule == RULE_VERSION == "1.0"


@pytest.mark.parametrize(
    ("words", "up", "stable", "down"),
    [
        ("Increase", "G", "A", "R"),
        ("Increase or maintain", "G", "G", "R"),
        ("Reduce", "R", "A", "G"),
        ("Decrease", "R", "A", "G"),
        ("Reduce or maintain", "R", "G", "G"),
        ("Maintain", "R", "G", "R"),
        ("Monitor", None, None, None),
    ],
)
def test_direction_words(words: str, up: str | None, stable: str | None, down: str | None):
    """A direction word is compared with the baseline.

    Beyond the tolerance the wanted way is green, stable is amber (green for "maintain"), and
    beyond it the other way is red.
    """
    for value, arrow, letter in (("106", "↑", up), ("103", "↔", stable), ("94", "↓", down)):
        found = rated(value, expectation=f'words = "{words}"')
        assert found.direction is not None
        assert found.direction.arrow == arrow
        assert (found.rag.letter if found.rag else None) == letter


@pytest.mark.parametrize("unit", ["count", "rate", "pounds", "days", "hours", "years"])
@pytest.mark.parametrize(
    ("latest", "direction"),
    [
        ("95", Direction.STABLE),
        ("94.999", Direction.DOWN),
        ("105", Direction.STABLE),
        ("105.001", Direction.UP),
        ("100", Direction.STABLE),
    ],
)
def test_five_per_cent_of_the_baseline(unit: str, latest: str, direction: Direction):
    """For counts, rates, pounds, days, hours and years exactly 5 % is still stable."""
    assert rated(latest, unit=unit).direction is direction


@pytest.mark.parametrize(
    ("latest", "direction"),
    [
        ("48", Direction.STABLE),
        ("47.9", Direction.DOWN),
        ("52", Direction.STABLE),
        ("52.1", Direction.UP),
    ],
)
def test_two_percentage_points(latest: str, direction: Direction):
    """For percentages, exactly 2 percentage points more or less is still stable."""
    assert rated(latest, unit="percent", baseline="50").direction is direction


@pytest.mark.parametrize(
    ("unit", "bound", "target", "green", "amber", "red"),
    [
        ("percent", "at least", "90", ["90", "95"], ["89.9", "88"], ["87.9", "0"]),
        ("percent", "below", "10", ["9.9", "0"], ["10", "12"], ["12.1"]),
        ("percent", "at most", "10", ["10", "9"], ["10.1", "12"], ["12.1"]),
        ("count", "at least", "200", ["200", "201"], ["199", "190"], ["189"]),
        ("days", "at most", "40", ["40", "1"], ["41", "42"], ["42.1"]),
        ("hours", "more than", "100", ["100.1"], ["100", "95"], ["94.9"]),
        ("count", "at most", "0", ["0"], [], ["1"]),
    ],
)
def test_targets(
    unit: str, bound: str, target: str, green: list[str], amber: list[str], red: list[str]
):
    """A target met or better is green, worse within the tolerance amber, worse than that red."""
    for letter, values in (("G", green), ("A", amber), ("R", red)):
        for value in values:
            found = rated(
                value,
                unit=unit,
                expectation=f'bound = "{bound}"\ntarget = {target}',
                more="minimum_count = 0",
            )
            assert found.rag is not None
            assert (value, found.rag.letter) == (value, letter)


def test_a_target_needs_no_baseline():
    """A target can be rated without a baseline; it then has no direction."""
    found = rated("92.2", unit="percent", baseline=None, expectation='bound="at least"\ntarget=90')
    assert found.rag is Rag.GREEN
    assert found.direction is None


@pytest.mark.parametrize(("answer", "letter"), [("1", "G"), ("0", "R")])
def test_completed_or_not(answer: str, letter: str):
    """Completed Y/N: yes is green, no is red, and neither has a direction."""
    found = rated(answer, unit="yes/no", baseline="0", expectation='words = "Completed Y/N"')
    assert found.rag is not None
    assert found.rag.letter == letter
    assert found.direction is None


@pytest.mark.parametrize(
    ("status", "latest", "chosen"),
    [
        (Status.NO_DATA, None, {}),
        (Status.NO_DATA, "absent", {}),
        (Status.NO_EXPECTATION, "90", {"expectation": 'words = "Monitor"'}),
        (Status.NO_BASELINE, "90", {"baseline": None}),
        (Status.NOT_CALCULABLE, "90", {"baseline": "0", "more": "minimum_count = 0"}),
        (Status.NOT_CALCULABLE, "0", {"baseline": "0", "more": "minimum_count = 0"}),
        (Status.NOT_COMPARABLE, "90", {"period": ""}),
        (Status.NOT_COMPARABLE, "90", {"period": "2024/25 Q3"}),
        (Status.NOT_COMPARABLE, "90", {"period": "2025-03-31"}),
        (Status.TOO_FEW, "29", {}),
        (Status.TOO_FEW, "90", {"baseline": "29"}),
    ],
)
def test_what_cannot_be_rated_says_why(
    status: Status, latest: str | None, chosen: dict[str, str | None]
):
    """What cannot be rated has a status of its own, and no colour.

    No data, no expectation, no baseline, a baseline of zero, unlike or unstated periods, and too
    few cases.
    """
    found = rated(latest, **chosen)
    assert found.status is status
    assert found.rag is None
    assert found.reason.endswith(".")


def test_late_is_not_amber():
    """A measure whose newer value was due and has not come is late, whatever its old value says."""
    found = rated("50", late=True)
    assert found.status is Status.LATE
    assert found.rag is None


def test_thirty_is_enough():
    """Thirty cases can be rated, 29 cannot; a measure may state another minimum."""
    assert rated("30").status is Status.RATED
    assert rated("29").status is Status.TOO_FEW
    assert rated("29", more="minimum_count = 10").status is Status.RATED


def test_cases_behind_rates_and_percentages():
    """A rate is as strong as its numerator and a percentage as its denominator.

    Where they are not given, the measure's typical count stands in.
    """
    few = Observation(NEXT, Decimal("0.02"), numerator=Decimal(22))
    assert rate(measure(unit="rate", baseline="0.03"), few).status is Status.TOO_FEW
    asked = Observation(NEXT, Decimal(60), denominator=Decimal(25))
    assert rate(measure(unit="percent", baseline="50"), asked).status is Status.TOO_FEW
    bare = Observation(NEXT, Decimal("0.02"))
    typical = measure(unit="rate", baseline="0.03", more="typical_count = 5")
    assert rate(typical, bare).status is Status.TOO_FEW
    assert rate(measure(unit="rate", baseline="0.03"), bare).status is Status.RATED


def test_too_few_still_shows_the_direction():
    """Too few to rate still shows which way the count went: only the colour is withheld."""
    assert rated("20", baseline="29").direction is Direction.DOWN


def test_good_or_bad_is_not_up_or_down():
    """Up is good for satisfaction and bad for burglary: the colour follows what is wanted."""
    more_satisfied = rated("60", unit="percent", baseline="50", expectation='words="Increase"')
    more_burglary = rated("120", expectation='words="Reduce"')
    assert more_satisfied.direction is more_burglary.direction is Direction.UP
    assert (more_satisfied.better, more_burglary.better) == (True, False)


def test_stable_is_neither_better_nor_worse():
    """Within the tolerance nothing is better or worse; nor where neither way is wanted."""
    assert rated("103").better is None
    assert rated("103", expectation='words="Increase"').better is None
    assert rated("150", expectation='words="Maintain"').better is None


@pytest.mark.parametrize(
    ("before", "after", "unit", "words"),
    [
        ("100", "100", "count", "no change"),
        ("100", "83", "count", "−17 %"),
        ("65.9", "72.2", "percent", "+6.3 percentage points"),
        ("200000", "200010", "hours", "up by less than 0.1 %"),
        ("11545", "12124", "count", "up by just over 5 %"),
        ("100000", "95000", "count", "−5 %"),
    ],
)
def test_a_change_in_words(before: str, after: str, unit: str, words: str):
    """A change is written with its sign and unit, and no change is said to be none."""
    assert rated(after, baseline=before, unit=unit).reason.endswith(f": {words}.")


def test_like_periods_that_do_not_overlap_say_nothing_of_it():
    """A reason speaks of shared months only where some, and not all, are shared."""
    same = Observation(YEAR, Decimal(90))
    for seen in (same, Observation(NEXT, Decimal(90))):
        assert "share" not in rate(measure(), seen).reason


def test_overlapping_years_say_so():
    """A rolling year may overlap the year it is compared with, and the reason says so."""
    rolling = Observation(Period.parse("2025-01:2025-12"), Decimal(90))
    assert "share 3 months" in rate(measure(), rolling).reason


def test_colour_is_never_alone():
    """Each colour has its own letter and shape, each direction its own arrow."""
    assert len({(rag.letter) for rag in Rag}) == len({rag.shape for rag in Rag}) == 3
    assert len({way.arrow for way in Direction}) == 3
