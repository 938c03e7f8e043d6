"""The job that makes an export: as the person sees the list when the worker comes to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.db import connection
from django_tasks import task

from beatwise.errors import UserError
from beatwise.publication.formats.document import Cell
from beatwise.web.bounds import statement_time
from beatwise.web.exports import listings, writers
from beatwise.web.exports.jobs import stopping
from beatwise.web.exports.jobs.database_faults import is_of_the_database
from beatwise.web.exports.jobs.models import Export, ExportFile
from beatwise.web.history import audit
from beatwise.web.pages.error_pages import sentence
from beatwise.web.registry import registry


EVERY = 2000
MOST_SECONDS = 300.0  # of the database for one file
_TOO_LONG = "The list took too long to work out. Narrow it, or export it as CSV."
_TOO_OFTEN = f"It was tried {stopping.MOST_TRIES} times. Narrow the list, or export it as CSV."
_WENT_WRONG = "Something went wrong. Export it again, and tell whoever keeps the office."


@task()
def make_file(key: int) -> None:
    """Make one export. Doing it again after it is ready, or was taken away, does nothing."""
    rows = Export.objects.filter(pk=key).exclude(state=Export.READY)
    if not rows.update(state=Export.MAKING, done=0):
        return
    export = Export.objects.select_related("by").get(pk=key)
    try:
        with statement_time.limited(connection, MOST_SECONDS):
            content = _content(export)
    except UserError as error:
        fail(export, sentence(error))
    except Exception as error:
        if statement_time.is_too_long(error):
            fail(export, _TOO_LONG)
            return
        if not is_of_the_database(error):  # then the worker tries again
            fail(export, _WENT_WRONG)
        raise
    else:
        _finish(export, content)


def fail(export: Export, words: str) -> None:
    """Say that an export could not be made, and why."""
    with audit.changing():
        if Export.objects.filter(pk=export.pk).update(state=Export.FAILED, words=words[:500]):
            audit.write("export.fail", export.thing, by=None, why=words[:500])


def give_up(key: int) -> None:
    """Say that an export could not be made because the worker ended too often at it."""
    for export in Export.objects.filter(pk=key).exclude(state=Export.READY):
        fail(export, _TOO_OFTEN)


def _content(export: Export) -> bytes:
    listing = listings.listing_for(registry.listings[export.name], export.by, export.filters)
    Export.objects.filter(pk=export.pk).update(rows=listing.count)
    listing = replace(listing, rows=_with_progress(export, listing.rows))
    return writers.SPREADSHEETS[export.form](listing)


def _with_progress(export: Export, rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """Yield the rows, noting now and then how far it is; stop when the worker must."""
    for number, row in enumerate(rows):
        if number % EVERY == 0:
            stopping.check()
            Export.objects.filter(pk=export.pk).update(done=number)
        yield row


def _finish(export: Export, content: bytes) -> None:
    """Keep the file: with its history, or not at all; nothing when it was taken away meanwhile."""
    with audit.changing():
        row = Export.objects.select_for_update().filter(pk=export.pk, state=Export.MAKING).first()
        if row is None:
            return
        ExportFile.objects.create(export=row, content=content)
        row.state, row.done, row.size = Export.READY, row.rows or 0, len(content)
        row.save()
        after = {"size": row.size, "sha256": hashlib.sha256(content).hexdigest()}
        audit.write("export.ready", row.thing, by=None, after=after)
