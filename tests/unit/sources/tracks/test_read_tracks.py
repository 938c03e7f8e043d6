"""Read tracks as trackers, phones and radios write them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from beatwise.errors import BadInput
from beatwise.sources.tracks.read_tracks import read_tracks
from beatwise.sources.tracks.table_tracks import read_track_mapping


NOON = 1_772_712_000_000  # 5 March 2026, 12:00 UTC
LON, LAT = -1.55, 52.75
EAST, NORTH = 430_472, 317_026  # the same place to the metre
GPX = """<?xml version="1.0"?>
<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="52" lon="-1"><time>2026-03-05T12:00:00Z</time></wpt>
<trk><name>Phone 7</name><trkseg>
<trkpt lat="52.75" lon="-1.55"><time>2026-03-05T12:00:00Z</time><hdop>2</hdop></trkpt>
<trkpt lat="52.75" lon="-1.55"></trkpt></trkseg></trk>
<trk><trkseg><trkpt lat="0" lon="0"><time>2026-03-05T12:00:30Z</time></trkpt></trkseg></trk></gpx>
"""


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_gpx_points_have_device_time_and_accuracy_and_waypoints_are_none(tmp_path: Path) -> None:
    """A point without a time and one at 0, 0 are set aside and counted."""
    track = read_tracks(_file(tmp_path, "a.gpx", GPX))
    assert (track.kind, track.device.tolist(), track.time.tolist()) == ("GPX", ["Phone 7"], [NOON])
    assert track.accuracy.tolist() == [10]
    assert track.easting[0] == pytest.approx(EAST, abs=5)
    assert track.northing[0] == pytest.approx(NORTH, abs=5)
    assert sum(track.set_aside.values()) == 2


def _point(**properties: object) -> dict[str, object]:
    geometry = {"type": "Point", "coordinates": [LON, LAT]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


_LINE = {
    "type": "Feature",
    "geometry": {"type": "LineString", "coordinates": [[LON, LAT], [LON, LAT]]},
    "properties": {"name": "Phone 7", "coordTimes": [NOON, NOON + 30_000]},
}
_OWNTRACKS = {"_type": "location", "tid": "P7", "lat": LAT, "lon": LON, "tst": NOON // 1000}
_TRACCAR = {
    "deviceId": 7, "fixTime": "2026-03-05T12:00:00.000+00:00", "latitude": LAT, "longitude": LON,
    "accuracy": 8.0, "valid": True, "attributes": {"battery": 80},
}  # fmt: skip


@pytest.mark.parametrize(
    ("document", "kind", "devices"),
    [
        ([{**_OWNTRACKS, "topic": "owntracks/a/p7"}, {"_type": "lwt"}], "OwnTracks", ["a/p7"]),
        ({**_OWNTRACKS, "acc": 12}, "OwnTracks", ["P7"]),
        (
            {"locations": [_point(timestamp="2026-03-05T12:00:00Z", device_id="p7")]},
            "Overland",
            ["p7"],
        ),
        (
            {"type": "FeatureCollection", "features": [_point(time=NOON, device="p7")]},
            "GeoJSON",
            ["p7"],
        ),
        (_LINE, "GeoJSON", ["Phone 7", "Phone 7"]),
        ([_TRACCAR, {**_TRACCAR, "valid": False}], "Traccar", ["7"]),
    ],
)
def test_json_is_known_by_what_it_holds(
    tmp_path: Path, document: object, kind: str, devices: list[str]
) -> None:
    """Each writer's own shape, with its own words for the parts of a position."""
    track = read_tracks(_file(tmp_path, "a.json", json.dumps(document)))
    assert (track.kind, track.device.tolist()) == (kind, devices)
    assert track.time[0] == NOON
    assert track.easting[0] == pytest.approx(EAST, abs=5)


