"""The sentences that licences ask for, from what was gathered."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.records.provenance import Provenance


_BY_KIND = {
    "police-uk": (
        "Contains public sector information licensed under the Open Government Licence v3.0; "
        "source data.police.uk."
    ),
    "areas": (
        "Boundaries: Office for National Statistics licensed under the Open Government Licence "
        "v3.0. Contains OS data © Crown copyright and database right."
    ),
    "streets": "Map: © OpenStreetMap contributors, Open Database Licence (ODbL).",
}
_OPEN = ("open government", "ogl")
_OSM = ("odbl", "open database", "openstreetmap")


def sentences(sources: Sequence[Provenance]) -> tuple[str, ...]:
    """Return one sentence a kind of source, only where its stated licence is the usual one."""
    lines: list[str] = []
    for kind, words in _BY_KIND.items():
        licences = {item.licence for item in sources if item.kind == kind}
        usual = _OSM if kind == "streets" else _OPEN
        if any(_is(licence, usual) for licence in licences):
            lines.append(words)
    other = sorted(
        {
            f"{item.source.rsplit('/', 1)[-1]} ({item.licence})"
            for item in sources
            if not _is(item.licence, _OSM if item.kind in ("streets", "map-features") else _OPEN)
        }
    )
    if other:
        names = ", ".join(other[:4]) + (f" and {len(other) - 4} more" if len(other) > 4 else "")
        lines.append(f"Other sources and their licence: {names}.")
    return tuple(lines)


def _is(licence: str, words: Sequence[str]) -> bool:
    return any(word in licence.lower() for word in words)
