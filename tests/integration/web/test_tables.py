"""Tables in layouts of their own: through the actions and the screens, on both engines."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from beatwise.errors import BadInput, Conflict, Refused


ANSWERS = {"period": "2025", "counted_on": "2025-12-31"}
# Values that come in of each table, counted by hand; one of the protests comes with the demand.
TAKEN_IN = {
    "plan_metrics": 37, "contact_demand": 14, "contact_funding": 1, "cstr_monthly": 144,
    "dtoa_annual": 4, "dtoa_funnel": 18, "delivery_progress": 6, "victims_services": 45,
    "neighbourhood_workforce": 4, "neighbourhood_demand": 1, "protests": 8, "football": 3,
    "workforce_2018_19": 13, "asb_incidents": 2, "hotspot_patrols": 2, "serious_violence": 14,
    "reoffending": 4, "performance_2018_19": 22,
}  # fmt: skip
# Nothing comes in of these as data: they are held against the plan, or only worked out again.
KEPT = ("plan_structure", "dtoa_funding", "recruitment_2018_19", "delivery_actions")
# What is known to have been printed so, of the 43 over all the papers' tables.
DISAGREE = {
    "delivery_actions": 1, "delivery_progress": 1, "dtoa_funnel": 2, "performance_2018_19": 2,
    "plan_metrics": 9, "recruitment_2018_19": 3, "victims_services": 2,
}  # fmt: skip
DIFFER = [4, 41, 43, 52, 54, 69, 70, 71, 83]
ASB = b"year,incidents,decrease,decrease_pct,source\r\n2017/18,100,,,x\r\n2018/19,90,12,10,x\r\n"


def upload(client, name: str, content: bytes, **told: str):
    """Post a table to the screen, and return where its preview is, or the page that refuses it."""
    file = io.BytesIO(content)
    file.name = name
    answer = client.post("/tables/", {"file": file, **told})
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


def take_in(client, name: str, content: bytes, **told: str) -> str:
    """Take a table in through the screens, and return its page."""
    there = upload(client, name, content, **told)
    assert there.startswith("/tables/"), re.findall(r"error-message.*", there)
    sent = {"do": "commit", "reason": "As printed."}
    assert client.post(there, sent).status_code == 302
    return client.get(there).content.decode()


@pytest.fixture
def folder(reference_tables: Path) -> Path:
    """The transcribed tables."""
    return reference_tables


@pytest.mark.real
def test_every_relevant_table_comes_in_through_the_screens(office, folder):
    """Each table gives just the values it prints, and what is known to disagree is found."""
    from beatwise.accountability.rating.rag import Status
    from beatwise.web.paper_tables.models import Disagreement
    from beatwise.web.performance import selectors
    from beatwise.web.performance.models import ObservationRow, PrintedRating

    client = office.client("performance")
    for name in ["plan_structure", *TAKEN_IN, *KEPT[1:]]:
        before = ObservationRow.objects.count()
        told = ANSWERS if name == "plan_metrics" else {}
        page = take_in(client, f"{name}.csv", (folder / f"{name}.csv").read_bytes(), **told)
        assert ObservationRow.objects.count() - before == TAKEN_IN.get(name, 0), name
        if DISAGREE.get(name) and name != "recruitment_2018_19":
            assert "What does not agree in the table" in page, name
    found: dict[str, int] = {}
    for each in Disagreement.objects.exclude(kind="not checked"):
        found[each.table] = found.get(each.table, 0) + 1
    assert found == DISAGREE
    measures = selectors.measures()
    differ = [row for row in PrintedRating.objects.all() if row.direction != row.ruled]
    assert sorted(measures[row.measure].serial for row in differ) == DIFFER
    rows = [r for r in selectors.scorecard(dt.date(2026, 1, 21)) if r.measure.level == "headline"]
    assert len(rows) == 40
    statuses = [row.rating.status for row in rows]
    assert statuses.count(Status.RATED) == 30
    assert statuses.count(Status.NO_DATA) == 3
    assert statuses.count(Status.TOO_FEW) + statuses.count(Status.NOT_CALCULABLE) == 4
    assert statuses.count(Status.NOT_COMPARABLE) == 3


@pytest.mark.real
def test_every_dashboard_shows_the_imported_tables(office, folder):
    """Funnel, cohorts, demand, workforce and the plan: charts, tables, files and plain words."""
    client = office.client("performance")
    for name in (*TAKEN_IN, *KEPT):
        told = ANSWERS if name == "plan_metrics" else {}
        take_in(client, f"{name}.csv", (folder / f"{name}.csv").read_bytes(), **told)
    pages = {
        name: " ".join(client.get(f"/dashboards/{name}/?on=2026-01-21").content.decode().split())
        for name in ("plan-overview", "strategy", "demand", "drugs-and-treatment",
                     "victims-services", "neighbourhood", "places")
    }  # fmt: skip
    assert "9 of 36 printed directions are not the rule" in pages["plan-overview"]
    assert "measured differently from the target" in pages["demand"]
    assert "+35.8 %" in pages["demand"]
    assert "no change is worked out" in pages["drugs-and-treatment"]
    assert "Leicester: 21 of 123, 17.1 %" in pages["drugs-and-treatment"]
    assert "Rutland: 0 of 2, too few for a percentage" in pages["drugs-and-treatment"]
    assert "No data yet: Abstractions from neighbourhood policing." in pages["neighbourhood"]
    assert "No data yet by area" in pages["places"]
    assert all("<svg" in page for name, page in pages.items() if name != "nothing")
    answer = client.get("/dashboards/drugs-and-treatment/panels/1/export/csv/")
    rows = b"".join(answer.streaming_content).decode().splitlines()
    assert rows[1] == "People suitable for diversion or help,people,280,,241,"


def test_a_preview_says_what_stays_outside_and_changes_nothing(office):
    """The preview names what would come in, what is left out and why, and faults by row."""
    from beatwise.web.performance.models import Definition, ObservationRow

    client = office.client("performance")
    content = (
        b"area,month,measure,value,is_printed_total,source\r\n"
        b"Northtown,2025-01,modality_starts,5,no,x\r\n"
        b"Northtown,2025 total,modality_starts,6,yes,x\r\n"
    )
    page = client.get(upload(client, "cstr_monthly.csv", content)).content.decode()
    assert "1 would be imported" in page
    assert "a printed total is worked out again and not imported" in page
    assert (
        "4 measures of the set treatment-requirements come with it: they are loaded first." in page
    )
    assert re.search(r"sum of value</td>.*?>6</td>.*?>5</td>", page)
    assert (ObservationRow.objects.count(), Definition.objects.count()) == (0, 0)
    wrong = content.replace(b",5,no", b",x,no").replace(b"modality_starts", b"starts", 1)
    page = client.get(upload(client, "cstr_monthly.csv", wrong)).content.decode()
    assert "nothing can be imported" in page
    assert re.search(r">2</th><td[^>]*>measure</td>", page)


def test_a_table_with_a_fault_brings_nothing_at_all(office):
    """All or nothing: one wrong row, and no value, measure or arrow is there."""
    from beatwise.web.performance.models import Definition, ObservationRow

    client = office.client("performance")
    there = upload(client, "asb_incidents.csv", ASB.replace(b",90,", b",ninety,"))
    assert client.post(there, {"do": "commit"}).status_code == 422
    assert (ObservationRow.objects.count(), Definition.objects.count()) == (0, 0)


def test_an_import_is_undone_with_a_reason_and_its_findings_go_with_it(office):
    """What came in goes out again; the measures that were loaded stay."""
    from beatwise.web.imports.models import Batch
    from beatwise.web.paper_tables import actions
    from beatwise.web.paper_tables.models import Disagreement
    from beatwise.web.performance.models import Definition, ObservationRow

    client, by = office.client("performance"), office.account("performance")
    page = take_in(client, "asb_incidents.csv", ASB)
    assert "decrease in incidents" in page
    assert Disagreement.objects.count() == 2
    batch = Batch.objects.get()
    with pytest.raises(BadInput):
        actions.take_back(batch=batch, why=" ", by=by)
    actions.take_back(batch=batch, why="the wrong year", by=by)
    assert not ObservationRow.objects.filter(removed=False).exists()
    assert not Disagreement.objects.exists()
    assert Definition.objects.filter(measure="asb-incidents").exists()
    with pytest.raises(Conflict):
        actions.take_back(batch=batch, why="again", by=by)
    assert "2 would be imported" in client.get(upload(client, "asb.csv", ASB)).content.decode()


def test_a_layout_of_ones_own_reads_a_table_nobody_foresaw(office):
    """An office writes a layout, checks and all; what is wrong with it is told at its field."""
    own = (
        'format = 1\nname = "mine"\ntitle = "Mine"\nmakes = "observations"\n'
        'headings = ["town", "n2024", "n2025", "both"]\nsets = ["places-and-patrols"]\n'
        '[row]\narea = "town"\nmeasure = { fixed = "asb-incidents-by-town" }\n'
        '[[each]]\nvalue = "n2024"\nperiod = { fixed = "2024-12" }\n'
        '[[each]]\nvalue = "n2025"\nperiod = { fixed = "2025-12" }\n'
        '[worked_out]\nlabel = "town"\nformulas = ["both == n2024 + n2025"]\n'
    )
    table = b"town,n2024,n2025,both\r\nNorthtown,1,2,3\r\nSouthtown,4,,5\r\nWesttown,1,1,7\r\n"
    client = office.client("performance")

    def layout(words: str) -> io.BytesIO:
        file = io.BytesIO(words.encode())
        file.name = "mine.toml"
        return file

    page = take_in(client, "towns.csv", table, own=layout(own))
    assert "5 imported" in page
    assert re.search(r"mine, Westtown.*?both == n2024", page, re.S)
    faulty = upload(client, "towns.csv", table, own=layout(own.replace("[row]", "[rows]")))
    assert "own layout" in faulty
    assert "rows" in faulty
    for formula in ("both == " + "n2024 + " * 9000 + "n2025", "both == 9e9999 + n2024"):
        there = upload(
            client, "towns.csv", table, own=layout(own.replace("both == n2024 + n2025", formula))
        )
        page = client.get(there).content.decode() if there.startswith("/tables/") else there
        assert "too long" in page or "5 would be imported" in page or "are there already" in page
    assert "not TOML" in upload(client, "towns.csv", table, own=layout("a = " + "[" * 9000))
    other = upload(client, "towns.csv", b"a,b\r\n1,2\r\n", own=layout(own))
    assert "town" in other


def test_a_check_of_another_years_table_is_said_and_stops_nothing(office):
    """Checks name the cells of one year's table; the next year's comes in all the same."""
    page = take_in(
        office.client("performance"), "asb_incidents.csv", ASB.replace(b"2017/18", b"2016/17")
    )
    assert "could not be run on this table" in page
    assert "2 imported" in page


def test_any_table_at_all_is_kept_and_worked_out_again(office):
    """A table without a layout is kept as printed; columns that nearly add up are looked at."""
    from beatwise.web.performance.models import ObservationRow

    rows = [f"row {n},{n},{n + 1},{2 * n + 1}" for n in range(1, 8)] + ["row 8,8,9,99"]
    content = "\r\n".join(["name,a,b,whole", *rows]).encode()
    page = take_in(office.client("performance"), "strange.csv", content)
    assert re.search(r"strange, row 8.*?99.*?17", page, re.S)
    assert not ObservationRow.objects.exists()


def test_who_does_not_define_measures_is_told_to_have_them_loaded(office):
    """A role that enters values imports; loading the measures that are missing is another's."""
    client = office.client("force_liaison")
    page = client.get(upload(client, "asb_incidents.csv", ASB)).content.decode()
    assert "Ask the performance officer to load them" in page
    from beatwise.web.paper_tables import actions, import_options

    with pytest.raises(Refused):
        actions.keep(
            name="a.csv",
            content=ASB,
            options=import_options.ImportOptions(),
            by=office.account("evaluator"),
        )


