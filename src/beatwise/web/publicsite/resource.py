"""One address of the public site: a page or a file, whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


HTML = "text/html; charset=utf-8"
HERE, GONE, ABSENT = 200, 410, 404


@dataclass(frozen=True, slots=True)
class Resource:
    """A page or file.

    Parameters
    ----------
    address
        Where it is, relative to the site: ``measures/asb.html``.
    media_type, content
        What it is, and its bytes.
    title, kind, words
        For the search: what it is called, which part of the site it belongs to, and its text.
        Without a title the search does not list it.
    modified
        The day of what it says, ``YYYY-MM-DD``.
    status
        200; 410 for what was withdrawn and says why; 404 for the page of addresses not found.
    """

    address: str
    media_type: str
    content: bytes
    title: str = ""
    kind: str = ""
    words: str = ""
    modified: str = ""
    status: int = HERE


def line(each: Resource) -> bytes:
    """Return the line that stands for a resource in an edition's digest: all of it, hashed."""
    head = (each.address, each.media_type, each.title, each.kind, each.words, each.modified,
            str(each.status), hashlib.sha256(each.content).hexdigest())  # fmt: skip
    return "\0".join(head).encode() + b"\n"


def digest(lines: Iterable[bytes]) -> str:
    """Return the SHA-256 over the lines of every address, in order of address."""
    return hashlib.sha256(b"".join(sorted(lines))).hexdigest()
