"""All files of a town are made, whatever the town is like."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from tests.unit.publication.town.worlds import found, nothing, one_month, town

from beatwise.clock import Month
from beatwise.places.areas import Area
from beatwise.publication.findings import Backdrop, MonthCount, TownFindings
from beatwise.publication.formats.pdf import page_count
from beatwise.publication.town.brief_files import TownFileNames, file_name, packet
from beatwise.records.crime_types import ASB


def without_data() -> TownFindings:
    """A town whose only month is missing."""
    month = Month.parse("2025-06")
    gap = (MonthCount(month, None),)
    return town(types=(replace(one_month(ASB), monthly=gap, hot_spots=(), points=(), total=0),))


CASES = {
    "ordinary": town(),
    "one type": town(types=(found("shoplifting"),)),
    "three types": town(types=(found(ASB), found("shoplifting"), found("drugs"))),
    "nothing recorded": town(types=(nothing(ASB), nothing("shoplifting"))),
    "no hot spots": town(types=(replace(found(ASB), hot_spots=()),)),
    "one month": town(types=(one_month(ASB),)),
    "no month": without_data(),
    "no ledger, sources or events": town(ledger=(), sources=(), happenings=()),
    "bare map": town(backdrop=Backdrop(town().backdrop.outline)),
    "a very long name": town(area="St Mary's-under-the-Long-Hill with Upper and Lower Ends " * 3),
    "another alphabet": town(area="Ynys Môn / Ŵŷ <Caer> & Co: “x”"),
    "timed records": town(times_known=True, open_data=False, peaks=("Fridays 18:00 to 22:00.",)),
}


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_every_file_is_made(case: str) -> None:
    """Seven files come out, the brief of one page, none empty."""
    made = packet(CASES[case])
    ends = [name.rsplit("-", 1)[-1] for name in made]
    assert ends == [
        "brief.html", "brief.pdf", "map.html", "report.html", "report.pdf", "report.ods",
        "data.geojson",
    ]  # fmt: skip
    assert all(made.values())
    brief_pdf = next(made[name] for name in made if name.endswith("brief.pdf"))
    assert page_count(brief_pdf) == 1


def test_same_bytes() -> None:
    """The same findings give the same bytes in every file."""
    assert packet(town()) == packet(town())


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Ashby-de-la-Zouch", "ashby-de-la-zouch"),
        ("towns:Ashby", "towns-ashby"),
        ("Ynys Môn / x", "ynys-mon-x"),
        ("../../etc/passwd", "etc-passwd"),
        ("???", "area"),
    ],
)
def test_file_names(label: str, name: str) -> None:
    """Labels become names that every system takes and that stay in their folder."""
    assert file_name(label) == name


def area(label: str, layer: str = "towns", code: str = "E1") -> Area:
    return Area(code, label, layer, shapely.box(0, 0, 1, 1))


@pytest.mark.parametrize(
    ("towns", "names"),
    [
        ((area("Alton"), area("Bray")), ["alton", "bray"]),
        ((area("Alton"), area("Alton", "wards")), ["towns-alton", "wards-alton"]),
        (
            (area("Alton"), area("alton!", code="E2"), area("Bray")),
            ["alton-e1", "alton-e2", "bray"],
        ),
        (
            (area("Alton"), area("Alton", code="E2"), area("Alton", "wards")),
            ["towns-alton-e1", "towns-alton-e2", "wards-alton-e1"],
        ),
        (
            (area("Leigh", "west"), area("Leigh"), area("West Leigh", code="E3")),
            ["west-leigh-e1", "towns-leigh", "towns-west-leigh-e3"],
        ),
        (
            (area("A" * 85), area("A" * 85, code="E2"), area("A" * 90, code="E3")),
            [f"{'a' * 77}-e{number}" for number in (1, 2, 3)],
        ),
        (
            (area("Alton", code="E 1"), area("Alton", code="E-1"), area("Alton", code="E.1")),
            ["towns-alton-e-1", "towns-alton-e-1-2", "towns-alton-e-1-3"],
        ),
    ],
)
def test_no_two_towns_share_a_file(towns: tuple[Area, ...], names: list[str]) -> None:
    """Labels alike are told apart by layer, else by id, else by both."""
    rule = TownFileNames.among(towns)
    assert [rule.of(town) for town in towns] == names
