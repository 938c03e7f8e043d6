"""Every row of a timed extract is kept, adjusted or rejected, and counted."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from beatwise.errors import BadInput
from beatwise.places.projection import to_degrees
from beatwise.records.incidents import INCIDENTS
from beatwise.sources.extracts.incidents import ReadIncidents, read_incidents
from beatwise.sources.extracts.mapping import Mapping
from beatwise.sources.extracts.spans import DATE_ONLY, NEVER, NO_FROM_USED, NO_TO, TWICE


COLUMNS = {
    "id": ("ref",),
    "from": ("from",),
    "to": ("to",),
    "easting": ("x",),
    "northing": ("y",),
    "type": ("kind",),
}
HEADER = "ref,from,to,x,y,kind\n"


def read(folder: Path, rows: str, header: str = HEADER, **settings: object) -> ReadIncidents:
    path = folder / "thefts.csv"
    path.write_text(header + rows, "utf-8")
    return read_incidents(path, Mapping("Extract", **{"columns": COLUMNS, **settings}))  # type: ignore[arg-type]


def spans(extract: ReadIncidents) -> list[tuple[str, str]]:
    frame = extract.incidents
    return [
        (start.strftime("%d %H:%M"), end.strftime("%d %H:%M"))
        for start, end in zip(frame["start"], frame["end"], strict=True)
    ]


def refused(folder: Path, rows: str, **settings: object) -> str:
    with pytest.raises(BadInput) as refusal:
        read(folder, rows, **settings)  # type: ignore[arg-type]
    assert refusal.value.next_step
    return str(refusal.value)


def test_a_plain_row(tmp_path: Path) -> None:
    """Summer clock time is an hour ahead of UTC, and a police.uk category gets its slug."""
    extract = read(tmp_path, "a1,05/06/2025 13:00,05/06/2025 14:30,458700,304500,Shoplifting\n")
    assert list(extract.incidents.columns) == INCIDENTS.names
    assert spans(extract) == [("05 12:00", "05 13:30")]
    row = extract.incidents.iloc[0]
    assert (row["id"], row["easting"], row["type"], row["source"]) == (
        "a1", 458700.0, "shoplifting", "Extract",
    )  # fmt: skip
    assert (extract.rejected, extract.adjusted, extract.types) == ({}, {}, {"shoplifting": 1})


def test_nothing_is_lost(tmp_path: Path) -> None:
    """Kept and rejected rows add up to the rows of the file, and every fault has its row."""
    extract = read(
        tmp_path,
        "a1,05/06/2025 13:00,05/06/2025 14:30,458700,304500,x\n"
        ",05/06/2025 13:00,05/06/2025 14:30,458700,304500,x\n"
        "a3,yesterday,05/06/2025 14:30,458700,304500,x\n"
        "a4,05/06/2025 15:00,05/06/2025 14:30,458700,304500,x\n"
        "a5,,,458700,304500,x\n"
        "a6,,05/06/2025 14:30,458700,304500,x\n"
        "a7,05/06/2025 13:00,05/06/2025 14:30,458700,304500,\n"
        "a1,05/06/2025 13:00,05/06/2025 14:30,458700,304500,x\n"
        "a1,06/06/2025 13:00,06/06/2025 14:30,458700,304500,x\n",
    )
    assert extract.rejected == {
        "no id": 1,
        "from cannot be read": 1,
        "to is before from": 1,
        "no time": 1,
        "no from": 1,
        "no type": 1,
        "repeats an earlier row": 1,
        "same id as an earlier row but differs": 1,
    }
    assert extract.rows_in == len(extract.incidents) + sum(extract.rejected.values()) == 9
    assert extract.set_aside["row"].tolist() == [3, 4, 5, 6, 7, 8, 9, 10]
    assert extract.set_aside["file: from"][1] == "yesterday"
    assert extract.set_aside["reason"].iloc[-1] == "same id as an earlier row but differs: row 2"


def test_to_before_from_is_never_swapped(tmp_path: Path) -> None:
    """A span that runs backwards is rejected with its row, not turned round."""
    extract = read(
        tmp_path,
        "a,05/06/2025 15:00,05/06/2025 14:00,1000,1000,x\nb,05/06/2025 15:00,,1000,1000,x\n",
    )
    assert extract.set_aside["reason"][0] == "to is before from"
    assert extract.incidents["id"].tolist() == ["b"]


def test_clock_changes_widen_the_span(tmp_path: Path) -> None:
    """01:30 when the clocks go back spans both its occurrences; in spring both readings."""
    extract = read(
        tmp_path,
        "autumn,26/10/2025 01:30,26/10/2025 01:30,1000,1000,x\n"
        "spring,30/03/2025 01:30,30/03/2025 01:30,1000,1000,x\n"
        "before,26/10/2025 00:30,26/10/2025 01:10,1000,1000,x\n",
    )
    assert spans(extract) == [
        ("26 00:30", "26 01:30"),
        ("30 00:30", "30 01:30"),
        ("25 23:30", "26 01:10"),
    ]
    assert extract.adjusted == {TWICE: 2, NEVER: 1}
    assert extract.set_aside["row"].tolist() == [2, 3, 4]
    assert extract.rejected == {}


def test_missing_ends(tmp_path: Path) -> None:
    """Without a to the from stands alone; without a from the row waits for the mapping's word."""
    rows = "a,05/06/2025 13:00,,1000,1000,x\nb,,05/06/2025 14:00,1000,1000,x\n"
    strict = read(tmp_path, rows)
    assert spans(strict) == [("05 12:00", "05 12:00")]
    assert strict.adjusted == {NO_TO: 1}
    lenient = read(tmp_path, rows, missing_from="use_to")
    assert spans(lenient) == [("05 12:00", "05 12:00"), ("05 13:00", "05 13:00")]
    assert lenient.adjusted == {NO_FROM_USED: 1, NO_TO: 1}


