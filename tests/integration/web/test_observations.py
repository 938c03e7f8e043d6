"""What was observed: typed in, imported, restated, taken out; and how it is rated at once."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import zipfile
from decimal import Decimal

import pytest

from beatwise.errors import BadInput, Conflict, Refused


HEAD = "measure,area,period,value,numerator,denominator,vintage,source,note\r\n"


TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def loaded(plan_office, monkeypatch):
    """The plan that comes along, without a value, on the first of June 2026."""
    from beatwise.web.performance import selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    return plan_office


@pytest.fixture
def add(loaded):
    """Type a value in."""
    from beatwise.web.performance import observations

    def added(period: str, value: str, measure: str = "robbery", **more: str):
        given = {"period": period, "value": value, **more}
        by, reasons = loaded.account("performance"), {"*": "It is so."}
        return observations.observe(measure=measure, cells=given, by=by, reasons=reasons)

    return added


def _row(measure: str = "robbery", area: str = "whole area", day: dt.date | None = None):
    from beatwise.web.performance import selectors

    return next(r for r in selectors.scorecard(day, area) if r.measure.id == measure)


def _check() -> list[str]:
    from beatwise.web.performance import integrity

    runs = (integrity.definitions, integrity.observations, integrity.standings)
    return [fault for run in runs for fault in run()]


def _import(loaded, content: str, name: str = "v.csv"):
    from beatwise.web.imports import batches
    from beatwise.web.performance.imports import Values

    by = loaded.account("performance")
    batch = batches.keep(Values(), name=name, content=content.encode(), by=by)
    return batches.commit(Values(), batch=batch, by=by, reason="It is so.")


def test_a_value_is_rated_as_soon_as_it_is_there(loaded, add):
    """Robbery, 0.75 in 2024/25: 0.80 is more than 5 % up and so red, 0.77 is within and amber."""
    add("2025/26", "0.80")
    assert _row().rating.rag.word == "red"
    assert _row().is_exception
    add("2025/26", "0.77", vintage="2026-05-30")
    assert _row().rating.rag.word == "amber"
    assert _check() == []


def test_late_is_worked_out_by_the_day(loaded, add):
    """Robbery is due each quarter, 60 days after it: nothing is written when it turns late."""
    add("2025/26", "0.77")
    assert _row(day=dt.date(2026, 8, 29)).rating.status.value == "rated"
    assert _row(day=dt.date(2026, 8, 30)).rating.status.value == "late"
    assert _row(measure="homicides").rating.status.value == "no data yet"


@pytest.mark.parametrize(("measure", "given", "words"), [
    ("robbery", None, "No data yet"),
    ("robbery", {"period": "2025/26 Q4", "value": "0.2"}, "Not comparable"),
    ("robbery", {"period": "2025/26 Q1", "value": ""}, "No data yet"),
    ("homicides", {"period": "2025/26", "value": "9"}, "Too few to rate"),
    ("robbery", {"period": "2020/21", "value": "0.7"}, "Late"),
])  # fmt: skip
def test_a_page_says_plainly_why_there_is_no_rating(loaded, add, measure, given, words):
    """No data, periods unlike, too few, late: each is a word of its own and never a colour."""
    if given:
        add(**given, measure=measure)
    page = loaded.client("commissioner").get(f"/measures/{measure}/").content.decode()
    assert words in page.split("bw-actions")[0]
    assert "govuk-tag--red" not in page.split("bw-actions")[0]


def test_numbers_stay_as_they_were_written(loaded, add):
    """A last nought is part of a value, on both engines; yes and no are 1 and 0."""
    from beatwise.web.performance.models import ObservationRow

    add("2025/26", "1,234.50", measure="officer-hours-saved")
    add("2025/26", "no", measure="medium-term-financial-strategy")
    held = ObservationRow.objects.order_by("pk").values_list("value", flat=True)
    assert list(held) == ["1234.50", "0"]
    assert _row("officer-hours-saved").latest.value == Decimal("1234.50")
    assert _row("medium-term-financial-strategy").latest.value == 0


@pytest.mark.parametrize(("given", "place"), [
    ({"period": "last week", "value": "1"}, "period"),
    ({"period": "2025/26", "value": "lots"}, "value"),
    ({"period": "2025/26", "value": "1", "vintage": "soon"}, "vintage"),
    ({"period": "2025/26", "value": "1", "area": "x" * 81}, "area"),
    ({"period": "2025/26", "value": "1" + "0" * 60}, "value"),
])  # fmt: skip
def test_a_value_at_fault_is_told_at_its_field(loaded, add, given, place):
    """The form reads cells by the rule of a file, and nothing is kept."""
    from beatwise.web.performance.models import ObservationRow

    with pytest.raises(BadInput) as caught:
        add(**given)
    assert caught.value.place == place
    page = loaded.client("performance").post("/measures/robbery/observe/", given)
    assert b"There is a problem" in page.content
    assert not ObservationRow.objects.exists()


def test_the_same_value_twice_is_refused(loaded, add):
    """65.9 and 65.90 are the same; a later vintage of it is not; a correction is dated today."""
    one = {"measure": "confidence-in-police", "period": "2025/26"}
    add(**one, value="65.9")
    with pytest.raises(Conflict, match="there already"):
        add(**one, value="65.90")
    assert add(**one, value="66.1").vintage == TODAY
    with pytest.raises(Conflict, match="of this measure, area, period and vintage"):
        add(**one, value="66.2")
    assert _row("confidence-in-police").latest.value == Decimal("66.1")
    add(**one, value="66.1", vintage="2026-05-01")


def test_a_restated_value_stands_beside_the_first(loaded, add):
    """The page marks both; the newest vintage is the latest, whatever came in last."""
    add("2025/26", "0.80", vintage="2026-06-01")
    add("2025/26", "0.70", vintage="2026-05-01")
    assert _row().latest.value == Decimal("0.80")
    page = loaded.client("commissioner").get("/measures/robbery/").content.decode()
    assert "Restated since" in page
    assert "Restates" in page


def test_a_value_is_taken_out_with_a_reason_and_kept_in_the_history(loaded, add):
    """Nothing is deleted: the row is marked, the rating follows, the reason is in the chain."""
    from beatwise.web.history import audit
    from beatwise.web.performance import observations
    from beatwise.web.performance.models import ObservationRow

    value, by = add("2025/26", "0.80"), loaded.account("performance")
    with pytest.raises(BadInput, match="needs a reason"):
        observations.take_out(key=value.pk, why=" ", by=by)
    client = loaded.client("performance")
    path = f"/measures/robbery/observations/{value.pk}/take-out/"
    assert client.post(path, {"why": "wrong year", "checked": "yes"}).status_code == 302
    assert client.get(path).status_code == 404
    assert ObservationRow.objects.get().removed
    assert _row().rating.status.value == "no data yet"
    assert audit.verify()[2] == []
    assert "wrong year" in client.get("/measures/robbery/history/").content.decode()
    assert _check() == []


def test_only_who_may_enters_values(loaded):
    """The rule stands in the action, not only at the page's door."""
    from beatwise.web.performance import commentary, observations

    for role in ("commissioner", "partner", "evaluator"):
        by = loaded.account(role)
        with pytest.raises(Refused):
            observations.observe(measure="robbery", cells={"period": "2025", "value": "1"}, by=by)
        with pytest.raises(Refused):
            commentary.say(measure="robbery", text="x", by=by)
        with pytest.raises(Refused):
            commentary.rebase(measure="robbery", starts="2025", reason="x", by=by)


