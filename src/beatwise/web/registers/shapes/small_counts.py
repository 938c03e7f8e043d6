"""Registers of aggregates: rows that are a month and a place, and counts as a person may see them.

Who is not named by the definition sees published rows alone, and of these the counts that the
disclosure gate lets out. Everybody is shown the same table, whatever they search or narrow by, so
that no two views can be subtracted from each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from beatwise.accountability.registers.definition_rows import Aggregates
from beatwise.accountability.registers.field_values import HIDDEN, FieldValue
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput
from beatwise.publication import aggregate_counts
from beatwise.publication.aggregate_counts import Controlled, Row, Table
from beatwise.publication.disclosure_rule import Rule
from beatwise.web.history.cache import ACCOUNTS, remembered
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definition


Values = Mapping[str, FieldValue]
Key = tuple[FieldValue, ...]


def searched(register: Definition) -> tuple[Field, ...]:
    """Return the public fields in whose words others search: no counts about people."""
    counts = register.aggregates.counts if register.aggregates else ()
    return tuple(f for f in register.fields if f.public and f.name not in counts)


def as_seen(register: Definition, person: Person, rows: Iterable[Record]) -> Iterator[Record]:
    """Yield records, to be shown and never saved, with the counts that this person may see."""
    if register.sees_exact(person):
        yield from rows
    else:
        yield from as_published(register, rows)


def as_published(register: Definition, rows: Iterable[Record]) -> Iterator[Record]:
    """Yield records, to be shown and never saved, with the counts that anybody may see."""
    rule = register.aggregates
    if rule is None:
        yield from rows
        return
    table = _published(register.slug)
    for row in rows:
        counts = table.get(row.number, {})
        gated = {name: counts.get(name, HIDDEN) for name in rule.counts}
        public = {f.name: row.values.get(f.name) for f in searched(register)}
        row.values, row.reasons = {**public, **gated}, {}
        yield row


def row_key(register: Definition, values: Values) -> Key:
    """Return what no two rows share: the month, the place, and whatever else they differ by."""
    rule = register.aggregates
    if rule is None:
        return ()
    others = [f.name for f in register.fields if not f.computed and f.name not in rule.counts]
    return tuple(values.get(name) for name in others)


def check_row(register: Definition, values: Values, number: int | None = None) -> None:
    """Raise ``BadInput`` unless values are those of one month and place, and of people counted.

    A second row of the same month and place is refused: it could be that of a person.
    """
    rule = register.aggregates
    if rule is None:
        return
    period, place = values.get(rule.period), values.get(rule.place)
    if not str(period or "").endswith("-01") or place is None:
        raise BadInput(
            "a row is a month and a place.",
            place=rule.period if place else rule.place,
            next_step="Give the month, and the place.",
        )
    for name in rule.counts:
        count = values.get(name)
        if count is not None and not (isinstance(count, int) and count >= 0):
            label = register.by_name[name].label
            raise BadInput(f"{label} is no whole count.", place=name, next_step="Count people.")
    at = {f"values__{rule.period}": period, f"values__{rule.place}": place}
    rows = Record.objects.filter(register=register.slug, removed=False, **at)
    key = row_key(register, values)
    if any(row.number != number and row_key(register, row.values) == key for row in rows):
        raise BadInput(
            "there is a row of this month and place.",
            place=rule.period,
            next_step="Change that row.",
        )


@remembered(most=32, whatever=(ACCOUNTS,))
def _published(slug: str) -> Controlled:
    """Return the counts of every published row of a register, by its number, past the gate."""
    register = definition(slug)
    rule = register.aggregates
    if rule is None:
        return {}
    states = [state.name for state in register.public_states]
    rows = Record.objects.filter(register=slug, removed=False, closed=False, state__in=states)
    table = Table({row.number: _row(register, rule, row) for row in rows}, rule.sums, rule.whole)
    return aggregate_counts.controlled(table, Rule(rule.threshold, rule.base))


def _row(register: Definition, rule: Aggregates, record: Record) -> Row:
    values = record.values
    kind = tuple(
        values.get(f.name)
        for f in register.fields
        if not f.computed and f.name not in (rule.period, rule.place, *rule.counts)
    )
    counts = {name: values.get(name) for name in rule.counts}
    return Row(values.get(rule.period), str(values.get(rule.place)), counts, kind)
