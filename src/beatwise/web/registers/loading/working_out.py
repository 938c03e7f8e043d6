"""What records hold by formula, worked out again when their register changes."""

from __future__ import annotations

from beatwise.accountability.registers.register_definition import Definition
from beatwise.web.registers import actions as records
from beatwise.web.registers.models import Record


def work_out_again(register: Definition) -> None:
    """Bring every record's computed fields, heading, words and deadline up to date."""
    empty = {field.name: None for field in register.fields}
    for record in Record.objects.filter(register=register.slug).iterator(chunk_size=500):
        before = record.derived
        record.values = {**empty, **record.values}
        records.keep(register, record)
        if record.derived != before:
            record.save()