def test_a_recorders_file_has_one_value_a_line_after_two_columns(tmp_path: Path) -> None:
    """OwnTracks' recorder; a line that is cut short is named."""
    line = f"2026-03-05T12:00:00Z\t*\t{json.dumps(_OWNTRACKS)}"
    assert len(read_tracks(_file(tmp_path, "a.rec", f"{line}\n{line}\n"))) == 2
    with pytest.raises(BadInput, match="line 2"):
        read_tracks(_file(tmp_path, "b.rec", f"{line}\n{line[:60]}\n"))


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2026-03-05 12:00:00", NOON),
        ("05/03/2026 12:00", NOON),
        ("2026-07-05T13:00:00", NOON + (122 * 24) * 3_600_000),
        ("2026-03-05T12:00:00+00:00", NOON),
        (str(NOON), NOON),
        (str(NOON // 1000), NOON),
    ],
)
def test_a_tables_times_without_a_zone_are_by_the_london_clock(
    tmp_path: Path, time: str, expected: int
) -> None:
    """In July the clock is an hour ahead of UTC; days come first."""
    text = f"Radio ID,Date Time,Lat,Long,Note\nR1,{time},{LAT},{LON},x\n"
    track = read_tracks(_file(tmp_path, "radio.csv", text))
    assert track.time.tolist() == [expected]
    assert track.device.tolist() == ["R1"]


def test_a_mapping_says_what_the_usual_names_do_not(tmp_path: Path) -> None:
    """Own headings, metres, and the clock of another country."""
    mapping = _file(
        tmp_path,
        "map.toml",
        'time_zone = "Europe/Paris"\ndevice = "van"\n'
        '[columns]\ntime = "Quand"\neasting = "Ost"\nnorthing = "Nord"\n',
    )
    path = _file(tmp_path, "r.csv", f"Quand,Ost,Nord\n2026-03-05 13:00:00,{EAST},{NORTH}\n")
    track = read_tracks(path, read_track_mapping(mapping))
    assert (track.device[0], track.time[0], track.easting[0]) == ("van", NOON, EAST)


def test_a_table_without_a_place_is_refused_with_its_columns(tmp_path: Path) -> None:
    """The message lists what there is."""
    path = _file(tmp_path, "r.csv", "Radio,When\nR1,2026-03-05 12:00\n")
    with pytest.raises(BadInput, match="'Radio', 'When'"):
        read_tracks(path)


def test_geoparquet_points_are_read_and_marked_junk_is_set_aside(tmp_path: Path) -> None:
    """As SMART writes them."""
    frame = pd.DataFrame(
        {
            "patrol_id": ["a", "b"],
            "fixtime": pd.to_datetime([NOON, NOON], unit="ms", utc=True),
            "geometry": shapely.to_wkb(shapely.points([[LON, LAT]] * 2)),
            "junk_status": [False, True],
        }
    )
    frame.to_parquet(tmp_path / "s.parquet")
    track = read_tracks(tmp_path / "s.parquet")
    assert (track.device.tolist(), track.time.tolist()) == (["a"], [NOON])
    assert track.set_aside == {"marked as not to be used": 1}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.gpx", GPX[:300]),
        ("a.gpx", "<gpx></gpx>"),
        ("a.json", '{"type": "FeatureCollection", "features": []}'),
        ("a.json", "{"),
        ("a.parquet", "PAR1 and no more"),
        ("a.html", "<!doctype html><html></html>"),
    ],
)
def test_a_file_that_holds_no_positions_is_refused(tmp_path: Path, name: str, text: str) -> None:
    """Never an empty track in silence."""
    with pytest.raises(BadInput, match=name):
        read_tracks(_file(tmp_path, name, text))


def test_places_beyond_britain_are_kept_in_degrees_and_said(tmp_path: Path) -> None:
    """They lie in no hot spot; a mapping that swapped the columns shows at once."""
    text = f"device,time,lat,lon\np7,{NOON},{LON},{LAT}\n"
    track = read_tracks(_file(tmp_path, "swapped.csv", text))
    assert np.isnan(track.easting).all()
    assert "outside Britain" in track.notes[0]


@pytest.mark.real
def test_real_tracks_are_read(real_data: Path) -> None:
    """A conservancy's patrols and walkers' GPX, whole."""
    folder = real_data / "tracks"
    smart = read_tracks(folder / "smart_patrol_observations.parquet")
    assert (len(smart), len(set(smart.device))) == (32_145, 18)
    assert len(read_tracks(folder / "gpx" / "cerknicko-jezero.gpx")) == 296
