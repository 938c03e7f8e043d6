"""Grants as 360Giving files: JSON, and one sheet as CSV, OpenDocument or Excel."""

from __future__ import annotations

import json
from collections.abc import Mapping

from beatwise.accountability.standards.declared_fields import standard
from beatwise.accountability.standards.flat_tables import flattened
from beatwise.publication.formats.document import Column
from beatwise.publication.formats.listing import Listing


def json_bytes(package: Mapping[str, object]) -> bytes:
    """Return a package as JSON (UTF-8)."""
    return (json.dumps(package, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def listing(grants: list[dict[str, object]]) -> Listing:
    """Return grants as the standard's sheet, to be written in any format of lists."""
    heads, rows = flattened(standard("360giving"), grants)
    columns = tuple(Column(head, number=head.startswith("Amount"), as_given=True) for head in heads)
    return Listing("grants-360giving", "grants", columns, rows, missing="", count=len(rows))
