"""A column that holds the search key of others, and the filter that looks through it."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q

from beatwise.cell_text import search_key, search_words


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


def matching(query: str, *columns: str) -> Q:
    """Return the condition that each word typed stands in one of the columns of search keys."""
    condition = Q()
    for word in search_words(query):
        condition &= reduce(or_, (Q(**{f"{column}__contains": word}) for column in columns))
    return condition