def test_a_date_without_a_time_spans_its_day(tmp_path: Path) -> None:
    """A date alone runs from midnight to 23:59 on the wall; half a pair fills only its own end."""
    extract = read(
        tmp_path, "a,05/01/2025,05/01/2025,1000,1000,x\nb,05/01/2025 13:00,05/01/2025,1000,1000,x\n"
    )
    assert spans(extract) == [("05 00:00", "05 23:59"), ("05 13:00", "05 23:59")]
    assert extract.adjusted == {DATE_ONLY: 2}


def test_date_and_time_in_two_columns(tmp_path: Path) -> None:
    """A date column and a time column make one moment; a blank time leaves the whole day."""
    extract = read(
        tmp_path,
        "a,05/01/2025,1345,x\nb,05/01/2025,,x\nc,05/01/2025,soon,x\n",
        header="ref,day,at,kind\n",
        columns={"id": ("ref",), "time": ("day", "at"), "type": ("kind",), "map_point": ("kind",)},
        map_points={"x": (1000.0, 2000.0)},
    )
    assert spans(extract) == [("05 13:45", "05 13:45"), ("05 00:00", "05 23:59")]
    assert extract.rejected == {"time cannot be read": 1}


def test_places(tmp_path: Path) -> None:
    """Rows without a usable place are kept without one, and each reason is counted."""
    extract = read(
        tmp_path,
        "a,05/01/2025 10:00,,458700,304500,x\nb,05/01/2025 10:00,,,,x\n"
        'c,05/01/2025 10:00,,0,0,x\nd,05/01/2025 10:00,,"458,701",304500,x\n'
        'e,05/01/2025 10:00,,"458700,5",304500,x\n'
        "f,05/01/2025 10:00,,958700,304500,x\n",
    )
    assert extract.incidents["easting"].isna().tolist() == [False, True, True, False, True, True]
    assert extract.adjusted == {
        NO_TO: 6,
        "not located: coordinates are not numbers": 1,
        "not located: coordinates outside Great Britain": 1,
        "not located: no coordinates": 2,
    }
    assert "4 incidents without a location." in extract.notes


def test_degrees_become_metres(tmp_path: Path) -> None:
    """Latitude and longitude land on the same metres as the grid reference."""
    lon, lat = to_degrees([458700.0], [304500.0])
    columns = {"id": ("ref",), "time": ("from",), "lat": ("y",), "lon": ("x",), "type": ("kind",)}
    extract = read(tmp_path, f"a,05/01/2025 10:00,,{lon[0]},{lat[0]},x\n", columns=columns)
    assert extract.incidents["easting"][0] == pytest.approx(458700, abs=0.01)
    assert extract.incidents["northing"][0] == pytest.approx(304500, abs=0.01)


