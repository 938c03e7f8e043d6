"""The list of measures: narrowed and ordered by the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from beatwise.accountability.measures.measure import FREQUENCIES, Measure
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.plan.police_and_crime_plan import Plan
from beatwise.accountability.rating.scorecard import Row
from beatwise.accountability.roles import owner_titles
from beatwise.cell_text import contains_all, search_key
from beatwise.web.performance.presenters import rating_cell
from beatwise.web.search.search_terms import search_terms


if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

Filters = Mapping[str, str]  # what an address asks for, by the field's name
SORTS: dict[str, Callable[[Row], SupportsRichComparison]] = {
    "serial": lambda row: (row.measure.serial is None, row.measure.serial or 0, row.measure.id),
    "title": lambda row: search_key(row.measure.title),
    "rating": lambda row: rating_cell.RATINGS.index(rating_cell.rating_word(row.rating)),
    "latest": lambda row: row.latest.period.order if row.latest else (0, 0),
}
HEADS = (
    ("serial", "Number"),
    ("title", "Measure"),
    ("", "Expected"),
    ("", "Baseline"),
    ("latest", "Latest"),
    ("", "Direction"),
    ("rating", "Rating and variation"),
)
BESIDE_TITLE = ("latest", "rating")  # on a phone they are with the title


def matching(rows: Iterable[Row], filters: Filters) -> list[Row]:
    """Return the rows that an address asks for, in the order it asks for."""
    words = search_terms(filters.get("q", ""))
    matches = [row for row in rows if _fits(row, filters, words)]
    name = filters.get("sort", "serial").lstrip("-")
    down = filters.get("sort", "").startswith("-")
    return sorted(matches, key=SORTS.get(name, SORTS["serial"]), reverse=down)


def choices(filters: Filters, plan: Plan | None, areas: Sequence[str]) -> list[dict[str, object]]:
    """Return the choices by which the list can be narrowed."""
    strategies = [(s.id, s.title) for s in plan.strategies] if plan else []
    fields: list[tuple[str, str, Iterable[tuple[str, str]]]] = [
        ("strategy", "Strategy", strategies),
        ("rating", "Rating", [(word, word.capitalize()) for word in rating_cell.RATINGS]),
        ("exception", "Exceptions", [("yes", "Only exceptions")]),
        ("level", "Whose", [("headline", "The plan's own"), ("sub", "Beside the plan")]),
        ("frequency", "How often", [(word, word.capitalize()) for word in FREQUENCIES]),
        ("owner", "Owner", owner_titles().items()),
        ("area", "Area", [(area, area) for area in areas if area != WHOLE_AREA]),
    ]
    return [
        {
            "name": name,
            "label": label,
            "any": "Whole area" if name == "area" else "Any",
            "choices": [
                {"value": v, "words": w, "selected": filters.get(name) == v} for v, w in options
            ],
        }
        for name, label, options in fields
    ]


def columns(filters: Filters) -> list[dict[str, object]]:
    """Return the headings, those that can be sorted by with the address that does."""
    sort = filters.get("sort", "serial")
    narrowing = {k: v for k, v in filters.items() if k not in ("sort", "page")}
    headings: list[dict[str, object]] = []
    for name, words in HEADS:
        order = f"-{name}" if sort == name else name
        sorted_by = {name: "ascending", f"-{name}": "descending"}.get(sort, "none")
        address = f"?{urlencode({**narrowing, 'sort': order})}" if name else ""
        headings.append(
            {
                "words": words,
                "address": address,
                "sorted": sorted_by if name else "",
                "wide": name in BESIDE_TITLE,
            }
        )
    return headings


def _fits(row: Row, filters: Filters, words: Sequence[str]) -> bool:
    measure = row.measure
    fields = {
        "strategy": measure.strategy,
        "rating": rating_cell.rating_word(row.rating),
        "frequency": measure.frequency,
        "owner": measure.owner,
        "level": measure.level,
        "exception": "yes" if row.is_exception else "no",
    }
    if any(filters.get(name) and filters[name] != value for name, value in fields.items()):
        return False
    return contains(measure, words)


def contains(measure: Measure, words: Iterable[str]) -> bool:
    """Whether a measure's number, names or definition contain all ``search_terms``."""
    return contains_all(words_of(measure), words)


def words_of(measure: Measure) -> str:
    """Return the words by which a measure is found: its number, names and definition."""
    return (
        f"{measure.serial or ''} {measure.id} {measure.title} {measure.printed_as} "
        f"{measure.definition}"
    )


def count_in_words(own: Sequence[Row], every: int, level: str) -> str:
    """Say how many measures are counted, and how many more are kept beside the plan.

    ``level`` is that of the plan's own measures; empty when no plan has any.
    """
    one = len(own) == 1
    if not level:
        return f"{len(own)} measure{'' if one else 's'} in all; no plan has measures of its own."
    words = f"The plan has {len(own)} measure{'' if one else 's'} of its own"
    beside = every - len(own)
    if not beside:
        return f"{words}."
    others = "1 other is" if beside == 1 else f"{beside} others are"
    return f"{words}, which are counted here; {others} kept beside it, {every} in all."
