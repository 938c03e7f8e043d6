"""The map of visits and engagements: the same numbers on the map, in its tables and in the file."""

from __future__ import annotations

import csv
import io
import re

import pytest
from tests.integration.web import commissioning_world as world

from beatwise.publication.maps.place_marks import AreaOutline


VISITS = (
    ("Market day", "Community day", "Pelbrook", "2026-01-05", 52.76, -0.88),
    ("Canal walk", "Patch walk", "Pelbrook", "2026-02-10", 52.77, -0.87),
    ("Centre", "Visit", "Ostermere", "2026-02-11", 52.63, -1.13),
    ("Call", "Online", "Ostermere", "2026-03-02", None, None),
)
DAYS = "?from=2026-01-01&to=2026-03-31"


@pytest.fixture
def visits(office):
    """Four engagements that took place, one without a point, and one that is planned."""
    for title, kind, authority, day, north, east in VISITS:
        row = world.make(office, "engagements", title=title, who="Commissioner", kind=kind,
                         authority=authority, planned_for=day, north=north, east=east,
                         place="Hall")  # fmt: skip
        world.step(office, row, "record", "governance", took_place_on=day)
    world.make(office, "engagements", title="Ahead", who="Both", kind="Visit",
               authority="Vennaby", planned_for="2027-01-05")  # fmt: skip


def _words(office, role: str, query: str = DAYS) -> str:
    page = office.client(role).get(f"/registers/engagements/map/{query}")
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def _row(words: str, name: str) -> list[str]:
    row = words.partition(f">{name}</th>")[2].partition("</tr>")[0]
    return re.findall(r"--numeric\">([^<]*)</td>", row)


def test_map_and_tables_show_the_same_visits(office, visits):
    """Every total is the sum of its kinds; a month without any stands with zeros."""
    words = _words(office, "governance")
    assert "31 March 2026: 4, 3 of them with a point on the map." in words
    assert words.count("<circle") == 2 * 2  # the wide drawing and the narrow one
    assert "A star is: community day." in words
    assert _row(words, "Pelbrook") == ["1", "0", "1", "0", "2", "2"]
    assert _row(words, "Ostermere") == ["0", "1", "0", "1", "2", "2"]
    assert _row(words, "All")[-2:] == ["4", "4"]
    assert _row(words, "March 2026")[-2:] == ["1", "4"]
    assert "Vennaby" not in words
    later = _words(office, "governance", "?from=2026-02-01&to=2026-02-28")
    assert _row(later, "Pelbrook")[-2:] == ["1", "2"]


def test_the_file_has_the_counts_of_the_page(office, visits):
    """A line for each month, place and kind; they add up to what the page says."""
    answer = office.client("governance").get(f"/registers/engagements/map/csv/{DAYS}")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert sum(int(row["Number"]) for row in rows) == 4
    assert {row["Local authority"] for row in rows} == {"Pelbrook", "Ostermere"}


def test_a_reader_of_what_is_published_sees_the_same_map(office, visits):
    """What took place is published, and so is its point; what is planned is not."""
    words = _words(office, "panel_member")
    assert "4, 3 of them" in words
    assert "Ahead" not in words


def test_bad_days_and_points_are_named_with_the_next_step(office, visits):
    """Days that run backwards, a word for a day, a point outside the country, no map."""
    client = office.client("governance")
    for query, part in (("?from=2026-03-01&to=2026-01-01", "before the first"),
                        ("?from=1900-01-01&to=2026-01-01", "more than 20 years"),
                        ("?from=soon", "is not a day")):  # fmt: skip
        page = client.get(f"/registers/engagements/map/{query}")
        assert page.status_code == 422, query
        assert part in page.content.decode()
    assert client.get("/registers/risks/map/").status_code == 404
    from beatwise.accountability.questions import FieldFaults

    with pytest.raises(FieldFaults):
        world.make(office, "engagements", title="Far", who="Both", kind="Visit",
                   authority="Vennaby", planned_for="2026-01-05", north=12)  # fmt: skip


SQUARE = [(-1.3, 52.5), (-0.8, 52.5), (-0.8, 52.9), (-1.3, 52.9), (-1.3, 52.5)]


def test_loaded_outlines_lie_under_the_map_and_say_who_loaded_them(office, visits):
    """The map has no ground until somebody loads one; a second load takes the first one's place."""
    from beatwise.web.history.models import Change
    from beatwise.web.keeping.check import check
    from beatwise.web.registers.ground import area_outlines

    by = office.account("governance")
    assert "No outlines of areas are loaded" in _words(office, "governance")
    assert "No outlines of areas are loaded" not in _words(office, "panel_member")
    assert _words(office, "governance").count("<circle") == 2 * 2
    for names in (["Vennaby"], ["Pelbrook", "Vennaby"]):
        areas = [AreaOutline(name, [SQUARE]) for name in names]
        assert area_outlines.load(areas=areas, source="areas.geojson", by=by) == len(names)
    words = _words(office, "panel_member")
    assert "No outlines" not in words
    assert words.count(">Vennaby</text>") == 2  # no visit was there, and the area is named
    assert words.count('fill-rule="evenodd"') == 2 * 2
    assert words.count("<circle") == 2 * 2
    assert Change.objects.filter(action="outlines.load", by=by).count() == 2
    assert check().whole


def test_outlines_are_refused_without_the_right_a_name_or_room(office):
    """Each refusal names what is wrong; what was there stays."""
    from beatwise.errors import BadInput, Refused
    from beatwise.web.registers.ground import area_outlines

    areas = [AreaOutline("Vennaby", [SQUARE])]
    with pytest.raises(Refused):
        area_outlines.load(areas=areas, source="x", by=office.account("performance"))
    by = office.account("governance")
    for wrong, words in (
        ([], "no area"), (areas * 2, "'Vennaby' is there twice"),
        ([AreaOutline("Vennaby", [SQUARE * 25_000])], "125,000 corners"),
        ([AreaOutline("V" * 121, [SQUARE])], "longer than 120 characters"),
    ):  # fmt: skip
        with pytest.raises(BadInput, match=words):
            area_outlines.load(areas=wrong, source="x", by=by)
    assert area_outlines.outlines() == ()
