"""The whole result: what of it comes from where."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.evaluation.worlds import material

from beatwise.evaluation.result.result import dose_curves


MINUTES = np.concatenate([np.linspace(600, 6000, 6), np.zeros(6)])


def test_without_minutes_there_is_no_dose_curve() -> None:
    """What was not delivered, as far as anybody knows, is not drawn."""
    doses = dose_curves(material(), "shoplifting")
    assert doses.curves == ()
    assert "No delivered minutes" in doses.refused


def test_grades_of_evidence_are_kept_apart_and_added_up_once() -> None:
    """One grade is one curve; two are three, the last of all minutes together."""
    world = replace(material(), minutes={"C": MINUTES})
    assert [dose.grade for dose in dose_curves(world, "shoplifting").curves] == ["C"]
    both = replace(world, minutes={"C": MINUTES, "A": MINUTES[::-1].copy()})
    curves = dose_curves(both, "shoplifting").curves
    assert [dose.grade for dose in curves] == ["A", "C", "all"]
    assert curves[2].minutes == pytest.approx(MINUTES + MINUTES[::-1])


def test_a_grade_without_differences_is_left_out_and_named_only_where_none_is_left() -> None:
    """Equal minutes give no slope; beside another grade that is not an error."""
    flat = np.full(12, 60.0)
    alone = dose_curves(replace(material(), minutes={"A": flat}), "shoplifting")
    assert alone.curves == ()
    assert "dose curve needs" in alone.refused
    beside = dose_curves(replace(material(), minutes={"A": flat, "B": MINUTES}), "shoplifting")
    assert [dose.grade for dose in beside.curves] == ["B", "all"]
    assert beside.refused == ""
