"""Definitions change only by a request that a board approves: what may be asked for, and how."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_words import (
    CHOICES,
    FIELDS,
    SUGGESTIONS,
    read_field,
    words_of,
)
from beatwise.accountability.plan.change_control import ChangeRequest
from beatwise.accountability.roles import Person
from beatwise.web.performance import selectors
from beatwise.web.performance.definitions import actions
from beatwise.web.registry import Choices


class MeasureDefinition:
    """Measures as a kind of thing that changes by approved requests (``registry.changeable``)."""

    def now(self, person: Person, name: str) -> Measure:
        """Return the newest definition of a measure."""
        return selectors.newest(name)

    def fields(self, name: str) -> dict[str, str]:
        """Return the fields that may be asked for, and their labels."""
        return dict(FIELDS)

    def choices(self, field: str) -> Choices | None:
        """Return the words that a field takes, or suggestions for it; ``None`` for the others."""
        if field == "strategy" and (titles := selectors.strategy_titles()):
            return Choices(titles)
        if field in CHOICES:
            return Choices(CHOICES[field])
        suggestions = SUGGESTIONS.get(field, ())
        return Choices({words: words for words in suggestions}, False) if suggestions else None

    def words(self, thing: object, field: str) -> str:
        """Return a field in words that ``read`` takes back."""
        assert isinstance(thing, Measure)
        return words_of(thing, field)

    def read(self, name: str, field: str, words: str) -> object:
        """Return a field's value from words; ``BadInput`` says how they are written."""
        return read_field(field, words)

    def apply(self, request: ChangeRequest, *, valid_from: dt.date, by: Person | None) -> None:
        """Make an approved change, inside the caller's ``audit.changing()``."""
        actions.change(request=request, valid_from=valid_from, by=by)
