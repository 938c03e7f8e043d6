"""The shapes of registers, each with a register that uses it and the papers' own figures."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest

from beatwise.errors import BadInput


D = dt.date
QUARTER = "?from=2026-01-01&to=2026-03-31"
# The suites, cells and lines of costs are those of the papers; the days are made for the test.
SUITES = {"Beaumont Leys": 14, "Euston Street": 36, "Keyham Lane": 17}
COSTS = [
    {"item": "Youth worker", "units": 24, "price": "15.00"},
    {"item": "Coach", "units": 24, "price": "20.00"},
    {"item": "Room", "units": 1, "price": "100.00"},
    {"item": "Kit", "units": 1, "price": "50.00"},
]


def _make(office, slug: str, **values: object):
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    by = office.account(definition(slug).owner)
    reasons = {"*": "As printed."}
    return actions.make(register=definition(slug), values=values, by=by, reasons=reasons)


def _change(office, record, **values: object):
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    by, register = office.account(definition(record.register).owner), definition(record.register)
    return actions.change(register=register, number=record.number, version=record.version,
                          values=values, by=by)  # fmt: skip


@pytest.fixture
def suites(office):
    """Three suites, of which one was closed before the quarter began."""
    found = {}
    for name, cells in SUITES.items():
        spell = {"from_day": "2018-04-01"}
        if name == "Keyham Lane":
            spell |= {"to_day": "2025-12-14", "why": "Works"}
        found[name] = _make(office, "custody_suites", name=name, cells=cells, open=[spell])
    return found


def _visit(office, suite, day: D, **more: object):
    return _make(office, "custody_visits", suite=suite.number, planned_for=day, visited_on=day,
                 visitors=2, **more)  # fmt: skip


def test_of_many_records_the_first_are_listed_and_the_others_counted(office, suites, monkeypatch):
    """The line for all has every item; the page says how many records and items it leaves out."""
    from beatwise.web.registers.shapes import duty_pages

    monkeypatch.setattr(duty_pages, "MOST_LISTED", 1)
    page = office.client("governance").get(f"/registers/custody_suites/duties/{QUARTER}")
    words = " ".join(page.content.decode().split())
    assert "26 were due: 13 for each of 2." in words
    assert "1 more is counted and not listed here" in words
    assert "25 more were missed; the file has them." in words
    missed = words.partition("Missed</h3>")[2].partition("</ul>")[0]
    assert missed.count("<li>") == 1


def test_of_many_records_those_with_a_miss_are_listed_first(office, suites, monkeypatch):
    """A suite that was visited in every week does not hide one that was not."""
    from beatwise.web.registers.shapes import duty_pages

    monkeypatch.setattr(duty_pages, "MOST_LISTED", 1)
    monday = D(2025, 12, 29)
    for week in range(13):
        _visit(office, suites["Beaumont Leys"], monday + dt.timedelta(days=7 * week + 2))
    page = office.client("governance").get(f"/registers/custody_suites/duties/{QUARTER}")
    table = page.content.decode().partition("<tbody")[2].partition("</tbody>")[0]
    assert "Euston Street" in table
    assert "Beaumont Leys" not in table


def test_26_visits_are_due_in_a_quarter_of_two_open_suites(office, suites):
    """The papers count 26 and name three suites: 13 weeks of the two that were open."""
    monday = D(2025, 12, 29)
    for week in range(13):
        for name in ("Beaumont Leys", "Euston Street"):
            if (week, name) != (12, "Euston Street"):
                _visit(office, suites[name], monday + dt.timedelta(days=7 * week + 2))
    page = office.client("governance").get(f"/registers/custody_suites/duties/{QUARTER}")
    words = " ".join(page.content.decode().split())
    assert "26 were due: 13 for each of 2." in words
    assert "in every week, when any of its days is within “Open”" in words
    assert "Keyham Lane" not in words
    assert "Euston Street</a>, 23 March 2026 to 29 March 2026" in words
    sheet = office.client("governance").get(f"/registers/custody_suites/duties/csv/{QUARTER}")
    rows = list(csv.DictReader(io.StringIO(b"".join(sheet).decode())))
    assert len(rows) == 26
    standings = [row["Standing"] for row in rows]
    assert standings.count("Done in time") == 25
    assert standings.count("Missed") == 1
    _visit(office, suites["Euston Street"], D(2026, 3, 29))
    page = office.client("governance").get(f"/registers/custody_suites/duties/{QUARTER}")
    assert "Missed</h3>" not in page.content.decode()


def test_what_is_due_is_asked_of_the_register_s_owner(office, suites, monkeypatch):
    """The week's open visit of each suite is a task of the governance officer, and of no other."""
    from beatwise.web.registers import record_tasks, selectors

    today = selectors.today()

    def tasks(role: str) -> list[str]:
        found = record_tasks.tasks(office.account(role), None)
        return sorted(task.words for task in found if task.thing.endswith("/visit"))

    wanted = [f"Custody visit: {name}" for name in ("Beaumont Leys", "Euston Street")]
    assert tasks("governance") == wanted
    assert tasks("performance") == []
    monday = today - dt.timedelta(days=today.weekday())
    week = f"{monday:%-d %B %Y} to {monday + dt.timedelta(days=6):%-d %B %Y}."
    assert week in {task.note for task in record_tasks.tasks(office.account("governance"), None)}
    _visit(office, suites["Beaumont Leys"], today)
    if today.weekday() != 6:  # on a Sunday the next week's visit is due within 14 days as well
        assert "Custody visit: Euston Street" in tasks("governance")
    for suite in suites.values():
        _visit(office, suite, today)
    left = record_tasks.tasks(office.account("governance"), None)
    dues = [task.due for task in left if task.thing.endswith("/visit")]
    assert all(due > today + dt.timedelta(days=6 - today.weekday()) for due in dues)


