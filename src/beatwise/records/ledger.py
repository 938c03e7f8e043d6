"""The ledger of what is missing: shown with every result, so that no gap reads as zero."""

from __future__ import annotations

from beatwise.records.table import Column, Table


LEDGER = Table(
    name="ledger",
    row="one force in one month",
    columns=(
        Column("force", "category", "force slug"),
        Column("month", "month", "the month"),
        Column("present", "flag", "whether a file for this force and month was gathered"),
        Column("rows", "integer", "rows in the file; meaningless where not present"),
        Column("asb", "integer", "of them anti-social behaviour"),
        Column("no_location", "integer", "rows without a location"),
        Column("outside", "integer", "rows whose point lies outside the force's own area"),
        Column("duplicates", "integer", "rows whose Crime ID repeats within the month"),
        Column("vintage", "integer", "LSOA vintage of the codes: 2011, 2021, or 0 when unknown"),
        Column("sha256", "text", "hash of the file that stands", True),
        Column("restated", "integer", "rows changed by a newer archive; 0 when never restated"),
    ),
)
