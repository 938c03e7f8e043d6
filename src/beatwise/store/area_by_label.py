"""The one area that a label means."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from beatwise.cell_text import search_key
from beatwise.errors import MissingData, UsageError
from beatwise.places.areas import Area


def area_by_label(label: str, areas: Sequence[Area], place: Path) -> Area:
    """Return the area called ``LABEL`` or ``LAYER:LABEL``, upper or lower case alike.

    Where none has that label, accents, apostrophes, hyphens and width do not count.

    ``place`` is the workspace's folder, for the message. Raises ``MissingData`` with close labels
    when there is none, and ``UsageError`` when several areas have it.
    """
    layer, _, rest = label.partition(":")
    matches = _alike(label, areas) or _alike(rest, [a for a in areas if _same(a.layer, layer)])
    if len(matches) == 1:
        return matches[0]
    if matches:
        choices = ", ".join(f"{a.layer}:{a.label}" for a in matches)
        raise UsageError(
            f"there are {len(matches)} areas called '{label}'.", next_step=f"Say which: {choices}."
        )
    close = difflib.get_close_matches(rest or label, sorted({a.label for a in areas}), n=3)
    raise MissingData(
        f"there is no area called '{label}'.",
        place=str(place),
        next_step=(
            f"Did you mean {' or '.join(close)}?"
            if close
            else "Gather a layer that has it: beatwise gather areas FILE --label FIELD"
            if not areas
            else "See what there is: beatwise ledger"
        ),
    )


def _alike(label: str, areas: Sequence[Area]) -> list[Area]:
    """Return the areas with the label in any case, else those with the same search key."""
    same_words = [a for a in areas if a.label.casefold() == label.casefold()]
    return same_words or [a for a in areas if _same(a.label, label)]


def _same(one: str, other: str) -> bool:
    return search_key(one) == search_key(other) != ""
