"""The list of measures: narrowed and ordered by the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from beatwise.accountability.measures.measure import FREQUENCIES
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.plan.police_and_crime_plan import Plan
from beatwise.accountability.rating.scorecard import Row
from beatwise.accountability.roles import OWNER_ROLES
from beatwise.web.performance.presenters import rating_cell


Asked = Mapping[str, str]
SORTS = {
    "serial": lambda row: (row.measure.serial is None, row.measure.serial or 0, row.measure.id),
    "title": lambda row: row.measure.title.casefold(),
    "rating": lambda row: rating_cell.RATINGS.index(rating_cell.said(row.rating)),
    "latest": lambda row: row.latest.period.order if row.latest else (0, 0),
}
HEADS = (
    ("serial", "Number"),
    ("title", "Measure"),
    ("", "Expected"),
    ("", "Baseline"),
    ("latest", "Latest"),
    ("", "Direction"),
    ("rating", "Rating"),
)


def chosen(rows: Iterable[Row], asked: Asked) -> list[Row]:
    """Return the rows that an address asks for, in the order it asks for."""
    words = asked.get("q", "").casefold().split()
    found = [row for row in rows if _fits(row, asked, words)]
    name = asked.get("sort", "serial").lstrip("-")
    down = asked.get("sort", "").startswith("-")
    return sorted(found, key=SORTS.get(name, SORTS["serial"]), reverse=down)


def filters(asked: Asked, plan: Plan | None, areas: Sequence[str]) -> list[dict[str, Any]]:
    """Return the choices by which the list can be narrowed."""
    strategies = [(s.id, s.title) for s in plan.strategies] if plan else []
    made_of: list[tuple[str, str, Iterable[tuple[str, str]]]] = [
        ("strategy", "Strategy", strategies),
        ("rating", "Rating", [(word, word.capitalize()) for word in rating_cell.RATINGS]),
        ("exception", "Exceptions", [("yes", "Only exceptions")]),
        ("level", "Whose", [("headline", "The plan's own"), ("sub", "Beside the plan")]),
        ("frequency", "How often", [(word, word.capitalize()) for word in FREQUENCIES]),
        ("owner", "Owner", OWNER_ROLES.items()),
        ("area", "Area", [(area, area) for area in areas if area != WHOLE_AREA]),
    ]
    return [
        {
            "name": name,
            "label": label,
            "any": "Whole area" if name == "area" else "Any",
            "choices": [
                {"value": v, "words": w, "chosen": asked.get(name) == v} for v, w in choices
            ],
        }
        for name, label, choices in made_of
    ]


def columns(asked: Asked) -> list[dict[str, str]]:
    """Return the headings, those that can be sorted by with the address that does."""
    sort = asked.get("sort", "serial")
    kept = {k: v for k, v in asked.items() if k not in ("sort", "page")}
    made = []
    for name, words in HEADS:
        turned = f"-{name}" if sort == name else name
        sorted_by = {name: "ascending", f"-{name}": "descending"}.get(sort, "none")
        address = f"?{urlencode({**kept, 'sort': turned})}" if name else ""
        made.append({"words": words, "address": address, "sorted": sorted_by if name else ""})
    return made


def _fits(row: Row, asked: Asked, words: Sequence[str]) -> bool:
    made = row.measure
    wanted = {
        "strategy": made.strategy,
        "rating": rating_cell.said(row.rating),
        "frequency": made.frequency,
        "owner": made.owner,
        "level": made.level,
        "exception": "yes" if row.is_exception else "no",
    }
    if any(asked.get(name) and asked[name] != held for name, held in wanted.items()):
        return False
    held = f"{made.serial or ''} {made.id} {made.title} {made.printed_as} {made.definition}"
    return all(word in held.casefold() for word in words)


def counted(own: Sequence[Row], every: int, level: str) -> str:
    """Say how many measures are counted, and how many more are kept beside the plan.

    ``level`` is that of the plan's own measures; empty when no plan has any.
    """
    one = len(own) == 1
    if not level:
        return f"{len(own)} measure{'' if one else 's'} in all; no plan has measures of its own."
    said = f"The plan has {len(own)} measure{'' if one else 's'} of its own"
    beside = every - len(own)
    if not beside:
        return f"{said}."
    kept = "1 other is" if beside == 1 else f"{beside} others are"
    return f"{said}, which are counted here; {kept} kept beside it, {every} in all."
