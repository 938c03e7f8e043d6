"""The areas that have values, and which of them a person sees."""

from __future__ import annotations

from beatwise.accountability import roles
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.roles import Person
from beatwise.errors import MissingData
from beatwise.web.history.cache import WITHOUT_FIGURES, remembered
from beatwise.web.performance.models import Standing


def visible_areas(person: Person | None) -> tuple[str, ...] | None:
    """Return the areas whose values this person sees; ``None`` is every area."""
    if roles.role_of(person).sees == roles.OWN_AREA:
        return (WHOLE_AREA, person.area) if person and person.area else (WHOLE_AREA,)
    return None


def area_for(person: Person | None, name: str) -> str:
    """Return the area of this name, the whole when it is empty.

    Raises ``MissingData`` where it has no values, or none that this person may see.
    """
    area, visible = name or WHOLE_AREA, visible_areas(person)
    if visible is not None and area not in visible:
        raise MissingData(
            f"there are no values of '{area}' for your role.",
            place="area",
            next_step="Choose the whole area or your own.",
        )
    if visible is None and area != WHOLE_AREA and area not in _areas(""):
        raise MissingData(
            f"there are no values of an area '{area}'.",
            place="area",
            next_step="Choose one from the list of areas, or check how it is spelt.",
        )
    return area


def areas(person: Person | None, measure: str = "") -> list[str]:
    """Return the areas that have values this person sees, the whole first."""
    with_values, visible = _areas(measure), visible_areas(person)
    if visible is not None:
        with_values = with_values & set(visible)
    return [WHOLE_AREA, *sorted(with_values - {WHOLE_AREA})]


@remembered(512, whatever=WITHOUT_FIGURES)
def _areas(measure: str) -> frozenset[str]:
    rows = Standing.objects.filter(measure=measure) if measure else Standing.objects.all()
    rows = rows.filter(value_count__gt=0)
    return frozenset(rows.order_by().values_list("area", flat=True).distinct())
