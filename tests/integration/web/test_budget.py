"""Budgets: precept, scenarios, calendar, plan, savings, survey; and what the panel reads."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from beatwise.errors import BadInput, Conflict, Refused


TODAY = dt.date(2026, 3, 5)


@pytest.fixture
def budget(office, monkeypatch):
    """The budget 2026/27, opened by finance."""
    from beatwise.web.budget import budget_actions, selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    return budget_actions.open_year(year="2026/27", by=office.account("finance_officer"))


def _row(office, kind, number=None, version=0, **values):
    from beatwise.web.budget import budget_actions

    return budget_actions.keep_row(
        year=2026, kind=kind, number=number, version=version, values=values,
        by=office.account("finance_officer"),
    )  # fmt: skip


def _change(office, version=1, **values):
    from beatwise.web.budget import budget_actions

    by = office.account("finance_officer")
    return budget_actions.change_year(year=2026, version=version, values=values, by=by)


def _step(office, kind, on, **values):
    from beatwise.web.budget import budget_actions

    by = office.account("finance_officer")
    return budget_actions.take_step(year=2026, values={"kind": kind, "on": on, **values}, by=by)


def _page(office, role="deputy", address="/budget/2026/"):
    return office.client(role).get(address).content.decode()


VOTE = {"members": "15", "present": "12", "in_favour": "12", "against": "0"}


def test_the_precept_of_2026_as_it_ran(office, budget):
    """£11, vetoed 12–0 by 15 members, £15, supported 13–0, issued: each day beside its deadline."""
    from beatwise.web.budget import integrity

    _step(office, "proposed", "2026-01-30", rise="11")
    _step(office, "too_low", "2026-02-04", **VOTE)
    with pytest.raises(BadInput, match=r"higher than £11\.00"):
        _step(office, "revised", "2026-02-10", rise="11")
    _step(office, "revised", "2026-02-10", rise="15")
    with pytest.raises(Conflict, match="not vetoed again"):
        _step(office, "too_low", "2026-02-12", **VOTE)
    _step(office, "commented", "2026-02-12", **{**VOTE, "present": "13", "in_favour": "13"})
    _step(office, "issued", "2026-03-02", rise="15")
    page = _page(office)
    assert "12 for, 0 against, 12 present of 15 members; 10 needed" in page
    assert "late, by 1 day" in page
    assert "Billing authorities set council tax without it" in page
    assert "not verified" in page
    assert list(integrity.precepts()) == []
    assert office.client("finance_officer").get("/budget/2026/step/").status_code == 409


@pytest.mark.parametrize("values", [
    {"members": "15", "present": "9", "in_favour": "9", "against": "0"},
    {"present": "12", "in_favour": "12", "against": "0"},
    {"members": "10", "present": "12", "in_favour": "12", "against": "0"},
    {"members": "15"},
])  # fmt: skip
def test_a_veto_that_cannot_be_is_refused_at_its_field(office, budget, values):
    """Nine of nine present are not two thirds of fifteen; members are needed; more cannot come."""
    from beatwise.web.budget.models import PreceptEntry

    _step(office, "proposed", "2026-01-30", rise="11")
    with pytest.raises(BadInput) as caught:
        _step(office, "too_low", "2026-02-04", **values)
    assert caught.value.place in VOTE
    assert caught.value.next_step
    assert PreceptEntry.objects.count() == 1


@pytest.mark.parametrize(("words", "kind"), [
    ("Keeps the post of Mrs Example", "a person's name"), ("To 20-00-00 12345678", "bank details"),
])  # fmt: skip
def test_what_the_panel_will_read_holds_no_bank_details_and_nobody_s_name(
    office, budget, words, kind
):
    """In a row, a step and the year itself; each is refused at its field."""
    scenario = {"name": "As proposed", "rise": "11"}
    tries = {
        "effects": lambda: _row(office, "scenarios", **scenario, effects=words),
        "name": lambda: _row(office, "lines", name=words, part="other", planned="5"),
        "words": lambda: _step(office, "proposed", "2026-01-30", rise="11", words=words),
        "risk": lambda: _change(office, risk=words),
    }
    for place, attempt in tries.items():
        with pytest.raises(BadInput, match=kind) as caught:
            attempt()
        assert caught.value.place == place


def test_the_last_step_is_taken_back_with_a_reason(office, budget):
    """Only the last; another can follow then, and the history keeps both."""
    from beatwise.web.budget import budget_actions

    by = office.account("finance_officer")
    _step(office, "proposed", "2026-01-30", rise="11")
    _step(office, "supported", "2026-02-04")
    page = _page(office, "finance_officer", address="/budget/2026/step/2/")
    assert "of 4 February 2026" in page.split("</h1>")[0]
    with pytest.raises(Conflict):
        budget_actions.take_back_step(year=2026, number=1, why="Wrong", by=by)
    budget_actions.take_back_step(year=2026, number=2, why="It was vetoed", by=by)
    assert _step(office, "too_low", "2026-02-04", **VOTE).number == 3


def test_a_row_is_shown_before_it_is_removed(office, budget):
    """What it is and what it holds, above the reason; what it leaves empty is not listed."""
    _row(office, "lines", name="Officers", part="force", planned="105,000,000")
    page = _page(office, "finance_officer", address="/budget/2026/lines/1/remove/")
    shown = page.split("</h1>")[1].split("Why")[0]
    assert "Officers" in shown
    assert "105,000,000" in shown
    assert "Nothing" not in shown


def test_scenarios_stand_side_by_side(office, budget):
    """£11 and £15 on a tax base of 350,000 are £1.4m apart; what is above the limit is said."""
    _change(office, tax_base="350,000", band_d="286.23", limit_rise="14.00",
            limit_source="Settlement", stated_amount="1400000", stated_difference="4")  # fmt: skip
    _row(office, "lines", name="Officers", part="force", planned="105,000,000")
    _row(office, "lines", name="Grant", part="income", planned="1,000,000")
    _row(office, "scenarios", name="As proposed", rise="11", effects="Fewer staff\nA gap")
    _row(office, "scenarios", name="As advised", rise="15", effects="Keeps 20 posts")
    page = _page(office)
    for words in ("£104,030,500.00", "£105,430,500.00", "−£30,500.00", "−£1,430,500.00",
                  "above it by £1.00", "within it", "Keeps 20 posts", "Settlement; not verified",
                  "about 350,000 Band D equivalents"):  # fmt: skip
        assert words in page, words


def test_what_is_not_known_is_said_and_never_zero(office, budget):
    """Without a tax base there is no precept, and nothing is above a limit nobody recorded."""
    _row(office, "scenarios", name="As proposed", rise="11")
    page = _page(office)
    assert "no limit is recorded" in page
    assert "£0.00" not in page
    with pytest.raises(BadInput) as caught:
        _change(office, limit_rise="15")
    assert caught.value.place == "limit_source"


def test_monitoring_sums_what_was_reported_and_names_what_was_not(office, budget):
    """A part has no expected sum while one of its lines was not reported."""
    _row(office, "lines", name="Officers", part="force", planned="100", actual="60",
         expected="110", reported_on="2026-03-01")  # fmt: skip
    second = _row(office, "lines", name="Staff", part="force", planned="50")
    assert "1 not reported" in _page(office)
    _row(office, "lines", second.number, 1, name="Staff", part="force", planned="50",
         actual="20", expected="45")  # fmt: skip
    page = _page(office)
    assert "£155.00" in page
    assert "£5.00" in page
    assert "100.00 % of all spending" in page
    with pytest.raises(Conflict):
        _row(office, "lines", second.number, 1, name="Staff", part="force", planned="51")


def test_the_printed_survey_average_can_be_and_cannot_be_checked(office, budget):
    """Between 9.65 and 10.04; shares that pass 100 % are refused at their field."""
    for name, share, least, most in (
        ("No increase", 31, 0, 0), ("Maximum", 38, 15, 15), ("As last year", 18, 14, 14),
        ("Pay award", 4, 11, 14), ("Inflation", 9, 11, 14),
    ):  # fmt: skip
        assert "An average" in _page(office) or name == "No increase"
        _row(office, "answers", name=name, share=share, least=least, most=most)
    _change(office, survey_answers="1500", survey_printed="9.90")
    page = _page(office)
    assert "0.38 × £15 + 0.18 × £14 + 0.04x + 0.09y = £9.65 to £10.04" in page
    assert "x from £11.00 to £14.00 (Pay award)" in page
    assert "cannot be checked" in page
    assert "£12.92 on average" in page
    with pytest.raises(BadInput, match=r"pass 100 %: 101 %") as caught:
        _row(office, "answers", name="More", share=1, least=1, most=1)
    assert caught.value.place == "share"


def test_the_plan_and_the_savings(office, budget):
    """£9m by 2027/28 and £16.4m within four years; a saving with no direction says so."""
    _row(office, "years", name="2027/28", deficit="9,000,000", risk="Very high")
    _row(office, "years", name="Within four years", deficit="16,400,000")
    _row(office, "savings", name="Office, 3 %", amount="161000", decides="commissioner")
    saving = _row(office, "savings", name="Staff and officers", amount="3500000",
                  decides="force_liaison", where="Target operating model")  # fmt: skip
    page = _page(office)
    for words in ("Deficits: 2027/28 £9,000,000.00", "no direction given", "£3,661,000.00",
                  "not all reported"):  # fmt: skip
        assert words in page, words
    client = office.client("finance_officer")
    address = f"/budget/2026/savings/{saving.number}/remove/"
    assert client.post(address, {"why": "Counted twice", "version": "1"}).status_code == 302
    assert "£161,000.00" in _page(office)
    assert "£3,661,000.00" not in _page(office)


def test_a_deadline_is_corrected_and_verified(office, budget):
    """The office's own day counts from then on; a day that is none is refused."""
    from beatwise.web.budget import budget_actions

    by = office.account("finance_officer")
    values = {"title": "Issued", "day": 6, "month": 3, "rule": "by", "basis": "Act, s. 40",
              "meaning": "Late bills", "verified_on": "2026-01-05"}  # fmt: skip
    budget_actions.change_date(step="issue", version=1, values=values, by=by)
    assert "6 March 2026" in _page(office)
    calendar = _page(office, address="/budget/calendar/")
    assert "5 January 2026" in calendar
    assert "before 22 February" in calendar
    assert "of month" not in calendar
    wrong = {**values, "day": 31, "month": 2}
    with pytest.raises(BadInput):
        budget_actions.change_date(step="issue", version=2, values=wrong, by=by)


