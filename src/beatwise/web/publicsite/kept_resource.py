"""A resource as a process keeps it, with what every answer needs of it worked out once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from beatwise.cell_text import search_key
from beatwise.web.publicsite.resource import HERE, HTML, Resource


POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_OWN_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]*)"')


@dataclass(frozen=True, slots=True)
class KeptResource:
    """A resource, its mark for caches, its policy, and its words as the search compares them.

    ``etag`` changes with the bytes. ``title`` and ``words`` are keys of the search; both are
    empty for what it does not list.
    """

    resource: Resource
    etag: str
    policy: str
    title: str
    words: str

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.resource.content)

    def holds(self, words: Sequence[str]) -> bool:
        """Whether the key of every word stands in it."""
        return bool(self.title) and all(word in self.words for word in words)


def kept_resource(resource: Resource) -> KeptResource:
    """Return a resource to be kept."""
    listed = bool(resource.title) and resource.status == HERE
    title = search_key(resource.title) if listed else ""
    return KeptResource(
        resource,
        f'"{hashlib.sha256(resource.content).hexdigest()[:32]}"',
        _policy(resource),
        title,
        search_key(f"{resource.title} {resource.words}") if listed else "",
    )


def _policy(resource: Resource) -> str:
    """Return the policy of a page: its own, where it was frozen with one."""
    own = _OWN_POLICY.search(resource.content[:2000]) if resource.media_type == HTML else None
    if own is None:
        return POLICY
    return f"{unescape(own[1].decode())}; frame-ancestors 'none'"