def test_an_area_is_held_against_its_own_baseline(loaded, add):
    """The whole's baseline says nothing of a part: a part has its own value of then, or none."""
    add("2025/26", "12950", measure="neighbourhood-crime")
    add("2025/26", "3000", measure="neighbourhood-crime", area="Northtown")
    day = dt.date(2026, 5, 1)
    assert _row("neighbourhood-crime", day=day).rating.rag.word == "red"
    assert _row("neighbourhood-crime", "Northtown", day).rating.status.value == "no baseline"
    add("2024/25", "3500", measure="neighbourhood-crime", area="Northtown")
    assert _row("neighbourhood-crime", "Northtown", day).rating.rag.word == "green"
    page = loaded.client("commissioner").get("/measures/neighbourhood-crime/").content.decode()
    assert "By area, 2025/26" in page
    assert "Whole area, as reported" in page
    assert _check() == []


def test_areas_stand_side_by_side_in_the_period_that_most_have(loaded, add):
    """One that is ahead shows its value of then, one that lags its own newest value by name."""
    one = {"measure": "neighbourhood-crime"}
    for area, values in (("A", ("10", "20")), ("B", ("30",)), ("C", ("40",)), ("D", ())):
        for year, value in zip(("2024/25", "2025/26"), values, strict=False):
            add(year, value, area=area, **one)
    add("2023/24", "5", area="D", **one)
    page = loaded.client("commissioner").get("/measures/neighbourhood-crime/").content.decode()
    table = page[page.index("By area, 2024/25") :][:6000]
    for words in ("10", "(20 in 2025/26)", "12.5 %", "(5 in 2023/24)", "These areas together",
                  "80", "The whole covers 3 of 4 areas"):  # fmt: skip
        assert words in table, words


