"""Named entries of one kind: each name once, and never an empty answer for an unknown name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured


Entry = TypeVar("Entry")


class Entries(Mapping[str, Entry]):
    """What the apps offer of one kind, by name, in the order in which it was offered."""

    def __init__(self, what: str):
        self._what = what
        self._entries: dict[str, Entry] = {}

    def __getitem__(self, name: str) -> Entry:
        """Return an entry; raise ``LookupError`` that names those there are."""
        if name not in self._entries:
            names = ", ".join(sorted(self._entries)) or "none"
            raise LookupError(f"no app offers the {self._what} '{name}'; there are: {names}")
        return self._entries[name]

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, name: str, entry: Entry) -> None:
        """Add an entry; raise ``ImproperlyConfigured`` when there is one of that name."""
        if name in self._entries:
            raise ImproperlyConfigured(f"the {self._what} '{name}' is offered twice")
        self._entries[name] = entry
