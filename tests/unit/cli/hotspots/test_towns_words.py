"""What ``beatwise towns`` prints, at several widths."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

import beatwise
from beatwise.cli.hotspots.towns_words import show


@pytest.fixture(scope="module")
def between():  # type: ignore[no-untyped-def]
    """The example county's comparison."""
    return beatwise.towns(beatwise.example(), ["asb", "shoplifting"], 40)


@pytest.mark.parametrize("width", [32, 80, 140])
def test_nothing_is_cut_and_no_line_is_too_long(between, width: int) -> None:  # type: ignore[no-untyped-def]
    """Names stand in full, no cell is cut with dots, and lines fit phone, terminal and desk."""
    out = io.StringIO()
    show(between, Console(file=out, width=width, highlight=False))
    text = out.getvalue()
    assert "…" not in text
    assert all(len(line.rstrip()) <= width for line in text.splitlines())
    assert all(town.label in text for town in between.towns)


def test_hours_name_no_period(between) -> None:  # type: ignore[no-untyped-def]
    """Hours are for whatever period the reader means: no week, no month is named."""
    out = io.StringIO()
    show(between, Console(file=out, width=80, highlight=False))
    assert "40 hours to share" in out.getvalue()
    assert "a week" not in out.getvalue()
