"""What a preview says of the known columns that a file does not have, and of those not read."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.web.imports.read_file import Lines


def absent_notes(
    lines: Lines, fields: Sequence[str], things: str, others: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the sentences about columns; ``things`` are what rows make, in the plural.

    ``others`` are known as well, and are spoken of elsewhere. A column with a slip in its heading
    is one that is not read beside one that is absent.
    """
    notes = []
    if absent := lines.absent(fields):
        notes.append(
            f"The file does not have the column{'' if len(absent) == 1 else 's'} "
            f"{_quoted(absent)}: "
            f"{things} that exist keep what they hold there, and new ones begin without it."
        )
    if (absent or lines.absent(others)) and (unread := lines.unread([*fields, *others])):
        notes.append(f"Columns of the file that are not read: {_quoted(unread)}.")
    return tuple(notes)


def _quoted(labels: Sequence[str]) -> str:
    return ", ".join(f"'{label}'" for label in labels)
