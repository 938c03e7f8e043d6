"""Which OpenStreetMap ways people may walk along.

Follows the wiki's access defaults for the United Kingdom: everything but motorways is open to
people on foot unless its own tags say otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping


WALKABLE_KINDS = frozenset(
    [
        "footway",
        "path",
        "pedestrian",
        "steps",
        "living_street",
        "residential",
        "service",
        "unclassified",
        "tertiary",
        "tertiary_link",
        "secondary",
        "secondary_link",
        "primary",
        "primary_link",
        "trunk",
        "trunk_link",
        "road",
        "track",
        "bridleway",
        "cycleway",
    ]
)
_ALLOWED = frozenset(("yes", "designated", "permissive", "official"))
_CLOSED = frozenset(("no", "private", "customers", "delivery", "agricultural", "forestry"))
_SHUT_TO_FOOT = frozenset(("no", "private", "use_sidepath"))


def why_not_walkable(tags: Mapping[str, str]) -> str | None:
    """Return why a way with these tags is left out, or ``None`` if people may walk it.

    ``foot`` outranks ``access``, as on the wiki; private driveways are left out.
    """
    kind = tags.get("highway", "")
    foot = tags.get("foot", "")
    if foot in _SHUT_TO_FOOT:
        return "closed to people on foot"
    if kind not in WALKABLE_KINDS:
        return f"not a walkable kind ({kind or 'no highway tag'})"
    if foot in _ALLOWED:
        return None
    if tags.get("access", "") in _CLOSED:
        return "private or closed"
    if kind == "service" and tags.get("service") == "driveway":
        return "private driveway"
    return None
