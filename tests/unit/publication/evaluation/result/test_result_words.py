"""What the page says of value: pounds with where they were read, or the break-even alone."""

from __future__ import annotations

from tests.unit.evaluation.worlds import material

from beatwise.evaluation.result.result import evaluate
from beatwise.evaluation.result.result_standing import Standing
from beatwise.publication.evaluation.result.result_words import value_words
from beatwise.store.evaluation.unit_cost_file import unit_cost


def words(effect: float, outcome: str = "criminal-damage-and-arson", cost: float = 90_000) -> str:
    world = material(
        effect, outcome={"primary": outcome, "source": "data.police.uk", "force": "millshire"},
        value={"cost_pounds": [cost, cost, cost]},
    )  # fmt: skip
    result = evaluate(
        world, Standing(None), outcome_words=outcome, unit=unit_cost(None, outcome)
    )  # fmt: skip
    return " ".join(value_words(result.value))


def test_a_value_names_its_prices_its_source_and_who_checked_it() -> None:
    """Out of the box: the least that a mixed category can cost, in the pounds of its year."""
    said = words(-40)
    assert "The programme cost £90,000." in said
    assert "taken to cost society £1,350 in 2015/16 prices, not uprated" in said
    assert "as printed in South Wales Echo, 2 August 2019" in said
    assert "checked by evaluation author, 22 November 2026, at second hand" in said
    assert "so this is the least it can be" in said
    assert "it had to prevent 67 incidents" in said
    assert "Worth £" in said


def test_without_a_checked_cost_the_break_even_stands_alone() -> None:
    """Shoplifting has no cost that anybody could check: no pounds, two break-evens."""
    said = words(-40, "shoplifting")
    assert "No unit cost of recorded shoplifting that was checked is at hand" in said
    assert "900 at £100 and 90 at £1,000 an incident" in said
    assert "Worth" not in said


def test_a_rise_has_no_value_and_what_cannot_be_told_neither() -> None:
    """More than expected is said so; where the verdict cannot tell, nothing is claimed."""
    assert "more incidents than expected, net: it prevented none" in words(60)
    assert "is not known, so no value is claimed" in words(0)