@pytest.mark.parametrize(
    ("x", "y", "roles", "words"),
    [
        ("-1.13", "52.63", ("easting", "northing"), "degrees, not metres"),
        ("52.63", "-1.13", ("lon", "lat"), "look swapped"),
        ("458700", "304500", ("lon", "lat"), "metres, not degrees"),
        ("904500", "258700", ("easting", "northing"), "look swapped"),
    ],
)
def test_wrong_coordinates_are_refused(
    tmp_path: Path, x: str, y: str, roles: tuple[str, str], words: str
) -> None:
    """Swapped columns, or degrees mapped as metres, are refused with what to change."""
    columns = {
        "id": ("ref",),
        "time": ("from",),
        "type": ("kind",),
        roles[0]: ("x",),
        roles[1]: ("y",),
    }
    message = refused(tmp_path, f"a,05/01/2025 10:00,,{x},{y},k\n" * 1, columns=columns)
    assert words in message
    assert "'x'" in message


def test_map_points(tmp_path: Path) -> None:
    """A named place takes its coordinates from the mapping; an unknown one is counted."""
    columns = {"id": ("ref",), "time": ("from",), "map_point": ("kind",)}
    extract = read(
        tmp_path,
        "a,05/01/2025 10:00,,,,High  Street\nb,05/01/2025 10:00,,,,Elsewhere\n",
        columns=columns,
        map_points={"high street": (1.0, 2.0)},
        constant_type="Shoplifting",
    )
    assert extract.incidents["easting"].tolist()[0] == 1.0
    assert extract.adjusted == {"not located: map point is not in the mapping": 1}
    assert extract.types == {"shoplifting": 2}


def test_types_are_translated(tmp_path: Path) -> None:
    """The mapping's words come first, then police.uk's; others stay and are listed."""
    extract = read(
        tmp_path,
        "a,05/01/2025 10:00,,1000,1000,THEFT  from shop\n"
        "b,05/01/2025 10:00,,1000,1000,public order\n"
        "c,05/01/2025 10:00,,1000,1000,Begging\n",
        types={"theft from shop": "Shoplifting"},
    )
    assert extract.incidents["type"].tolist() == ["shoplifting", "public-order", "Begging"]
    assert any("'Begging'" in note for note in extract.notes)


def test_a_renamed_column_lists_the_columns(tmp_path: Path) -> None:
    """A mapped column that the file lacks: its columns are listed and the closest suggested."""
    message = refused(tmp_path, "a,b,c,1000,1000,x\n", header="Ref No,from,to,x,y,kind\n")
    assert "thefts.csv, row 1: there is no column 'ref'" in message
    assert "'Ref No', 'from'" in message
    assert "Did you mean 'Ref No'" in message


def test_month_first_dates_name_the_row(tmp_path: Path) -> None:
    """A month-first date among readable ones is refused, since the others may be wrong too."""
    rows = "a,05/06/2025 10:00,,1000,1000,x\nb,05/13/2025 10:00,,1000,1000,x\n"
    assert "thefts.csv, row 3" in refused(tmp_path, rows)


def test_months_are_not_times(tmp_path: Path) -> None:
    """A police.uk file mapped as a timed extract is refused: it knows only the month."""
    message = refused(tmp_path, "a,2025-06,,1000,1000,x\nb,2025-06,,1000,1000,x\n")
    assert "a month, not a time" in message
    assert "gather police-uk" in message


def test_nothing_readable_is_refused(tmp_path: Path) -> None:
    """If not one row can be kept, the commonest reason and a row are named."""
    message = refused(tmp_path, "a,soon,,1000,1000,x\nb,later,,1000,1000,x\n")
    assert "thefts.csv, row 2" in message
    assert "from cannot be read (2 rows)" in message


def test_no_records_is_refused(tmp_path: Path) -> None:
    """A header alone is not an extract."""
    assert "no records" in refused(tmp_path, "")


def test_midnight_heaps_are_noted(tmp_path: Path) -> None:
    """Many incidents at exactly 00:00 are dates without a time, and the reader is told."""
    rows = "".join(f"a{i},05/01/2025 00:00,,1000,1000,x\n" for i in range(3))
    assert any("exactly 00:00" in note for note in read(tmp_path, rows).notes)


def test_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    """The same rows in another order give the same incidents."""
    rows = [f"a{i},0{i}/01/2025 10:00,,{1000 + i},1000,x\n" for i in range(1, 6)]
    first, second = read(tmp_path, "".join(rows)), read(tmp_path, "".join(reversed(rows)))
    pd.testing.assert_frame_equal(
        first.incidents, second.incidents.iloc[::-1].reset_index(drop=True)
    )
