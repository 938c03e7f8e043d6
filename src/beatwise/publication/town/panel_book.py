"""A panel of counts as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.workbook import Sheet, Workbook


TITLE = "Recorded incidents by area, month and type"
_FATES = {
    "read": "Rows of these types in these months",
    "counted": "Rows counted on the sheet Counts",
    "moved": "Of those counted: the code was changed from 2011 to 2021",
    "by_point": "Of those counted: the area was split, and the row's point says which part",
    "in_several": "In more than one area of the layer: counted in the first",
    "without_place": "Not counted: the row has no place",
    "unsettled": "Not counted: the area was split, and no point or polygon says which part",
    "unknown": "Not counted: the code is not in the lookup",
    "outside_the_layer": "Not counted: the point lies in none of the areas",
    "strayed": "Not counted: the area is not on the ground of a gathered force",
    "without_month": "Not counted: the area's own force has no data for the month",
}


def book(
    names: Sequence[str],
    lines: Sequence[tuple[Cell, ...]],
    by: str,
    rows: Mapping[str, int],
    missing: Sequence[Mapping[str, str]],
    stray_areas: Sequence[str],
    records: Sequence[str] = (),
) -> Workbook:
    """Return a workbook: cover, the rows' fates, missing months, areas left out, and the counts."""
    areas = "LSOA codes of 2021" if by == "lsoa" else f"the areas of layer '{by}'"
    one = "This sheet contains one table."
    cover = Sheet(
        "Cover",
        (
            TITLE,
            (
                f"Counts on {areas}. Anti-social behaviour is incidents, the other types are "
                "crimes: the two are never added."
            ),
            "A month, or a force, that was not gathered is absent from Counts; it is never a zero.",
            *records,
        ),
    )
    fates = Sheet(
        "Rows",
        ("What became of the rows", one),
        (Column("What"), Column("Rows", number=True)),
        tuple((_FATES[name], count) for name, count in rows.items()),
    )
    absent = Sheet(
        "Missing",
        ("Months that were not gathered", one),
        (Column("Force"), Column("Month")),
        tuple((line["force"], line["month"]) for line in missing),
    )
    strays = Sheet(
        "Left out",
        ("Areas on ground that was not gathered: absent from Counts, never zero", one),
        (Column("Area"),),
        tuple((area,) for area in stray_areas),
    )
    columns = tuple(Column(name.capitalize(), number=name == "rows") for name in names)
    counts = Sheet("Counts", (TITLE, one), columns, tuple(lines))
    return Workbook(TITLE, (cover, fates, absent, strays, counts))
