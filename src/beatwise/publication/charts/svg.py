"""Write SVG by hand: small drawings with no style attribute, script, font or link."""

from __future__ import annotations

from html import escape

from beatwise.publication.charts import palette


class Drawing:
    """An SVG being drawn, in pixels from the top left corner."""

    def __init__(self, width: float, height: float, *, background: str | None = palette.PAPER):
        self.width, self.height = width, height
        self._parts: list[str] = []
        if background:
            self.rect(0, 0, width, height, fill=background)

    def rect(self, x: float, y: float, w: float, h: float, **paint: object) -> None:
        """Draw a rectangle."""
        self._parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}"{_paint(paint)}/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, **paint: object) -> None:
        """Draw a straight line."""
        self._parts.append(
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"{_paint(paint)}/>'
        )

    def circle(self, x: float, y: float, r: float, **paint: object) -> None:
        """Draw a circle."""
        self._parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}"{_paint(paint)}/>')

    def path(self, d: str, **paint: object) -> None:
        """Draw a path."""
        if d:
            self._parts.append(f'<path d="{d}"{_paint(paint)}/>')

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 13,
        anchor: str = "middle",
        weight: str = "normal",
        fill: str = palette.INK,
        halo: bool = False,
        turn: float = 0.0,
    ) -> None:
        """Write words with their baseline at ``y``; a halo keeps them readable over lines.

        ``turn`` is in degrees, clockwise around (x, y).
        """
        paint: dict[str, object] = {"fill": fill}
        if weight != "normal":
            paint["font_weight"] = weight
        base = f'x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{anchor}"'
        if turn:
            paint["transform"] = f"rotate({_n(turn)} {_n(x)} {_n(y)})"
        if halo:
            paint |= {"stroke": palette.PAPER, "stroke_width": 3, "stroke_linejoin": "round"}
            paint["paint_order"] = "stroke"
        self._parts.append(f"<text {base}{_paint(paint)}>{escape(words)}</text>")

    def done(self) -> str:
        """Return the SVG."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(self.width)}" '
            f'height="{_n(self.height)}" viewBox="0 0 {_n(self.width)} {_n(self.height)}" '
            f'font-family="{escape(palette.FONT)}">' + "".join(self._parts) + "</svg>"
        )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _paint(paint: dict[str, object]) -> str:
    return "".join(f' {key.replace("_", "-")}="{value}"' for key, value in paint.items())
