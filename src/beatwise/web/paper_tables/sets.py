"""What a layout's sets bring that the office has not yet: measures, and a first plan."""

from __future__ import annotations

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.plan.as_toml import plan_text
from beatwise.accountability.tables import layout as layouts
from beatwise.accountability.tables.layout import Layout
from beatwise.web.performance import selectors
from beatwise.web.performance.models import PlanVersion


def missing(layout: Layout) -> tuple[tuple[Measure, ...], str]:
    """Return the measures of a layout's sets that the office does not have, and a first plan."""
    known = selectors.measures()
    lacking = [m for name in layout.sets for m in load_set(name).measures if m.id not in known]
    plan = ""
    if layout.makes in (layouts.STATEMENTS, layouts.DASHBOARD) and not PlanVersion.objects.exists():
        plan = next((text for name in layout.sets if (text := plan_text(name))), "")
    return tuple(lacking), plan
