"""A file for each answer, with a name that says its address."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import quote


LONGEST = 150


def lay(folder: Path, address: str, body: bytes) -> None:
    """Write an answer below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file_name(address)).write_bytes(body)


def file_name(address: str) -> str:
    """Return an address as the name of a file; a long one ends in its digest."""
    path, mark, query = address.partition("?")
    name = quote(path.strip("/").replace("/", "~") or "home", safe="~") + mark + quote(query, "=&")
    if len(name) <= LONGEST:
        return name
    return f"{name[:LONGEST]}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
