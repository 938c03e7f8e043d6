"""What must always hold of stored files and runs: bytes as they were kept, states that agree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from beatwise.web.imports.models import Batch, Content, Run


def contents() -> Iterator[str]:
    """Every stored file has the hash that it is kept by."""
    for key in Content.objects.order_by("pk").values_list("pk", flat=True):
        data = Content.objects.filter(pk=key).values_list("data", flat=True).first()
        if hashlib.sha256(_bytes(data)).hexdigest() != key:
            yield f"the stored file {key} is not as it was kept"


def runs() -> Iterator[str]:
    """What the worker did with a file is what the file says was done with it."""
    fits = {Run.WAITING: Batch.PREVIEWED, Run.DONE: Batch.DONE, Run.UNDONE: Batch.UNDONE}
    for run in Run.objects.filter(task=Run.IMPORT).select_related("batch").defer("summary"):
        if fits.get(run.state, run.batch.state) != run.batch.state:
            yield f"{run.batch.thing} is {run.batch.state}, and its import is {run.state}"


def _bytes(data: object) -> bytes:
    """Return what is stored as bytes; words, which SQLite lets into the column, as their own."""
    return data.encode() if isinstance(data, str) else bytes(data or b"")  # type: ignore[call-overload,no-any-return]
