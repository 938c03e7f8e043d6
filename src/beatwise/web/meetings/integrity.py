"""What must always hold of meetings and packs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from beatwise.accountability.boards import agenda
from beatwise.accountability.boards.agenda import MEETING
from beatwise.errors import UserError
from beatwise.web.history.models import Change
from beatwise.web.history.state_walk import state_faults
from beatwise.web.imports.models import Content
from beatwise.web.meetings.models import Meeting, Pack
from beatwise.web.meetings.packs import pack_files


def packs() -> Iterator[str]:
    """Every frozen pack is unchanged, and so is every byte of its files."""
    for row in Pack.objects.select_related("meeting").iterator(chunk_size=100):
        name = f"{row.meeting.thing}, pack {row.number}"
        try:
            pack = pack_files.read(row.content)
        except (KeyError, TypeError, ValueError, UserError):
            yield f"{name}: its content cannot be read"
            continue
        if not agenda.unchanged(pack) or pack.digest != row.digest:
            yield f"{name}: its content is not what was frozen"
        files = [(f"file '{f.name}'", f.sha256) for i in pack.items for f in i.details.attachments]
        for form, key in (("PDF", row.pdf_id), ("ODS", row.ods_id), *files):
            content = Content.objects.filter(pk=key).first()
            if content is None or hashlib.sha256(bytes(content.data)).hexdigest() != key:
                yield f"{name}: its {form} is not what was frozen"


def meetings() -> Iterator[str]:
    """Every meeting went only ways that the table has, and is where its history says."""
    rows = list(Meeting.objects.prefetch_related("packs"))
    yield from state_faults("meeting", MEETING, rows)
    freezing = Change.objects.filter(action="meeting.freeze").values_list("thing", flat=True)
    frozen = Counter(freezing)
    for row in rows:
        numbers = sorted(pack.number for pack in row.packs.all())
        if numbers != list(range(1, frozen[row.thing] + 1)):
            yield f"{row.thing}: {frozen[row.thing]} packs were frozen, and it has {numbers}"
