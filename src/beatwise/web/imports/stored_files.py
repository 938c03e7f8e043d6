"""Bytes that the office keeps: attachments, evidence and imported files, each once, by its hash."""

from __future__ import annotations

import hashlib

from beatwise.web.imports.models import Content


def keep(content: bytes) -> Content:
    """Keep bytes once; check them first with ``file_types.kind`` when they come from someone."""
    mark = hashlib.sha256(content).hexdigest()
    return Content.objects.get_or_create(sha256=mark, defaults={"data": content})[0]