def test_a_spreadsheet_is_read_as_it_is_printed(office):
    """Whole numbers of a workbook have no point, and its table is found below a title."""
    from beatwise.publication.formats.document import Column
    from beatwise.publication.formats.listing import Listing
    from beatwise.web.exports.writers import as_ods
    from beatwise.web.performance.models import ObservationRow

    columns = ("year", "incidents", "decrease", "decrease_pct", "source")
    listing = Listing(
        "asb_incidents",
        "Incidents",
        tuple(Column(c, number=c == "incidents") for c in columns),
        [("2017/18", 100, None, None, "x"), ("2018/19", 90, None, None, "x")],
    )
    take_in(office.client("performance"), "asb_incidents.ods", as_ods(listing))
    assert list(ObservationRow.objects.values_list("value", flat=True)) == ["100", "90"]


def test_a_partner_sees_its_own_area_and_no_whole_of_others(office):
    """A dashboard by area shows a partner its own town only."""
    client = office.client("performance")
    lines = [f"asb-incidents-by-town,{town},2025-12,{n},,,,,"
             for town, n in (("Northtown", 5), ("Southtown", 7))]  # fmt: skip
    head = "measure,area,period,value,numerator,denominator,vintage,source,note"
    take_in(client, "computed.csv", "\r\n".join([head, *lines]).encode())
    whole = client.get("/dashboards/places/").content.decode()
    assert "Southtown" in whole
    assert re.search(r">\s*12\s*<", whole)
    own = office.client("partner").get("/dashboards/places/").content.decode()
    assert "Northtown" in own
    assert "Southtown" not in own
    assert not re.search(r">\s*12\s*<", own)
    assert "You see your own area" in own