def test_a_programme_is_reviewed_3_and_12_months_after_its_start(office):
    """Due days of a programme that began on 1 September 2025, with one review held late."""
    review = [{"held_on": "2025-12-04", "finding": "On course"}]
    record = _make(office, "programmes", name="Forefront", started_on="2025-09-01", reviews=review)
    page = office.client("commissioning").get(
        "/registers/programmes/duties/?from=2025-09-01&to=2026-10-01"
    )
    words = " ".join(page.content.decode().split())
    assert "Review: 3 and 12 months after “Start”" in words
    api = office.client("commissioning").get(f"/registers/programmes/{record.number}/")
    text = " ".join(api.content.decode().split())
    assert "1 September 2025 to 1 December 2025" in text
    assert "Done late" in text


def test_lines_sum_and_a_printed_sum_that_differs_is_asked_about(office):
    """24 × £15 is £360 and 24 × £20 is £480, where the paper prints £576 and £720."""
    record = _make(office, "programmes", name="Youth sport", costs=COSTS)
    assert [line["amount"] for line in record.values["costs"]] == [36000, 48000, 10000, 5000]
    assert record.values["cost"] == 99000
    client = office.client("commissioning")
    page = " ".join(client.get("/registers/programmes/1/").content.decode().split())
    assert "£990.00" in page
    assert "Worked out: the sum of “Amount” in “Costs” if “Costs” is filled in." in page
    sheet = b"".join(client.get("/registers/programmes/export/csv/")).decode()
    assert "Youth worker | 24 | 15.00 | 360.00" in sheet
    preview = _preview(office, "programmes", sheet)
    assert (preview.same, preview.wrong, preview.questions) == (1, (), ())
    [cells] = csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff")))
    file = io.StringIO()
    writer = csv.DictWriter(file, cells)
    writer.writeheader()
    writer.writerow({**cells, "Number": "", "Cost": "1446.00"})
    printed = _preview(office, "programmes", file.getvalue())
    assert printed.wrong == ()
    assert [q.question.words for q in printed.questions] == [
        "Cost is £1,446.00 in the file; worked out from its row it is £990.00, which is kept."
    ]


