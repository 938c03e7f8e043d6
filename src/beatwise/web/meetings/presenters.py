"""Boards, meetings and packs as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.safestring import mark_safe

from beatwise.accountability import roles
from beatwise.accountability.boards.agenda import (
    MEETING,
    PLANNED,
    Item,
)
from beatwise.accountability.boards.papers import Entry, Grid, Part, Words
from beatwise.accountability.roles import Person, owner_titles
from beatwise.plurals import counted
from beatwise.publication import state_looks
from beatwise.web.actions import board_papers
from beatwise.web.history.presenters import effect_lines, entries
from beatwise.web.meetings import selectors
from beatwise.web.meetings.models import Decision, Meeting, Pack
from beatwise.web.meetings.packs import pack_files
from beatwise.web.meetings.packs.page_tables import page_table
from beatwise.web.pages.form_data.way_back import with_way_back
from beatwise.web.pages.words import field_value, label
from beatwise.web.registry import registry


_ABOUT = {
    "exceptions": "measure", "scorecard": "measure", "overdue": "action", "horizon": "action",
    "changes": "change",
}  # fmt: skip
_DID = {
    "meeting.plan": "Planned", "meeting.change": "Changed", "meeting.item": "Item added",
    "meeting.drop_item": "Item removed", "meeting.order": "Agenda ordered",
    "meeting.item_details": "Item changed", "meeting.attach": "File attached",
    "meeting.remove_file": "File removed", "meeting.minutes": "Minutes written",
    "meeting.decide": "Decision minuted",
    "meeting.reword": "Decision reworded", "meeting.publish": "Pack published",
    "meeting.vote": "Vote recorded",
}  # fmt: skip
_LABELS = {
    "against": "Against", "attended": "Who was there", "begins": "Begins at",
    "carried": "Carried", "casting": "Chair's casting vote", "digest": "Fingerprint of the pack",
    "in_favour": "For", "members": "Members at the time", "minutes_long": "How many minutes",
    "mover": "Moved by", "named": "How each seat voted", "ods": "Fingerprint of the spreadsheet",
    "on": "Day", "pdf": "Fingerprint of the PDF", "rule": "What carries it",
    "seconder": "Seconded by", "vote": "Number of the vote", "sha256": "Fingerprint of the file",
}  # fmt: skip


def kind_about(item: Item) -> str:
    """Return the kind of thing that the lines of an item are about; empty for words alone."""
    return _ABOUT.get(item.kind, "")


def title(role: str) -> str:
    """Return what people call a role."""
    return roles.role(role).title


def row(meeting: Meeting) -> dict[str, object]:
    """Return a meeting as a row of a list."""
    late = meeting.state == PLANNED and meeting.papers_due < selectors.today()
    return {
        "meeting": meeting,
        "address": reverse("meeting", args=[meeting.number]),
        "state": {
            "title": MEETING.state(meeting.state).title,
            "look": state_looks.STEPS[meeting.state],
        },
        "late": late,
    }


def items(
    agenda_items: Iterable[Item], person: Person, *, most: int | None = None
) -> list[dict[str, object]]:
    """Return an agenda's items, each line with the address of what it is about, where known.

    With ``most``, no more lines of an item than that, and how many are left out.
    """
    named = board_papers.action_things()
    return [
        {
            "number": number,
            "heading": item.heading,
            "lines": _lines(item, person, named, most),
            "left_out": max(0, len(item.lines) - most) if most else 0,
            **_details(item),
        }
        for number, item in enumerate(agenda_items, start=1)
    ]


def _details(item: Item) -> dict[str, object]:
    """Return an item's owner, presenter and time in words; empty for what is not set."""
    own = item.details
    return {
        "owner": owner_titles().get(own.owner, ""),
        "presenter": owner_titles().get(own.presenter, ""),
        "time": ", ".join(
            filter(None, (own.begins, counted(own.minutes, "minute") if own.minutes else ""))
        ),
        "files": [(file.name, "") for file in own.attachments],
    }


def papers(pack_items: Sequence[Item], person: Person, files: str = "") -> list[dict[str, object]]:
    """Return a pack's items as its page shows them: their parts, or else their lines.

    ``files`` is the address beneath which the attachments of a frozen pack are.
    """
    papers = items(pack_items, person)
    for each, item in zip(papers, pack_items, strict=True):
        each["lead"] = item.lines if item.kind == "progress" else ()
        each["parts"] = [_part(part, person) for part in pack_files.printed_parts(item.parts)]
        each["files"] = [
            (file.name, f"{files}{each['number']}/{at}/" if files else "")
            for at, file in enumerate(item.details.attachments, start=1)
        ]
    return papers


