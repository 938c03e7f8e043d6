"""The kinds of rows that make up a plan, and the columns that each of them fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from beatwise.accountability.measures import measure_words


@dataclass(frozen=True, slots=True)
class RowKind:
    """A kind of row: what it is called, its columns, those that must be filled, what it hangs on.

    ``labels`` are what its columns are called on pages.
    """

    name: str
    title: str
    labels: Mapping[str, str]
    needed: tuple[str, ...]
    hangs_on: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it fills, besides ``kind``, ``id`` and ``part_of``."""
        return tuple(self.labels)


_MEASURE = {n: label for n, label in measure_words.FIELDS.items() if n != "strategy"}
KINDS: dict[str, RowKind] = {
    kind.name: kind
    for kind in (
        RowKind(
            "plan",
            "The plan",
            {
                "title": "Title",
                "first": "First day",
                "last": "Last day",
                "body": "Local policing body",
                "body_kind": "Kind of body",
                "area": "Area",
            },
            ("title", "first", "last", "body", "body_kind", "area"),
        ),
        RowKind(
            "term",
            "Term of office",
            {"title": "Office", "first": "From", "last": "Until"},
            ("title", "first"),
        ),
        RowKind("mission", "Mission", {"title": "Title"}, ("title",)),
        RowKind(
            "strategy",
            "Strategy",
            {
                "title": "Title",
                "success": "What success is",
                "delivery": "What will be delivered",
                "how_known": "How anyone will know",
                "owner": "Lead",
            },
            ("title", "success", "delivery", "how_known", "owner"),
            "mission",
        ),
        *(
            RowKind(
                name,
                name.capitalize(),
                {"title": "In words", "measure": "Measure that shows it"},
                ("title",),
                "strategy",
            )
            for name in ("output", "outcome")
        ),
        RowKind(
            "measure",
            "Measure",
            _MEASURE,
            ("title", "definition", "unit", "frequency", "source", "owner"),
            "strategy",
        ),
        RowKind(
            "action",
            "Action",
            {
                "title": "What is to be done",
                "owner": "Owner",
                "due": "Due",
                "depends_on": "Waits for",
                "area": "Area",
            },
            ("title", "owner"),
            "strategy",
        ),
    )
}
# What has an id that other rows and the rest of the office know it by.
NAMED = ("mission", "strategy", "measure", "action")
RESULTS = ("output", "outcome")
COLUMNS = (
    "kind", "id", "part_of",
    *dict.fromkeys(column for kind in KINDS.values() for column in kind.columns),
)  # fmt: skip
NEEDED = ("kind", "id", "part_of", "title")