def _preview(office, slug: str, sheet: str):
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers.imports import Records

    by = office.account(definition(slug).owner)
    return Records(definition(slug)).preview("a.csv", sheet.encode(), by)


def test_lines_are_filled_in_without_a_script(office):
    """Two lines of the form are kept, an empty one is not, and the page comes back with them."""
    client = office.client("commissioning")
    form = {"name": "Youth sport", "costs-0-item": "Youth worker", "costs-0-units": "24",
            "costs-0-price": "15", "costs-2-item": "Coach", "costs-2-units": "24",
            "costs-2-price": "£20.00"}  # fmt: skip
    answer = client.post("/registers/programmes/new/", form)
    assert answer.status_code == 302, answer.content.decode()
    page = client.get("/registers/programmes/1/change/").content.decode()
    assert 'name="costs-1-item" type="text" value="Coach"' in page
    assert 'name="costs-4-item" type="text" value=""' in page
    again = {**form, "version": "1", "costs-0-price": "lots"}
    words = client.post("/registers/programmes/1/change/", again).content.decode()
    assert "Costs, line 1: Price of one: &#x27;lots&#x27; is not a number." in words
    assert 'value="lots"' in words
    barred = {**form, "version": "1", "costs-0-item": "Youth | worker"}
    assert client.post("/registers/programmes/1/change/", barred).status_code == 302
    assert "Youth ¦ worker" in client.get("/registers/programmes/1/").content.decode()


def test_a_division_by_nothing_is_not_known_and_says_why(office, suites):
    """Nobody was offered a visit: no share, and the page says that it would divide by zero."""
    nobody = _visit(office, suites["Euston Street"], D(2026, 1, 5), offered=0, met=0)
    someone = _visit(office, suites["Euston Street"], D(2026, 1, 6), offered=1077, met=443)
    assert (nobody.values["share"], someone.values["share"]) == (None, 41.1)
    client = office.client("governance")
    page = " ".join(client.get("/registers/custody_visits/1/").content.decode().split())
    assert "Not known: it divides by zero." in page
    assert "no record <" not in page.split("Not known: it divides")[0][-60:]
    assert "Worked out: 100 × “Spoke to the visitors” ÷ “Offered a visit”" in page


def test_a_computed_field_is_never_filled_in(office, suites):
    """The API and an action refuse it, and the form does not have it."""
    with pytest.raises(BadInput, match="is worked out from other fields"):
        _visit(office, suites["Euston Street"], D(2026, 1, 5), share=50)
    page = office.client("governance").get("/registers/custody_visits/new/").content.decode()
    assert 'name="share"' not in page
    assert 'name="offered"' in page


def test_a_link_is_shown_at_both_ends_and_found_by_its_heading(office, suites):
    """By number or heading; a visit names its suite, and the suite's page lists its visits."""
    visit = _make(office, "custody_visits", suite="euston street", planned_for="2026-01-05")
    suite = suites["Euston Street"]
    assert visit.values["suite"] == suite.number
    client = office.client("governance")
    here = client.get(f"/registers/custody_visits/{visit.number}/").content.decode()
    assert f'href="/registers/custody_suites/{suite.number}/">{suite.number}: Euston' in here
    there = client.get(f"/registers/custody_suites/{suite.number}/").content.decode()
    assert "As “Suite” of" in there
    assert f'href="/registers/custody_visits/{visit.number}/"' in there
    _change(office, visit, suite=suites["Beaumont Leys"].number)
    there = client.get(f"/registers/custody_suites/{suite.number}/").content.decode()
    assert "As “Suite” of" not in there
    with pytest.raises(BadInput, match="there is no custody suite 99"):
        _make(office, "custody_visits", suite=99, planned_for="2026-01-05")
    with pytest.raises(BadInput, match="not the number of a record"):
        _make(office, "custody_visits", suite="Nowhere", planned_for="2026-01-05")


