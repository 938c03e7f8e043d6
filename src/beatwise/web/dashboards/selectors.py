"""The dashboards that an office has: those that come along, and its own in their place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from beatwise.errors import MissingData, UserError
from beatwise.web.dashboards.dashboard_definition import Dashboard, parse, shipped
from beatwise.web.dashboards.models import DashboardVersion


def every() -> list[Dashboard]:
    """Return all dashboards, in order."""
    dashboards = [parse(text, f"{name}.toml") for name, text in documents().items()]
    return sorted(dashboards, key=lambda each: (each.order, each.title))


def one(name: str) -> Dashboard:
    """Return a dashboard; raise ``MissingData`` when there is none."""
    return parse(document(name), f"{name}.toml")


def document(name: str) -> str:
    """Return a dashboard's document as it stands."""
    text = documents().get(name)
    if text is None:
        raise MissingData(
            f"there is no dashboard '{name}'.", next_step="Open the list of dashboards."
        )
    return text


def documents() -> dict[str, str]:
    """Return the document of each dashboard by name: the office's own before one that comes along.

    The newest version stands; one without text was taken away, and what comes along stands again.
    """
    own: dict[str, str] = {}
    for row in DashboardVersion.objects.order_by("name", "number"):
        own[row.name] = row.text
    return shipped() | {name: text for name, text in own.items() if text}


def versions(name: str) -> list[DashboardVersion]:
    """Return the office's own versions of a dashboard, newest first."""
    return list(DashboardVersion.objects.filter(name=name).order_by("-number"))


def faults() -> Iterator[str]:
    """Every dashboard of the office's own parses, and is called what its row says."""
    for row in DashboardVersion.objects.exclude(text=""):
        try:
            dashboard = parse(row.text, str(row))
        except UserError as error:
            yield f"{row}: {error.message}"
            continue
        if (dashboard.name, dashboard.title) != (row.name, row.title):
            yield f"{row}: its row is not what its document says"


@cache
def shipped_titles() -> dict[str, tuple[str, str]]:
    """Return title and words of each dashboard that comes along, by name; nothing is looked up."""
    read = (parse(text, f"{name}.toml") for name, text in shipped().items())
    return {each.name: (each.title, each.about) for each in read}
