"""Publishing: one person prepares an edition, and another releases it as it was prepared."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import connection

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, MissingData, Refused
from beatwise.web.history import audit
from beatwise.web.history.models import Change
from beatwise.web.publicsite import published_store
from beatwise.web.publicsite.edition import edition
from beatwise.web.publicsite.page_frame import Site
from beatwise.web.publicsite.published_store import AGAIN, ROLE, EditionHead
from beatwise.web.publicsite.resource import digest, line
from beatwise.web.publicsite.translation import Catalogue, texts
from beatwise.web.settings.place import PUBLIC_FOLDER, PUBLISHED


PREPARE, RELEASE, DRAFT = "site.prepare", "site.release", "draft.sqlite3"


def prepare(
    *, address: str, day: dt.date, by: Person, catalogues: Sequence[Catalogue] = ()
) -> EditionHead:
    """Make an edition of what is published on a day, as a draft; a draft before it is replaced.

    Raises ``Refused`` for who does not prepare papers.
    """
    if not roles.may(by, "meetings.write"):
        raise Refused(
            "your role does not prepare publications.", next_step="Ask a performance officer."
        )
    with audit.changing():
        resources = edition(settings.BODY, address, day, catalogues)
        number = Change.objects.filter(action=PREPARE).count() + 1
        mark = digest(map(line, resources))
        head = EditionHead(number, day.isoformat(), mark, settings.BODY)
        after = {"digest": head.digest, "pages": len(resources), "day": head.day}
        audit.write(PREPARE, _thing(number), by=by, after=after)
        published_store.write_file(folder() / DRAFT, head, resources)
    return head


def release(*, by: Person, role: str = ROLE) -> tuple[EditionHead, bool]:
    """Release the draft, as it was prepared; return it, and whether the public site may read it.

    Raises ``Refused`` for who does not publish, and for who prepared it.
    """
    if not roles.may(by, "packs.publish"):
        raise Refused("your role does not publish.", next_step="Ask a governance officer.")
    head, resources = published_store.read_file(folder() / DRAFT)
    with audit.changing():
        draft = Change.objects.filter(action=PREPARE, thing=_thing(head.number)).first()
        if draft is None or json.loads(draft.details)["after"].get("digest") != head.digest:
            raise Conflict(
                "this is not the draft that was prepared here.",
                place=str(folder() / DRAFT),
                next_step="Prepare it again: beatwise publish prepare --by ADDRESS",
            )
        if draft.by_id == by.pk:
            raise Refused(
                "who prepared an edition does not release it.",
                next_step="Ask another person who may publish.",
            )
        if Change.objects.filter(action=RELEASE, thing=_thing(head.number)).exists():
            raise Conflict(
                f"edition {head.number} is released already.",
                next_step="Prepare the next one: beatwise publish prepare --by ADDRESS",
            )
        audit.write(RELEASE, _thing(head.number), by=by, after={"digest": head.digest})
        readable = True
        if connection.vendor == "postgresql":
            readable = published_store.write_tables(head, resources, role)
        published_store.write_file(folder() / PUBLISHED, head, resources)
    return head, readable


def folder() -> Path:
    """Return the folder of the public site, beside the office's own."""
    path: Path = settings.FOLDER.parent / PUBLIC_FOLDER
    return path


def released_files() -> list[tuple[str, bytes]]:
    """Return the released edition as files that open from a folder, each by its name in there.

    Raises ``MissingData`` where there is none, ``BadInput`` for one that is damaged.
    """
    place = folder() / PUBLISHED
    _, resources = published_store.read_file(place)
    for each in resources:
        path = PurePosixPath(each.address)
        if not path.parts or path.is_absolute() or ".." in path.parts:
            raise BadInput(
                f"the address {each.address} leads out of the folder.",
                place=str(place),
                next_step=AGAIN,
            )
    return [(each.address, each.content) for each in resources]


def site_texts(pages: Sequence[str]) -> list[str]:
    """Return the English of pages of the released edition, for a catalogue; of all without any.

    Raises ``MissingData`` where there is no edition, or none of its pages has such an address.
    """
    head, resources = published_store.read_file(folder() / PUBLISHED)
    site = Site(head.body, head.day)
    meant = [each for each in resources if not pages or each.address in pages]
    unknown = set(pages) - {each.address for each in meant}
    if unknown:
        raise MissingData(
            "the released edition has no such page.",
            place=min(unknown),
            next_step="Give addresses as the site has them: concerns.html",
        )
    return list(texts(site, meant))


def copy(out: Path) -> int:
    """Write the released edition as files that open from a folder; return how many.

    Raises ``Conflict`` for a folder that holds something else.
    """
    files = released_files()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Conflict(
            "there is something here already.", place=str(out), next_step="Name a new folder."
        )
    for name, content in files:
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(files)


def _thing(number: int) -> str:
    return f"site/{number}"
