"""What a preview says of the known columns that a file does not have, and of those not read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from beatwise.cell_text import heading_key


def absent(columns: Sequence[str], labels: Iterable[str]) -> list[str]:
    """Return the labels that no column of a file is of."""
    return [label for label in labels if heading_key(label) not in columns]


def absent_notes(
    columns: Sequence[str], fields: Sequence[str], things: str, others: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the sentences about columns; ``things`` are what rows make, in the plural.

    ``others`` are known as well, and are spoken of elsewhere. A column with a slip in its heading
    is one that is not read beside one that is absent.
    """
    notes = []
    known = {heading_key(label) for label in (*fields, *others)}
    unread = [heading for heading in columns if heading and heading not in known]
    if lacking := absent(columns, fields):
        notes.append(
            f"The file does not have the column{'' if len(lacking) == 1 else 's'} "
            f"{_quoted(lacking)}: "
            f"{things} that exist keep what they hold there, and new ones begin without it."
        )
    if unread and (lacking or absent(columns, others)):
        notes.append(f"Columns of the file that are not read: {_quoted(unread)}.")
    return tuple(notes)


def _quoted(labels: Sequence[str]) -> str:
    return ", ".join(f"'{label}'" for label in labels)
