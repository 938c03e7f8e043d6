"""Hot spots of several lists that lie on the same ground are one place, with each type's count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely

from beatwise.errors import UsageError
from beatwise.hotspots.shortlist.placing.limits import LARGEST_M
from beatwise.planning.beats.beats import HotSpotEntry


SAME_PLACE = 0.25  # of the smaller one's ground: above it two hot spots are one place


@dataclass(frozen=True, slots=True)
class OnePlaceEach:
    """Hot spots without those that lie on each other, and in sentences what was put together.

    ``ids`` gives the id that a hot spot put into another now has.
    """

    entries: tuple[HotSpotEntry, ...]
    notes: tuple[str, ...]
    ids: dict[str, str]


def one_place_each(entries: Sequence[HotSpotEntry], same_place: float = SAME_PLACE) -> OnePlaceEach:
    """Put hot spots of different lists together where they share enough ground.

    Parameters
    ----------
    entries
        In the order of their files and ranks; the first of a place gives it its id and name.
    same_place
        Two are one place when more than this share of the smaller one's ground is common to both.
        1 puts none together.

    A place is the ground of all its hot spots, with the count of each type; of a type that several
    of its lists hold the largest count is taken, for adding would count incidents twice. A place
    wider than can be walked (400 m across) stays apart, and the notes say so. Hot spots of one list
    are not put together, nor is a list given twice: those are refused later.
    """
    if not 0 <= same_place <= 1:
        raise UsageError(
            f"{same_place:g} is no share of a place's ground.",
            place="--same-place",
            next_step="Give a share from 0 to 1.",
        )
    places: list[list[HotSpotEntry]] = []
    apart: list[str] = []
    for entry in entries:
        home = None
        for place in places:
            share = max(_common(entry, one) for one in place)
            if share <= same_place or any(_one_list(entry, one) for one in place):
                continue
            across = shapely.union_all([entry.geometry, *(o.geometry for o in place)]).area ** 0.5
            if across > LARGEST_M:
                apart.append(
                    f"{_words(entry)} and {_words(place[0])} share {100 * share:.0f} % of the "
                    f"smaller one's ground, but together would be {across:.0f} m across, too wide "
                    "to walk: they stay two places."
                )
                continue
            home = place
            break
        if home is None:
            places.append([entry])
        else:
            home.append(entry)
    merged = [place for place in places if len(place) > 1]
    notes = [_note(place) for place in merged]
    if merged:
        notes.insert(
            0,
            f"Hot spots that share more than {100 * same_place:g} % of the smaller one's ground "
            "are one place, with each type's count apart.",
        )
    ids = {one.id: place[0].id for place in merged for one in place[1:] if one.id != place[0].id}
    return OnePlaceEach(tuple(_whole(place) for place in places), (*notes, *apart), ids)


def _common(a: HotSpotEntry, b: HotSpotEntry) -> float:
    """Return the share of the smaller one's ground that two hot spots have in common."""
    smaller = min(a.geometry.area, b.geometry.area)
    return float(a.geometry.intersection(b.geometry).area / smaller) if smaller else 0.0


def _one_list(a: HotSpotEntry, b: HotSpotEntry) -> bool:
    """Say whether two come from one list: the same file, and a type that both count."""
    return a.file == b.file and (bool(set(a.counts) & set(b.counts)) or not a.counts)


def _whole(place: Sequence[HotSpotEntry]) -> HotSpotEntry:
    first = place[0]
    if len(place) == 1:
        return first
    counts: dict[str, int] = {}
    for one in place:
        for kind, count in one.counts.items():
            counts[kind] = max(count, counts.get(kind, 0))
    ground = shapely.union_all([one.geometry for one in place])
    reasons = dict.fromkeys(one.why for one in place if one.why)
    no_data = dict.fromkeys(kind for one in place for kind in one.no_data if kind not in counts)
    return HotSpotEntry(
        first.id, first.name, ground, counts, first.file, "; ".join(reasons), tuple(no_data)
    )


def _note(place: Sequence[HotSpotEntry]) -> str:
    first, *others = place
    parts = [
        f"{_words(one)} ({100 * max(_common(one, o) for o in place if o is not one):.0f} %)"
        for one in others
    ]
    return f"{_words(first)} is one place with {', '.join(parts)}."


def _words(one: HotSpotEntry) -> str:
    kinds = ", ".join(kind.replace("-", " ") for kind, count in one.counts.items() if count)
    return f"{one.name} ({one.id}{': ' if kinds else ''}{kinds})"
