"""The marks of variation and assurance: dots of a chart, and small icons beside a measure.

Every variation has a shape of its own, so that the marks are told apart without colour. An icon is
a circle for variation (H: higher, L: lower) and a box for assurance (P: passes, F: fails), as the
NHS's icons have their letters; its words always stand beside it.
"""

from __future__ import annotations

from functools import lru_cache

from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing
from beatwise.publication.state_looks import ASSURANCES, Look


ICON = 28  # pixels
_PATHS = frozenset("■◆✚")


def dot(drawing: Drawing, look: Look, x: float, y: float, size: float = 1.0) -> None:
    """Draw a variation's mark with its middle at (x, y); ``size`` 1 is about 10 pixels."""
    if look.shape not in _PATHS:
        paint = {"fill": look.fill} if look.shape == "●" else {
            "fill": palette.PAPER, "stroke": look.fill, "stroke_width": 1.5}  # fmt: skip
        drawing.circle(x, y, 3.4 * size, **paint)
        return
    drawing.path(_path(look.shape, x, y, size), fill=look.fill, stroke=palette.PAPER,
                 stroke_width=0.8)  # fmt: skip


@lru_cache(maxsize=64)
def icon(look: Look) -> str:
    """Return the icon of a variation or an assurance as SVG, hidden from readers of the words."""
    drawing = Drawing(ICON, ICON, background=None)
    frame = {"fill": palette.PAPER, "stroke": look.fill, "stroke_width": 2}
    if look in ASSURANCES.values():
        drawing.rect(1.5, 1.5, ICON - 3, ICON - 3, **frame)
        drawing.text(14, 19, look.letter or look.shape, size=15, weight="bold", fill=look.fill)
    else:
        drawing.circle(14, 14, 12.5, **frame)
        dot(drawing, look, 9 if look.letter else 14, 14, 0.75)
        drawing.text(18.5, 18.5, look.letter, size=13, weight="bold", fill=look.fill)
    return drawing.done().replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _path(shape: str, x: float, y: float, size: float) -> str:
    if shape == "■":
        half = 4.6 * size
        return f"M{x - half:.1f},{y - half:.1f}h{2 * half:.1f}v{2 * half:.1f}h-{2 * half:.1f}Z"
    if shape == "◆":
        half = 6 * size
        right_down, left_down = f"l{half:.1f},{half:.1f}", f"l-{half:.1f},{half:.1f}"
        return f"M{x:.1f},{y - half:.1f}{right_down}{left_down}l-{half:.1f},-{half:.1f}Z"
    arm, long = 3.6 * size, 5.4 * size
    corner, step = long - arm / 2, arm
    return (
        f"M{x - step / 2:.1f},{y - long:.1f}h{step:.1f}v{corner:.1f}h{corner:.1f}v{step:.1f}"
        f"h-{corner:.1f}v{corner:.1f}h-{step:.1f}v-{corner:.1f}h-{corner:.1f}v-{step:.1f}"
        f"h{corner:.1f}Z"
    )
