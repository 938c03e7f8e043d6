"""Files of evidence: what they say, and what is refused with the row named."""

from __future__ import annotations

from pathlib import Path

import pytest

from beatwise.errors import BadInput
from beatwise.sources.delivery.check_in_file import read_check_ins
from beatwise.sources.delivery.device_file import read_devices
from beatwise.sources.delivery.hours_file import read_returns
from beatwise.sources.delivery.shift_file import read_shifts
from beatwise.sources.delivery.visit_rule_file import read_visit_rule


CHECK_INS = "hot_spot,arrive,leave,device,arrive_longitude,arrive_latitude,arrive_accuracy_m\n"


def _file(folder: Path, name: str, words: str) -> Path:
    (folder / name).write_text(words, encoding="utf-8")
    return folder / name


def test_a_check_in_has_its_place_in_metres_and_a_missing_check_out_stays_missing(
    tmp_path: Path,
) -> None:
    """London time without a zone; the second row was never checked out."""
    rows = (
        "a,2026-07-05T10:00,2026-07-05T10:15,p1,-0.1278,51.5074,9\na,2026-07-05T12:00:00Z,,p1,,,\n"
    )
    one, two = read_check_ins(_file(tmp_path, "c.csv", CHECK_INS + rows))
    assert (one.leaves or 0) - one.arrives == 15 * 60_000
    assert two.arrives - one.arrives == 3 * 3_600_000
    assert (round(one.at_arrival.easting, -2), round(one.at_arrival.northing, -2)) == (
        530_000,
        180_400,
    )
    assert two.leaves is None


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a,yesterday,,p1,,,", "row 2: 'yesterday' is not a time"),
        (",2026-07-05T10:00,,p1,,,", "row 2: hot_spot is empty"),
        ("a,2026-07-05T10:00,,p1,-0.1,,", "row 2: arrive has a longitude or a latitude"),
    ],
)
def test_a_check_in_that_cannot_be_read_is_refused(tmp_path: Path, row: str, words: str) -> None:
    """With the row and what is wrong."""
    with pytest.raises(BadInput, match="row 2") as refusal:
        read_check_ins(_file(tmp_path, "c.csv", CHECK_INS + row + "\n"))
    assert words in str(refusal.value)


def test_devices_come_from_toml_or_a_table(tmp_path: Path) -> None:
    """The same two devices; one that is not listed is the provider's."""
    toml = '[[device]]\nid = "t1"\npartner = "council"\npeople = 2\nclock_offset_s = -90\n'
    table = "device,partner,people,clock_offset_s\nt1,council,2,-90\n"
    for name, words in (("d.toml", toml), ("d.csv", table)):
        roster = read_devices(_file(tmp_path, name, words), "force")
        one = roster.of("t1")
        assert (one.partner, one.people, one.clock_offset_s) == ("council", 2, -90)
        assert roster.of("t2").partner == "force"


def test_a_device_listed_twice_is_refused(tmp_path: Path) -> None:
    """Nobody can know which entry is meant."""
    with pytest.raises(BadInput, match="listed twice"):
        read_devices(_file(tmp_path, "d.csv", "device,people\nt1,1\nt1,2\n"), "force")


def test_a_return_names_a_hot_spot_or_a_beat(tmp_path: Path) -> None:
    """Neither or both are refused, as are hours below zero."""
    header = "day,partner,hours,hot_spot,beat\n"
    [one] = read_returns(_file(tmp_path, "r.csv", header + "05/03/2026,rangers,2.5,a,\n"))
    assert (one.day.isoformat(), one.hours, one.spot) == ("2026-03-05", 2.5, "a")
    for row in ("2026-03-05,r,2,,", "2026-03-05,r,2,a,b", "2026-03-05,r,-2,a,"):
        with pytest.raises(BadInput, match="row 2"):
            read_returns(_file(tmp_path, "r.csv", header + row + "\n"))


def test_a_rule_has_known_thresholds_in_order(tmp_path: Path) -> None:
    """One is changed, the others stay; a slip of the pen and an impossible rule are refused."""
    assert read_visit_rule(_file(tmp_path, "r.toml", "bridge_s = 60\n")).bridge_s == 60
    for words in ("brigde_s = 60\n", "least_min = 30\n", "full_min = -1\n"):
        with pytest.raises(BadInput):
            read_visit_rule(_file(tmp_path, "r.toml", words))


def test_a_shift_ends_after_it_starts(tmp_path: Path) -> None:
    """The row is named."""
    rows = "device,start,end\nt1,2026-03-05T10:00Z,2026-03-05T09:00Z\n"
    with pytest.raises(BadInput, match="row 2"):
        read_shifts(_file(tmp_path, "s.csv", rows))