def _part(part: Part, person: Person) -> dict[str, object]:
    if isinstance(part, Words):
        return {"is": "heading" if part.level else "words", "text": part.text}
    if isinstance(part, Grid):
        return {"is": "table", **_table(part, person)}
    if isinstance(part, Entry):
        return _entry(part, person)
    return {
        "is": "picture",
        "picture": part,
        "wide": mark_safe(part.wide),  # drawn by us, and frozen
        "narrow": mark_safe(part.narrow),
        "points": _table(part.points, person),
    }


def _entry(part: Entry, person: Person) -> dict[str, object]:
    drawings = pack_files.icons_of(words for _, words in part.figures)
    figures = [
        (label, words, mark_safe("".join(drawings.get(words, ()))))  # drawn by us
        for label, words in part.figures
    ]
    return {
        "is": "entry",
        "title": part.title,
        "summary": part.summary,
        "figures": figures,
        "address": address(person, part.thing) if part.thing else None,
        "parts": [_part(each, person) for each in pack_files.printed_parts(part.parts)],
    }


def _table(grid: Grid, person: Person) -> dict[str, object]:
    """Return a table as its page shows it, with links to what is open to this person."""
    return page_table(grid, lambda thing: address(person, thing))


def _lines(
    item: Item, person: Person, named: dict[str, str], most: int | None
) -> list[dict[str, str | None]]:
    kind = kind_about(item)
    about = item.about[:most]
    things = [named.get(key, "") if kind == "action" else f"{kind}/{key}" for key in about]
    apart = (
        max(0, len(item.lines) - len(item.about)) if item.about else 0
    )  # a line above that sums up
    addresses: list[str | None] = [None] * apart
    addresses += [address(person, thing) if kind else None for thing in things]
    addresses += [None] * (len(item.lines) - len(addresses))
    return [
        {"words": words, "address": place}
        for words, place in zip(item.lines[:most], addresses, strict=False)
    ]


def address(person: Person, thing: str) -> str | None:
    """Return where a thing of any app is shown to this person, if anywhere."""
    kind, _, key = thing.partition("/")
    return registry.address(person, kind, key) if key else None


def bare(
    measures: Iterable[tuple[str, str]], person: Person, page: str
) -> list[dict[str, str | None]]:
    """Return the exceptions without commentary, each with where it is written or else read.

    Whoever writes it comes back to ``page``.
    """
    writes = roles.may(person, "performance.write")
    return [
        {
            "words": words,
            "address": with_way_back(reverse("commentary", args=[key]), page)
            if writes
            else address(person, f"measure/{key}"),
        }
        for key, words in measures
    ]


def pack(row: Pack) -> dict[str, object]:
    """Return a pack with its addresses and its publication."""
    args = [row.meeting.number, row.number]
    published = getattr(row, "publication", None)
    return {
        "pack": row,
        "meeting": row.meeting,
        "address": reverse("pack", args=args),
        "files": [
            (form.upper(), reverse("pack_file", args=[*args, form]))
            for form in ("pdf", "ods", "json")
        ],
        "published": published,
    }


def decisions(meeting: Meeting, person: Person) -> list[dict[str, object]]:
    """Return what a meeting decided, with links to what came of it."""
    named = board_papers.action_things()
    rows = []
    for row in Decision.objects.filter(meeting=meeting).order_by("number"):
        thing = named.get(row.action, "") if row.action else f"change/{row.change or ''}"
        owner = owner_titles().get(row.owner, "")
        rows.append({"decision": row, "address": address(person, thing), "owner": owner})
    return rows


def history(thing: str) -> list[dict[str, object]]:
    """Return the changes of a meeting, newest first, in words."""
    return entries(thing, did=_did, label=_label, value_words=_value_words)


def effect(action: str, details: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """Return what a change did, in words, and its fields before and after."""
    return {"words": _did(action), "lines": effect_lines(details, _label, _value_words)}


def _label(name: str) -> str:
    return _LABELS.get(name) or label(name)


def _value_words(name: str, value: object) -> str:
    return field_value(value, name)


def _did(action: str) -> str:
    name = action.partition(".")[2].replace("_", " ")
    steps = {move.name: move.words for move in MEETING.transitions}
    return _DID.get(action) or steps.get(name) or name.capitalize()
