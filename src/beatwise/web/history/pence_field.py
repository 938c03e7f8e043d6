"""A column of whole pence, so that whoever reads its history knows it for money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import models


class PenceField(models.BigIntegerField):
    """An amount in whole pence; a migration makes it as the long whole number that it is."""

    def deconstruct(self) -> tuple[str, str, Sequence[object], Mapping[str, object]]:
        """Say how a migration makes the field again: as its parent, which the database knows."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.BigIntegerField", args, options


def pence_column(**options: object) -> models.BigIntegerField:
    """Return a column of whole pence for a model, whose rows hold a number under its name."""
    return PenceField(**options)


def pence_fields(tables: Iterable[type[models.Model]]) -> frozenset[str]:
    """Return the names of the columns of tables that hold whole pence."""
    return frozenset(
        field.name
        for table in tables
        for field in table._meta.concrete_fields
        if isinstance(field, PenceField)
    )
