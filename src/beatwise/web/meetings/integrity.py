"""What must always hold of meetings and packs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from beatwise.accountability.boards import agenda
from beatwise.accountability.boards.agenda import MEETING
from beatwise.errors import UserError
from beatwise.web.history.models import Change
from beatwise.web.imports.models import Content
from beatwise.web.meetings.models import Meeting, Pack
from beatwise.web.meetings.packs import pack_files


_STEPS = {f"meeting.{move.name}": move for move in MEETING.transitions}


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
    states = {row.thing: MEETING.first.name for row in Meeting.objects.all()}
    frozen = dict.fromkeys(states, 0)
    for entry in Change.objects.filter(action__in=list(_STEPS)).order_by("number"):
        move, here = _STEPS[entry.action], states.get(entry.thing)
        after = json.loads(entry.details)["after"]
        if here is None or here not in move.sources or after.get("state") != move.target:
            yield f"{entry.thing}: change {entry.number} is no step of the table"
        states[entry.thing] = move.target
        frozen[entry.thing] = frozen.get(entry.thing, 0) + (move.name == "freeze")
    for row in Meeting.objects.prefetch_related("packs"):
        if states[row.thing] != row.state:
            yield f"{row.thing}: it is {row.state}, and its history says {states[row.thing]}"
        numbers = sorted(pack.number for pack in row.packs.all())
        if numbers != list(range(1, frozen[row.thing] + 1)):
            yield f"{row.thing}: {frozen[row.thing]} packs were frozen, and it has {numbers}"
