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
    "touching zero from above": (0.0, 40.0),
    "zero, as low as matters": (-20.0, 5.0),
    "zero, as high as matters": (-5.0, 20.0),
    "zero alone": (0.0, 0.0),
    "below by a fraction": (-0.9, -0.1),
    "above by a fraction": (0.1, 0.9),
}


def judged(interval, powered, p) -> Verdict:
    """The verdict at a level of .05, where a fall of 20 per cent matters."""
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
        ("touching zero from above", True, 0.01, Verdict.CANNOT_TELL),
        ("zero, as low as matters", True, 0.9, Verdict.CANNOT_TELL),
        ("zero, as high as matters", True, 0.9, Verdict.CANNOT_TELL),
        ("zero alone", True, 0.01, Verdict.NO_MATERIAL_CHANGE),
        ("below by a fraction", True, 0.01, Verdict.FELL),
        ("above by a fraction", True, 0.01, Verdict.ROSE),
        ("above by a fraction", False, 0.01, Verdict.HIGHER_UNRELIABLE),
        ("below", True, 0.05 + 1e-13, Verdict.FELL),
        ("below", True, 0.05 + 1e-11, Verdict.CANNOT_TELL),
        ("above", True, None, Verdict.CANNOT_TELL),
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


FIGURES = "estimate -23 %, 95 % interval -36 % to -8 %"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Verdict.FELL, "Recorded theft fell by 23 % there (FIGURES)."),
        (Verdict.ROSE, "Recorded theft rose by 23 % there (FIGURES)."),
        (Verdict.LOWER_UNRELIABLE, "Recorded theft was lower there, but the size is unreliable"),
        (Verdict.HIGHER_UNRELIABLE, "Recorded theft was higher there, but the size is unreliable"),
        (Verdict.NO_MATERIAL_CHANGE, "Recorded theft showed no material change there (FIGURES)."),
        (Verdict.CANNOT_TELL, "We cannot tell whether recorded theft changed there (FIGURES)."),
    ],
)
def test_each_verdict_has_its_own_words(answer: Verdict, words: str) -> None:
    """Fell, rose, lower, higher, no material change and cannot tell are never confused."""
    text = sentence(answer, "theft", -23.0, (-36.0, -8.0), where="there")
    assert text.startswith(words.replace("FIGURES", FIGURES))


def test_only_who_cannot_tell_says_what_the_design_would_have_found() -> None:
    """The power is the design's, in per cent."""
    for answer in Verdict:
        words = sentence(answer, "theft", -2.0, (-36.0, 40.0), power=0.7)
        found = " The design would have found a change that matters 70 % of the time."
        assert words.endswith(found) is (answer is Verdict.CANNOT_TELL)


@pytest.mark.parametrize(
    ("percent", "interval", "level", "figures"),
    [
        (None, None, 0.95, "no ratio could be formed"),
        (-23.4, None, 0.95, "estimate -23 %, without an interval"),
        (
            7.0, (None, None), 0.95,
            "estimate +7 %; too few units, or too early a look, for an interval with ends",
        ),
        (7.0, (None, 9.0), 0.9, "estimate +7 %, 90 % interval no end to +9 %"),
        (7.0, (-9.0, None), 0.975, "estimate +7 %, 97.5 % interval -9 % to no end"),
        (7.0, (-9.0, 9.0), 0.9998, "estimate +7 %, 99.98 % interval -9 % to +9 %"),
        (7.0, (-9.0, 9.0), 0.9999, "estimate +7 %, over 99.99 % interval -9 % to +9 %"),
    ],
)  # fmt: skip
def test_the_figures_say_what_there_is(percent, interval, level, figures) -> None:
    """An interval that has no end is never given one, and the level is that of the look."""
    words = sentence(Verdict.CANNOT_TELL, "theft", percent, interval, level)
    assert f"({figures})" in words


def test_a_fall_without_an_estimate_is_of_no_size() -> None:
    """Where no ratio was formed the sentence says nothing fell by more than nothing."""
    assert sentence(Verdict.FELL, "theft", None, None, where="there") == (
        "Recorded theft fell by 0 % there (no ratio could be formed)."
    )
