"""The plan's actions and the changes asked for, read: only what this person may see."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Max, Min, Prefetch, Q, QuerySet

from beatwise.accountability import roles
from beatwise.accountability.measures.period import Period, next_quarter, quarter_of
from beatwise.accountability.plan.actions import ACTION, Action
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput
from beatwise.web.actions.models import Evidence, PlanAction, Request, Wait
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.today import today as today
from beatwise.web.performance import selectors as performance
from beatwise.web.search.search_field import matching


OPEN = tuple(s.name for s in ACTION.states if not (s.done or s.final))
PARTNER = "partner"
SOON = dt.timedelta(days=14)


def actions(person: Person) -> QuerySet[PlanAction]:
    """Return the actions that this person sees: a partner, those that its area's partner owns."""
    rows = PlanAction.objects.filter(removed=False)
    if roles.role_of(person).sees == roles.EVERYTHING:
        return rows
    return of_partner(person.area)


def of_partner(area: str) -> QuerySet[PlanAction]:
    """Return the actions that the partner of an area owns."""
    return PlanAction.objects.filter(removed=False, owner=PARTNER, area__in=["", area])


def action(person: Person, number: int) -> PlanAction:
    """Return one action; raise ``MissingData`` when there is none that this person sees."""
    rows = actions(person).filter(number=number)
    return sure_row(rows, f"there is no action {number}.", "Open the list of actions.")


def named(name: str) -> PlanAction:
    """Return the action of an id; raise ``MissingData`` when the plan has none."""
    rows = PlanAction.objects.filter(removed=False, name=name)
    return sure_row(rows, f"there is no action '{name}' in the plan.", "Open the list of actions.")


def matches(person: Person, filters: dict[str, str], today: dt.date) -> QuerySet[PlanAction]:
    """Return the actions that the filters of an address ask for, in the order it asks for."""
    rows = actions(person)
    rows = rows.filter(matching(filters.get("q", ""), "words"))
    for field in ("strategy", "owner", "state"):
        if filters.get(field):
            rows = rows.filter(**{field: filters[field]})
    if filters.get("overdue"):
        rows = rows.filter(state__in=OPEN, due__lt=today)
    if filters.get("due"):
        rows = _due_in(rows, filters["due"])
    return rows.order_by(*_order(filters.get("sort", "")))


def _due_in(rows: QuerySet[PlanAction], words: str) -> QuerySet[PlanAction]:
    if words == "none":
        return rows.filter(due=None)
    try:
        period = Period.parse(words)
    except BadInput:
        return rows.none()
    if period.starts is None or period.ends is None:
        return rows.none()
    return rows.filter(due__range=(period.starts, period.ends))


def _order(sort: str) -> tuple[object, ...]:
    name = sort.lstrip("-")
    if name not in ("number", "name", "title", "strategy", "owner", "state", "due"):
        return ("number",)
    field = F(name)
    down = sort.startswith("-")
    return (field.desc(nulls_last=True) if down else field.asc(nulls_last=True), "number")


def whole(rows: QuerySet[PlanAction]) -> QuerySet[PlanAction]:
    """Return rows with what they wait for and their evidence, read in two more queries."""
    pieces = Prefetch("evidence", Evidence.objects.filter(removed=False).defer("content"))
    return rows.prefetch_related(Prefetch("waits", Wait.objects.select_related("on")), pieces)


def value(row: PlanAction) -> Action:
    """Return a row as the value that the rules are about."""
    return Action(
        id=row.name,
        title=row.title,
        strategy=row.strategy,
        owner=row.owner,
        due=row.due,
        state=row.state,
        created=row.created,
        completed=row.completed,
        depends_on=tuple(w.on.name for w in row.waits.all()),
        evidence=tuple(e.line for e in row.evidence.all() if not e.removed),
        original_due=row.original_due,
    )


def values(rows: QuerySet[PlanAction] | None = None) -> tuple[Action, ...]:
    """Return actions (all of the plan's) as values, as they are now; quick for thousands."""
    rows = PlanAction.objects.filter(removed=False).order_by("number") if rows is None else rows
    waits: dict[int, list[str]] = {}
    for key, name in Wait.objects.values_list("action_id", "on__name"):
        waits.setdefault(key, []).append(name)
    evidence: dict[int, list[str]] = {}
    for piece in Evidence.objects.filter(removed=False).defer("content"):
        evidence.setdefault(piece.action_id, []).append(piece.line)
    return tuple(
        Action(
            id=name,
            title=title,
            strategy=strategy,
            owner=owner,
            due=due,
            state=state,
            created=created,
            completed=completed,
            depends_on=tuple(waits.get(key, ())),
            evidence=tuple(evidence.get(key, ())),
            original_due=first,
        )
        for key, name, title, strategy, owner, due, state, created, completed, first in (
            rows.values_list(
                "pk", "name", "title", "strategy", "owner", "due", "state", "created",
                "completed", "original_due",
            )
        )
    )  # fmt: skip


def strategies() -> dict[str, str]:
    """Return the plan's strategies, id and title; empty when there is no plan.

    Those of a later version count too: what it brings is entered before its first day.
    """
    return performance.strategy_titles()


def titles(person: Person | None) -> dict[str, str]:
    """Return the id and title of the actions that this person sees, by id; a board's are all."""
    rows = actions(person) if person else PlanAction.objects.filter(removed=False)
    return {row.name: str(row) for row in rows.only("name", "title")}


def evidence(person: Person, number: int, key: int) -> Evidence:
    """Return a piece of evidence that has a file; raise ``MissingData`` when there is none."""
    rows = Evidence.objects.filter(action=action(person, number), pk=key, removed=False)
    rows = rows.exclude(content=None).select_related("content")
    return sure_row(rows, "there is no such file.", "Open the action.")


def awaited_by(row: PlanAction) -> list[PlanAction]:
    """Return the actions that wait for this one."""
    return list(PlanAction.objects.filter(waits__on=row, removed=False).order_by("number"))


def waiting(person: Person, today: dt.date) -> QuerySet[PlanAction]:
    """Return the open actions that this person's role owns, overdue or due within two weeks."""
    rows = actions(person).filter(owner=person.role, state__in=OPEN, due__lte=today + SOON)
    return rows.order_by("due", "number")


def requests(
    person: Person, state: str = "", about: str = "", words: str = ""
) -> QuerySet[Request]:
    """Return the changes asked for that this person sees: a partner, those of its own actions."""
    rows = Request.objects.all()
    if roles.role_of(person).sees != roles.EVERYTHING:
        names = actions(person).values("name")
        rows = rows.filter(Q(kind=Request.OF_ACTION, about__in=names) | Q(by=person))
    if state:
        rows = rows.filter(state=state)
    if about:
        rows = rows.filter(about=about)
    return rows.filter(matching(words, "words"))


def request(person: Person, number: int) -> Request:
    """Return one change asked for; raise ``MissingData`` when there is none this person sees."""
    rows = requests(person).filter(number=number)
    return sure_row(rows, f"there is no change {number}.", "Open the list of changes.")


def quarters() -> list[Period]:
    """Return the quarters from the first due day of any action to the last."""
    ends = PlanAction.objects.filter(removed=False).aggregate(a=Min("due"), b=Max("due"))
    if ends["a"] is None:
        return []
    periods, last = [quarter_of(ends["a"])], quarter_of(ends["b"])
    while periods[-1] != last and len(periods) < 80:
        periods.append(next_quarter(periods[-1]))
    return periods
