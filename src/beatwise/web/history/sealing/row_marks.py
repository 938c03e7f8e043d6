"""Which rows an action touches, noted as they are saved, so that its seal can cover them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete, post_save


Rows = dict[type[models.Model], set[object]]
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
            note(self.model, list(self.values_list("pk", flat=True)))
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
        rows.setdefault(model, set()).update(keys)


def sealed_tables() -> dict[str, type[models.Model]]:
    """Return the tables whose rows are sealed, by name."""
    return {m._meta.label_lower: m for m in apps.get_models() if _is_sealed(m)}


def listen() -> None:
    """Note each row of a sealed table that is saved or deleted by itself."""
    for model in sealed_tables().values():
        post_save.connect(_changed, sender=model)
        post_delete.connect(_changed, sender=model)


def _is_sealed(model: type[models.Model]) -> bool:
    return issubclass(getattr(model._default_manager, "_queryset_class", object), SealedQuerySet)


def _changed(sender: type[models.Model], instance: models.Model, **_: object) -> None:
    note(sender, [instance.pk])
