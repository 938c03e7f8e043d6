"""The public list of a register: what is published, in its public fields, and nothing else."""

from __future__ import annotations

import csv
import io
import json

import pytest
from tests.integration.web.test_aggregate_registers import _plant
from tests.unit.accountability.registers.aggregates_world import STOPS
from tests.unit.accountability.registers.confidential_world import COMPLAINTS

from beatwise.accountability.registers.read_toml import definition, definitions


AS_FILES = 8  # of so many registers files are fetched: a person is given thirty a minute


def _filled(office, slug: str):
    from beatwise.web.keeping.demo import register_records

    register_records.fill(office.account)
    return definition(slug)


def _csv(client, slug: str, query: str = "") -> list[dict[str, str]]:
    sheet = b"".join(client.get(f"/registers/{slug}/published/csv/{query}")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(sheet)))


def _public() -> list[str]:
    return sorted(slug for slug, each in definitions().items() if each.published)


def test_page_csv_and_json_give_the_published_records_in_public_fields(office):
    """Of every register the same to a panel reader and to the owner, and nothing of drafts."""
    from beatwise.web.keeping.demo import register_records
    from beatwise.web.registers.models import Record
    from beatwise.web.registers.published import public_list

    register_records.fill(office.account)
    assert len(_public()) > 30
    for at, slug in enumerate(_public()):
        register = definition(slug)
        states = [state.name for state in register.public_states]
        public = Record.objects.filter(register=slug, state__in=states, closed=False)
        numbers = sorted(public.values_list("number", flat=True))
        labels = ["Number", "State", *(f.label for f in register.fields if f.public)]
        owner, reader = office.client(register.owner), office.client("panel_reader")
        listing = public_list.listing(register, office.account("panel_reader"), {})
        rows = [tuple(row) for row in listing.rows]
        assert sorted(row[0] for row in rows) == numbers, slug
        assert [column.heading for column in listing.columns] == labels, slug
        page = owner.get(f"/registers/{slug}/published/").content.decode()
        assert (f"{len(numbers)} published" if numbers else "is published yet") in page, slug
        if at < AS_FILES:
            assert [int(row["Number"]) for row in _csv(reader, slug)] == [row[0] for row in rows]
            assert _csv(owner, slug) == _csv(reader, slug)
            answer = json.loads(b"".join(owner.get(f"/registers/{slug}/published/json/")))
            assert sorted(_numbers(answer)) == numbers, slug
    index = office.client("panel_reader").get("/registers/published/").content.decode()
    assert index.count("/published/") >= len(_public())


def _numbers(answer) -> list[int]:
    rows = answer["rows"] if isinstance(answer, dict) else answer
    return [row["Number"] if isinstance(row, dict) else row[0] for row in rows]


def test_what_is_delicate_has_no_public_list(office):
    """Confidential registers and those with a special category: no page, no file, no line."""
    from beatwise.web.registers.loading import actions as loading

    delicate = [d for d in definitions().values() if d.confidential]
    delicate += [d for d in definitions().values() if any(f.special for f in d.fields)]
    assert delicate
    for register in delicate:
        client = office.client(register.owner)
        for part in ("", "csv/", "json/"):
            assert client.get(f"/registers/{register.slug}/published/{part}").status_code == 404
        index = client.get("/registers/published/").content.decode()
        assert f"/registers/{register.slug}/published/" not in index
    special = STOPS.replace('"Place", kind = "text"', '"Place", special = true, kind = "text"')
    special = special.replace('public = true },\n  { name = "men"', '},\n  { name = "men"')
    special = special.replace('heading = "place"', 'heading = "month"')  # what they are called by
    loading.load(text=special.replace(", },", " },"), by=office.account("governance"))
    assert office.client("governance").get("/registers/own_stops/published/").status_code == 404


