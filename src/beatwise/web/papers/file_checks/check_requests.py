"""Ask for the check of a file: small ones at once, heavy ones by the worker."""

from __future__ import annotations

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import Refused
from beatwise.web.history import audit
from beatwise.web.imports import file_types, stored_files, virus_scan
from beatwise.web.papers.file_checks.check_process import check_elsewhere
from beatwise.web.papers.file_checks.uploaded_paper import check_kind, is_heavy
from beatwise.web.papers.models import FileCheck


MOST_WAITING = 5  # of one person


def ask(*, name: str, content: bytes, by: Person) -> FileCheck:
    """Have a file checked; it is kept, and only who asked sees the answer.

    Raises
    ------
    BadInput
        For a kind that is not read, a file that is too large or damaged, or a known virus.
    Refused
        For a role that has no files checked, or while too many of one person wait.
    """
    check_may(by)
    check_kind(name, content)
    scan = virus_scan.scan(name, content)
    plain_name = file_types.safe_name(name)
    heavy = is_heavy(name, content)
    result = {} if heavy else dict(check_elsewhere(plain_name, content))
    with audit.changing():
        own = FileCheck.objects.filter(by=by.pk, state=FileCheck.WAITING)
        if heavy and own.count() >= MOST_WAITING:
            raise Refused(
                f"{MOST_WAITING} of your files wait to be read already.",
                next_step="Wait until one is ready.",
            )
        row = FileCheck.objects.create(
            name=plain_name, content=stored_files.keep(content, scan), by=by, result=result,
            state=FileCheck.WAITING if heavy else FileCheck.READY,
        )  # fmt: skip
        after = {"file": row.name, "sha256": row.content_id, "state": row.state}
        audit.write("file_check.ask", row.thing, by=by, after=after)
        if heavy:
            from beatwise.web.papers.file_checks.check_job import do_check

            do_check.enqueue(row.pk)
    return row


def check_may(by: Person) -> None:
    """Raise ``Refused`` unless this person's role has files checked."""
    if not roles.may(by, "papers.check"):
        raise Refused("your role checks no files.", next_step="Ask the governance officer.")
