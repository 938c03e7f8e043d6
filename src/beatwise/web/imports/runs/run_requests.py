"""What a person asks of the worker for a kept file: look through it, import it, stop."""

from __future__ import annotations

import io
import re
import zipfile

from django.db.models import QuerySet

from beatwise.accountability.roles import Person
from beatwise.errors import Conflict
from beatwise.plurals import counted
from beatwise.sources.damaged_archive import DAMAGED_ARCHIVE
from beatwise.web.history import audit
from beatwise.web.imports.models import Batch, Run
from beatwise.web.imports.previews import outlook
from beatwise.web.imports.previews.importer import Importer
from beatwise.web.imports.previews.outlook import Outlook
from beatwise.web.registry import registry


MOST_AT_ONCE = 2_000  # rows that a page looks through while someone waits
MOST_UNDONE = 500  # things that a page puts back one by one while someone waits
MOST_WAITING = 3  # files of one person that the worker has still to do
_ROW = re.compile(rb"<(?:\w+:)?(?:row|table-row)\b")


def is_long(name: str, content: bytes) -> bool:
    """Whether a file has more rows than are looked through while someone waits."""
    if not content.startswith(b"PK"):
        return content.count(b"\n") > MOST_AT_ONCE + 1
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [p for p in archive.infolist() if _holds_rows(p.filename)]
            rows = 0
            for part in parts:
                with archive.open(part) as stream:
                    while rows <= MOST_AT_ONCE + 1 and (some := stream.read(1 << 16)):
                        rows += len(_ROW.findall(some))
            return rows > MOST_AT_ONCE + 1
    except DAMAGED_ARCHIVE:
        return False  # reading it says what is wrong


def _holds_rows(part: str) -> bool:
    return part == "content.xml" or part.startswith("xl/worksheets/")


def look_through(importer: Importer, *, batch: Batch, by: Person) -> Run:
    """Have the worker look through a kept file, as a preview does."""
    return _ask(importer, batch, Run.CHECK, by, Batch.PREVIEWED)


def import_all(importer: Importer, *, batch: Batch, by: Person, reason: str = "") -> Run:
    """Have the worker import a kept file; ``reason`` answers what is asked about its rows."""
    return _ask(importer, batch, Run.IMPORT, by, Batch.PREVIEWED, reason)


def undo_all(importer: Importer, *, batch: Batch, by: Person, why: str) -> Run:
    """Have the worker undo an import that put back one by one would take too long."""
    return _ask(importer, batch, Run.UNDO, by, Batch.DONE, why)


def is_long_to_undo(batch: Batch) -> bool:
    """Whether more things must be put back than are while someone waits."""
    is_known = registry.import_kind(batch.kind) is not None
    return is_known and len(batch.effect) > MOST_UNDONE


def cancel(importer: Importer, *, batch: Batch, by: Person) -> Run:
    """Stop what the worker does with a file; what it made of it so far nobody ever sees."""
    importer.check(by)
    with audit.changing():
        run = waiting(batch).select_for_update().first()
        if run is None:
            raise Conflict(
                "nothing is being done with this file any more.",
                place=batch.name,
                next_step="Reload the page.",
            )
        run.state = Run.CANCELLED
        run.save(update_fields=["state"])
        audit.write("import.cancel", batch.thing, by=by, after={"task": run.task})
    return run


def waiting(batch: Batch) -> QuerySet[Run]:
    """Return what the worker has still to do with a file."""
    return Run.objects.filter(batch=batch, state=Run.WAITING)


def latest(batch: Batch) -> Run | None:
    """Return what was last asked of the worker for a file."""
    return Run.objects.filter(batch=batch).first()


def last_outlook(batch: Batch) -> Outlook | None:
    """Return what the worker last found that a file would do; ``None`` where it has not yet."""
    run = Run.objects.filter(batch=batch, task=Run.CHECK, state=Run.DONE).first()
    return outlook.from_stored(run.summary) if run else None


def open_files(kind: str, most: int) -> QuerySet[Batch]:
    """Return the files of a kind that the worker looked through and that are not imported yet."""
    rows = Batch.objects.filter(kind=kind, state=Batch.PREVIEWED, runs__isnull=False)
    return rows.select_related("by").defer("effect").distinct()[:most]


def _ask(
    importer: Importer, batch: Batch, task: str, by: Person, needed: str, reason: str = ""
) -> Run:
    from beatwise.web.imports.runs.run_job import do_run

    importer.check(by)
    with audit.changing():
        state = Batch.objects.select_for_update().values_list("state", flat=True).get(pk=batch.pk)
        if state != needed or waiting(batch).exists():
            raise Conflict(
                "this file was imported or undone already, or is being worked on.",
                place=batch.name,
                next_step="Reload the page.",
            )
        if Run.objects.filter(by=by, state=Run.WAITING).count() >= MOST_WAITING:
            raise Conflict(
                f"{counted(MOST_WAITING, 'file')} of yours are being worked on already.",
                place=batch.name,
                next_step="Wait until one is done, or cancel one.",
            )
        run = Run.objects.create(batch=batch, task=task, by=by, reason=reason.strip())
        audit.write("import.ask", batch.thing, by=by, why=run.reason, after={"task": task})
        do_run.enqueue(run.pk)
    return run
