"""The plan's actions as values, remembered in this process until anything in the office changes."""

from __future__ import annotations

from beatwise.accountability.plan.actions import Action
from beatwise.web.actions import selectors
from beatwise.web.actions.models import PlanAction
from beatwise.web.history.cache import WITHOUT_FIGURES, remembered


@remembered(most=2, whatever=WITHOUT_FIGURES)
def actions() -> tuple[Action, ...]:
    """Return all actions of the plan as values."""
    return selectors.values()


@remembered(most=2, whatever=WITHOUT_FIGURES)
def numbers() -> dict[str, int]:
    """Return the number of each action, by its id."""
    return dict(PlanAction.objects.filter(removed=False).values_list("name", "number"))
