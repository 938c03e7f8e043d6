"""Paper in the office: a sheet printed, typed in or imported, and what it counts for."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from tests.integration.web.patrol_world import WARDENS, Walked, corner_degrees, walked


MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def walk(office) -> Walked:
    """A programme with a phone, and a shift that began an hour ago."""
    return walked(office)


@pytest.fixture
def typist(office):
    """A patrol supervisor of Pelbrook."""
    return office.client(office.account("patrol_supervisor", email="s@office.example",
                                        area="Pelbrook"))  # fmt: skip


def _clock(minutes: float) -> str:
    from django.utils import timezone

    return f"{timezone.localtime(timezone.now() + minutes * MINUTE):%H:%M}"


def _address(walk: Walked, end: str = "") -> str:
    from beatwise.web.patrols.models import PlanShift

    shift = PlanShift.objects.get(name=walk.shift)
    return f"/patrols/{walk.programme.pk}/paper/{shift.pk}/{end}"


def _figures(walk: Walked):
    from django.utils import timezone

    from beatwise.web.patrols.live.delivery_figures import span_figures

    now = timezone.now()
    day, by = timezone.localdate(), walk.office.account("governance")
    rows = span_figures(by, walk.programme, day - dt.timedelta(days=1), day, now)
    return next(row for row in rows if row.spot.name == "P1")


def _import(walk: Walked, content: bytes, name: str = "paper.csv"):
    from beatwise.web.imports import batches
    from beatwise.web.patrols.paper.importer import PaperImport

    importer, by = PaperImport(walk.programme), walk.office.account("governance")
    batch = batches.keep(importer, name=name, content=content, by=by)
    return importer, batch, batches.preview(importer, batch, by), by


def test_a_sheet_names_what_is_walked_and_no_person(walk, typist):
    """The page to print has the visits, why there, the purposes, and places to write."""
    words = typist.get(_address(walk, "sheet/")).content.decode()
    assert "square" in words
    assert "12 incidents" in words
    assert "__:__" in words
    assert "No names" in words


def test_a_typed_sheet_counts_once_as_the_weakest_grade(walk, typist):
    """Twelve minutes of paper are grade C; typed again they are put in place of the first."""
    from beatwise.web.history.models import Change
    from beatwise.web.patrols.models import PaperRow

    sent = {"arrive_1": _clock(-40), "leave_1": _clock(-28)}
    assert typist.post(_address(walk), sent).status_code == 302
    assert typist.post(_address(walk), sent).status_code == 302
    line = PaperRow.objects.get()
    assert (line.partner, line.spot, line.minutes) == (WARDENS, "P1", 12)
    row = _figures(walk)
    assert (row.visits, row.minutes["C"]) == ({"A": 0, "B": 0, "C": 1}, 12)
    assert Change.objects.filter(action="paper.sheet").count() == 2
    page = typist.get(_address(walk)).content.decode()
    assert f'value="{sent["arrive_1"]}"' in page


@pytest.mark.parametrize(
    ("arrive", "leave", "words"),
    [(-20, -30, "ends before it begins"), (-10, 30, "still to come"), (-20, None, "one of its two"),
     (-300, -290, "")],
)  # fmt: skip
def test_times_that_cannot_be_are_refused(walk, typist, arrive, leave, words):
    """The end before the begin, the future, half a visit, and a time outside the shift."""
    from beatwise.web.patrols.models import PaperRow

    sent = {"arrive_1": _clock(arrive), "leave_1": "" if leave is None else _clock(leave)}
    answer = typist.post(_address(walk), sent)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not PaperRow.objects.exists()


def test_a_visit_that_a_phone_tells_of_is_not_taken_again(walk, typist):
    """Where a phone checked in at the time, the paper is refused and says why."""
    lon, lat = corner_degrees()
    walk.answers([walk.item(1, "shift_start", -50),
                  walk.item(2, "arrive", -40, spot="P1", lon=lon, lat=lat),
                  walk.item(3, "leave", -28, spot="P1")])  # fmt: skip
    answer = typist.post(_address(walk), {"arrive_1": _clock(-38), "leave_1": _clock(-25)})
    assert "Phone 1 checked in there" in answer.content.decode()


def test_a_plan_taken_in_again_leaves_what_was_typed(walk, typist):
    """A shift with a sheet stays when the plan comes again."""
    from tests.integration.web.patrol_world import plan_bytes

    from beatwise.web.patrols import plan_intake
    from beatwise.web.patrols.models import PaperRow, PlanShift

    typist.post(_address(walk), {"arrive_1": _clock(-40), "leave_1": _clock(-28)})
    plan_intake.take_in(content=plan_bytes(), by=walk.office.account("governance"))
    assert PaperRow.objects.get().shift == PlanShift.objects.get(name=walk.shift, dropped=False)


def test_a_file_goes_through_a_preview_and_can_be_undone(walk):
    """Filled rows are new, empty ones are left out, the same file again is the same; undone."""
    from beatwise.web.imports import batches
    from beatwise.web.patrols.models import PaperRow

    day = dt.date.today().isoformat()
    head = "day,partner,hot_spot,arrive,leave,people\n"
    at = dt.datetime.now(dt.UTC) - 40 * MINUTE
    filled = f"{day},{WARDENS},P1,{at.isoformat()},{(at + 12 * MINUTE).isoformat()},2\n"
    content = f"{head}{filled}{day},{WARDENS},P1,,,1\n".encode()
    importer, batch, preview, by = _import(walk, content)
    assert (len(preview.new), preview.same, preview.wrong) == (1, 0, ())
    assert preview.notes == ("1 planned visits without times were left out: they were not made.",)
    batches.commit(importer, batch=batch, by=by)
    line = PaperRow.objects.get()
    assert (line.shift.name, line.people, line.person_hours) == (walk.shift, 2, 0.4)
    assert _import(walk, content)[2].same == 1
    batches.undo(importer, batch=batch, by=by, why="the wrong file")
    assert not PaperRow.objects.exists()


def test_a_workbook_is_read_like_a_csv(walk):
    """Days and clock times as a spreadsheet holds them."""
    import xlsxwriter

    file, at = io.BytesIO(), dt.datetime.now() - dt.timedelta(days=1)
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Paper")
        sheet.write_row(0, 0, ["day", "partner", "beat", "hours"])
        sheet.write_datetime(1, 0, at.replace(hour=0, minute=0, second=0, microsecond=0),
                             book.add_format({"num_format": "yyyy-mm-dd"}))  # fmt: skip
        sheet.write_row(1, 1, [WARDENS, "Pelbrook", 2.5])
    preview = _import(walk, file.getvalue(), "paper.xlsx")[2]
    assert preview.wrong == ()
    assert (preview.new[0].day, preview.new[0].hours) == (at.date(), 2.5)


@pytest.mark.parametrize(
    ("row", "column"),
    [("2026-03-05,Nobody,P1,,2", "partner"), (f"2026-03-05,{WARDENS},X9,,2", "hot_spot"),
     (f"2026-03-05,{WARDENS},P1,,-2", "hours"), (f",{WARDENS},P1,,2", "day"),
     (f"2026-03-05,{WARDENS},P1,25:99,", "arrive"), (f"2099-03-05,{WARDENS},P1,,2", "day"),
     (f"2026-03-05,{WARDENS},,10:00,2", "beat")],
)  # fmt: skip
def test_a_faulty_row_is_named_and_nothing_is_taken(walk, row, column):
    """Each fault with its row and column."""
    preview = _import(walk, f"day,partner,hot_spot,arrive,hours\n{row}\n".encode())[2]
    assert [(fault.row, fault.column) for fault in preview.wrong] == [(2, column)]


def test_hours_and_visits_of_one_day_do_not_add_up(walk):
    """The same partner's hours and visits of a day and beat would count twice."""
    at = dt.datetime.now(dt.UTC) - 40 * MINUTE
    day = at.date().isoformat()
    content = (
        "day,partner,hot_spot,arrive,leave,hours\n"
        f"{day},{WARDENS},P1,{at.isoformat()},{(at + 9 * MINUTE).isoformat()},\n"
        f"{day},{WARDENS},P1,,,2\n"
    )
    preview = _import(walk, content.encode())[2]
    assert [(fault.row, fault.column) for fault in preview.wrong] == [(3, "hours")]


def test_another_area_types_nothing_of_it(walk, office):
    """A supervisor of another town sees no sheet of Pelbrook."""
    other = office.client(office.account("patrol_supervisor", email="o@office.example",
                                         area="Elsewhere"))  # fmt: skip
    assert other.get(_address(walk)).status_code == 404
    assert other.get(_address(walk, "sheet/")).status_code == 404
