"""The theory of change as a diagram: four stages, side by side or one below the other."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from beatwise.evaluation.protocol.protocol import TheoryStep
from beatwise.evaluation.protocol.theory_of_change import STAGE_NAMES, STAGES
from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing


LINE = 15


def theory_diagram(steps: Sequence[TheoryStep], *, width: int) -> str:
    """Draw the steps of each stage as boxes, with arrows from stage to stage."""
    groups = [[s for s in steps if s.stage == stage] for stage in STAGES]
    return _across(groups, width) if width > 400 else _down(groups, width)


def _across(groups: Sequence[Sequence[TheoryStep]], width: int) -> str:
    gap = 22.0
    box = (width - gap * (len(groups) - 1)) / len(groups)
    words = [[_lines(step, 20) for step in group] for group in groups]
    heights = [sum(_height(lines) + 8 for lines in group) for group in words]
    drawing = Drawing(width, 34 + max([40.0, *heights]))
    for column, (stage, group) in enumerate(zip(STAGES, words, strict=True)):
        x, y = column * (box + gap), 30.0
        drawing.text(x, 16, STAGE_NAMES[stage], anchor="start", weight="bold", size=13)
        for lines in group:
            _box(drawing, x, y, box, lines)
            y += _height(lines) + 8
        if column + 1 < len(groups):
            _arrow(drawing, x + box + 3, 52, x + box + gap - 3, 52)
    return drawing.done()


def _down(groups: Sequence[Sequence[TheoryStep]], width: int) -> str:
    words = [[_lines(step, 38) for step in group] for group in groups]
    height = sum(40 + sum(_height(lines) + 8 for lines in group) for group in words)
    drawing = Drawing(width, height)
    y = 4.0
    for at, (stage, group) in enumerate(zip(STAGES, words, strict=True)):
        drawing.text(0, y + 12, STAGE_NAMES[stage], anchor="start", weight="bold")
        y += 20
        for lines in group:
            _box(drawing, 0, y, width - 2, lines)
            y += _height(lines) + 8
        if at + 1 < len(groups):
            _arrow(drawing, width / 2, y - 4, width / 2, y + 12)
        y += 20
    return drawing.done()


def _lines(step: TheoryStep, letters: int) -> list[str]:
    measure = f"Shown by: {step.measure.replace('-', ' ') if step.measure else 'nothing yet'}"
    return [*textwrap.wrap(step.text, letters), "", *textwrap.wrap(measure, letters)]


def _height(lines: Sequence[str]) -> float:
    return 14 + LINE * len(lines)


def _box(drawing: Drawing, x: float, y: float, width: float, lines: Sequence[str]) -> None:
    drawing.rect(x + 1, y, width - 2, _height(lines), fill=palette.BAND, stroke=palette.DARK_BLUE)
    quiet = False
    for row, line in enumerate(lines):
        quiet = quiet or not line
        drawing.text(x + 8, y + 18 + LINE * row, line, anchor="start", size=12,
                     fill=palette.QUIET_INK if quiet else palette.INK)  # fmt: skip


def _arrow(drawing: Drawing, x1: float, y1: float, x2: float, y2: float) -> None:
    drawing.line(x1, y1, x2, y2, stroke=palette.INK, stroke_width=1.5)
    if y1 == y2:
        tip = f"M{x2 - 5:.1f},{y2 - 4:.1f}L{x2:.1f},{y2:.1f}L{x2 - 5:.1f},{y2 + 4:.1f}"
    else:
        tip = f"M{x2 - 4:.1f},{y2 - 5:.1f}L{x2:.1f},{y2:.1f}L{x2 + 4:.1f},{y2 - 5:.1f}"
    drawing.path(tip, fill="none", stroke=palette.INK, stroke_width=1.5)
