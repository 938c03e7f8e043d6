"""What scrutiny's own rules forbid, tried on the registers that hold it."""

from __future__ import annotations

import re

import pytest
from tests.integration.web import commissioning_world as world

from beatwise.accountability.questions import FieldFaults, OpenQuestions
from beatwise.errors import BadInput, Refused


KEEPER = "monitoring_officer"
SIFTED = {"about": "Commissioner", "remit": "All of it"}


def _sifted(office, reference: str, criminal: str):
    row = world.make(office, "complaints", reference=reference, issue="In one line",
                     received_on="2026-10-01")  # fmt: skip
    return world.step(office, row, "sift", KEEPER, criminal=criminal, **SIFTED)


def test_a_complaint_that_may_be_criminal_is_only_referred(office):
    """No route of the panel's own is open to it; what came back may be resolved informally."""
    row = _sifted(office, "01/26", "May be")
    for step in ("arrange", "send_away", "file"):
        with pytest.raises(FieldFaults, match="may be criminal is referred"):
            world.step(office, row, step, KEEPER, route="Informal resolution")
    row = world.step(office, row, "refer", KEEPER)
    row = world.step(office, row, "take_back", KEEPER)
    row = world.step(office, row, "arrange_returned", KEEPER, route="Informal resolution")
    assert row.state == "informal"


def test_a_complaint_without_a_criminal_element_is_not_referred(office):
    """It goes one of the other ways."""
    row = _sifted(office, "02/26", "None apparent")
    with pytest.raises(FieldFaults, match="no criminal element"):
        world.step(office, row, "refer", KEEPER)
    assert world.step(office, row, "file", KEEPER, route="General correspondence")


@pytest.mark.parametrize(
    ("sides", "resolved"),
    [
        (("Who complains",), False),
        (("Who complains", "Who complains"), False),
        (("Who is complained about", "Who is complained about"), False),
        (("Who complains", "Who is complained about"), True),
    ],
)
def test_both_sides_are_invited_to_comment_before_a_complaint_is_resolved(office, sides, resolved):
    """Two invitations to one side are not one to each."""
    row = _sifted(office, "03/26", "None apparent")
    row = world.step(office, row, "arrange", KEEPER, route="Informal resolution")
    invited = [{"from_whom": side, "invited_on": "2026-10-05"} for side in sides]
    row = world.step(office, row, "put_before", KEEPER, invited=invited, meeting_on="2026-11-20")
    if resolved:
        assert world.step(office, row, "resolve", KEEPER, outcome="Resolved.").state == "resolved"
        return
    with pytest.raises(FieldFaults, match="must both have been invited"):
        world.step(office, row, "resolve", KEEPER, outcome="Resolved.")


def test_a_complaints_reference_begins_again_each_year_and_is_written_so(office):
    """13/26 it is, and not 13-26."""
    with pytest.raises(BadInput, match="not written as NN/YY"):
        world.make(office, "complaints", reference="13-26", issue="In one line")


