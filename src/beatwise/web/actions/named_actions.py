"""Actions as a form offers them: by title, those that this person sees."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Value, When

from beatwise.accountability.roles import Person
from beatwise.web.actions import selectors
from beatwise.web.actions.models import PlanAction
from beatwise.web.pages.form_data.known_things import SeveralThingsField, Things


def things(person: Person, *, besides: str = "", only_open: bool = False) -> Things:
    """Return the actions that a field offers, the open ones first; ``besides`` is left out.

    The ids of actions that this person does not see are known, so that what waits for one can be
    edited; their titles are not shown.
    """
    rows = selectors.actions(person).exclude(name=besides)
    if only_open:
        rows = rows.filter(state__in=selectors.OPEN)
    is_closed = Case(
        When(state__in=selectors.OPEN, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    titles = dict(rows.order_by(is_closed, "number").values_list("name", "title"))
    known = PlanAction.objects.filter(removed=False).values_list("name", flat=True)
    return Things("action", titles, frozenset() if only_open else frozenset(known))


def waits_field(person: Person, *, besides: str = "") -> SeveralThingsField:
    """Return the field for what an action waits for."""
    return SeveralThingsField(things(person, besides=besides), label="Waits for")
