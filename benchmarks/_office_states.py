"""What there is in an office after a kill: records, files, jobs, and what its check finds."""

from __future__ import annotations

import hashlib
from typing import Any


# What differs from run to run: hashes that cover times, files that print such a hash, and lists of
# keys that the database gave out.
_OF_THEIR_RUN = {
    "history.change": {"previous", "hash", "details"},
    "history.seal": {"change_hash", "rows", "previous", "hash"},
    "meetings.pack": {"content", "pdf_id", "ods_id"},
    "imports.batch": {"effect"},
    "imports.content": {"sha256", "data", "size"},
}


def records() -> dict[str, list[str]]:
    """Return every row of every table, without times and what hangs on them.

    Keys that the database gives out are told by their order: PostgreSQL leaves gaps.
    """
    from django.db import models

    from beatwise.web.keeping.table_dumps import tables

    found: dict[str, list[str]] = {}
    ranks: dict[type[models.Model], dict[object, int]] = {}
    keyed: dict[str, str] = {}
    numbered: set[str] = set()  # what the office numbers itself, and what belongs to that
    for model in tables():
        rows = list(model._base_manager.order_by("pk"))
        if isinstance(model._meta.pk, models.AutoField):
            ranks[model] = {row.pk: rank for rank, row in enumerate(rows, start=1)}
            for row in rows if hasattr(model, "thing") else ():
                if hasattr(row, "number"):
                    numbered.add(row.thing)
                else:
                    keyed[row.thing] = f"{model._meta.model_name} {ranks[model][row.pk]}"
    things = {thing: rank for thing, rank in keyed.items() if thing not in numbered}
    for model in tables():
        name = model._meta.label_lower
        fields = [
            field
            for field in model._meta.concrete_fields
            if field.attname not in _OF_THEIR_RUN.get(name, set())
            and not isinstance(field, models.DateTimeField)
        ]
        rows = model._base_manager.order_by("pk").values_list(*(f.attname for f in fields))
        found[name] = sorted(
            "; ".join(
                f"{f.attname}: {ranks.get(f.related_model or model, {}).get(value, value)}"
                if f.primary_key or f.related_model else f"{f.attname}: {things.get(value, value)}"
                if isinstance(value, str) else f"{f.attname}: {value}"
                for f, value in zip(fields, row, strict=True)
            )
            for row in rows
        )  # fmt: skip
    return found


def exports() -> list[Any]:
    """Return each export with the digest of its file, and the lines of history on exports."""
    from beatwise.web.exports.jobs.models import Export
    from beatwise.web.history.models import Change

    rows = [
        [e.pk, e.form, e.size, hashlib.sha256(bytes(e.file.content)).hexdigest()]
        if e.state == Export.READY else [e.pk, e.form]
        for e in Export.objects.order_by("pk").select_related("file")
    ]  # fmt: skip
    lines = Change.objects.filter(action__startswith="export.").order_by("number")
    return [rows, [list(line) for line in lines.values_list("action", "thing")]]


def lost_jobs(at_end: bool) -> list[str]:
    """Return the exports that nobody will make, and at the end the jobs that are not done."""
    from django_tasks_db.models import DBTaskResult

    from beatwise.web.exports.jobs.models import Export

    jobs = list(DBTaskResult.objects.all())
    open_keys = [k for job in jobs if job.finished_at is None for k in job.args_kwargs["args"]]
    lost = Export.objects.exclude(state=Export.READY).exclude(pk__in=open_keys)
    faults = [f"{export.thing} is {export.state} and in no queue" for export in lost]
    if at_end:
        faults += [f"job {job.pk} is {job.status}" for job in jobs if job.status != "SUCCESSFUL"]
    return faults


def faults() -> list[str]:
    """Return what the office's own check finds."""
    from beatwise.web.keeping.check import check

    return [f"{name}: {fault}" for name, some in check().faults.items() for fault in some]


def digests() -> dict[str, Any]:
    """Return the digest of every table."""
    from beatwise.web.keeping import table_dumps

    return {name: dict(digest) for name, digest in table_dumps.digests().items()}
