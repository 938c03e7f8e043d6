"""The outlines of areas under every map of a register: loaded together, replaced together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Refused
from beatwise.publication.maps.place_marks import AreaOutline
from beatwise.web.history import audit
from beatwise.web.history.cache import ACCOUNTS, FILES, RECORDS, remembered
from beatwise.web.pages import chart_cache
from beatwise.web.registers.models import OutlineRow


PERMISSION = "registers.define"
MOST_CORNERS = 100_000


@remembered(most=1, whatever=(ACCOUNTS, RECORDS, *FILES))
def outlines() -> tuple[AreaOutline, ...]:
    """Return the outlines that the office has loaded, by name; none where it has not."""
    rows = OutlineRow.objects.order_by("name")
    return tuple(
        AreaOutline(row.name, tuple(tuple((x, y) for x, y in ring) for ring in row.rings))
        for row in rows
    )


@remembered(most=1, whatever=(ACCOUNTS, RECORDS, *FILES))
def mark() -> str:
    """Return the hash of the outlines that the office has loaded."""
    return chart_cache.mark([[area.name, area.rings] for area in outlines()])


def load(*, areas: Sequence[AreaOutline], source: str, by: Person) -> int:
    """Let these outlines take the place of those that are there; return how many they are.

    Raises ``Refused`` without the permission, ``BadInput`` for names that are used twice or too
    long, for no area, and for more corners than a page can draw.
    """
    if not roles.may(by, PERMISSION):
        raise Refused("your role does not set this up.", next_step="Ask a governance officer.")
    names = [area.name for area in areas]
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice or not names:
        raise BadInput(
            f"'{twice[0]}' is there twice." if twice else "there is no area in it.",
            place=source,
            next_step="Give a file of areas, each with a name of its own.",
        )
    for words, column in ((max(names, key=len), "name"), (source, "source")):
        most = OutlineRow._meta.get_field(column).max_length
        if len(words) > most:
            raise BadInput(
                f"'{words[:40]}…' is longer than {most} characters.",
                place=source[:40],
                next_step="Shorten it.",
            )
    corners = sum(len(ring) for area in areas for ring in area.rings)
    if corners > MOST_CORNERS:
        raise BadInput(
            f"the outlines have {corners:,} corners, and {MOST_CORNERS:,} is the most.",
            place=source,
            next_step="Give generalised boundaries, or fewer areas.",
        )
    with audit.changing():
        rows = OutlineRow.objects.select_for_update()
        before = sorted(row.name for row in rows)
        for row in rows:
            row.delete()
        OutlineRow.objects.bulk_create(
            OutlineRow(name=area.name, rings=area.rings, source=source) for area in areas
        )
        after = {"areas": sorted(names), "source": source}
        audit.write("outlines.load", "outlines", by=by, before={"areas": before}, after=after)
    return len(names)
