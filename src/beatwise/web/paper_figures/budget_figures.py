"""The newest budget that was published, as it was frozen, and the steps of its precept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from beatwise.web.budget.models import PublishedBudget


Figures = dict[str, object]


def budget(day: dt.date) -> Figures:
    """Return the year, requirement and precept steps of the newest issue up to a day.

    Amounts are words, as they were published; empty where no budget was.
    """
    issues = PublishedBudget.objects.filter(at__date__lte=day)
    issue = issues.order_by("-budget__year", "-number").first()
    if issue is None:
        return {}
    content: Mapping[str, object] = issue.content
    names = ("words", "requirement", "tax_base", "band_d")
    return {name: content.get(name, "") for name in names} | {
        "steps": content.get("steps", []),
        "funds": content.get("funds", []),
    }
