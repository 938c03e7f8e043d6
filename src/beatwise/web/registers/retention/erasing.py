"""Erase what a record holds once the retention of its register is over, in one audited action.

Its number, state, dates of states and the fields that the rule keeps stay. What goes: the other
fields, comments, files, links made by hand, reasons, what the history held of it, and the imported
files that it came from. The history's own line says what went, by names and numbers.
"""

from __future__ import annotations

from django.db.models import ProtectedError

from beatwise.accountability.registers import record_keeping
from beatwise.accountability.registers.record_keeping import Standing
from beatwise.accountability.registers.register_definition import Definition
from beatwise.errors import Conflict
from beatwise.web.history import audit, erasable
from beatwise.web.imports import stored_files
from beatwise.web.imports.models import Batch, Content, Run
from beatwise.web.imports.previews import outlook
from beatwise.web.registers import actions, selectors
from beatwise.web.registers.models import Attachment, Comment, Link, Record
from beatwise.web.registers.own_definitions.known import definitions


GONE = "Erased."


def erase_due() -> int:
    """Erase every record whose time is over, each by itself; return how many (a chore)."""
    count = 0
    for register in definitions().values():
        if register.retention is None:
            continue
        for number in _over(register):
            erase(register=register, number=number)
            count += 1
    return count


def erase(*, register: Definition, number: int) -> Record:
    """Erase what one record holds; ``Conflict`` when its time is not over, or it is on hold."""
    with audit.changing():
        record = Record.objects.get(register=register.slug, number=number)
        if not _is_over(register, record):
            raise Conflict(
                f"{register.one} {number} is not to be erased yet.", place=register.title
            )
        fields = [
            field.label
            for field in record_keeping.erased_fields(register)
            if record.values.get(field.name) is not None
        ]
        after: dict[str, object] = {"fields": fields, **_beside(record), "files": _files(record)}
        after["imports"] = _imported(record)
        _empty(register, record)
        changes, remaining = erasable.erase(record.thing)
        after |= {erasable.ERASURE: changes, "changes that stay in the chain": remaining}
        rule = record_keeping.retention_words(register)
        audit.write("record.erase", record.thing, by=None, why=rule, after=after)
    return record


def _over(register: Definition) -> list[int]:
    rows = Record.objects.filter(register=register.slug, removed=False, erased_on=None)
    finals = [state.name for state in register.states if state.final]
    return [
        row.number
        for row in rows.filter(state__in=finals).order_by("number").iterator(chunk_size=500)
        if _is_over(register, row)
    ]


def _is_over(register: Definition, record: Record) -> bool:
    term = record_keeping.term(register, record.values, record.moves, selectors.today())
    return record.erased_on is None and term is not None and term.standing is Standing.OVER


def _empty(register: Definition, record: Record) -> None:
    """Take out of a record all that the rule does not keep."""
    gone = {field.name: None for field in record_keeping.erased_fields(register)}
    record.values = {**record.values, **gone}
    record.reasons, record.erased_on = {}, selectors.today()
    actions.keep(register, record)
    actions.save(register, record)


def _beside(record: Record) -> dict[str, object]:
    """Empty the comments of a record, and delete the links that people made from it."""
    comments = Comment.objects.filter(record=record).update(text=GONE)
    links = list(Link.objects.filter(source=record, field=""))
    for link in links:
        link.delete()
    return {"comments": comments, "links": len(links)}


def _files(record: Record) -> int:
    """Delete a record's files, and their bytes unless they are kept for something else."""
    files = list(Attachment.objects.filter(record=record).select_related("content"))
    for file in files:
        file.delete()
        _forget(file.content)
    return len(files)


def _imported(record: Record) -> int:
    """Empty the imported files that a record came from, and what is remembered to undo them."""
    own = [record.run.batch_id] if record.run else []
    batches = [
        batch
        for batch in Batch.objects.filter(kind=record.register).select_related("content")
        if batch.pk in own or any(each.get("number") == record.number for each in batch.effect)
    ]
    for batch in batches:
        content = batch.content
        batch.content = stored_files.keep(GONE.encode())
        batch.effect = [
            {**each, "before": each["before"] and {}}
            if each.get("number") == record.number
            else each
            for each in batch.effect
        ]
        batch.save()
        empty = outlook.as_stored(outlook.Outlook())  # the rows that the worker showed of the file
        Run.objects.filter(batch=batch).update(summary=empty)
        if content.pk != batch.content_id:
            _forget(content)
    return len(batches)


def _forget(content: Content) -> None:
    try:
        content.delete()
    except ProtectedError:  # the same bytes are kept for something else
        return