def test_the_panel_reads_what_was_published_and_no_more(office, budget):
    """What was frozen stays, whatever is changed after; who keeps the budget does not publish."""
    from beatwise.web.budget import budget_actions

    _row(office, "lines", name="Officers", part="force", planned="100")
    panel = office.client("panel_reader")
    assert panel.get("/budget/published/2026/").status_code == 404
    assert panel.get("/budget/2026/").status_code == 403
    assert office.client("finance_officer").get("/budget/2026/publish/").status_code == 403
    client, address = office.client("governance"), "/budget/2026/publish/"
    shown = client.get(address).content.decode()
    assert "Check the budget as panel readers will see it" in shown
    assert "£100.00" in shown
    (checked,) = re.findall(r'name="checked_id" value="(\w{64})"', shown)
    _row(office, "lines", 1, 1, name="Officers", part="force", planned="555")
    stale = client.post(address, {"checked_id": checked}).content.decode()
    assert "was changed since you opened this page" in stale
    assert panel.get("/budget/published/2026/").status_code == 404
    _row(office, "lines", 1, 2, name="Officers", part="force", planned="100")
    assert client.post(address, {"checked_id": checked}).status_code == 302
    _row(office, "lines", 1, 3, name="Officers", part="force", planned="777")
    page = panel.get("/budget/published/2026/").content.decode()
    assert "£100.00" in page
    assert "£777.00" not in page
    assert "£777.00" in _page(office)
    for role in ("commissioning", "partner", "panel_reader"):
        with pytest.raises(Refused):
            budget_actions.open_year(year="2027/28", by=office.account(role))