def test_an_import_is_looked_at_and_taken_whole_or_not_at_all(loaded, add):
    """New, restating and same values are counted; one wrong row stops the whole file."""
    from beatwise.web.performance.imports import Values
    from beatwise.web.performance.models import ObservationRow

    add("2025/26", "0.80", source="a")
    by = loaded.account("performance")
    content = (f"{HEAD}66,,2025/26,0.80,,,,a,\r\nrobbery,,2025/26,0.81,,,2026-06-01,a,\r\n"
               "robbery,Northtown,2025/26,0.4,,,,a,\r\n")  # fmt: skip
    found = Values().preview("v.csv", content.encode(), by)
    assert (len(found.new), len(found.changed), found.same, found.wrong) == (1, 1, 1, ())
    assert "Northtown" in found.notes[0]
    wrong = f"{content}nothing,,2025/26,1,,,,,\r\nrobbery,,once,1,,,,,\r\n"
    faults = Values().preview("v.csv", wrong.encode(), by).wrong
    assert [(f.row, f.column) for f in faults] == [(5, "measure"), (6, "period")]
    with pytest.raises(BadInput, match="2 rows are wrong"):
        _import(loaded, wrong)
    assert ObservationRow.objects.count() == 1
    twin = f"{HEAD}robbery,,2025/26,0.9,,,2026-06-01,a,\r\n"
    _import(loaded, content)
    assert [(f.row, f.column) for f in Values().preview("v.csv", twin.encode(), by).wrong] == [
        (2, "vintage")
    ]
    assert Values().preview("v.csv", content.encode(), by).same == 3
    assert _row().latest.value == Decimal("0.81")
    assert _check() == []


def test_a_preview_lists_the_values_in_words(loaded):
    """Measure, period, value in its unit, and what it restates; a single day is pointed at."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    _import(loaded, f"{HEAD}robbery,,2025/26,0.80,,,,,\r\n")
    content = f"{HEAD}robbery,,2025/26,0.81,,,,,\r\nhomicides,,2025-10-01,9,,,,,\r\n"
    client = loaded.client("performance")
    file = SimpleUploadedFile("v.csv", content.encode())
    page = client.post("/measures/import/", {"file": file}, follow=True).content.decode()
    for words in ("2025/26", "0.81", "restates 0.80", "1 October 2025</td>", "written 2025-10,"):
        assert words in page, words


def test_a_preview_of_actions_lists_what_each_row_does(loaded):
    """A new action shows its id, words, date in words, and the state it begins in."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from beatwise.web.performance import selectors

    strategy = selectors.plan().strategies[0].id
    content = "id,title,strategy,owner,due,state\r\n"
    content += f"N1,Map it,{strategy},partner,2027-03-01,planned\r\n"
    file = SimpleUploadedFile("a.csv", content.encode())
    client = loaded.client("performance")
    page = client.post("/actions/import/", {"file": file}, follow=True).content.decode()
    for words in ("N1</th>", "Map it</td>", "1 March 2027</td>", "new, planned</td>"):
        assert words in page, words


