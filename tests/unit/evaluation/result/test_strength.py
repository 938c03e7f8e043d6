"""How strong a study is."""

from __future__ import annotations

from tests.unit.evaluation.worlds import material

from beatwise.evaluation.result.result import evaluate
from beatwise.evaluation.result.result_standing import Standing


def test_lots_drawn_elsewhere_are_taken_on_trust_and_said_so() -> None:
    """The scale's highest level rests on a draw; who did not draw it here says that it was."""
    on_trust = "Roles as the file gives them, said to be drawn by lot within all."
    for rule, warned in ((on_trust, True), ("Pairs alike; one of each drawn with seed 1.", False)):
        world = material(design={**material().protocol.mapping["design"], "rule": rule})
        strength = evaluate(world, Standing(None), outcome_words="x").strength
        assert strength.level == 5
        assert ("taken on trust" in strength.reason) is warned
