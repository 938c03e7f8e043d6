"""The accuracy of rankings as words and tables: Markdown for a page, and a JSON shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from beatwise.clock import Month
from beatwise.hotspots.accuracy import Paired
from beatwise.hotspots.comparison import (
    DEFINITIONS,
    OURS,
    OURS_OLDER,
    Case,
    Definition,
    Verdict,
    baselines_of,
    best_kernel,
    mean_share,
)
from beatwise.records.crime_types import CATEGORIES


Rows = Iterable[Sequence[str]]


def method_names(cases: Sequence[Case]) -> list[str]:
    """Return the methods to print, ours first."""
    ours = [OURS, *([OURS_OLDER] if all(OURS_OLDER in c.monthly for c in cases) else [])]
    return ours + baselines_of(cases)


def means_table(cases: Sequence[Case], definition: Definition) -> list[str]:
    """Return mean share captured by method and fraction, percent, over the cases."""
    head = ["method", *(f"{f:.1%}" for f in cases[0].fractions), "mean", "prediction is ahead by"]
    ours = mean_share(cases, OURS, definition)
    rows = []
    for name in method_names(cases):
        at = np.mean([case.shares[definition][name] for case in cases], axis=0)
        ahead = "" if name == OURS else _points(ours - at.mean())
        rows.append([name, *map(_percent, at), _percent(at.mean()), ahead])
    return markdown(head, rows)


def cases_table(cases: Sequence[Case], definition: Definition) -> list[str]:
    """Return every case and method; the best mean of a case is marked with a star."""
    head = ["force", "kind", "cells", "later", "method"]
    head += [f"{f:.1%}" for f in cases[0].fractions] + ["mean"]
    rows = []
    for case in cases:
        names = method_names(cases)
        best = max(case.mean(name, definition) for name in names)
        for i, name in enumerate(names):
            place = [
                case.force,
                _kind(case.kind),
                f"{case.cells[definition]:,}",
                f"{case.events:,}",
            ]
            mean = case.mean(name, definition)
            star = " *" if mean >= best - 1e-12 else ""
            at = [_percent(share) for share in case.shares[definition][name]]
            rows.append([*(place if i == 0 else [""] * 4), name, *at, _percent(mean) + star])
    return markdown(head, rows)


def months_table(cases: Sequence[Case]) -> list[str]:
    """Return mean share captured in each scored month by itself."""
    names = method_names(cases)
    rows = []
    for case in cases:
        for i, month in enumerate(case.score):
            values = [case.monthly[name][i].mean() for name in names]
            place = [case.force, _kind(case.kind), str(Month(month))]
            rows.append([*place, *_starred(values)])
    return markdown(["force", "kind", "month", *names], rows)


def rolled_table(cases: Sequence[Case]) -> list[str]:
    """Return mean share captured in each rolled month, by method."""
    names = method_names(cases)
    rows = []
    for case in cases:
        place = [case.force, _kind(case.kind), str(Month(case.score[0])), str(len(case.train))]
        rows.append([*place, *_starred([case.mean(name) for name in names])])
    return markdown(["force", "kind", "month", "months behind it", *names], rows)


def verdicts_table(verdicts: Sequence[Verdict]) -> list[str]:
    """Return the paired comparison with each baseline, percentage points."""
    head = ["against", "ahead by", "95 % by month", "95 % by force and kind", "won", "lost"]
    rows = [
        [
            one.baseline,
            _points(one.by_month.difference.value),
            interval(one.by_month),
            interval(one.by_force_and_kind),
            str(one.by_month.wins),
            str(one.by_month.losses),
            f"**{one.words}**",
        ]
        for one in verdicts
    ]
    return markdown([*head, "verdict"], rows)


def as_dict(case: Case) -> dict[str, object]:
    """Return the JSON shape of one case."""
    return {
        "force": case.force,
        "type": case.kind,
        "train": [str(Month(m)) for m in case.train],
        "score": [str(Month(m)) for m in case.score],
        "incidents": case.events,
        "fractions": list(case.fractions),
        "definitions": {
            d: {
                "cells": case.cells[d],
                "incidents_inside": case.inside[d],
                "shares": {m: [round(float(v), 6) for v in s] for m, s in case.shares[d].items()},
                "mean": {m: round(case.mean(m, d), 6) for m in case.shares[d]},
            }
            for d in DEFINITIONS
        },
        "monthly": {
            method: [[_number(v) for v in row] for row in rows]
            for method, rows in case.monthly.items()
        },
    }


def verdict_dict(one: Verdict) -> dict[str, object]:
    """Return the JSON shape of one comparison."""
    return {
        "baseline": one.baseline,
        "verdict": one.words,
        "difference": _number(one.by_month.difference.value),
        "by_month": _limits(one.by_month),
        "by_force_and_type": _limits(one.by_force_and_kind),
        "cases": one.by_month.difference.n,
        "wins": one.by_month.wins,
        "losses": one.by_month.losses,
    }


def means_dict(cases: Sequence[Case]) -> dict[str, object]:
    """Return each method's mean share captured by definition, every bandwidth included."""
    shared = [name for name in cases[0].monthly if all(name in c.monthly for c in cases)]
    means = {d: {m: round(mean_share(cases, m, d), 6) for m in shared} for d in DEFINITIONS}
    return {"mean": means, "kernel_chosen_with_hindsight": best_kernel(cases)}


def markdown(head: Sequence[str], rows: Rows) -> list[str]:
    """Return a Markdown table, line by line."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def interval(paired: Paired) -> str:
    """Return the interval of a paired difference in percentage points."""
    low, high = paired.difference.low, paired.difference.high
    return "none" if low is None or high is None else f"{_points(low)} to {_points(high)}"


def _starred(values: Sequence[float]) -> list[str]:
    best = max(values)
    return [_percent(v) + (" *" if v >= best - 1e-12 else "") for v in values]


def _kind(slug: str) -> str:
    return CATEGORIES.get(slug, slug)


def _percent(value: float) -> str:
    return f"{100 * value:.2f}" if np.isfinite(value) else "no incidents"


def _points(value: float) -> str:
    return f"{100 * value:+.2f}"


def _limits(paired: Paired) -> dict[str, object]:
    return {
        "low": _number(paired.difference.low),
        "high": _number(paired.difference.high),
        "groups": paired.clusters,
        "verdict": paired.verdict,
    }


def _number(value: float | None) -> float | None:
    return None if value is None or not np.isfinite(value) else round(float(value), 6)