def test_an_area_without_any_value_is_told_to_be_unknown(loaded, add):
    """A misspelt area in an address is not "no data yet": the page says that there is none."""
    add("2025/26", "0.80", area="Northtown")
    client = loaded.client("performance")
    assert client.get("/measures/robbery/?area=Northtown").status_code == 200
    answer = client.get("/measures/robbery/?area=Nowhere")
    assert answer.status_code == 404
    assert "no values of an area" in answer.content.decode()


def test_an_import_is_undone_though_a_value_of_it_was_taken_out(loaded):
    """Undo takes out what is left of it and the ratings follow; a second undo says who undid it."""
    from beatwise.web.history import audit
    from beatwise.web.imports import batches
    from beatwise.web.performance import observations
    from beatwise.web.performance.imports import Values
    from beatwise.web.performance.models import ObservationRow

    by = loaded.account("performance")
    first = _import(loaded, f"{HEAD}robbery,,2025/26,0.80,,,,,\r\nhomicides,,2025/26,9,,,,,\r\n")
    batches.undo(Values(), batch=first, by=by, why="wrong file")
    assert _row().rating.status.value == "no data yet"
    assert ObservationRow.objects.filter(removed=False).count() == 0
    again = _import(loaded, f"{HEAD}robbery,,2025/26,0.80,,,,,\r\nhomicides,,2025/26,9,,,,,\r\n")
    key = ObservationRow.objects.filter(removed=False).first().pk
    observations.take_out(key=key, why="x", by=by)
    batches.undo(Values(), batch=again, by=by, why="x")
    assert ObservationRow.objects.filter(removed=False).count() == 0
    with pytest.raises(Conflict, match=r"was undone on \d+ \w+ \d+ at \d\d:\d\d by "):
        batches.undo(Values(), batch=again, by=by, why="x")
    page = loaded.client("performance").get(f"/measures/import/{again.pk}/").content.decode()
    assert "It was undone" in page
    assert "Why: x" in page
    assert audit.verify()[2] == []
    assert _check() == []


@pytest.mark.parametrize("form", ["csv", "ods", "xlsx"])
def test_every_value_survives_the_round_trip(loaded, add, form):
    """What is exported imports again as the same, in every format."""
    from beatwise.web.performance.imports import Values

    add("2025/26", "65.90", measure="confidence-in-police", note="=SUM(A1)", source="'quoted")
    add("2025-09", "3.50", measure="officer-hours-saved", vintage="2026-01-02")
    add("2025-12-31", "", measure="places-to-engage", area="Übung – 漢字")
    add("2025/26 Q3", "yes", measure="medium-term-financial-strategy")
    add("2025/26", "50", measure="confidence-in-police", numerator="10", denominator="20")
    add("2025/26", "51", measure="confidence-in-police", vintage="2026-05-02")
    answer = loaded.client("performance").get(f"/measures/observations/export/{form}/")
    content = b"".join(answer) if answer.streaming else answer.content
    found = Values().preview(f"v.{form}", content, loaded.account("performance"))
    assert (len(found.new), len(found.changed), found.same, found.wrong) == (0, 0, 6, ())
    if form == "csv":
        assert b"65.90" in content
        assert b"3.50" in content


def test_json_has_null_where_there_is_no_data(loaded, add):
    """No data is null, never a nought or an empty word."""
    add("2025-12-31", "", measure="places-to-engage")
    answer = loaded.client("evaluator").get("/measures/observations/export/json/")
    row = json.loads(b"".join(answer))["rows"][0]
    assert (row["value"], row["numerator"], row["vintage"]) == (None, None, None)


