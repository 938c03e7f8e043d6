"""A column that holds the search key of others, and the filter that looks through it."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Exists, Q, QuerySet

from beatwise.cell_text import search_key
from beatwise.web.search.search_terms import search_terms


class SearchField(models.TextField):
    """The ``search_key`` of the row's ``sources`` (names of its fields), kept at every save."""

    def __init__(self, *args: Any, sources: tuple[str, ...] = (), **options: Any):
        self.sources = tuple(sources)
        super().__init__(*args, **{"editable": False, "blank": True, "default": "", **options})

    def deconstruct(self) -> Any:
        """Say how a migration makes the field again."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "sources": self.sources}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Return the key of the row as it is now."""
        key = search_key(" ".join(str(getattr(model_instance, s) or "") for s in self.sources))
        setattr(model_instance, self.attname, key)
        return key


class Beside(NamedTuple):
    """Rows of another table that belong to a record, and their column of search keys.

    ``rows`` names the record by ``OuterRef``. They are never joined: a table joined once a word
    gives every combination of its rows, ten to the power of ten where a meeting has ten decisions.
    """

    rows: QuerySet
    column: str


def matching(query: str, *columns: str | Beside) -> Q:
    """Return the condition that each word typed stands in one of the columns of search keys.

    It is one condition a word and record, whichever table the word stands in.

    Raises
    ------
    BadInput
        When there are too many words; see ``search_terms``.
    """
    condition = Q()
    for word in search_terms(query):
        condition &= reduce(or_, (_contains(column, word) for column in columns))
    return condition


def _contains(column: str | Beside, word: str) -> Q:
    if isinstance(column, Beside):
        return Q(Exists(column.rows.filter(**{f"{column.column}__contains": word})))
    return Q(**{f"{column}__contains": word})
