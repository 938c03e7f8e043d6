"""A theory of change of one's own: what is put in, done, delivered and expected, as TOML."""

from __future__ import annotations

from pathlib import Path

from beatwise.errors import MissingData
from beatwise.evaluation.protocol.protocol import TheoryStep
from beatwise.evaluation.protocol.theory_of_change import STAGES
from beatwise.fields import Fields, read_document


def read_theory(path: Path) -> tuple[TheoryStep, ...]:
    """Read ``[[theory]]`` tables with ``stage``, ``text`` and ``measure``, in their order.

    ``measure`` names an outcome of the protocol or a measure that Beatwise knows, and may be empty.
    Raises ``MissingData`` when there is no such file, ``BadInput`` naming the step at fault.
    """
    with read_document(path, missing=MissingData) as fields:
        if not fields.value("theory"):
            fields.fault(
                "theory",
                "the file holds no step of a theory of change.",
                "Write one [[theory]] table for each step: stage, text and measure.",
            )
        return fields.each("theory", _step)


def _step(fields: Fields) -> TheoryStep:
    stage = fields.text("stage", "")
    if stage not in STAGES:
        next_step = f"Use one of: {', '.join(STAGES)}."
        fields.fault("stage", f"the stage '{stage}' is unknown.", next_step)
    step = TheoryStep(stage, fields.text("text"), fields.text("measure", ""))
    fields.done()
    return step