def test_an_exception_needs_words_of_its_own(loaded, add):
    """A newer value, or another period that falls due, asks for new words."""
    from beatwise.web.performance import commentary, selectors

    by, late = loaded.account("performance"), dt.date(2026, 9, 1)
    add("2025/26", "0.90")
    asked = selectors.commentary_words
    assert asked(TODAY) == {}
    commentary.say(measure="robbery", text="More reports from shops.", by=by)
    assert asked(TODAY) == {"robbery": "More reports from shops."}
    assert selectors.comments("robbery", "whole area")[0].about == "2025-04:2026-03"
    assert asked(late) == {}
    assert selectors.about(_row(day=late), late) == "late 2026-06-30"
    page = loaded.client("commissioner").get("/measures/exceptions/").content.decode()
    assert "More reports from shops." in page
    assert "every one has its commentary" in page
    add("2025-06:2026-05", "0.95")
    assert selectors.commentary() == {}
    assert b"without commentary" in loaded.client("deputy").get("/measures/exceptions/").content


def test_who_owns_a_measure_is_told_what_waits(loaded, add):
    """The owner's home page lists late values and exceptions without words; others' does not."""
    add("2020/21", "0.90")
    owner = loaded.client("performance").get("/").content.decode()
    assert "Robbery: the value to" in owner
    assert "Robbery: an exception" in owner
    for role in ("force_liaison", "commissioner", "partner"):
        assert "Robbery" not in loaded.client(role).get("/").content.decode()


def test_a_re_basing_is_a_recorded_decision(loaded, add):
    """Limits start afresh with a period, for a reason, by a role; and it can be withdrawn."""
    from beatwise.web.performance.models import RebasingDecision

    for quarter in range(1, 5):
        add(f"2024/25 Q{quarter}", f"0.{50 + quarter}")
        add(f"2025/26 Q{quarter}", f"0.{80 + quarter}")
    client = loaded.client("performance")
    before = client.get("/measures/robbery/chart.svg").content
    given = {"starts": "2025/26 Q1", "reason": "Counted by the new rules.", "checked": "yes"}
    assert client.post("/measures/robbery/rebase/", given).status_code == 302
    again = client.post("/measures/robbery/rebase/", given)
    assert b"start afresh with this period already" in again.content
    page = client.get("/measures/robbery/").content.decode()
    assert "Limits start afresh with 2025/26 Q1: Counted by the new rules." in page
    assert client.get("/measures/robbery/chart.svg").content != before
    made = RebasingDecision.objects.get()
    assert (made.role, made.starts) == ("performance", "2025-04:2025-06")
    assert _check() == []
    path = f"/measures/robbery/rebase/{made.pk}/withdraw/"
    assert client.post(path, {"why": "not agreed", "checked": "yes"}).status_code == 302
    assert client.get("/measures/robbery/chart.svg").content == before
    assert _check() == []


def test_a_chart_is_drawn_once_and_anew_when_a_value_changes(loaded, add, monkeypatch):
    """Whoever looks gets the drawing that the office keeps; no browser keeps it."""
    from beatwise.web.performance.presenters.control_chart import Line

    drawn, draw = [], Line.svg
    monkeypatch.setattr(Line, "svg", lambda self, width: drawn.append(width) or draw(self, width))
    add("2024/25 Q4", "0.5")
    add("2025/26 Q1", "0.6")
    client, path = loaded.client("commissioner"), "/measures/robbery/chart.svg"
    first = client.get(path)
    assert (first.status_code, first["Content-Type"]) == (200, "image/svg+xml; charset=utf-8")
    assert first["Cache-Control"] == "private, no-store"
    assert (client.get(path).content, drawn) == (first.content, [760])
    add("2025/26 Q2", "0.7")
    second = client.get(path)
    assert (second.content != first.content, drawn) == (True, [760, 760])
    assert client.get(f"{path}?narrow=yes").status_code == 200
    assert drawn == [760, 760, 290]
    table = b"".join(client.get("/measures/robbery/chart/csv/")).decode().splitlines()
    assert table[0] == (
        "period,value,mean,lower limit,upper limit,variation,signals,limits rest on it"
    )
    assert len(table) == 4


