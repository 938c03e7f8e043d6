"""Write the letter that asks for incidents with times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from beatwise.errors import Conflict, UsageError
from beatwise.publication.data_requests.letter import data_request
from beatwise.publication.data_requests.letter_layout import Letter, to_docx, to_markdown
from beatwise.publication.data_requests.request_fields import FIELDS, Recipient
from beatwise.records.crime_types import CATEGORIES, crime_type
from beatwise.store.whole_file import write_whole


_USUAL_TYPES: dict[Recipient, tuple[str, ...]] = {
    "force": (),
    "council": ("asb",),
    "retailer": ("shoplifting",),
}


@dataclass(frozen=True, slots=True)
class RequestLetter:
    """The letter's files, and the columns it asks for."""

    to: str
    files: list[Path]
    columns: list[str]


def write_request(
    to: str, out: Path, *, areas: Sequence[str] = (), types: Sequence[str] = (), dated: date
) -> RequestLetter:
    """Write the letter as ``out``: ``.md``, ``.docx``, or both when it has no ending.

    Raises ``UsageError`` for an unknown recipient, category or ending, and ``Conflict`` when the
    file is there already: somebody may have filled it in.
    """
    recipient = _recipient(to)
    slugs = [crime_type(text) for text in types or _USUAL_TYPES[recipient]]
    words = [CATEGORIES[slug].lower() for slug in dict.fromkeys(slugs)]
    files = _files(Path(out))
    for file in files:
        if file.exists():
            raise Conflict(
                "there is a file of this name, perhaps filled in.",
                place=str(file),
                next_step="Choose another --out, or move the file away.",
            )
    letter = data_request(recipient, areas=list(areas), types=words, dated=dated)
    for file in files:
        write_whole(file, _content(letter, file.suffix))
    return RequestLetter(recipient, files, [field.column for field in FIELDS[recipient]])


def _recipient(text: str) -> Recipient:
    for recipient in FIELDS:
        if text.casefold() == recipient:
            return recipient
    raise UsageError(
        f"a request cannot be written to '{text}'.",
        next_step=f"Use --to with one of: {', '.join(FIELDS)}.",
    )


def _files(out: Path) -> list[Path]:
    if out.suffix in (".md", ".docx"):
        return [out]
    if out.suffix:
        raise UsageError(
            f"a letter cannot be written as '{out.suffix}'.",
            next_step="End --out in .md or .docx, or give no ending for both.",
        )
    return [out.with_suffix(".md"), out.with_suffix(".docx")]


def _content(letter: Letter, suffix: str) -> bytes:
    return to_markdown(letter).encode() if suffix == ".md" else to_docx(letter)
