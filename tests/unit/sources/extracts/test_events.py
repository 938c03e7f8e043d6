"""Events: dated, placed, of a known kind; what is wrong is named by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from beatwise.errors import BadInput
from beatwise.places.projection import to_degrees
from beatwise.records.events import EVENTS
from beatwise.sources.extracts.events import read_events


HEADER = "Name,Kind,Start,End,Area,Easting,Northing,Lat,Lon,Note\n"
MARCH = 2025 * 12 + 2


def write(folder: Path, rows: str, name: str = "events.csv", header: str = HEADER) -> Path:
    path = folder / name
    path.write_text(header + rows, "utf-8")
    return path


def test_a_table_is_read(tmp_path: Path) -> None:
    """Months and days both give the month; an empty end goes on; kinds may be in words."""
    lon, lat = to_degrees([458700.0], [304500.0])
    path = write(
        tmp_path,
        "Wardens,patrol,2025-03,2025-09,Oadby,,,,,since spring\n"
        "Cameras,CCTV,14/03/2025,,,458700,304500,,,\n"
        f"Order,Public space protection order,March 2025,ongoing,,,,{lat[0]},{lon[0]},\n",
    )
    events = read_events(path).events
    assert list(events.columns) == EVENTS.names
    assert events["start"].tolist() == [MARCH] * 3
    assert events["end"].tolist() == [MARCH + 6, -1, -1]
    assert events["kind"].tolist() == ["patrol", "cctv", "pspo"]
    assert events["easting"][2] == pytest.approx(events["easting"][1], abs=0.01)
    assert events["area"].isna().tolist() == [False, True, True]


def test_toml_is_read(tmp_path: Path) -> None:
    """The same event as TOML, with its date bare or quoted."""
    text = '[[event]]\nname = "Wardens"\nkind = "patrol"\nstart = 2025-03-14\nend = "2025-09"\n'
    event = read_events(write(tmp_path, text, "events.toml", header="")).events.iloc[0]
    assert (event["name"], event["start"], event["end"]) == ("Wardens", MARCH, MARCH + 6)


def test_a_repeated_row_counts_once(tmp_path: Path) -> None:
    """The same event twice is one event, and a note says so."""
    read = read_events(write(tmp_path, "A,cctv,2025-03,,,,,,,\n" * 2))
    assert (read.rows_in, len(read.events)) == (2, 1)
    assert "1 row left out: each repeats an earlier one." in read.notes


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("A,patrols,2025-03,,,,,,,", "Did you mean 'patrol'"),
        ("A,,2025-03,,,,,,,", "not a kind"),
        (",cctv,2025-03,,,,,,,", "no name"),
        ("A,cctv,,,,,,,,", "start is empty"),
        ("A,cctv,spring,,,,,,,", "start 'spring'"),
        ("A,cctv,2025-13,,,,,,,", "start '2025-13'"),
        ("A,cctv,2025-03,2025-01,,,,,,", "before it starts"),
        ("A,cctv,2025-03,,,458700,,,,", "not a pair"),
        ("A,cctv,2025-03,,,-1.1,52.6,,,", "looks like degrees"),
        ("A,cctv,2025-03,,,,,10,10,", "not in Great Britain"),
    ],
)
def test_each_fault_names_its_row(tmp_path: Path, row: str, words: str) -> None:
    """Whatever is wrong with an event, the message says which row and what to do."""
    with pytest.raises(BadInput) as refusal:
        read_events(write(tmp_path, f"Good,cctv,2025-03,,,,,,,\n{row}\n"))
    assert str(refusal.value).startswith("events.csv, row 3")
    assert words in str(refusal.value)
    assert refusal.value.next_step


def test_wrong_files(tmp_path: Path) -> None:
    """A missing column suggests the closest; bad TOML, no events and no file are told."""
    with pytest.raises(BadInput, match="Rename 'starts' to 'start'"):
        read_events(write(tmp_path, "A,cctv,2025\n", header="name,kind,starts\n"))
    with pytest.raises(BadInput, match="not TOML"):
        read_events(write(tmp_path, "event = [", "a.toml", header=""))
    with pytest.raises(BadInput, match=r"written \[\[event\]\]"):
        read_events(write(tmp_path, '[event]\nname = "A"\n', "b.toml", header=""))
    with pytest.raises(BadInput, match="no events"):
        read_events(write(tmp_path, "", "c.csv"))
    with pytest.raises(BadInput, match="no such file"):
        read_events(tmp_path / "none.toml")