def test_settings_that_are_missing_are_given_in_the_preview(office, folder):
    """A dashboard without its period asks for it there; the preview is drawn anew with it."""
    client = office.client("performance")
    there = upload(client, "plan_metrics.csv", (folder / "plan_metrics.csv").read_bytes())
    page = client.get(there).content.decode()
    assert "No period is given for the latest values" in page
    wrong = client.post(there, {"do": "settle", "period": "last year"}).content.decode()
    assert "is not a period" in wrong
    given = {"do": "settle", "period": "12 months to December 2025"}
    assert client.post(there, given).status_code == 302
    page = client.get(there).content.decode()
    assert "No period is given for the latest values" not in page
    assert 'class="govuk-table__cell">2025</td>' in page
    assert client.post(there, {"do": "commit"}).status_code == 302
    assert client.post(there, given).status_code == 409


def test_what_stayed_outside_is_seen_afterwards(office):
    """The rows that were left out stand on the page of the import with their reasons."""
    client = office.client("performance")
    content = (
        b"year,incidents,decrease,decrease_pct,source\r\n2017/18,100,,,x\r\n2018/19,,12,10,x\r\n"
    )
    page = take_in(client, "asb_incidents.csv", content)
    assert "What stayed outside" in page
    assert "(row 3)" in page


