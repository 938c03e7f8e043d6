"""Imports as batches: a file is previewed, then taken whole or not at all, and can be undone.

An app says four things of its own rows and everything else is here: keeping the file (so that what
is committed is what was previewed), taking turns, one transaction with its history, the refusals.
The pages are in ``imports.views``.

    class Measurements:                        # an ``Importer``
        kind = "observations"                  # names its imports in the database and the history
        def check(self, by): ...               # raise ``Refused`` unless this person imports
        def preview(self, name, content, by, dates):  # read (``read_file``), change nothing
            return Preview(new=…, changed=…, same=…, wrong=…, doubts=…)
        def commit(self, preview, by):         # write the preview; inside ``audit.changing()``
            return Done(lines, effect)         # the history's lines; JSON that ``undo`` will need
        def undo(self, effect, by):            # put back; ``Conflict`` when something changed since
            return lines

    batch = batches.keep(Measurements(), name="a.csv", content=b"…", by=person)
    batches.preview(Measurements(), batch, person)
    batches.commit(Measurements(), batch=batch, by=person)
    batches.undo(Measurements(), batch=batch, by=person, why="the wrong file")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db.models import QuerySet
from django.utils import timezone

from beatwise.accountability.questions import EVERY, answered
from beatwise.accountability.roles import Person
from beatwise.cell_text.day_order import DateDoubt, DayOrder
from beatwise.clock import day_words
from beatwise.errors import BadInput, Conflict
from beatwise.plurals import counted
from beatwise.web.history import audit
from beatwise.web.history.models import Change
from beatwise.web.imports import file_types, stored_files, virus_scan
from beatwise.web.imports.models import Batch, Run
from beatwise.web.imports.previews.importer import Done as Done
from beatwise.web.imports.previews.importer import Importer as Importer
from beatwise.web.imports.previews.importer import StagedImporter
from beatwise.web.imports.previews.preview import Preview as Preview
from beatwise.web.imports.previews.preview import RowQuestion as RowQuestion
from beatwise.web.imports.previews.preview import Wrong as Wrong
from beatwise.web.imports.previews.preview import faults as faults
from beatwise.web.imports.previews.preview import wrong as wrong
from beatwise.web.pages.clean import sure_row


DATES = "dates"  # the option of a batch that holds what was said of its dates


def keep(
    importer: Importer,
    *,
    name: str,
    content: bytes,
    by: Person,
    options: Mapping[str, object] | None = None,
) -> Batch:
    """Keep an uploaded file, not yet imported. What can be read of it is found by ``preview``."""
    importer.check(by)
    file_types.kind(name, content)
    result = virus_scan.scan(name, content)
    with audit.changing():
        file = stored_files.keep(content, result)
        batch = Batch.objects.create(
            kind=importer.kind,
            options=dict(options or {}),
            by=by,
            name=file_types.safe_name(name),
            content=file,
        )
        after = {"file": batch.name, "sha256": file.sha256}
        audit.write("import.upload", batch.thing, by=by, after=after)
    return batch


def preview(importer: Importer, batch: Batch, by: Person) -> Preview:
    """Return what a kept file would do now."""
    importer.check(by)
    return importer.preview(batch.name, bytes(batch.content.data), by, dates=day_order(batch))


def day_order(batch: Batch) -> DayOrder:
    """Return what was said of the dates of a kept file."""
    return DayOrder(batch.options.get(DATES, ""))


def answer(importer: Importer, *, batch: Batch, dates: str, by: Person) -> Batch:
    """Keep what a person says of a file's dates: which of day and month stands first, or neither.

    Raises ``BadInput`` for anything else.
    """
    importer.check(by)
    if dates not in [order.value for order in DayOrder if order]:
        raise BadInput(
            "it was not said how the dates are written.",
            place=batch.name,
            next_step="Choose day first, month first, or that the file is not to be imported.",
        )
    with audit.changing():
        batch = _locked(importer, batch, Batch.PREVIEWED, "this file was imported already.")
        batch.options = {**batch.options, DATES: dates}
        batch.save()
        audit.write("import.answer", batch.thing, by=by, after={DATES: dates})
    return batch


def commit(importer: Importer, *, batch: Batch, by: Person, reason: str = "") -> Batch:
    """Do all that a kept file says, or nothing.

    ``reason`` says why what is asked about its rows is right: ``OpenQuestions`` without one.
    """
    importer.check(by)
    with audit.changing():
        batch = _locked(importer, batch, Batch.PREVIEWED, "this file was imported already.")
        dates = day_order(batch)
        now = importer.preview(batch.name, bytes(batch.content.data), by, dates=dates)
        now = replace(now, reason=check(now, batch, reason))
        close(batch, now, importer.commit(now, by), by=by)
    return batch


def check(now: Preview, batch: Batch, reason: str) -> str:
    """Return the reason that answers what is asked about a file; empty where nothing is.

    Raises ``BadInput`` when it cannot be imported, ``OpenQuestions`` when it needs a reason.
    """
    if now.doubts:
        raise unsaid(now.doubts, batch.name)
    if now.wrong:
        raise BadInput(
            f"{counted(len(now.wrong), 'row')} {'is' if len(now.wrong) == 1 else 'are'} "
            f"wrong, so nothing was imported.",
            place=batch.name,
            next_step="Correct them and upload it again.",
        )
    pairs = answered([each.question for each in now.questions], {EVERY: reason})
    return reason.strip() if pairs else ""


def close(batch: Batch, now: Preview, done: Done, *, by: Person) -> None:
    """Note on a file and in the history what its import did, inside the same transaction."""
    batch.state, batch.effect, batch.at = Batch.DONE, done.effect, timezone.now()
    batch.touched = len(now.new) + len(now.changed)
    batch.save()
    after = {"made": len(now.new), "changed": len(now.changed), "same": now.same}
    end = audit.Line("import.commit", batch.thing, now.reason, after=after)
    audit.write_all([*done.lines, end], by=by)


def unsaid(doubts: Sequence[DateDoubt], place: str, how: str = "Say") -> BadInput:
    """Return the error for dates of which it was not said whether day or month stands first.

    ``how`` begins the next step.
    """
    return BadInput(
        f"{'; '.join(doubt.words for doubt in doubts)}: the file does not say which.",
        place=place,
        next_step=f"{how} whether the day or the month comes first, or have the dates written "
        "2026-01-21.",
    )


def undo(importer: Importer, *, batch: Batch, by: Person, why: str) -> Batch:
    """Put everything back as it was before an import; refused when something changed since."""
    importer.check(by)
    if not why.strip():
        raise BadInput("undoing an import needs a reason.", place="why", next_step="Say why.")
    run = batch.runs.filter(task=Run.IMPORT, state=Run.DONE).first()
    ahead = (
        importer.ahead(run, visible=False) if run and isinstance(importer, StagedImporter) else None
    )
    with audit.changing():
        batch = _locked(importer, batch, Batch.DONE, "this file was not imported.")
        lines = [*_hidden(importer, run, by, ahead), *importer.undo(batch.effect, by)]
        batch.state = Batch.UNDONE
        batch.save()
        end = audit.Line("import.undo", batch.thing, why, after={"records": batch.touched})
        audit.write_all([*lines, end], by=by)
    return batch


def _hidden(importer: Importer, run: Run | None, by: Person, ahead: object) -> Sequence[audit.Line]:
    """Let the rows that the worker made of a file not be seen any more."""
    if run is None:
        return ()
    run.state = Run.UNDONE
    run.save(update_fields=["state"])
    return importer.hide(run, by, ahead) if isinstance(importer, StagedImporter) else ()


def undoing(batch: Batch) -> Change | None:
    """Return the line of history by which an import was undone; ``None`` when it was not."""
    if batch.state != Batch.UNDONE:
        return None
    rows = Change.objects.filter(thing=batch.thing, action="import.undo").select_related("by")
    return rows.order_by("-number").first()


def of(kind: str) -> QuerySet[Batch]:
    """Return the imports of a kind that did something, newest first, without their effects."""
    rows = Batch.objects.filter(kind=kind).exclude(state=Batch.PREVIEWED)
    return rows.select_related("by").defer("effect")


def one(kind: str, key: int) -> Batch:
    """Return one import of a kind."""
    rows = Batch.objects.select_related("content", "by").defer("content__data")
    rows = rows.filter(kind=kind, pk=key)
    return sure_row(rows, "there is no such import.", "Start from the import page.")


def _locked(importer: Importer, batch: Batch, state: str, otherwise: str) -> Batch:
    """Return a batch as it is now, locked; ``Conflict`` unless it is in the state."""
    rows = Batch.objects.select_for_update(of=("self",)).select_related("content")
    row = rows.get(pk=batch.pk, kind=importer.kind)
    if row.state != state:
        if done := undoing(row):
            who = getattr(done.by, "title", "") or "the system"
            when = timezone.localtime(done.at)
            otherwise = f"this import was undone on {day_words(when)} at {when:%H:%M} by {who}."
        raise Conflict(otherwise, place=row.name, next_step="Open the list of imports.")
    return row
