"""The result of a crossover."""

from __future__ import annotations

import numpy as np
from tests.unit.evaluation.worlds import daily_mapping

from beatwise.evaluation.designs.crossover import Crossover
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.evaluation.result.crossover.crossover_result import evaluate_days
from beatwise.evaluation.result.crossover.day_material import DayMaterial
from beatwise.evaluation.result.result_standing import Standing
from beatwise.evaluation.result.verdict import Verdict


def test_a_crossovers_power_written_in_by_hand_is_found_out() -> None:
    """Days before that hold little: a clear fall is called unreliable; without them it is not."""
    read = from_json(daily_mapping(), "test")
    assert isinstance(read.design, Crossover)
    on = read.design.days.matrix(12)
    rng = np.random.default_rng(2)
    counts = rng.poisson(np.where(on, 0.2, 0.5))
    quiet = np.zeros((12, 52 * 7), dtype=np.int64)
    quiet[0, ::9] = 1
    weeks = np.ones(52, dtype=bool)
    rings = {"shoplifting": np.ones_like(counts)}

    def judged(history: np.ndarray | None) -> Verdict:
        days = DayMaterial(
            read, {"shoplifting": counts}, rings, weeks, {"shoplifting": 0}, history=history
        )
        return evaluate_days(days, Standing(None), outcome_words="shoplifting").verdict

    assert judged(quiet) is Verdict.LOWER_UNRELIABLE
    assert judged(None) is Verdict.FELL
    assert judged(rng.poisson(0.5, (12, 52 * 7))) is Verdict.FELL
