"""Figures with a range, and the mark of one that nobody vouches for."""

from __future__ import annotations

from typing import Any

import pytest

from beatwise.errors import BadInput
from beatwise.fields import Fields
from beatwise.planning.options.figure import CASES, Figure, optional_figure, read_figure


def figure_of(value: Any, **more: Any) -> Figure:
    fields = Fields({} if value is None else {"pay": value}, "o.toml")
    with fields:
        return read_figure(fields, "pay", **more)


@pytest.mark.parametrize(
    ("source", "checked", "mark"),
    [("", "", "unsourced"), ("", "2026-01-01", "unsourced"), ("scale", "", "not checked"),
     ("scale", "2026-01-01", "")],
)  # fmt: skip
def test_the_mark(source: str, checked: str, mark: str) -> None:
    """A source and the day on which it was read leave no mark; a day without a source does."""
    assert Figure("pay", 1, 2, 3, source, checked).mark == mark


@pytest.mark.parametrize(
    ("value", "cases"),
    [
        (5, [5, 5, 5]),
        ({"central": 5}, [5, 5, 5]),
        ({"central": 5, "low": 4}, [4, 5, 5]),
        ({"central": 5, "high": 6}, [5, 5, 6]),
        ({"central": 5, "low": 5, "high": 5}, [5, 5, 5]),
        (0, [0, 0, 0]),
    ],
)
def test_what_is_left_out_is_the_central_case(value: Any, cases: list[float]) -> None:
    """A bare number has no range; a low or high case that is left out is the central one."""
    figure = figure_of(value)
    assert [figure.at(case) for case in CASES] == cases


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"central": 5, "low": 6}, "low 6, central 5 and high 5 are not in order"),
        ({"central": 5, "high": 4}, "low 5, central 5 and high 4 are not in order"),
        (-1, "negative"),
        ({"low": 1}, "missing"),
        ({"central": 5, "lower": 4}, "not a field here"),
    ],
)
def test_a_fault_is_said(value: Any, words: str) -> None:
    """Cases out of order, negative numbers, no central case and unknown keys are refused."""
    with pytest.raises(BadInput, match=words):
        figure_of(value)


def test_a_default_stands_in_for_nothing_only() -> None:
    """Without the key the default is the figure; without either it is missing."""
    assert figure_of(None, default=3.0).central == 3
    assert figure_of(4, default=3.0).central == 4
    with pytest.raises(BadInput, match="missing"):
        figure_of(None)
    assert optional_figure(Fields({}, "o.toml"), "pay") is None
