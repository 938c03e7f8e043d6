"""How a measure stands before and after a change of its values or limits, set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from django.utils.safestring import mark_safe

from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.roles import Person
from beatwise.plurals import counted
from beatwise.web.performance import gate, selectors
from beatwise.web.performance.observation_rows.selectors import rebasings
from beatwise.web.performance.presenters import chart_section, control_chart, rating_cell


Summary = dict[str, str]


class ChangeRow(TypedDict):
    """One line: what it is about, how it will be, how it is now; ``missing`` where both are one."""

    label: str
    words: str
    hint: str
    missing: bool


def line_of(person: Person, name: str, area: str = WHOLE_AREA) -> control_chart.Line:
    """Return a measure's control chart in an area as this person sees it."""
    measure = gate.measure_in(person, selectors.measure(name), area)
    rows = gate.values(person, measure=name, area=area)
    return control_chart.line(measure, area, rows, rebasings(name, area))


def summary(person: Person, name: str, area: str) -> Summary:
    """Return how a measure stands in an area, in words."""
    row = gate.one_row(person, selectors.measure(name), area)
    words, line = rating_cell.row(row), line_of(person, name, area)
    known = sum(bool(number) for number in line.numbers)
    return {
        "Latest": " ".join(
            filter(None, (words["latest"], words["period"] and f"({words['period']})"))
        ),
        "Rating": f"{words['mark']['word']}. {words['reason']}",
        "Values on the chart": counted(known, "value"),
        "Limits": chart_section.limits_in_words(line) or "None",
        "Variation": "; ".join(sign["words"] for sign in words["signs"]),
        "Points with a signal": f"{len(line.chart.signalling)}",
    }


def side_by_side(now: Summary, then: Summary) -> list[ChangeRow]:
    """Return what two summaries say as rows, in their order."""
    return [
        {
            "label": label,
            "words": then[label],
            "hint": "No change" if words == then[label] else f"Now: {words}",
            "missing": words == then[label],
        }
        for label, words in now.items()
    ]


def drawings(line: control_chart.Line) -> dict[str, str]:
    """Return the chart for a wide and a narrow screen with its words; empty without one."""
    if not line.is_drawable:
        return {}
    widths: Sequence[tuple[str, int]] = (
        ("wide", control_chart.WIDE), ("narrow", control_chart.NARROW),
    )  # fmt: skip
    return {name: mark_safe(line.svg(width)) for name, width in widths} | {
        "alt": chart_section.alt(line)
    }
