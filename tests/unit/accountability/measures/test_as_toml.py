"""A measure as its document and back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.accountability.worlds import measure

from beatwise.accountability.measures.as_toml import parse, write
from beatwise.accountability.measures.expectation import TARGET_WORDS, to_reach
from beatwise.accountability.measures.measure import Baseline, Measure
from beatwise.accountability.measures.measure_set import load_set, sets
from beatwise.accountability.measures.measure_units import RELATIVE, Tolerance
from beatwise.accountability.measures.period import UNSTATED
from beatwise.errors import BadInput


@pytest.mark.parametrize("name", sets())
def test_every_measure_that_comes_along_comes_round(name: str) -> None:
    """What is written reads back as the same measure."""
    for each in load_set(name).measures:
        assert parse(write(each), place="m.toml") == each


@pytest.mark.parametrize("changed", [
    measure("rate"), measure("yes/no", "completed", "1"), replace(measure(), baseline=None),
    replace(measure(), baseline=Baseline(UNSTATED, Decimal("1E+2"), Decimal("0.5"))),
    replace(measure(), tolerance=Tolerance(RELATIVE, Decimal("2.5"))),
    replace(measure(), minimum_count=0, typical_count=12, lag_days=0, serial=None, note="n"),
    *(replace(measure(), expectation=to_reach(bound, Decimal("-0.50"))) for bound in TARGET_WORDS),
])  # fmt: skip
def test_every_part_comes_round(changed: Measure) -> None:
    """Defaults are left out and come back; own tolerances and every kind of target stay."""
    assert parse(write(changed), place="m.toml") == changed


@given(st.text(min_size=1).map(str.strip).filter(bool))
def test_any_words_come_round(words: str) -> None:
    """Quotation marks, control characters and letters of any script."""
    words = words.encode("utf-8", "ignore").decode()
    changed = replace(measure(), note=words)
    assert parse(write(changed), place="m.toml").note == words.strip()


@pytest.mark.parametrize(("old", "new", "message"), [
    ('unit = "count"', 'unit = "percent"\n[tolerance]\nkind = "relative"\namount = 5\n[x]',
     "a measure in percent cannot have a tolerance of ±5 %"),
    ('words = "increase"', 'words = "soar"', "'soar' is not an expectation"),
    ('words = "increase"', 'bound = "near"\ntarget = 5', "'near 5' is not a target"),
    ('frequency = "yearly"', 'frequency = "weekly"', "'frequency' must be one of"),
    ('words = "increase"', 'words = "completed"', "does not fit a measure in count"),
])  # fmt: skip
def test_a_fault_of_a_document_is_named(old: str, new: str, message: str) -> None:
    """A tolerance of the wrong kind, unknown words and parts at odds."""
    text = write(measure())
    assert old in text
    with pytest.raises(BadInput) as caught:
        parse(text.replace(old, new), place="m.toml")
    assert message in caught.value.message
