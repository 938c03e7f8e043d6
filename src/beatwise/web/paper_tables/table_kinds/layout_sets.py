"""What a layout's sets bring that the office has not yet: measures, and a first plan."""

from __future__ import annotations

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.plan.as_toml import plan_text
from beatwise.accountability.tables import layout as layouts
from beatwise.accountability.tables.layout import Layout
from beatwise.web.performance import selectors
from beatwise.web.performance.models import PlanVersion


def missing_measures(layout: Layout) -> tuple[Measure, ...]:
    """Return the measures of a layout's sets that the office does not have."""
    measures = selectors.measures()
    return tuple(m for name in layout.sets for m in load_set(name).measures if m.id not in measures)


def first_plan(layout: Layout) -> str:
    """Return the document of the plan that comes with a layout's sets.

    Empty where none does, where the layout needs none, and where the office has a plan.
    """
    if layout.makes not in (layouts.STATEMENTS, layouts.DASHBOARD) or PlanVersion.objects.exists():
        return ""
    return next((text for name in layout.sets if (text := plan_text(name))), "")
