"""The catalogue as JSON and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from beatwise.records.provenance import Provenance
from beatwise.records.restatement import Restatement
from beatwise.store.catalogue import Catalogue, Derived, Item, OffenceMonth, Restated


FORMAT = 1


def as_json(catalogue: Catalogue) -> dict[str, object]:
    """Return the catalogue as JSON values."""
    return {
        "format": FORMAT,
        "name": catalogue.name,
        "created": catalogue.created,
        "offences": [asdict(catalogue.offences[key]) for key in sorted(catalogue.offences)],
        "items": [asdict(item) for item in catalogue.items.values()],
        "restatements": [asdict(restated) for restated in catalogue.restatements],
        "derived": [asdict(table) for table in catalogue.derived.values()],
    }


def from_json(document: dict[str, Any]) -> Catalogue:
    """Return the catalogue in a document.

    Raises ``ValueError``, ``KeyError``, ``TypeError`` or ``AttributeError`` when it is none.
    """
    if document["format"] != FORMAT:
        raise ValueError(f"format {document['format']}, this Beatwise reads {FORMAT}")
    months = [month_from_json(entry) for entry in document["offences"]]
    items = [Item(**_traced(entry)) for entry in document["items"]]
    return Catalogue(
        name=document["name"],
        created=document["created"],
        offences={(entry.force, entry.month): entry for entry in months},
        items={(item.kind, item.name): item for item in items},
        restatements=tuple(
            Restated(
                force=entry["force"],
                month=entry["month"],
                was=Provenance(**entry["was"]),
                now=Provenance(**entry["now"]),
                changes=Restatement(**entry["changes"]),
            )
            for entry in document["restatements"]
        ),
        derived={entry["name"]: Derived(**entry) for entry in document.get("derived", [])},
    )


def month_from_json(entry: dict[str, Any]) -> OffenceMonth:
    """Return the month in an entry of a document; raises as ``from_json``."""
    values = _traced(entry)
    for name in ("types", "elsewhere"):
        if tallies := values.get(name):
            values[name] = {kind: (rows, no) for kind, (rows, no) in tallies.items()}
    return OffenceMonth(**values)


def _traced(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "provenance": Provenance(**entry["provenance"])}
