"""Small worlds of options appraisal that can be checked by hand."""

from __future__ import annotations

from typing import Any


def document(**workforce: Any) -> dict[str, Any]:
    """Return options to do nothing, to walk with one person, and to mend shops."""
    force = {"pay_year": 26_000, "on_costs": 0.3, "hours_week": 37.5, "days_off": 30, **workforce}
    return {
        "appraisal": {"name": "Test", "price_year": "2025/26", "hours_year": 1725},
        "design": {"places": 1, "comparisons": 1, "drift": 0.0, "variance_ratio": 1.0,
                   "months_before": 12, "months_after": 12},
        "outcome": [{"name": "shoplifting", "incidents_month": 100, "unit_cost": 100}],
        "option": [
            {"id": "now", "name": "As now", "kind": "none"},
            {"id": "walk", "name": "Walk", "kind": "patrol", "workforce": force},
            {"id": "shops", "name": "Shops", "kind": "remedy", "cost_year": 12_000},
        ],
    }  # fmt: skip