def test_the_share_of_the_chief_constable_is_a_series(office, budget):
    """Two years with their shares make a picture with the same figures in words."""
    from beatwise.web.budget import budget_actions

    by = office.account("finance_officer")
    budget_actions.open_year(year="2025/26", by=by)
    for year, force in ((2025, "90"), (2026, "95")):
        for part, amount in (("force", force), ("office", str(100 - int(force)))):
            budget_actions.keep_row(year=year, kind="lines", number=None, by=by, values={
                "name": part, "part": part, "planned": amount})  # fmt: skip
    page = _page(office, address="/budget/")
    assert "2025/26 90.00 %; 2026/27 95.00 %" in page


def test_the_forms_add_change_and_keep_what_was_typed(office, budget):
    """A wrong amount comes back at its field, a right one is kept."""
    client = office.client("finance_officer")
    sent = {"name": "Officers", "part": "force", "planned": "€5", "version": "1"}
    answer = client.post("/budget/2026/lines/new/", sent)
    assert "another currency" in answer.content.decode()
    assert client.post("/budget/2026/lines/new/", sent | {"planned": "5"}).status_code == 302
    assert "5.00" in client.get("/budget/2026/lines/1/").content.decode()
    assert client.get("/budget/2026/nothing/new/").status_code == 404
    assert client.post("/budget/open/", {"year": "2026/27"}).status_code == 200
    assert client.post("/budget/open/", {"year": "2027/28"}).status_code == 302


def test_an_empty_office_says_where_money_begins(office):
    """Who keeps it finds the first fund and the first year at home, until both are there."""
    from django.core.cache import caches

    from beatwise.web.budget import budget_actions
    from beatwise.web.funds.models import Fund

    client = office.client("finance_officer")
    page = client.get("/").content.decode()
    assert "Open the first fund" in page
    assert "Open the first budget year" in page
    assert "Open the first fund" in office.client("commissioning").get("/").content.decode()
    assert "Open the first" not in office.client("partner").get("/").content.decode()
    by = office.account("finance_officer")
    budget_actions.open_year(year="2026/27", by=by)
    Fund.objects.create(number=1, name="Safety", purpose="x")
    caches["near"].clear()
    assert "Open the first" not in client.get("/").content.decode()
