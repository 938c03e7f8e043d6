"""What a person does with exports: ask for one, take one away."""

from __future__ import annotations

from typing import Any

from beatwise.accountability import roles
from beatwise.errors import Refused
from beatwise.publication.formats.listing import Listing
from beatwise.web.exports import writers
from beatwise.web.exports.jobs import selectors
from beatwise.web.exports.jobs.models import Export
from beatwise.web.history import audit


MOST_AT_ONCE = 5


def ask(*, name: str, asked: dict[str, str], form: str, listing: Listing, by: Any) -> Export:
    """Ask for a list as a file; the worker makes it. At most a few wait for one person."""
    from beatwise.web.exports.jobs.make_file import make_file

    if not roles.may(by, "exports.own"):
        raise Refused("your role has no exports of its own.", next_step="Narrow the list.")
    with audit.changing():
        waiting = selectors.own(by).filter(state__in=(Export.WAITING, Export.MAKING))
        if waiting.count() >= MOST_AT_ONCE:
            raise Refused(
                f"{MOST_AT_ONCE} of your exports are waiting already.",
                next_step="Wait until one is ready, or take one away.",
            )
        made = Export.objects.create(
            by=by,
            name=name,
            asked=asked,
            form=form,
            title=listing.title[:200],
            file_name=f"{listing.name}.{form}",
            rows=listing.count,
        )
        after = {"list": listing.title, "format": writers.FORMATS[form][0], "rows": listing.count}
        audit.write("export.ask", made.thing, by=by, after={**after, "narrowed": asked})
        make_file.enqueue(made.pk)
    return made


def remove(*, key: int, by: Any) -> None:
    """Take an export away; one that is being made is not finished."""
    with audit.changing():
        held = selectors.export(by, key)
        audit.write("export.remove", held.thing, by=by, before={"list": held.title})
        held.delete()