def test_a_link_names_nothing_that_a_reader_does_not_see(office, suites):
    """A panel reader sees that a visit was made to a suite, and not the suite's record."""
    from beatwise.web.registers.models import Record

    visit = _visit(office, suites["Euston Street"], D(2026, 1, 5), offered=3, met=1)
    Record.objects.filter(pk=visit.pk).update(state="made")
    page = office.client("panel_reader").get(f"/registers/custody_visits/{visit.number}/")
    assert "custody suite 2" in page.content.decode()
    assert "Euston Street" not in page.content.decode()
    listed = office.client("panel_reader").get("/registers/custody_visits/").content.decode()
    assert "Euston Street" not in listed


def test_figures_stand_on_the_list_with_their_chart_and_clock(office):
    """By month: letters, the sum of working days, and how many were answered in time."""
    for received, replied in (
        ("2026-01-05", "2026-01-30"),
        ("2026-01-06", "2026-03-02"),
        ("2026-02-02", None),
    ):
        _make(office, "correspondence", subject="Lights", theme="Roads", received_on=received,
              replied_on=replied)  # fmt: skip
    client = office.client("governance")
    page = " ".join(client.get("/registers/correspondence/").content.decode().split())
    assert "Letters by month" in page
    assert 'aria-label="Letters by month, records. January 2026: 2; February 2026: 1."' in page
    january, february = (
        page.split(f"{month} 2026</th>")[1].partition("</tr>")[0]
        for month in ("January", "February")
    )
    assert re.findall(r'--numeric">([^<]*)</td>', january) == ["2", "58", "1", "1"]
    assert "no record" in february
    assert (
        "Reply: 20 working days from “Received on”, standing still while More was asked of the "
        "writer (own standard)" in page
    )
    narrowed = client.get("/registers/correspondence/?in_time=yes").content.decode()
    assert "February 2026" not in narrowed
    sheet = b"".join(client.get("/registers/correspondence/figures/csv/")).decode()
    rows = list(csv.DictReader(io.StringIO(sheet)))
    lines = {(r["Figures"], r["Group"], r["Column"]): r["Value"] for r in rows}
    assert float(lines["Letters by month", "All", "Records"]) == 3
    assert float(lines["Letters by theme", "Roads", "Answered in time: yes"]) == 1


def test_figures_of_a_tables_lines_count_lines_and_not_records(office, suites):
    """Issues by what they are about: two of one visit; what nobody answered is neither yes nor no.

    Hours by neighbourhood are of the lines alone; a record without a line adds none.
    """
    rights = {"about": "Rights", "issue": "No leaflet", "told_sergeant": True}
    estate = [{"about": "Estate", "issue": "Bell", "told_sergeant": False},
              {"about": "Estate", "issue": "Light"}]  # fmt: skip
    _visit(office, suites["Euston Street"], "2026-01-05", issues=[rights, *estate])
    _visit(office, suites["Euston Street"], "2026-01-12", issues=[rights])
    _visit(office, suites["Euston Street"], "2026-01-19")
    client = office.client("governance")
    page = " ".join(client.get("/registers/custody_visits/").content.decode().split())
    assert 'aria-label="Issues by what they are about, lines. Rights: 2; Estate: 2."' in page
    counted = page.split("Issues by what they are about</caption>")[1].partition("</table>")[0]
    rows = dict(re.findall(r'scope="row"[^>]*>(\w+)</th>(.*?)</tr>', counted))
    cells = {name: re.findall(r'--numeric">([^<]*)</td>', row) for name, row in rows.items()}
    assert cells == {
        "Rights": ["2", "2", "0"], "Estate": ["2", "0", "1"], "All": ["4", "2", "1"],
    }  # fmt: skip

    day = {"kind": "Protest", "took_place_on": "2026-01-10", "title": "March"}
    for drawn in ([{"area": "Pelbrook", "hours": 48}, {"area": "Ostermere"}],
                  [{"area": "Pelbrook", "hours": 2.5}]):  # fmt: skip
        _make(office, "demand_events", drawn=drawn, **day)
    _make(office, "demand_events", **day)
    sheet = b"".join(client.get("/registers/demand_events/figures/csv/")).decode()
    lines = {(r["Group"], r["Column"]): (r["Value"], r["Records that it lacks"])
             for r in csv.DictReader(io.StringIO(sheet))
             if r["Figures"] == "Hours away by neighbourhood"}  # fmt: skip
    assert [float(lines["Pelbrook", column][0]) for column in ("Lines", "Hours away")] == [2, 50.5]
    assert lines["Ostermere", "Hours away"] == ("", "1")
    assert float(lines["All", "Lines"][0]) == 3