def test_complaints_are_listed_by_year_and_then_by_number(office):
    """Not by their first letters: 13/25 stands before 01/26, on a list and where one is chosen."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers.shapes import linked_records

    for reference in ("12/26", "01/26", "13/26", "02/26", "13/25", "12/25"):
        world.make(office, "complaints", reference=reference, issue="In one line")
    in_order = ["12/25", "13/25", "01/26", "02/26", "12/26", "13/26"]

    def listed(sort: str) -> list[str]:
        page = office.client(KEEPER).get(f"/registers/complaints/?sort={sort}").content.decode()
        return list(dict.fromkeys(re.findall(r"\b\d\d/2[56]\b", page)))

    assert listed("reference") == in_order
    assert listed("-reference") == in_order[::-1]
    offered = linked_records.choices(
        definition("complaints").by_name["split_from"], office.account(KEEPER)
    )
    assert [words.partition(": ")[2] for _, words in offered or ()] == in_order


def test_an_event_whose_hours_nobody_recorded_has_no_abstraction(office):
    """Abstraction is hours away over duty hours, and both must be known: nothing is not zero."""
    day = {"kind": "Protest", "took_place_on": "2026-10-01", "duty_hours": 640}
    row = world.make(office, "demand_events", title="March", **day)
    assert (row.values["hours"], row.values["abstraction"]) == (None, None)
    drawn = [{"area": "Pelbrook", "hours": 48}, {"area": "Ostermere", "hours": 16}]
    row = world.make(office, "demand_events", title="March", drawn=drawn, **day)
    assert (row.values["hours"], row.values["abstraction"]) == (64, 10)


def test_a_programme_whose_costs_nobody_entered_costs_no_known_amount(office):
    """It is not published as costing nothing."""
    row = world.make(office, "programmes", name="Youth evenings")
    assert row.values["cost"] is None
    costs = [{"item": "Worker", "units": 10, "price": "12.50"}]
    row = world.change(office, row, costs=costs)
    assert row.values["cost"] == 12_500


def test_a_programme_s_page_leads_to_what_is_kept_elsewhere_of_it(office):
    """Its hours, fund and measures are one press away, each in the office."""
    pages = [{"what": "Plan and hours", "page": "/patrols/"},
             {"what": "Measures", "page": "/dashboards/places/"}]  # fmt: skip
    world.make(office, "programmes", name="Hot spot patrols", pages=pages)
    words = office.client("governance").get("/registers/programmes/1/").content.decode()
    for line in pages:
        assert f'href="{line["page"]}">{line["page"]}</a>' in words
    with pytest.raises(BadInput, match="no page of the office"):
        world.make(office, "programmes", name="Other",
                   pages=[{"what": "Other", "page": "https://elsewhere.example/"}])  # fmt: skip


def test_figures_of_a_programme_without_a_locked_protocol_are_recorded_change_only(office):
    """Designed, begun and wound down with a plan for its end; only a protocol speaks of effect."""
    row = world.make(office, "programmes", name="Youth evenings", evaluation="None",
                     aim="Fewer fights", started_on="2026-01-05")  # fmt: skip
    assert row.values["standing"] == "Recorded change only"
    for step in ("design", "begin"):
        row = world.step(office, row, step)
    row = world.change(office, row, evaluation="Locked protocol")
    assert row.values["standing"].startswith("An effect")
    with pytest.raises(BadInput, match="What happens when it ends"):
        world.step(office, row, "wind_down")
    row = world.step(office, row, "wind_down", exit_plan="A club goes on.")
    assert row.state == "closing"


def test_no_more_speak_to_visitors_than_were_offered_it(office):
    """And no more are offered a visit than are held; a count that is not known says nothing."""
    suite = world.make(office, "custody_suites", name="North", open=[{"from_day": "2026-01-01"}])
    visit = {"suite": suite.number, "planned_for": "2026-01-05"}
    for wrong in ({"offered": 4, "met": 5}, {"held": 3, "offered": 4, "met": 4}):
        with pytest.raises(FieldFaults, match="than were offered it"):
            world.make(office, "custody_visits", **visit, **wrong)
    row = world.make(office, "custody_visits", **visit, offered=4, met=4)
    with pytest.raises(FieldFaults, match="than were offered it"):
        world.change(office, row, "governance", met=5)


def _visit(office, **values):
    """Plan a custody visit without an answer to anything."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    by = office.account("governance")
    return actions.make(register=definition("custody_visits"), values=values, by=by)