def test_of_nothing_it_is_not_said_that_it_came_in(office, folder):
    """A table that is only kept as printed says so, and that nothing came in as data."""
    client = office.client("performance")
    content = (folder / "plan_structure.csv").read_bytes()
    page = take_in(client, "plan_structure.csv", content)
    assert "nothing was imported as data" in page.lower()
    assert " 0 imported" not in page


def test_rows_that_stayed_outside_are_listed_with_why_and_what_would_take_them(office):
    """After the import each row is there with its reason, and a file for the list that fits."""
    client = office.client("governance")
    content = b"Decision,Amount,Remark\nFund torches,120.50,by post\nBuy lamps,3,later\n"
    page = take_in(client, "spending.csv", content, layout="printed")
    assert "2 rows: kept as printed, to be worked out again" in page
    assert "Fund torches, 120.50, by post" in page
    assert "has the columns Decision, Amount" in page
    address = re.findall(r'href="(/tables/\d+/outside/decisions/)"', page)[0]
    filled = client.get(address).content.decode()
    assert filled.startswith("Number,State,Decision,")
    assert "Fund torches" in filled
    answer = client.post(
        "/registers/decisions/import/",
        {"file": SimpleUploadedFile("decisions.csv", filled.encode())},
    )
    there = answer.headers["Location"]
    assert "2 would be made" in client.get(there).content.decode()
    assert client.get("/tables/1/outside/nothing/").status_code == 404


def test_a_search_finds_rows_of_imported_tables_for_those_who_open_them(office):
    """Rows outside measures and registers too; nobody else finds them, nor after an undo."""
    client = office.client("governance")
    content = b"Decision,Amount,Remark\nFund torches,120.50,by post\nBuy lamps,3,later\n"
    upload(client, "spending.csv", content, layout="printed")
    assert "spending.csv" not in client.get("/search/?q=lamps").content.decode()
    take_in(client, "spending.csv", content, layout="printed")
    found = client.get("/search/?q=lamps+later").content.decode()
    assert "spending.csv, row 3" in found
    row = re.findall(r'href="(/tables/\d+/\?row=3)"', found)[0]
    page = client.get(row).content.decode()
    assert "Row 3</h2>" in page
    assert "Buy lamps" in page
    for role in ("panel_reader", "partner"):
        assert "spending.csv" not in office.client(role).get("/search/?q=lamps").content.decode()
    client.post(row.partition("?")[0], {"do": "undo", "why": "wrong"})
    assert "spending.csv" not in client.get("/search/?q=lamps").content.decode()


def test_tables_imported_before_rows_were_kept_get_them_from_the_worker(office):
    """The worker keeps the rows of every table that stands, once."""
    from beatwise.web.paper_tables.kept_rows import rows
    from beatwise.web.paper_tables.models import TableRow

    take_in(office.client("governance"), "asb_incidents.csv", ASB)
    TableRow.objects.all().delete()
    assert (rows.keep_missing(), rows.keep_missing()) == (2, 0)


def test_another_layout_is_chosen_in_the_preview(office):
    """Where several layouts fit, the preview offers them, and the one chosen is used."""
    client = office.client("governance")
    there = upload(client, "asb_incidents.csv", ASB)
    page = client.get(there).content.decode()
    assert 'name="layout"' in page
    assert client.post(there, {"do": "settle", "layout": "printed"}).status_code == 302
    assert "nothing: the table is kept" in client.get(there).content.decode()