def test_several_clocks_run_and_stop_by_their_own_rules(office):
    """A pause while the writer is asked is not counted; the field's day stops the clock."""
    from beatwise.web.registers.models import Record

    record = _make(office, "correspondence", subject="Lights", received_on="2026-01-05")
    moves = [["open", "2026-01-05"], ["asked", "2026-01-12"], ["open", "2026-01-26"]]
    Record.objects.filter(pk=record.pk).update(moves=moves)
    record.refresh_from_db()
    record = _change(office, record, replied_on="2026-02-10")
    assert record.values["working_days"] == 16
    assert record.values["in_time"] is True
    page = office.client("governance").get("/registers/correspondence/1/").content.decode()
    assert "Clock: Reply: 20 working days" in page


def test_the_api_gives_lines_figures_and_duties(office, suites):
    """Lines as objects, money in pence, a formula in the definition, and a fault for a column."""
    from beatwise.web.accounts import actions as accounts

    by = office.account("commissioning")
    scopes = ["records:read", "records:write"]
    _, token = accounts.make_token(name="t", scopes=scopes, days=1, by=by)
    client = office.client()
    head = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    base = "/api/v1/registers/programmes"
    body = {"values": {"name": "Youth sport", "costs": COSTS}}
    made = client.post(f"{base}/records/", body, content_type="application/json", **head)
    assert made.status_code == 201, made.content
    assert made.json()["values"]["costs"][0] == {
        "item": "Youth worker", "units": 24, "price": 1500, "amount": 36000}  # fmt: skip
    fields = {f["name"]: f for f in client.get(f"{base}/", **head).json()["fields"]}
    assert fields["cost"]["formula"] == "if known(costs) then sum(costs.amount)"
    assert [c["name"] for c in fields["costs"]["columns"]] == ["item", "units", "price", "amount"]
    wrong = {"values": {"name": "x", "costs": [{"colour": "red"}]}}
    refused = client.post(f"{base}/records/", wrong, content_type="application/json", **head)
    assert refused.status_code in (400, 422)
    assert "no column 'colour' (line 1)" in refused.content.decode()
    figures = client.get(f"{base}/figures/", **head).json()
    assert figures[0]["rows"][-1]["figures"]["cost"] == {"value": 99000, "lacking": 0}
    due = client.get(f"{base}/duties/?first=2026-01-01&last=2026-03-31", **head)
    assert due.json() == []


def test_the_office_check_finds_a_computed_value_that_was_tampered_with(office):
    """A sum that is not that of its lines is named."""
    from beatwise.web.registers.models import Record
    from beatwise.web.registers.offers import _check

    record = _make(office, "programmes", name="Youth sport", costs=COSTS)
    assert list(_check()) == []
    Record.objects.filter(pk=record.pk).update(values={**record.values, "cost": 144600})
    assert [*_check()] == [
        "programmes/1: its heading, words or deadline is not what its fields say"
    ]