# Open until the Wednesday of a week, closed for two months, open again from a Thursday.
SPELLS = [{"from_day": "2026-01-01", "to_day": "2026-02-04"}, {"from_day": "2026-04-09"}]


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        ("2026-02-04", False),
        ("2026-02-08", False),  # the Sunday of a week in which it was open
        ("2026-02-09", True),
        ("2026-04-05", True),
        ("2026-04-06", False),  # the Monday of the week in which it opened again
        ("2025-12-28", True),
    ],
)
def test_a_visit_in_a_week_in_which_its_suite_was_closed_is_asked_about(office, day, asked):
    """When it is planned and when it was made; by the weeks that the suite's duty counts."""
    suite = world.make(office, "custody_suites", name="North", open=SPELLS)
    for when in ({"planned_for": day}, {"planned_for": "2026-01-05", "visited_on": day}):
        visit = {"suite": suite.number, **when}
        if not asked:
            _visit(office, **visit)
            continue
        with pytest.raises(OpenQuestions, match="closed in that week"):
            _visit(office, **visit)
        row = world.make(office, "custody_visits", **visit)  # it gives a reason
        assert [answer["reason"] for answer in row.reasons.values()] == ["As printed."]


def test_a_visit_that_is_moved_to_a_closed_suite_is_asked_about(office):
    """The suite is the other side of the rule; one closed for good asks for nothing since."""
    world.make(office, "custody_suites", name="North", open=SPELLS)
    other = world.make(office, "custody_suites", name="South", open=[{"from_day": "2026-01-01"}])
    visit = _visit(office, suite=other.number, planned_for="2026-03-02")
    moved = world.change(office, visit, "governance", suite=1)
    assert len(moved.reasons) == 1
    world.step(office, other, "close", "governance")
    with pytest.raises(OpenQuestions, match="closed in that week"):
        _visit(office, suite=other.number, planned_for="2031-03-03")


