"""Colours of the UK Government Analysis Function, and the contrast between two of them.

The palette and the rule of at most four series with direct labels:
https://analysisfunction.civilservice.gov.uk/policy-store/data-visualisation-colours-in-charts/
Colour is never the only sign: shapes, dashes and words go with it.
"""

from __future__ import annotations


DARK_BLUE = "#12436d"
TURQUOISE = "#28a197"
DARK_PINK = "#801650"
ORANGE = "#f46a25"
DARK_GREY = "#3d3d3d"
LIGHT_PURPLE = "#a285d1"

INK = "#0b0c0c"
QUIET_INK = "#505a5f"
PAPER = "#ffffff"
RULE = "#b1b4b6"
FAINT = "#d9dcde"
LAND = "#f3f2f1"
BAND = "#e8eef4"

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 (black) to 1 (white), by WCAG 2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
