"""Gather the lookup from 2011 to 2021 LSOAs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from beatwise.places.lsoa import Changes
from beatwise.records.provenance import Provenance
from beatwise.store.files.source_files import source_file
from beatwise.store.workspace import Workspace


LSOA_LOOKUP = "lsoa11-lsoa21"


def gather_lsoa_lookup(workspace: Workspace, path: Path) -> bool:
    """Gather the lookup; return False when the same bytes stand already."""
    from beatwise.sources.geography.lsoa_lookup import read

    lookup = read(path)
    if workspace.holds("lookup", LSOA_LOOKUP, lookup.sha256):
        return False
    provenance = Provenance(
        "lookup",
        path.name,
        lookup.sha256,
        datetime.now(UTC).isoformat(timespec="seconds"),
        "Open Government Licence v3.0",
        rows_in=len(lookup.rows),
        rows_out=len(lookup.rows),
    )
    with workspace.writing() as transaction:
        transaction.put_lookup(LSOA_LOOKUP, lookup.rows, provenance)
        origin = source_file(workspace.path, [path])
        transaction.come_from(transaction.catalogue.items[("lookup", LSOA_LOOKUP)].file, origin)
    return True


def lsoa_changes(workspace: Workspace) -> Changes:
    """Return the gathered lookup; raise ``MissingData`` when there is none."""
    rows = workspace.lookup(LSOA_LOOKUP)
    return Changes.from_columns(rows["lsoa11"].tolist(), rows["lsoa21"].tolist())
