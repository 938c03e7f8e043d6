"""The metadata that goes with a published CSV file (W3C, Metadata Vocabulary for Tabular Data)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from string import ascii_lowercase, digits
from typing import NamedTuple


LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
ENDING = "-metadata.json"
_NAMED = frozenset(ascii_lowercase + digits)


class MetadataColumn(NamedTuple):
    """One column as its metadata describe it; ``datatype`` is one of the vocabulary's.

    ``name`` is one that ``column_name`` would give.
    """

    name: str
    title: str
    datatype: str
    required: bool = False


def metadata(
    *, file: str, title: str, publisher: str, columns: Sequence[MetadataColumn], about: str = "",
    period: str = "", source: str = "",
) -> str:  # fmt: skip
    """Return the metadata of a CSV file as JSON text.

    ``required`` is said only of columns without a gap in this file: a reader refuses a row that
    lacks what the metadata call required. Names are told apart: of two headings that become one
    name, as *Café* and *Cafe*, the second has ``_2`` behind it.
    """
    names = _distinct([column.name for column in columns])
    words = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file, "dc:title": title, "dc:description": about, "dc:publisher": publisher,
        "dc:temporal": period, "dc:source": source, "dc:license": {"@id": LICENCE},
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {"columns": [
            {"name": name, "titles": c.title, "datatype": c.datatype, "required": c.required}
            for name, c in zip(names, columns, strict=True)
        ]},
    }  # fmt: skip
    filled = {key: value for key, value in words.items() if value not in ("", None)}
    return json.dumps(filled, ensure_ascii=False, indent=1) + "\n"


def column_name(words: str) -> str:
    """Return a column's name from its heading, of letters, digits and ``_`` as names are there.

    A name that other letters or an underscore would begin has ``column`` before it.
    """
    plain = unicodedata.normalize("NFKD", words.lower())
    parts = "".join(c if c in _NAMED else "" if unicodedata.combining(c) else " " for c in plain)
    name = "_".join(parts.split())
    return name if name[:1].isalpha() else f"column_{name}".rstrip("_")


def _distinct(names: Sequence[str]) -> list[str]:
    """Return names of which each stands once; none takes a name that another column has."""
    own: list[str] = []
    for name in names:
        apart, number = name, 1
        while apart in own or (number > 1 and apart in names):
            number += 1
            apart = f"{name}_{number}"
        own.append(apart)
    return own


def metadata_name(file: str) -> str:
    """Return where a reader looks for a file's metadata: ``x.csv-metadata.json``."""
    return f"{file}{ENDING}"
