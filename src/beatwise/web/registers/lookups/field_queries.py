"""What the database is asked of a field: its order in a list, and which records fit a choice."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import (
    Expression,
    F,
    FloatField,
    OrderBy,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat, NullIf, StrIndex, Substr

from beatwise.accountability.registers import field_values
from beatwise.accountability.registers.field_kinds import choice_kind, period_kind, text_kind
from beatwise.accountability.registers.field_kinds.field_kind import (
    BY_CHOICES,
    BY_FIGURE,
    BY_HELD,
    BY_PART,
    BY_SHARE,
)
from beatwise.accountability.registers.field_kinds.kind_table import KINDS, cell_value
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.web.pages.today import today
from beatwise.web.registers.lookups import office_areas
from beatwise.web.registers.models import Record


MOST_OFFERED, MOST_READ = 200, 5_000


def held_text(name: str) -> Expression:
    """Return a field as text; nothing where it is not recorded (SQLite says ``null``)."""
    return NullIf(
        Cast(KeyTextTransform(name, "values"), TextField()), Value("null"), output_field=TextField()
    )


def order(field: Field, *, backwards: bool) -> OrderBy | str:
    """Return the order of records by a field: a fraction by its share, a figure by its number.

    A text with a year in its pattern goes by its year first: 12/25, 01/26, 02/26.
    """
    kind = KINDS.get(field.kind)
    if text_kind.year_spans(field.pattern):
        year_first = _year_first(field, held_text(field.name))
        return OrderBy(year_first, descending=backwards, nulls_last=True)
    if kind is None or kind.order not in (BY_SHARE, BY_FIGURE):
        return f"{'-' if backwards else ''}values__{field.name}"
    size = _share(field.name) if kind.order == BY_SHARE else _figure(field.name)
    return OrderBy(size, descending=backwards, nulls_last=True)


def by_heading(register: Definition) -> OrderBy | str:
    """Return the order of a register's records by what stands for them in lists."""
    field = register.by_name[register.heading]
    if text_kind.year_spans(field.pattern):
        return OrderBy(_year_first(field, F("heading")))
    return "heading"


def fitting(field: Field, wanted: str) -> Q:
    """Return the condition of the records whose field is, or has among several, what is wanted."""
    narrows = KINDS[field.kind].narrows
    if narrows == BY_PART:
        name = f"parts_{field.name}"
        return Q(**{f"{name}__contains": _between(wanted)})
    value: object = wanted == "yes" if field.kind == "yes_no" else wanted
    return Q(**{f"values__{field.name}": value})


def with_parts(rows: QuerySet[Record], fields: Iterable[Field]) -> QuerySet[Record]:
    """Return records with what ``fitting`` looks at in fields of several choices."""
    named = {
        f"parts_{field.name}": Concat(
            Value(_SIGN), held_text(field.name), Value(_SIGN), output_field=TextField()
        )
        for field in fields
        if KINDS[field.kind].narrows == BY_PART
    }
    return rows.annotate(**named) if named else rows


def choices(field: Field, rows: QuerySet[Record]) -> list[tuple[str, str]]:
    """Return by what a list can be narrowed: a field's choices, or what these records hold."""
    kind = KINDS[field.kind]
    if kind.narrows in (BY_CHOICES, BY_PART):
        return kind.choices(field)
    if kind.narrows == BY_HELD:
        words = held_values(field, rows)
        return [(each, field_values.display_text(field, each)) for each in words]
    return []


def held_values(field: Field, rows: QuerySet[Record]) -> list[str]:
    """Return the different texts that records hold in a field, in order; the first few hundred.

    Of more records than are looked through, those that the office speaks of otherwise.
    """
    if rows.order_by()[MOST_READ : MOST_READ + 1].exists():
        return _spoken_of(field)
    texts = rows.order_by().annotate(held=held_text(field.name)).exclude(held=None)
    return list(texts.values_list("held", flat=True).distinct().order_by("held")[:MOST_OFFERED])


def _spoken_of(field: Field) -> list[str]:
    if field.kind == "area":
        return list(office_areas.known())
    periods = period_kind.known_periods(today())
    return sorted(str(cell_value(field, words)) for words in periods)


_SIGN = f"{choice_kind.PARTING} "


def _between(choice: str) -> str:
    return f"{_SIGN}{choice}{_SIGN}"


def _year_first(field: Field, text: Expression | F) -> Expression:
    """Return a text with the year of its pattern before it."""
    years = [Substr(text, first + 1, size) for first, size in text_kind.year_spans(field.pattern)]
    return Concat(*years, text, output_field=TextField())


def _share(name: str) -> Expression:
    """Return the share of a fraction that is held as ``31/40``; nothing where it is of nothing."""
    text = held_text(name)
    bar = StrIndex(text, Value("/"))
    part = Cast(Substr(text, 1, bar - 1), FloatField())
    whole = Cast(Substr(text, bar + 1), FloatField())
    return part / NullIf(whole, Value(0.0), output_field=FloatField())


def _figure(name: str) -> Expression:
    """Return the number that stands before a qualifier: ``68000 (just over)``."""
    text = held_text(name)
    space = StrIndex(Concat(text, Value(" "), output_field=TextField()), Value(" "))
    return Cast(Substr(text, 1, space - 1), FloatField())
