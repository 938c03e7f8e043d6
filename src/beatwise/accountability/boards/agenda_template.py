"""A body's own agenda: the items that stand on every meeting, written as data.

A template is edited as lines, an item a line: ``Public question time | | 10 | questions``. What is
written beneath an item is drawn from the record by its kind; a ``paper`` has the files that are
attached to it. A yearly item stands on the first meeting of the municipal year, from May.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from beatwise.accountability.roles import owner_titles
from beatwise.errors import BadInput
from beatwise.fields import Fields


KINDS: dict[str, str] = {
    "minutes": "minutes of meetings before",
    "questions": "public questions",
    "urgent": "urgent items",
    "declarations": "declarations of interest",
    "election": "election of chair",
    "requests": "requests and their answers",
    "decisions": "decisions of the last meeting",
    "forward": "forward plan",
    "membership": "membership and balance",
    "themes": "what people wrote about",
    "paper": "paper",
    "next": "date of the next meeting",
}
YEARLY = "yearly"
YEAR_BEGINS = 5  # the month in which a municipal year begins
LONGEST, MOST_ITEMS = 600, 60  # minutes of an item; items of a template
EXAMPLE = "Public question time | | 10 | questions"


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """One standing item: heading, kind, presenter (a role, or empty), minutes (or none)."""

    heading: str
    kind: str
    presenter: str = ""
    minutes: int | None = None
    yearly: bool = False

    @property
    def line(self) -> str:
        """The item as a line that ``items_of_lines`` takes back."""
        presenter = owner_titles().get(self.presenter, "")
        cells = [self.heading, presenter, str(self.minutes or ""), self.kind]
        return " | ".join([*cells, YEARLY] if self.yearly else cells)


def items_of_lines(text: str, place: str) -> tuple[TemplateItem, ...]:
    """Read a template from lines; raise ``BadInput`` that quotes the line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ITEMS:
        raise BadInput(
            f"these are {len(lines)} items.", place=place, next_step=f"Keep to {MOST_ITEMS}."
        )
    return tuple(_item(line, place) for line in lines)


def items_of_json(rows: Iterable[Mapping[str, Any]]) -> tuple[TemplateItem, ...]:
    """Return the items that ``as_rows`` gave."""
    return tuple(TemplateItem(**row) for row in rows)


def as_rows(items: Iterable[TemplateItem]) -> list[dict[str, object]]:
    """Return items as plain JSON."""
    return [asdict(item) for item in items]


def item_of_fields(fields: Fields) -> TemplateItem:
    """Read one item of a body's document."""
    fields.only("heading", "kind", "presenter", "minutes", "yearly")
    presenter = fields.optional_text("presenter")
    if presenter and presenter not in owner_titles():
        fields.fault("presenter", f"there is no role '{presenter}'.")
    return TemplateItem(
        fields.text("heading"),
        fields.one_of("kind", tuple(KINDS)),
        presenter,
        fields.optional_whole("minutes"),
        fields.flag("yearly", False),
    )


def is_due(item: TemplateItem, day: dt.date, earlier: Sequence[dt.date]) -> bool:
    """Whether an item stands on a meeting's agenda; ``earlier`` are the body's meetings before."""
    if not item.yearly:
        return True
    begins = dt.date(day.year - (day.month < YEAR_BEGINS), YEAR_BEGINS, 1)
    return not any(begins <= other < day for other in earlier)


def _item(line: str, place: str) -> TemplateItem:
    cells = [cell.strip() for cell in line.split("|")]
    heading, presenter, minutes, kind, yearly = (*cells, "", "", "", "")[:5]
    if len(cells) > 5 or not heading or len(heading) > 200 or yearly not in ("", YEARLY):
        raise _no_item(line, place, f"Write heading, presenter, minutes, kind, as in '{EXAMPLE}'.")
    kind = kind or "paper"
    if kind not in KINDS:
        raise _no_item(line, place, f"The kinds are: {', '.join(KINDS)}.")
    return TemplateItem(
        heading, kind, _role(presenter, line, place), _minutes(minutes, line, place), bool(yearly)
    )


def _role(title: str, line: str, place: str) -> str:
    if not title:
        return ""
    for name, words in owner_titles().items():
        if title.casefold() in (name.casefold(), words.casefold()):
            return name
    raise _no_item(line, place, f"The presenter is one of: {', '.join(owner_titles().values())}.")


def _minutes(words: str, line: str, place: str) -> int | None:
    if not words:
        return None
    whole = words.isascii() and words.isdecimal() and len(words) < 4
    if not (whole and 1 <= int(words) <= LONGEST):
        raise _no_item(line, place, f"Minutes are a whole number from 1 to {LONGEST}, or empty.")
    return int(words)


def _no_item(line: str, place: str, next_step: str) -> BadInput:
    return BadInput(f"'{line}' is no item of an agenda.", place=place, next_step=next_step)