def test_values_without_limits_are_drawn_without_them(loaded, add):
    """Rolling years overlap: they are a line, no limits are drawn, and the page says why."""
    add("2024-04:2025-03", "0.7")
    client = loaded.client("commissioner")
    assert client.get("/measures/robbery/chart.svg").status_code == 404
    add("2024-07:2025-06", "0.7")
    page = client.get("/measures/robbery/").content.decode()
    assert "A rolling year, without control limits" in page
    assert "Line chart of Robbery" in page
    drawn = client.get("/measures/robbery/chart.svg").content
    assert b"<circle" in drawn
    assert b"limit" not in drawn
    assert b"limit" not in client.get("/measures/robbery/chart.svg?narrow=yes").content
    table = b"".join(client.get("/measures/robbery/chart/csv/")).decode().splitlines()
    assert table[1:] == ["2024/25,0.7,,,,,,", "July 2024 to June 2025,0.7,,,,,,"]


def test_most_similar_forces_are_compared_when_there_are_three(loaded, add):
    """Imported in columns of their own; with two there is no comparison, and the page says so."""
    from beatwise.web.imports import batches
    from beatwise.web.performance.imports import Peers

    by, head = loaded.account("performance"), "measure,force,period,value,weight\r\n"
    add("2025/26", "0.80")

    def load(rows: str):
        content = f"{head}{rows}".encode()
        batch = batches.keep(Peers(), name="p.csv", content=content, by=by)
        return batches.commit(Peers(), batch=batch, by=by)

    load("66,Aford,2025/26,0.9,1000\r\nrobbery,Befield,2025/26,0.7,3000\r\n")
    client = loaded.client("commissioner")
    assert b"a comparison needs 3" in client.get("/measures/robbery/").content
    assert client.get("/measures/robbery/peers.svg").status_code == 404
    third = load("robbery,Ceham,2025/26,0.6,1000\r\nrobbery,Deby,2025/26,,\r\n")
    page = client.get("/measures/robbery/").content.decode()
    assert "Rank 3 of 4; the others' weighted mean is 0.72" in page
    assert "Without data for this period: Deby." in page
    drawn = client.get("/measures/robbery/peers.svg")
    assert (drawn.status_code, b"Ceham" in drawn.content) == (200, True)
    exported = b"".join(client.get("/measures/peers/export/csv/"))
    assert Peers().preview("p.csv", exported, by).same == 4
    batches.undo(Peers(), batch=third, by=by, why="x")
    assert b"a comparison needs 3" in client.get("/measures/robbery/").content
    faults = Peers().preview("p.csv", f"{head}x,F,2025,1,\r\n66,,2025,1,\r\n".encode(), by).wrong
    assert [(f.row, f.column) for f in faults] == [(2, "measure"), (3, "force")]


def test_a_printed_direction_is_set_beside_the_rules(loaded, add):
    """Where a paper printed another direction than the rule gives, the page says so."""
    from beatwise.web.history import audit
    from beatwise.web.performance import observations

    add("2025/26", "0.90")
    with audit.changing():
        observations.print_beside(
            [
                observations.Beside(
                    "robbery",
                    "whole area",
                    "2025-04:2026-03",
                    direction="down",
                    ruled="up",
                    source="p. 9",
                )
            ]
        )
        audit.write("x", "measure/robbery", by=None)
    page = loaded.client("commissioner").get("/measures/robbery/").content.decode()
    part = page[page.index("As printed, beside the rule") :][:2000]
    assert "Differs" in part
    assert "↓ down" in part


