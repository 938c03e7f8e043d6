"""Charts of bars that several shapes draw alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from beatwise.publication.charts.bars import Bar, bars
from beatwise.web.dashboards.panel_view import Chart


class GroupBar(NamedTuple):
    """One bar of a group: its label, its value, the value in words, and a colour of its own."""

    label: str
    value: float | None
    words: str
    fill: str = ""


class NamedBar(NamedTuple):
    """A bar by itself: its name, its value, and the value in words."""

    name: str
    value: float | None
    words: str


class RatingBar(NamedTuple):
    """A count of measures with one rating, in the rating's colour."""

    name: str
    total: int
    fill: str


def grouped_bars(shape: str, rows: Sequence[tuple[str, list[GroupBar]]], alt: str) -> Chart:
    """Return bars in groups, each group by its name."""
    return Chart(
        {"shape": shape, "rows": rows},
        lambda width: bars([(n, [Bar(*bar) for bar in group]) for n, group in rows], width=width),
        alt,
    )


def single_bars(shape: str, rows: Sequence[NamedBar], alt: str) -> Chart:
    """Return one bar a name."""
    return Chart(
        {"shape": shape, "rows": rows},
        lambda width: bars([(r.name, [Bar("", r.value, r.words)]) for r in rows], width=width),
        alt,
    )


def rating_bars(shape: str, rows: Sequence[RatingBar], alt: str) -> Chart:
    """Return one bar a rating, in its colour."""
    return Chart(
        {"shape": shape, "rows": rows},
        lambda width: bars(
            [(r.name, [Bar("", float(r.total), str(r.total), r.fill)]) for r in rows], width=width
        ),
        alt,
    )
