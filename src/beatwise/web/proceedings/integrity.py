"""What must always hold of proceedings and requests."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability.boards.agenda import TOOK_PLACE
from beatwise.accountability.boards.lettered_items import letter
from beatwise.web.proceedings.models import BodyRequest, Declaration, Election, NumberedMinute


def proceedings() -> Iterator[str]:
    """Every entry is of a meeting that took place, and of a seat of its own body."""
    for model in (Declaration, Election):
        for row in model.objects.select_related("meeting", "seat"):
            name = f"{row.meeting.thing}, {model._meta.verbose_name} {row.number}"
            if row.seat.board_id != row.meeting.board_id:
                yield f"{name}: seat {row.seat.number} is another body's"
            if row.meeting.state not in TOOK_PLACE:
                yield f"{name}: its meeting was not held"
    for minute in NumberedMinute.objects.select_related("meeting"):
        if minute.meeting.board_id != minute.board_id:
            yield f"{minute.thing}, minute {minute.number}: its meeting is another body's"


def requests() -> Iterator[str]:
    """Every request has its items, lettered in order."""
    for row in BodyRequest.objects.select_related("board").prefetch_related("items"):
        letters = [item.letter for item in row.items.all()]
        if not letters or letters != [letter(place) for place in range(len(letters))]:
            yield f"{row.thing}, request {row.number}: its items are not lettered in order"
