"""The word columns of a street file: month, force and type, each checked once a distinct word."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from beatwise.cell_text.rewritten_ids import REWRITTEN_ID, rewritten
from beatwise.clock import Month
from beatwise.errors import BadInput
from beatwise.records.crime_types import CATEGORIES, slug
from beatwise.sources.police_uk.forces import FORCES, force_slug


EARLIEST, LATEST = 2010 * 12 + 11, 2100 * 12  # police.uk begins in December 2010
# Categories that police.uk used until 2013; the words are its own.
OLD_CATEGORIES = ("violent-crime", "public-disorder-and-weapons", "public-disorder-weapons")
_FORCE = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file a block of rows begins: row 1 is the header, row 2 the first of data."""

    file: str
    row: int

    def at(self, index: int) -> str:
        """Say where the row is that has this index in the block."""
        return f"{self.file}, row {self.row + index}"


def month_number(word: str) -> int:
    """Return the month number of ``YYYY-MM``.

    Raises ``ValueError`` with two arguments, what is wrong and the next step.
    """
    if not _MONTH.fullmatch(word) or not EARLIEST <= Month.parse(word).number <= LATEST:
        raise ValueError(
            f"months must be written YYYY-MM, and this row has '{word[:30]}'.",
            "Use the file as data.police.uk publishes it; a spreadsheet program may have "
            "rewritten its dates.",
        )
    return Month.parse(word).number


def category(word: str) -> str:
    """Return the slug of a police.uk category; raises as ``month_number`` does."""
    name = slug(word)
    if name not in CATEGORIES and name not in OLD_CATEGORIES:
        raise ValueError(
            f"'{word[:60]}' is not a police.uk category.",
            "Check that the column 'Crime type' holds what its name says.",
        )
    return name


def months(words: pa.DictionaryArray, named: int | None, place: Place) -> pa.Array:
    """Return month numbers; the file's name and its rows must agree on the month."""

    def month(word: str) -> int:
        number = month_number(word)
        if named is not None and number != named:
            raise ValueError(
                f"the file is named for {Month(named)} and the row says {word}.",
                "Rename the file after the month it holds, or download it again.",
            )
        return number

    return _mapped(words, month, place, pa.int32())


def forces(
    words: pa.DictionaryArray | None, named: str | None, rows: int, place: Place
) -> pa.DictionaryArray:
    """Return force slugs: from the file's name, else from ``Reported by``."""
    if named is not None:
        codes = pa.array(np.zeros(rows, np.int32))
        return pa.DictionaryArray.from_arrays(codes, pa.array([named]))
    if words is None:
        raise BadInput(
            "neither the file's name nor a column 'Reported by' says which force this is.",
            place=place.file,
            next_step="Name the file like 2025-01-leicestershire-street.csv.",
        )
    return _mapped(words, _force, place, None)


def other_forces(words: pa.DictionaryArray | None, named: str | None) -> list[str]:
    """Return the known forces, as written, that rows are of though the file's name says another.

    A force that changed its name is no other; nor is one that data.police.uk does not know.
    """
    if words is None or named not in FORCES:
        return []
    present = words.dictionary.take(pc.unique(words.indices.drop_null())).to_pylist()
    return [word for word in present if force_slug(word) in FORCES - {named}]


def _force(name: str) -> str:
    force = force_slug(name)
    if not _FORCE.fullmatch(force):  # it becomes a folder's name
        raise ValueError(
            f"'{name[:60]}' is not the name of a force.",
            "Check that the column 'Reported by' holds what its name says.",
        )
    return force


def ids(cells: pa.Array, place: Place) -> pa.Array:
    """Return Crime IDs; raise ``BadInput`` for one that a spreadsheet has rewritten."""
    lost = pc.match_substring_regex(cells, REWRITTEN_ID)
    if pc.any(lost).as_py():
        row = pc.index(lost, True).as_py()
        message, step = rewritten(cells[row].as_py())
        raise BadInput(message, place=place.at(row), next_step=step)
    return cells


def types(words: pa.DictionaryArray, place: Place) -> pa.DictionaryArray:
    """Return category slugs."""
    return _mapped(words, category, place, None)


def _mapped(
    words: pa.DictionaryArray,
    change: Callable[[str], str | int | None],
    place: Place,
    kind: pa.DataType | None,
) -> pa.Array:
    """Apply ``change`` once to each distinct word; an empty cell or a ``ValueError`` is bad input.

    ``kind`` None keeps the result a dictionary.
    """
    if words.null_count:
        row = int(np.argmax(pc.is_null(words).to_numpy(zero_copy_only=False)))
        raise BadInput(
            "the row has no month, force or type.",
            place=place.at(row),
            next_step="Download the file again, or take the row out.",
        )
    codes = words.indices.to_numpy()
    changed: list[str | int | None] = [None] * len(words.dictionary)
    for code in np.unique(codes):
        try:
            changed[code] = change(words.dictionary[int(code)].as_py())
        except ValueError as error:
            message, step = error.args
            where = place.at(int(np.argmax(codes == code)))
            raise BadInput(message, place=where, next_step=step) from error
    if kind is not None:
        return pa.array(np.array([c or 0 for c in changed])[codes], kind)
    distinct = list(dict.fromkeys(c for c in changed if c is not None))
    position = np.array([distinct.index(c) if c is not None else 0 for c in changed], np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(position[codes]), pa.array(distinct))
