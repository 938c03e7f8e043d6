"""The worker's side of a long import.

Its rows are made a few at a time, each time in one short transaction that names the run, so that
others write in between; no reader sees a row of a run that is not done. Setting the run to done is
one change of one row, together with what cannot be made ahead: changes of records that are there.
A worker that is killed leaves a run with so many rows made; the next goes on behind them, as long
as the file would still do the same. Otherwise it ends, and its rows are never seen.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django_tasks import task

from beatwise.accountability.questions import OpenQuestions
from beatwise.errors import Conflict, MissingData, UserError
from beatwise.web.bounds import file_limits
from beatwise.web.exports.jobs import stopping
from beatwise.web.exports.jobs.database_faults import is_of_the_database
from beatwise.web.history import audit
from beatwise.web.imports import batches
from beatwise.web.imports.models import Run
from beatwise.web.imports.previews import outlook
from beatwise.web.imports.previews.importer import Importer, StagedImporter
from beatwise.web.imports.previews.preview import Preview
from beatwise.web.imports.runs import run_progress
from beatwise.web.pages.error_pages import sentence
from beatwise.web.registry import registry


AT_A_TIME, FEWEST = 500, 20  # rows of one transaction
HOLD = 0.1  # seconds that one transaction should keep other writers waiting
_TOO_OFTEN = f"It was tried {stopping.MOST_TRIES} times. Divide the file into smaller ones."
_WENT_WRONG = "Something went wrong. Try again, and tell whoever keeps the office."
_OTHERWISE = "The office changed while this file was being imported, and it would now do otherwise."


class RunEnded(Exception):
    """The run was cancelled, or ended otherwise, while the worker was at it."""


@task()
def do_run(key: int) -> None:
    """Do a run. Doing it again after it has ended does nothing."""
    run = Run.objects.select_related("batch", "by").filter(pk=key, state=Run.WAITING).first()
    if run is None:
        return
    Run.objects.filter(pk=key).update(begun=True)
    try:
        kind = registry.import_kind(run.batch.kind)
        if kind is None:
            raise MissingData(
                "there is nothing any more that takes this file.",
                place=run.batch.name,
                next_step="Upload it again where it belongs.",
            )
        importer: Importer = kind.importer(run.batch)
        if run.task == Run.UNDO:
            _undo(run, importer)
            return
        with file_limits.of_the_worker(), run_progress.watched(_Watch(run)):
            preview = batches.preview(importer, run.batch, run.by)
        if run.task == Run.CHECK:
            _keep(run, outlook.of(preview, kind.rows))
        else:
            _import(run, importer, preview)
    except RunEnded:
        return
    except OpenQuestions:
        fail(run, "Some rows are asked about, and no reason was given. Check it again.")
    except UserError as error:
        fail(run, sentence(error))
    except Exception as error:
        if not is_of_the_database(error):  # then the worker tries again
            fail(run, _WENT_WRONG)
        raise


def fail(run: Run, words: str) -> None:
    """Say that a run could not be done, and why; what it made is never seen."""
    with audit.changing():
        row = Run.objects.select_for_update().get(pk=run.pk)
        if row.state != Run.WAITING:
            return
        row.state, row.words = Run.FAILED, words[:500]
        row.save(update_fields=["state", "words"])
        audit.write("import.fail", run.batch.thing, by=None, why=row.words)


def give_up(key: int) -> None:
    """End a run at which the worker ended too often."""
    run = Run.objects.select_related("batch").filter(pk=key).first()
    if run is not None:
        fail(run, _TOO_OFTEN)


class _Watch:
    """Notes how far a run is, and ends it when it was cancelled or the worker must stop."""

    def __init__(self, run: Run):
        self._run = run

    def note(self, checked: int, total: int) -> None:
        """Note how many rows are looked through."""
        stopping.check()
        rows = Run.objects.filter(pk=self._run.pk, state=Run.WAITING)
        if not rows.update(checked=checked, total=total):
            raise RunEnded


def _keep(run: Run, view: outlook.Outlook) -> None:
    """Keep what a page shows of a file that was looked through."""
    with audit.changing():
        row = _locked(run)
        row.state, row.summary = Run.DONE, outlook.as_stored(view)
        row.save(update_fields=["state", "summary"])


def _import(run: Run, importer: Importer, preview: Preview) -> None:
    """Import what a file does: what can be made ahead unseen, then the rest in one change."""
    preview = replace(preview, reason=batches.check(preview, run.batch, run.reason))
    things: Sequence[Any] = ()
    ahead = None
    if isinstance(importer, StagedImporter):
        things = importer.staged(preview)
        run.imported = _begin(run, _digest(preview))
        _stage(run, importer, things)
        ahead = importer.ahead(run, visible=True)
    with audit.changing():
        row = _locked(run)
        row.state, row.imported = Run.DONE, len(things)
        row.save(update_fields=["state", "imported"])
        if isinstance(importer, StagedImporter):
            done = importer.close(preview, run.by, row, ahead)
        else:
            done = importer.commit(preview, run.by)
        batches.close(run.batch, preview, done, by=run.by)


def _stage(run: Run, importer: StagedImporter, things: Sequence[Any]) -> None:
    """Make the rows of a run that are not made yet, as many at a time as others can wait for."""
    first, some = run.imported, FEWEST
    while first < len(things):
        stopping.check()
        with audit.changing():
            begun = time.perf_counter()
            row = _locked(run)
            importer.stage(things[first : first + some], run.by, row)
            first = min(first + some, len(things))
            Run.objects.filter(pk=run.pk).update(imported=first)
        took = time.perf_counter() - begun
        some = max(FEWEST, min(AT_A_TIME, 2 * some, int(some * HOLD / took)))
        time.sleep(took)  # as long for others


def _undo(run: Run, importer: Importer) -> None:
    """Undo an import, all of it in one change."""
    with audit.changing():
        row = _locked(run)
        batches.undo(importer, batch=run.batch, by=run.by, why=run.reason)
        row.state = Run.DONE
        row.save(update_fields=["state"])


def _begin(run: Run, digest: str) -> int:
    """Return how many things are made already; ``Conflict`` when the file would do otherwise."""
    with audit.changing():
        row = _locked(run)
        if row.outcome and row.outcome != digest:
            raise Conflict(_OTHERWISE, place=run.batch.name, next_step="Check it again.")
        if not row.outcome:
            row.outcome = digest
            row.save(update_fields=["outcome"])
    return row.imported


def _digest(preview: Preview) -> str:
    """Return the digest of what a file would make and change, in its order."""
    words = hashlib.sha256()
    for thing in (*preview.new, *preview.changed):
        words.update(repr(thing).encode())
    return words.hexdigest()


def _locked(run: Run) -> Run:
    """Return a run as it is now, locked; ``RunEnded`` when it has ended."""
    row = Run.objects.select_for_update().filter(pk=run.pk, state=Run.WAITING).first()
    if row is None:
        raise RunEnded
    return row
