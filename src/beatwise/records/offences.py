"""Recorded incidents known to the month: the shape of police.uk street-level data.

Anti-social behaviour is *incidents*, everything else is *crime*; the two are never added.
"""

from __future__ import annotations

from beatwise.records.table import Column, Table


OFFENCES = Table(
    name="offences",
    row="one recorded crime or one anti-social behaviour incident",
    columns=(
        Column("crime_id", "text", "police.uk's identifier; anti-social behaviour has none", True),
        Column("month", "month", "the month it was recorded in"),
        Column("force", "category", "the force that published it, as a slug: leicestershire"),
        Column("type", "category", "the police.uk category as a slug: shoplifting"),
        Column("easting", "metres", "snap point; empty where the row has no location", True),
        Column("northing", "metres", "snap point; empty where the row has no location", True),
        Column("location", "category", "the snap point's label: On or near High Street", True),
        Column("lsoa", "category", "LSOA code as published (2011 or 2021 vintage)", True),
        Column("outcome", "category", "last outcome as of the download", True),
    ),
)
