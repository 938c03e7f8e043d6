"""The verdict's truth table, every row of it."""

from __future__ import annotations

from itertools import product

import pytest

from beatwise.evaluation.result.verdict import Evidence, Verdict, sentence, verdict


INTERVALS = {
    "none": None,
    "open below": (None, -5.0),
    "open above": (-40.0, None),
    "below": (-40.0, -5.0),
    "touching zero": (-40.0, 0.0),
    "above": (5.0, 40.0),
    "zero inside margin": (-10.0, 12.0),
    "zero, one end outside": (-25.0, 5.0),
    "zero, wide": (-50.0, 60.0),
}


def judged(interval, powered, p) -> Verdict:
    return verdict(Evidence(interval, powered, p, 0.05, -20.0))


@pytest.mark.parametrize(
    ("name", "powered", "p", "expected"),
    [
        ("none", True, 0.001, Verdict.CANNOT_TELL),
        ("open below", True, 0.001, Verdict.CANNOT_TELL),
        ("open above", True, 0.001, Verdict.CANNOT_TELL),
        ("below", True, 0.01, Verdict.FELL),
        ("below", True, 0.05, Verdict.FELL),
        ("below", True, 0.06, Verdict.CANNOT_TELL),
        ("below", True, None, Verdict.CANNOT_TELL),
        ("below", False, 0.01, Verdict.LOWER_UNRELIABLE),
        ("below", False, None, Verdict.LOWER_UNRELIABLE),
        ("above", True, 0.01, Verdict.ROSE),
        ("above", True, 0.2, Verdict.CANNOT_TELL),
        ("above", False, 0.01, Verdict.HIGHER_UNRELIABLE),
        ("touching zero", True, 0.01, Verdict.CANNOT_TELL),
        ("zero inside margin", True, 0.9, Verdict.NO_MATERIAL_CHANGE),
        ("zero inside margin", False, 0.9, Verdict.NO_MATERIAL_CHANGE),
        ("zero, one end outside", True, 0.2, Verdict.CANNOT_TELL),
        ("zero, wide", True, 0.9, Verdict.CANNOT_TELL),
    ],
)
def test_each_row_of_the_table(name, powered, p, expected) -> None:
    """Every row gives its verdict and no other."""
    assert judged(INTERVALS[name], powered, p) is expected


def test_no_fall_is_claimed_below_the_floor_or_without_a_test() -> None:
    """Over all rows, "fell" and "rose" need power, a small p and an interval beyond zero."""
    for interval, powered, p in product(
        INTERVALS.values(), (True, False), (None, 0.001, 0.05, 0.051, 1.0)
    ):
        answer = judged(interval, powered, p)
        if answer in (Verdict.FELL, Verdict.ROSE):
            assert powered
            assert p is not None
            assert p <= 0.05
            assert interval is not None
            assert (interval[1] < 0) or (interval[0] > 0)


@pytest.mark.parametrize("answer", list(Verdict))
def test_every_sentence_speaks_of_recorded_incidents_with_its_interval(answer) -> None:
    """No verdict stands without "recorded", its estimate and its interval."""
    words = sentence(answer, "shoplifting", -23.0, (-36.0, -8.0), power=0.7)
    assert "ecorded shoplifting" in words
    assert "-36 % to -8 %" in words
    if "unreliable" in answer.value:
        assert "probably overstated" in words
    if answer is Verdict.CANNOT_TELL:
        assert "not to say that it did not" in words
