"""Which rows an action touches, noted as they are saved, so that its seal can cover them.

What each row was before is noted as well: an action does not cover up what was done to the row by
any other way since its last seal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from beatwise.web.history.sealing import row_text


# By table: each row's key, and its digest before the action (none: it is new).
Rows = dict[type[models.Model], dict[object, str | None]]
_open: ContextVar[Rows | None] = ContextVar("rows an action touches", default=None)


class SealedQuerySet(models.QuerySet[Any]):
    """Rows of a table that is sealed: what is changed many at a time is noted too."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        """Make rows, and note them."""
        rows = super().bulk_create(objs, *args, **options)
        note(self.model, [row.pk for row in rows])
        return rows

    def update(self, **values: Any) -> int:
        """Change rows, and note them."""
        if _open.get() is not None:
            note_before(self.model, list(self.values_list("pk", flat=True)))
        return super().update(**values)

    update.alters_data = True  # type: ignore[attr-defined]


SealedManager = models.Manager.from_queryset(SealedQuerySet)


@contextmanager
def noting() -> Iterator[Rows | None]:
    """Note the rows that are touched within; nothing for an action inside another's."""
    if _open.get() is not None:
        yield None
        return
    rows: Rows = {}
    mark = _open.set(rows)
    try:
        yield rows
    finally:
        _open.reset(mark)


def note(model: type[models.Model], keys: Iterable[object]) -> None:
    """Note that rows of a table are touched."""
    rows = _open.get()
    if rows is not None:
        for key in keys:
            rows.setdefault(model, {}).setdefault(key, None)


def note_before(model: type[models.Model], keys: Iterable[object]) -> None:
    """Note rows that are about to be touched, each with its digest as it still is."""
    rows = _open.get()
    if rows is None:
        return
    noted = rows.setdefault(model, {})
    fresh = {str(key): key for key in keys if key not in noted}
    digests = dict(row_text.digests(model, fresh.values(), row_text.field_names(model)))
    noted.update({key: digests.get(words) for words, key in fresh.items()})


def sealed_tables() -> dict[str, type[models.Model]]:
    """Return the tables whose rows are sealed, by name."""
    return {m._meta.label_lower: m for m in apps.get_models() if _is_sealed(m)}


def listen() -> None:
    """Note each row of a sealed table that is saved or deleted by itself."""
    for model in sealed_tables().values():
        pre_save.connect(_about_to_change, sender=model)
        pre_delete.connect(_about_to_change, sender=model)
        post_save.connect(_changed, sender=model)
        post_delete.connect(_changed, sender=model)


def _is_sealed(model: type[models.Model]) -> bool:
    return issubclass(getattr(model._default_manager, "_queryset_class", object), SealedQuerySet)


def _about_to_change(sender: type[models.Model], instance: models.Model, **_: object) -> None:
    if not instance._state.adding:
        note_before(sender, [instance.pk])


def _changed(sender: type[models.Model], instance: models.Model, **_: object) -> None:
    note(sender, [instance.pk])
