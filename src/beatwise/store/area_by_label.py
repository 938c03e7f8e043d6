"""The one area that a label means."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from beatwise.errors import MissingData, UsageError
from beatwise.places.areas import Area


def area_by_label(label: str, areas: Sequence[Area], place: Path) -> Area:
    """Return the area called ``LABEL`` or ``LAYER:LABEL``, upper or lower case alike.

    Where none has that label, a label as the boundary file has it, codes included, is understood
    too, and accents, apostrophes, hyphens and width do not count.

    ``place`` is the workspace's folder, for the message. Raises ``MissingData`` with close labels
    when there is none, and ``UsageError`` when several areas have it.
    """
    rest = label.partition(":")[2]
    matches = [a for a in areas if a.label.casefold() == label.casefold()] or [
        a for a in areas if a.is_called(label)
    ]
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