def test_more_reviews_closed_than_came_in_are_asked_about(office):
    """Closed in a month is at most what was open before it and what was received."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    counts = {"place": "Whole area", "received": 20, "closed_count": 31, "open_before": 10}
    with pytest.raises(OpenQuestions) as asked:
        actions.make(
            register=definition("complaint_reviews"), values={"month": "2026-01-01", **counts},
            by=office.account("governance"),
        )  # fmt: skip
    assert [question.field for question in asked.value.questions] == ["closed_fit"]
    counts["open_before"] = 11
    assert world.make(office, "complaint_reviews", month="2026-01-01", **counts)


def test_a_recommendation_reports_again_until_it_is_done(office):
    """The next report has a day of its own beside the answer; what is open is shown by its age."""
    row = world.make(office, "recommendations", title="Say by when", made_on="2024-05-01",
                     source="Panel task group", next_report="2026-12-01")  # fmt: skip
    assert str(row.due) == "2026-12-01"
    page = office.client("governance").get("/registers/recommendations/").content.decode()
    assert "By the year in which they were made" in page
    for step, more in (("accept", {"position": "Accepted"}), ("finish", {"answered_in": "p4"})):
        row = world.step(office, row, step, "governance", **more)
    assert row.due is None


def test_records_of_an_earlier_version_are_worked_out_anew(office):
    """After an upgrade a zero that was worked out of nothing is gone, and the history says why."""
    from beatwise.web import start
    from beatwise.web.history.models import Change
    from beatwise.web.keeping.check import check
    from beatwise.web.registers.models import Record

    row = world.make(office, "programmes", name="Youth evenings")
    other = world.make(office, "programmes", name="Street games")
    Record.objects.filter(pk=row.pk).update(values={**row.values, "cost": 0})
    assert not check().whole
    start._work_out_records()
    assert Record.objects.get(pk=row.pk).values["cost"] is None
    assert Record.objects.get(pk=other.pk).values == other.values
    assert Change.objects.order_by("-number").first().action == "registers.formulas"


def test_an_upgrade_that_was_stopped_midway_goes_on_at_the_next_start(
    office, tmp_path, monkeypatch
):
    """What follows the migrations is done though they are made already; and then no more."""
    from beatwise.web import start

    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("BEATWISE_WORKSPACE", str(tmp_path))
    start._keep_unfinished({start.STANDINGS_ANEW, start.RECORDS_ANEW})
    monkeypatch.setattr(start, "_work_out_records", stopped)
    with pytest.raises(KeyboardInterrupt):
        start._bring_up_to_date()
    assert start._unfinished() == {start.RECORDS_ANEW}
    done = []
    monkeypatch.setattr(start, "_work_out_records", lambda: done.append("records"))
    for _ in range(2):
        start._bring_up_to_date()
    assert done == ["records"]
    assert start._unfinished() == set()
    assert not [file for file in (tmp_path / "office").iterdir() if "upgrade" in file.name]


def test_what_another_process_finished_is_not_done_again(office, tmp_path, monkeypatch):
    """It strikes the work while this one waits for its turn; and a name of no work is none."""
    from beatwise.web import start

    done = []
    monkeypatch.setenv("BEATWISE_WORKSPACE", str(tmp_path))
    monkeypatch.setattr(start, "_work_out_records", lambda: done.append("records"))
    monkeypatch.setattr(
        start, "_work_out_standings", lambda: start._keep_unfinished({start.STANDINGS_ANEW})
    )
    start._keep_unfinished({start.STANDINGS_ANEW, start.RECORDS_ANEW})
    start._bring_up_to_date()
    assert done == []
    (tmp_path / "office" / "upgrade.txt").write_text("registers.0001_none", "utf-8")
    assert start._unfinished() == set()


def test_who_has_no_area_finds_nothing_and_no_fault(office):
    """A provider without an area sees no record, and the search says so."""
    from beatwise.web.registers import selectors
    from beatwise.web.registers.own_definitions.known import definitions

    world.make(office, "programmes", name="Youth evenings")
    person = office.account("provider", area="")
    every = definitions().values()
    assert list(selectors.search_every(person, every, "youth", 5)) == []


def test_a_date_that_was_settled_stops_its_clock(office):
    """A notice that was given, and what a grant pays for once it is settled, are late no more."""
    grant = world.make(office, "incoming_grants", programme="Testing", giver="A ministry",
                       decide_by="2026-01-31")  # fmt: skip
    unit = world.make(office, "collaborations", unit="Air support", year_from="2025-04-01",
                      share="25", notice_by="2026-01-31",
                      partners=[{"partner": "Others", "share": "75"}])  # fmt: skip
    assert str(grant.due) == str(unit.due) == "2026-01-31"
    assert "25 %" in office.client("governance").get(
        f"/registers/collaborations/{unit.number}/"
    ).content.decode().replace("\u00a0", " ")
    for row, name in ((grant, "decided_on"), (unit, "settled_on")):
        world.change(office, row, "governance", **{name: "2026-01-30"})
        row.refresh_from_db()
        assert row.due is None


def test_a_forfeiture_is_open_to_the_three_who_decide_it_and_met_about_each_quarter(office):
    """Convictions are a special category: to everybody else there is no such register."""
    world.make(office, "pension_forfeiture", case="PF 7", notified_on="2026-01-10",
               convicted_on="2025-11-02")  # fmt: skip
    for role, status in (("governance", 200), ("commissioner", 200), ("deputy", 200),
                         ("performance", 404), ("panel_chair", 404)):  # fmt: skip
        assert office.client(role).get("/registers/pension_forfeiture/").status_code == status
    page = office.client("governance").get(
        "/registers/pension_forfeiture/duties/?from=2026-01-01&to=2026-06-30"
    )
    assert "Meeting with professional standards" in page.content.decode()
    with pytest.raises(Refused):
        world.make(office, "pension_forfeiture", "commissioner", case="PF 8",
                   notified_on="2026-01-10")  # fmt: skip


def test_a_months_reviews_say_how_long_they_took_and_ask_where_outcomes_do_not_fit(office):
    """More upheld and not upheld than closed is asked about, and the answer is kept."""
    month = {"month": "2026-01-01", "place": "Whole area", "received": 24, "closed_count": 20}
    row = world.make(office, "complaint_reviews", **month, days_taken=680)
    assert row.values["mean_days"] == 34
    row = world.make(office, "complaint_reviews", **{**month, "month": "2026-02-01"},
                     upheld=5, not_upheld=16)  # fmt: skip
    assert row.values["outcomes_fit"] is False
    assert row.reasons