def test_a_partner_sees_the_whole_and_its_own_area_only(loaded, add):
    """On pages, in files and from the API; of other areas not even the name."""
    for area in ("", "Northtown", "Southtown"):
        add("2024/25", "0.75", area=area)
        add("2025/26", "0.61234" if area == "Southtown" else "0.7", area=area)
    partner = loaded.client("partner")
    for path in ("/measures/", "/measures/?area=Northtown", "/measures/robbery/",
                 "/measures/robbery/?area=Northtown", "/measures/robbery/?values=all",
                 "/measures/exceptions/", "/measures/export/csv/", "/measures/robbery/chart.svg",
                 "/measures/robbery/chart/csv/", "/measures/observations/export/csv/",
                 "/measures/observations/export/json/", "/search/?q=robbery", "/plan/",
                 "/measures/observations/export/ods/"):  # fmt: skip
        answer = partner.get(path)
        assert answer.status_code == 200, path
        content = b"".join(answer) if answer.streaming else answer.content
        if path.endswith("ods/"):
            content = zipfile.ZipFile(io.BytesIO(content)).read("content.xml")
        assert b"Southtown" not in content, path
        assert b"61234" not in content, path
    for path in ("/measures/?area=Southtown", "/measures/robbery/?area=Southtown",
                 "/measures/robbery/chart.svg?area=Southtown", "/measures/robbery/history/",
                 "/measures/robbery/chart/csv/?area=Southtown",
                 "/measures/exceptions/?area=Southtown", "/measures/export/csv/?area=Southtown",
                 "/measures/observations/export/csv/?area=Southtown"):  # fmt: skip
        assert partner.get(path).status_code == 404, path
    assert b"Southtown" in loaded.client("evaluator").get("/measures/robbery/").content


def test_pages_do_not_read_every_observation(loaded, add):
    """How many queries a page makes, and how many rows it reads, does not grow with the values."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    paths = ("/plan/", "/measures/", "/measures/exceptions/", "/measures/robbery/", "/")
    client = loaded.client("performance")

    def asked() -> list[int]:
        counts = []
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as found:
                client.get(path)
            counts.append(len(found))
        return counts

    add("2024/25", "0.75")
    add("2024/25", "0.75", area="Northtown")
    before = asked()
    rows = [f"robbery,A{i % 9},20{i // 12 + 10}-{i % 12 + 1:02d},0.{i},,,,,\r\n" for i in range(99)]
    _import(loaded, HEAD + "".join(rows))
    assert asked() == before
    assert max(before) <= 22


def test_search_and_the_history_lead_to_a_measure(loaded, add):
    """By number, by words of its title or definition; and from the history's lines."""
    add("2025/26", "0.8")
    found = loaded.client("commissioner").get("/search/?q=66+robbery").content.decode()
    assert '"/measures/robbery/"' in found
    history = loaded.client("commissioner").get("/history/").content.decode()
    assert '"/measures/robbery/"' in history
    assert '"/plan/versions/1/"' in history
    assert b"/measures/" not in loaded.client("panel_reader").get("/search/?q=robbery").content


def test_whatever_happens_the_standings_are_what_the_values_give(loaded):
    """Forty seeded steps of every kind, the check whole after each: nothing drifts."""
    from beatwise.web.performance import commentary, observations
    from beatwise.web.performance.models import ObservationRow, RebasingDecision

    draw, by = random.Random(11), loaded.account("performance")
    names, areas = ("robbery", "neighbourhood-crime", "force-staff-satisfaction"), ("", "Northtown")
    for _ in range(40):
        name, area = draw.choice(names), draw.choice(areas)
        kind = draw.choice(("observe", "observe", "observe", "take out", "rebase", "withdraw"))
        month = f"20{draw.randint(23, 25)}-{draw.randint(1, 12):02d}"
        try:
            if kind == "observe":
                given = {"period": month, "area": area, "value": str(draw.choice((*range(90), "")))}
                given["vintage"] = draw.choice(("", "2026-01-01", "2026-02-01"))
                reasons = {"*": "It is so."}
                observations.observe(measure=name, cells=given, by=by, reasons=reasons)
            elif kind == "take out":
                held = list(ObservationRow.objects.filter(removed=False))
                if held:
                    observations.take_out(key=draw.choice(held).pk, why="x", by=by)
            elif kind == "rebase":
                commentary.rebase(measure=name, area=area or "whole area", starts=month,
                                  reason="x", by=by)  # fmt: skip
            else:
                made = list(RebasingDecision.objects.filter(withdrawn=False))
                if made:
                    commentary.withdraw(key=draw.choice(made).pk, why="x", by=by)
        except Conflict:
            continue
        assert _check() == []


