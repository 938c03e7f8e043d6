"""Bytes that the office keeps: attachments, evidence and imported files, each once, by its hash."""

from __future__ import annotations

import hashlib

from django.conf import settings

from beatwise.web.imports.models import Content
from beatwise.web.imports.virus_scan import Scan, scan


NOT_SCANNED = Scan()


def keep(content: bytes, result: Scan = NOT_SCANNED) -> Content:
    """Keep bytes once, with what a scan of them gave.

    What comes from someone is first checked with ``file_types.kind`` and ``virus_scan.scan``.
    """
    mark = hashlib.sha256(content).hexdigest()
    row = Content.objects.get_or_create(sha256=mark, defaults={"data": content})[0]
    if result.at is not None:
        _note(row, result)
    return row


def give(row: Content, name: str) -> bytes:
    """Return bytes to be handed out; what was never scanned is scanned first, where that is set.

    Raises ``BadInput`` for a virus, ``Conflict`` when the scanner does not answer.
    """
    content = bytes(row.data)
    if row.scanned_at is None and settings.CLAMD:
        _note(row, scan(name, content))
    return content


def _note(row: Content, result: Scan) -> None:
    row.scanned_at, row.scanner = result.at, result.scanner
    row.save(update_fields=["scanned_at", "scanner"])
