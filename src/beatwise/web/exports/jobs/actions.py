"""What a person does with exports: ask for one, take one away."""

from __future__ import annotations

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import Refused
from beatwise.publication.formats.listing import Listing
from beatwise.web.exports import writers
from beatwise.web.exports.jobs import selectors
from beatwise.web.exports.jobs.models import Export
from beatwise.web.history import audit


MOST_AT_ONCE = 5


def ask(*, name: str, filters: dict[str, str], form: str, listing: Listing, by: Person) -> Export:
    """Ask for a list as a file; the worker makes it. At most a few wait for one person."""
    from beatwise.web.exports.jobs.make_file import make_file

    if not roles.may(by, "exports.own"):
        raise Refused("your role has no exports of its own.", next_step="Narrow the list.")
    with audit.changing():
        waiting = selectors.own(by).filter(state__in=(Export.WAITING, Export.MAKING))
        if waiting.count() >= MOST_AT_ONCE:
            raise Refused(
                f"{MOST_AT_ONCE} of your exports are waiting already.",
                next_step="Wait until one is ready, or remove one.",
            )
        export = Export.objects.create(
            by=by,
            name=name,
            filters=filters,
            form=form,
            title=listing.title[:200],
            file_name=f"{listing.name}.{form}",
            rows=listing.count,
        )
        after = {"list": listing.title, "format": writers.FORMATS[form][0], "rows": listing.count}
        audit.write("export.ask", export.thing, by=by, after={**after, "narrowed": filters})
        make_file.enqueue(export.pk)
    return export


def remove(*, key: int, by: Person) -> None:
    """Take an export away; one that is being made is not finished."""
    with audit.changing():
        export = selectors.export(by, key)
        audit.write("export.remove", export.thing, by=by, before={"list": export.title})
        export.delete()
