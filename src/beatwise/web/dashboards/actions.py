"""Loading an office's own dashboards, and taking them away; nothing is overwritten."""

from __future__ import annotations

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, MissingData, Refused
from beatwise.web.dashboards import selectors
from beatwise.web.dashboards.dashboard_definition import parse
from beatwise.web.dashboards.models import DashboardVersion
from beatwise.web.history import audit


def load(*, text: str, why: str = "", by: Person | None) -> DashboardVersion:
    """Load a dashboard, or its next version, which needs a reason.

    Raises ``Conflict`` when it says what stands already.
    """
    _may_define(by)
    dashboard = parse(text, "the document")
    with audit.changing():
        there = selectors.documents().get(dashboard.name)
        if there == text:
            raise Conflict("this dashboard is already here, unchanged.", place="the document")
        if there is not None and not why.strip():
            raise BadInput(
                "it replaces a dashboard of that name and gives no reason.",
                place="why",
                next_step="Say why.",
            )
        return _next(dashboard.name, dashboard.title, text, why, by)


def take_away(*, name: str, why: str, by: Person | None) -> DashboardVersion:
    """Take an office's own dashboard away; one of that name that comes along stands again."""
    _may_define(by)
    if not why.strip():
        raise BadInput("removing it needs a reason.", place="why", next_step="Say why.")
    with audit.changing():
        newest = DashboardVersion.objects.filter(name=name).order_by("-number").first()
        if newest is None or not newest.text:
            raise MissingData(
                "the office has no dashboard of its own by that name.",
                place=name,
                next_step="A dashboard that comes with Beatwise cannot be removed.",
            )
        return _next(name, newest.title, "", why, by)


def _next(name: str, title: str, text: str, why: str, by: Person | None) -> DashboardVersion:
    last = DashboardVersion.objects.filter(name=name).order_by("-number").first()
    version = DashboardVersion.objects.create(
        name=name, number=last.number + 1 if last else 1, title=title, why=why.strip(), text=text
    )
    audit.write(
        "dashboard.load" if text else "dashboard.take_away",
        version.thing,
        by=by,
        why=version.why,
        after={"version": version.number, "title": title},
    )
    return version


def _may_define(by: Person | None) -> None:
    if by is not None and not roles.may(by, "performance.define"):
        raise Refused(
            "your role does not define dashboards.", next_step="Ask the performance officer."
        )
