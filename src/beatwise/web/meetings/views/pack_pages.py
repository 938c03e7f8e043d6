"""A frozen pack as its page has it: the papers written out once for everyone who has its links.

A pack never changes, so its papers are kept in the database, for every process and over restarts.
They are written anew when the program itself is another.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

import beatwise
from beatwise.accountability import roles
from beatwise.accountability.boards.agenda import Item
from beatwise.accountability.boards.papers import Entry, Grid, Picture, flat
from beatwise.accountability.roles import Person
from beatwise.web.history.cache import Memory
from beatwise.web.meetings import presenters
from beatwise.web.meetings.models import Pack
from beatwise.web.meetings.packs import pack_files
from beatwise.web.pages import chart_cache
from beatwise.web.registry import registry


class Head(NamedTuple):
    """What a pack's page says above its papers, and the kinds of thing that those lead to."""

    board: str
    meeting: dt.date
    rule: str
    history: str
    kinds: frozenset[str]


MOST_AHEAD = 12  # packs that people open day by day: older ones are written out when asked for
_heads = Memory[Head](most=256)


def head(row: Pack) -> Head:
    """Return what stands above a pack's papers, read out of its content once."""
    return _heads.answer((row.pk, row.digest), lambda: _head(row))


def papers(row: Pack, person: Person) -> SafeString:
    """Return a pack's papers as a page has them.

    Which links a page has follows from the role, and for each kind of thing alike.
    """
    kinds = sorted(head(row).kinds.intersection(registry.linked_kinds(person)))
    place = f"papers/{row.meeting.number}/{row.number}/{chart_cache.mark(kinds)[:16]}"
    source = [row.digest, kinds, program_mark()]
    return mark_safe(chart_cache.of_place(place, source, lambda: _written_out(row, person)))


def preparation() -> Iterator[str]:
    """Write out the papers of the newest packs ahead of who reads them, yielding after each."""
    readers = [roles.Reader(0, name, "") for name in roles.holders("packs.read")]
    newest = Pack.objects.select_related("meeting__board").order_by("-pk")[:MOST_AHEAD]
    for row in newest:
        for reader in readers:
            papers(row, reader)
            yield row.digest


@cache
def program_mark() -> str:
    """Return a hash of the program's files, by name, size and time."""
    root = Path(beatwise.__file__).parent
    files = sorted(file for end in ("py", "html", "toml") for file in root.rglob(f"*.{end}"))
    states = [(str(file.relative_to(root)), file.stat()) for file in files]
    words = "".join(f"{name} {state.st_size} {state.st_mtime_ns}\n" for name, state in states)
    return hashlib.sha256(words.encode()).hexdigest()


def _head(row: Pack) -> Head:
    content = pack_files.read(row.content)
    history = pack_files.history_head(row.content)
    kinds = frozenset(thing.partition("/")[0] for thing in _things(content.items) if thing)
    return Head(content.board, content.meeting, content.rule, history, kinds)


def _things(items: Sequence[Item]) -> Iterator[str]:
    """Yield what the papers of some items are about, as the history names it."""
    for item in items:
        yield presenters.kind_about(item)
        for part in flat(item.parts):
            if isinstance(part, Entry):
                yield part.thing
            elif isinstance(part, Grid):
                yield from part.things
            elif isinstance(part, Picture):
                yield from part.points.things


def _written_out(row: Pack, person: Person) -> str:
    files = reverse("pack", args=[row.meeting.number, row.number]) + "attachments/"
    content = pack_files.read(row.content)
    items = presenters.papers(content.items, person, files)
    return render_to_string("meetings/papers.html", {"items": items})
