"""The worker's side of a file check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django_tasks import task

from beatwise.errors import UserError
from beatwise.web.bounds import file_limits
from beatwise.web.exports.jobs import stopping
from beatwise.web.exports.jobs.database_faults import is_of_the_database
from beatwise.web.history import audit
from beatwise.web.pages.error_pages import sentence
from beatwise.web.papers.file_checks.check_process import check_elsewhere
from beatwise.web.papers.models import FileCheck


_TOO_OFTEN = f"It was tried {stopping.MOST_TRIES} times. Give fewer pages, or save it as Word."
_WENT_WRONG = "Something went wrong. Try again, and tell whoever keeps the office."


@task()
def do_check(key: int) -> None:
    """Check one file. Doing it again after it is ready, or has failed, does nothing."""
    row = FileCheck.objects.select_related("content").filter(pk=key, state=FileCheck.WAITING)
    check = row.first()
    if check is None:
        return
    try:
        with file_limits.of_the_worker():
            result = check_elsewhere(check.name, bytes(check.content.data))
    except UserError as error:
        fail(key, sentence(error))
    except Exception as error:
        if not is_of_the_database(error):  # then the worker tries again
            fail(key, _WENT_WRONG)
        raise
    else:
        _end(key, FileCheck.READY, result=result)


def fail(key: int, words: str) -> None:
    """Say that a file could not be read, and why."""
    _end(key, FileCheck.FAILED, words=words[:500])


def give_up(key: int) -> None:
    """Say that a file could not be read because the worker ended too often at it."""
    fail(key, _TOO_OFTEN)


def _end(key: int, state: str, *, result: Mapping[str, Any] | None = None, words: str = "") -> None:
    with audit.changing():
        row = FileCheck.objects.filter(pk=key, state=FileCheck.WAITING).first()
        if row is None:
            return
        row.state, row.result, row.words = state, dict(result or {}), words
        row.save()
        audit.write(f"file_check.{state}", row.thing, by=None, why=words, after={"state": state})