def test_a_standing_that_drifts_is_found(loaded, add):
    """The check sees a standing, a value and a document that were changed past the actions."""
    from beatwise.web.performance.models import Definition, ObservationRow, Standing

    add("2025/26", "0.8")
    assert _check() == []
    Standing.objects.update(value_count=9)
    assert _check() == ["robbery, whole area: its standing is not what its values give"]
    Standing.objects.update(value_count=1, signals={"down": ["OUTSIDE"]})
    assert len(_check()) == 1
    Standing.objects.all().delete()
    assert len(_check()) == 1
    ObservationRow.objects.update(measure="nothing", value="many")
    assert [fault.partition(": ")[2] for fault in _check()] == [
        "there is no measure 'nothing'", "it cannot be read",
    ]  # fmt: skip
    Definition.objects.filter(measure="robbery").update(title="Other")
    assert "its row is not what its document says" in _check()[0]


def test_what_a_change_of_limits_will_do_is_shown_before_it_is_confirmed(loaded, add):
    """Limits, variation and rating now and afterwards, with the chart; nothing is changed yet."""
    from beatwise.web.history.models import Change
    from beatwise.web.performance.models import RebasingDecision

    for quarter in range(1, 5):
        add(f"2024/25 Q{quarter}", f"0.{50 + quarter}")
        add(f"2025/26 Q{quarter}", f"0.{80 + quarter}")
    client, count = loaded.client("performance"), Change.objects.count()
    given = {"starts": "2025/26 Q1", "reason": "Counted by the new rules."}
    page = client.post("/measures/robbery/rebase/", given).content.decode()
    assert "Check before you save" in page
    assert "Counted by the new rules." in page
    assert "rest on 8 values, 2024/25 Q1 to 2025/26 Q4" in page
    assert "rest on 4 values, 2025/26 Q1 to 2025/26 Q4" in page
    assert page.count("No change") >= 2
    assert "<svg" in page
    assert 'name="starts" value="2025/26 Q1"' in page
    assert (RebasingDecision.objects.count(), Change.objects.count()) == (0, count)
    again = client.post("/measures/robbery/rebase/", {**given, "checked": "change"})
    assert "Counted by the new rules." in again.content.decode()
    assert "Check before you save" not in again.content.decode()
    wrong = client.post("/measures/robbery/rebase/", {**given, "starts": "soon"}).content.decode()
    assert "There is a problem" in wrong
    assert not RebasingDecision.objects.exists()
    client.post("/measures/robbery/rebase/", {**given, "checked": "yes"})
    path = f"/measures/robbery/rebase/{RebasingDecision.objects.get().pk}/withdraw/"
    page = client.post(path, {"why": "not agreed"}).content.decode()
    assert page.index("rest on 8 values") < page.index("Now: Mean 0.8")
    assert not RebasingDecision.objects.get().withdrawn


def test_what_taking_a_value_out_will_do_is_shown_before_it_is_confirmed(loaded, add):
    """The value that will stand afterwards, and its rating; the value is still there."""
    from beatwise.web.performance.models import ObservationRow

    add("2024/25", "0.75")
    last = add("2025/26", "0.80")
    client = loaded.client("performance")
    path = f"/measures/robbery/observations/{last.pk}/take-out/"
    page = client.post(path, {"why": "wrong year"}).content.decode()
    assert page.index("0.75 (2024/25)") < page.index("Now: 0.80 (2025/26)")
    assert "There will be no chart" in page
    assert "wrong year" in page
    assert not ObservationRow.objects.filter(removed=True).exists()
    assert client.post(path, {"why": "wrong year", "checked": "yes"}).status_code == 302
    assert ObservationRow.objects.get(removed=True).pk == last.pk