def test_counts_about_people_pass_the_gate_for_everybody(office):
    """The office itself sees small counts in the register, and [c] in what is published."""
    from beatwise.web.registers.loading import actions as loading

    loading.load(text=STOPS, by=office.account("governance"))
    _, planted = _plant(office, "own_stops")
    client = office.client("governance")
    rows = _csv(client, "own_stops")
    assert rows == _csv(office.client("panel_reader"), "own_stops")
    assert len(rows) == len(planted)
    counts = {row[name] for row in rows for name in ("Men", "Women", "People")}
    assert "[c]" in counts
    assert not counts & {"1", "2", "3", "4"}
    assert "Share" not in rows[0]
    page = client.get("/registers/own_stops/published/").content.decode()
    assert "[c]" in page
    assert "hidden and marked [c]" in page
    # No order and no search tells of what is hidden.
    order = [row["Number"] for row in rows]
    assert [row["Number"] for row in _csv(client, "own_stops", "?sort=men")] == order
    assert _csv(client, "own_stops", "?q=7013") == []


def test_a_search_of_what_is_published_finds_no_word_of_other_fields(office):
    """By public words alone, also for those who see the rest; late deadlines narrow nothing."""
    register = _filled(office, "recommendations")
    client = office.client(register.owner)
    every = _csv(client, "recommendations")
    assert every
    assert _csv(client, "recommendations", "?due=late&sort=due") == every
    first = every[0]["Recommendation"].split()[0]
    numbers = [row["Number"] for row in _csv(client, "recommendations", f"?q={first}")]
    assert every[0]["Number"] in numbers
    page = client.get("/registers/recommendations/published/").content.decode()
    assert "Next deadline" not in page


def test_a_closed_record_is_in_no_public_list(office):
    """Closed by its mark, although its state is public."""
    from beatwise.web.registers.models import Record

    _filled(office, "recommendations")
    number = int(_csv(office.client("governance"), "recommendations")[0]["Number"])
    Record.objects.filter(register="recommendations", number=number).update(closed=True)
    rows = _csv(office.client("governance"), "recommendations")
    assert number not in [int(row["Number"]) for row in rows]


# The same counts of one faith: a special category, which a definition may hold as counts alone.
FAITHS = STOPS.replace(
    'name = "people", label = "People", kind = "number", listed = true, public = true',
    'name = "people", label = "People", kind = "number", listed = true, special = true',
)


@pytest.mark.parametrize(("text", "given_out"), [(STOPS, True), (FAITHS, False)])
def test_what_holds_a_special_category_leaves_the_office_by_no_way(office, text, given_out):
    """Neither as a public list, nor on the public site, nor as figures of a paper."""
    from beatwise.web.paper_figures import register_figures
    from beatwise.web.publicsite.page_frame import Site
    from beatwise.web.publicsite.pages.record_pages import record_pages
    from beatwise.web.registers.loading import actions as loading

    loading.load(text=text, by=office.account("governance"))
    _plant(office, "own_stops")
    pages = [each.address for each in record_pages(Site("Body", "2026-11-30"))]
    assert ("registers/own_stops.html" in pages) is given_out
    assert ("own_stops" in register_figures.registers()) is given_out
    listed = office.client("panel_reader").get("/registers/own_stops/published/").status_code
    assert listed == (200 if given_out else 404)


def test_an_empty_register_says_what_to_do_first_in_its_own_words(office):
    """Each ships with a line of its own for who writes; others read whose it is."""
    lines = [each.beginning for each in definitions().values()]
    assert all(lines)
    assert len(set(lines)) == len(lines)
    for register in definitions().values():
        page = office.client(register.owner).get(f"/registers/{register.slug}/").content.decode()
        assert register.beginning.replace("'", "&#x27;") in page, register.slug
    reader = office.client("commissioner").get("/registers/grants/").content.decode()
    assert "It is kept by: " in reader
    assert definition("grants").beginning not in reader


def test_a_register_loaded_before_the_line_was_asked_for_still_stands(office):
    """Its version is read as it was; the next one needs the line."""
    from beatwise.errors import BadInput
    from beatwise.web.registers.loading import actions as loading
    from beatwise.web.registers.models import RegisterVersion
    from beatwise.web.registers.own_definitions import known

    old = COMPLAINTS.replace('beginning = "Enter the newest first."\n', "")
    RegisterVersion.objects.create(slug="own_complaints", number=1, title="C", text=old)
    assert known.definition("own_complaints").beginning == ""
    assert list(known.faults()) == []
    with pytest.raises(BadInput, match="beginning"):
        loading.load(text=old + "\n", why="Again", by=office.account("monitoring_officer"))
