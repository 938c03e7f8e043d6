"""What must always hold of stored files: every byte is as it was kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from beatwise.web.imports.models import Content


def contents() -> Iterator[str]:
    """Every stored file has the hash that it is kept by."""
    for key in Content.objects.order_by("pk").values_list("pk", flat=True):
        data = Content.objects.filter(pk=key).values_list("data", flat=True).first()
        if hashlib.sha256(_bytes(data)).hexdigest() != key:
            yield f"the stored file {key} is not as it was kept"


def _bytes(data: object) -> bytes:
    """Return what is stored as bytes; words, which SQLite lets into the column, as their own."""
    return data.encode() if isinstance(data, str) else bytes(data or b"")  # type: ignore[call-overload,no-any-return]
