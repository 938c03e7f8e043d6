"""What falls due is what a plain calendar says, walked day by day."""

from __future__ import annotations

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.timing.bank_holidays import is_working
from beatwise.accountability.timing.clocks import Pause
from beatwise.accountability.timing.due_items import (
    Standing,
    Terms,
    judged,
    windows,
)
from beatwise.accountability.timing.schedule import schedule
from beatwise.accountability.timing.spells import Spell


D = dt.date
DAY = dt.timedelta(days=1)
Q4 = (D(2026, 1, 1), D(2026, 3, 31))
PERIODS = {
    "week": lambda d: d - d.weekday() * DAY,
    "month": lambda d: (d.year, d.month),
    "quarter": lambda d: (d.year, (d.month - 1) // 3),
    "year": lambda d: d.year,
}


def dues(words: str, terms: Terms, until: dt.date) -> list[dt.date]:
    """The days by which something is due, up to a day."""
    return [w.due for w in windows(schedule(words), terms, until) if w.due <= until]


def test_26_custody_visits_are_13_weeks_of_two_suites():
    """The report for January to March 2026 counts 26; three suites would have made it 39.

    13 weeks end in the quarter, the first on 4 January, which began in December: the quarter
    holds 12 whole weeks and touches 14.
    """
    open_suite = Terms([Spell(D(2020, 1, 6))])
    weeks = [day for day in dues("in every week", open_suite, Q4[1]) if day >= Q4[0]]
    assert (len(weeks), weeks[0], weeks[-1]) == (13, D(2026, 1, 4), D(2026, 3, 29))
    assert 2 * len(weeks) == 26
    assert 3 * len(weeks) == 39
    whole = [w for w in windows(schedule("in every week"), open_suite, Q4[1])
             if w.first >= Q4[0] and w.due <= Q4[1]]  # fmt: skip
    assert len(whole) == 12
    touched = [w for w in windows(schedule("in every week"), open_suite, Q4[1])
               if w.first <= Q4[1] and w.due >= Q4[0]]  # fmt: skip
    assert len(touched) == 14


def test_a_contract_is_reviewed_monthly_for_six_months_and_then_quarterly():
    """From 31 August, over a February: the quarters are counted from the sixth month."""
    terms = Terms([Spell(D(2025, 8, 31))])
    words = "every month for 6 months, then every quarter"
    assert dues(words, terms, D(2026, 9, 1)) == [
        D(2025, 9, 30), D(2025, 10, 31), D(2025, 11, 30), D(2025, 12, 31), D(2026, 1, 31),
        D(2026, 2, 28), D(2026, 5, 31), D(2026, 8, 31),
    ]  # fmt: skip


def test_a_programme_is_reviewed_3_and_12_months_after_its_start():
    """Late, missed and still open, as each day passes."""
    plan, terms = schedule("3 and 12 months after"), Terms([Spell(D(2024, 2, 29))])
    asked = windows(plan, terms, D(2026, 1, 1))
    assert [w.due for w in asked] == [D(2024, 5, 29), D(2025, 2, 28)]

    def standings(done, today):
        return [item.standing.value for item in judged(plan, asked, done, today)]

    assert standings([], D(2024, 5, 29)) == ["open", "open"]
    assert standings([], D(2024, 5, 30)) == ["missed", "open"]
    assert standings([D(2024, 6, 30)], D(2024, 7, 1)) == ["late", "open"]
    assert standings([D(2024, 5, 29), D(2025, 2, 28)], D(2025, 3, 1)) == ["met", "met"]
    assert standings([D(2024, 5, 1), D(2024, 5, 20)], D(2025, 3, 1)) == ["met", "missed"]
    assert standings([D(2025, 2, 1)], D(2025, 3, 1)) == ["late", "missed"]
    assert standings([D(2024, 2, 28)], D(2024, 3, 1)) == ["open", "open"]


def test_a_review_is_due_before_a_contract_ends():
    """A year before its last day, and half a year before it; anything earlier answers it."""
    plan, terms = schedule("6 and 12 months before"), Terms([Spell(D(2028, 2, 29))])
    asked = windows(plan, terms, D(2030, 1, 1))
    assert [w.due for w in asked] == [D(2027, 2, 28), D(2027, 8, 29)]
    items = judged(plan, asked, [D(2026, 1, 1)], D(2027, 9, 1))
    assert [item.standing for item in items] == [Standing.MET, Standing.MISSED]


def test_a_review_is_due_some_days_before_a_contract_ends():
    """Days are counted back as months are, and the later window begins after the earlier one."""
    terms = Terms([Spell(D(2028, 3, 31))])
    asked = windows(schedule("10 and 30 days before"), terms, D(2030, 1, 1))
    assert [(w.first, w.due) for w in asked] == [
        (D.min, D(2028, 3, 1)), (D(2028, 3, 2), D(2028, 3, 21))]  # fmt: skip


def test_by_a_day_of_each_year():
    """22 February of each year after the start; the 29th is the 28th where there is none."""
    terms = Terms([Spell(D(2026, 2, 22))])
    assert dues("every year by 22 February", terms, D(2028, 3, 1)) == [
        D(2027, 2, 22), D(2028, 2, 22)]  # fmt: skip
    leap = Terms([Spell(D(2026, 2, 27))])
    assert dues("every year by 29 February", leap, D(2028, 3, 1)) == [
        D(2026, 2, 28), D(2027, 2, 28), D(2028, 2, 29)]  # fmt: skip


def test_two_in_a_month_are_both_wanted():
    """One of two is missed once the month is over; a visit in another month does not make up."""
    plan, terms = schedule("2 in every month"), Terms([Spell(D(2026, 1, 1), D(2026, 2, 28))])
    asked = windows(plan, terms, D(2026, 12, 31))
    done = [D(2026, 1, 3), D(2026, 2, 1), D(2026, 2, 28), D(2026, 2, 28)]
    items = judged(plan, asked, done, D(2026, 2, 1))
    assert [i.standing for i in items] == [Standing.MISSED, Standing.MET]
    assert [len(i.done) for i in items] == [1, 3]
    assert judged(plan, asked, done, D(2026, 1, 31))[0].standing is Standing.OPEN


def test_exactly_as_often_as_asked_is_met():
    """Two of two; and what was not done has no days."""
    plan, terms = schedule("2 in every month"), Terms([Spell(D(2026, 1, 1), D(2026, 1, 31))])
    asked = windows(plan, terms, D(2026, 12, 31))
    done = [D(2026, 1, 1), D(2026, 1, 31)]
    assert [(i.standing, i.done) for i in judged(plan, asked, done, D(2026, 2, 1))] == [
        (Standing.MET, tuple(done))]  # fmt: skip


def test_a_milestone_counts_from_its_first_day_and_without_one_has_no_day():
    """Done on the very day that it is counted from; the second is missed."""
    plan, terms = schedule("3 and 12 months after"), Terms([Spell(D(2024, 2, 29))])
    asked = windows(plan, terms, D(2026, 1, 1))
    items = judged(plan, asked, [D(2024, 2, 29)], D(2026, 1, 1))
    assert [(i.standing, i.done) for i in items] == [
        (Standing.MET, (D(2024, 2, 29),)), (Standing.MISSED, ())]  # fmt: skip


def test_the_windows_of_a_schedule_follow_each_other_without_a_gap():
    """Each begins on the day after the last was due: also where every day is one."""
    terms = Terms([Spell(D(2026, 1, 5))])
    weeks = windows(schedule("every week"), terms, D(2026, 1, 20))
    assert [(w.first, w.due) for w in weeks] == [
        (D(2026, 1, 5), D(2026, 1, 12)), (D(2026, 1, 13), D(2026, 1, 19)),
        (D(2026, 1, 20), D(2026, 1, 26))]  # fmt: skip
    days = windows(schedule("every 1 days"), terms, D(2026, 1, 7))
    assert [w.due.day for w in days] == [6, 7, 8]


def test_no_more_than_ten_thousand_are_listed():
    """Every day for thirty years: the first ten thousand days."""
    terms, plan = Terms([Spell(D(2000, 1, 1))]), schedule("every 1 days")
    every = windows(plan, terms, D(2030, 1, 1))
    assert (len(every), every[-1].due) == (10_000, D(2000, 1, 1) + 10_000 * DAY)


def test_what_is_asked_each_day_for_a_hundred_years_is_asked_today():
    """Years that are over are not gone through: they are more than ten thousand days."""
    terms, today = Terms([Spell(D(1927, 1, 1))]), D(2026, 11, 30)
    found = windows(schedule("every 1 days"), terms, today, today)
    assert [(w.first, w.due) for w in found] == [(today, today), (today + DAY, today + DAY)]


def test_a_pause_before_the_start_moves_nothing():
    """One that ends before it, and one that ends on its day."""
    spells, day = [Spell(D(2026, 1, 1))], D(2026, 1, 20)
    for until in (D(2025, 6, 1), D(2026, 1, 1)):
        terms = Terms(spells, [Pause(D(2025, 1, 1), until)])
        assert dues("every week", terms, day) == [D(2026, 1, 8), D(2026, 1, 15)]


def test_the_first_of_two_open_pauses_stops_it():
    """A week that is due after the first is not asked for, though the second begins later."""
    pauses = [Pause(D(2026, 2, 10)), Pause(D(2026, 1, 20))]
    terms = Terms([Spell(D(2026, 1, 1))], pauses)
    assert dues("every week", terms, D(2026, 6, 1)) == [D(2026, 1, 8), D(2026, 1, 15)]


def test_a_schedule_of_a_hundred_years_is_the_longest():
    """One that begins a hundred years away is worked out, and none beyond."""
    plan, until = schedule("in every year"), D(2026, 6, 1)
    for year, asks in ((1926, True), (1925, False)):
        assert bool(windows(plan, Terms([Spell(D(year, 1, 1))]), until)) is asks, year


def test_the_next_calendar_period_is_looked_for_800_days_ahead():
    """A week that begins on the last of them is the next one; a day later is too far."""
    monday = D(2026, 1, 5)
    terms = Terms([Spell(monday)])
    for days, number in ((800, 1), (801, 0)):
        assert len(windows(schedule("in every week"), terms, monday - days * DAY)) == number


def test_each_phase_is_counted_from_the_end_of_the_one_before():
    """Five months and then quarters: the first quarter ends in the eighth month."""
    terms = Terms([Spell(D(2025, 1, 1))])
    assert [d.month for d in dues("every month for 5 months, then every quarter", terms,
                                  D(2025, 12, 31))] == [2, 3, 4, 5, 6, 9, 12]  # fmt: skip


def test_an_open_pause_counts_beside_a_closed_one_and_from_its_second_day():
    """A week is due on the day on which the pause begins, and none after it."""
    pauses = [Pause(D(2026, 1, 2), D(2026, 1, 4)), Pause(D(2026, 1, 10))]
    terms = Terms([Spell(D(2026, 1, 1))], pauses)
    assert dues("every week", terms, D(2026, 6, 1)) == [D(2026, 1, 10)]


def test_nothing_is_asked_without_a_spell_or_after_its_end():
    """An unknown start asks for nothing; a contract that ends on a due day is reviewed on it."""
    assert windows(schedule("every week"), Terms([]), D(2026, 1, 1)) == []
    ends = Terms([Spell(D(2026, 1, 5), D(2026, 1, 19))])
    assert [w.due for w in windows(schedule("every week"), ends, D(2027, 1, 1))] == [
        D(2026, 1, 12), D(2026, 1, 19)]  # fmt: skip
    assert windows(schedule("every week"), Terms([Spell(D(9999, 12, 1))]), D(2026, 1, 1)) == []
    assert windows(schedule("3 months before"), Terms([Spell(D(1, 1, 1))]), D(2026, 1, 1)) == []


def test_the_next_one_is_always_known():
    """The list ends with the first that is due after the day that is asked for."""
    for words in ("in every week", "every 3 months", "every year by 5 April", "in every year"):
        asked = windows(schedule(words), Terms([Spell(D(2025, 5, 1))]), D(2026, 5, 1))
        assert asked[-1].due > D(2026, 5, 1)
        assert all(w.due <= D(2026, 5, 1) for w in asked[:-1])


SPELLS = st.lists(st.integers(1, 90), min_size=1, max_size=7)


@st.composite
def terms_of(draw: st.DrawFn, *, whole: bool = False, falls: str = "") -> Terms:
    """Spells and pauses over some months, the last spell open or closed."""
    day = draw(st.dates(D(2023, 6, 1), D(2025, 12, 31)))
    bounds = [day]
    for length in draw(SPELLS):
        bounds.append(bounds[-1] + length * DAY)
    closed = len(bounds) // 2 * 2
    spells = [Spell(a, b) for a, b in zip(bounds[:closed:2], bounds[1:closed:2], strict=True)]
    if len(bounds) > closed:
        spells.append(Spell(bounds[-1]))
    # Two spells do not touch.
    spells = [s for s, before in zip(spells, [None, *spells], strict=False)
              if before is None or s.first > before.last]  # fmt: skip
    pauses = [Pause(since, since + draw(st.integers(0, 40)) * DAY)
              for since in draw(st.lists(st.dates(day, day + 400 * DAY), max_size=3))]  # fmt: skip
    return Terms(spells, pauses, whole, falls)


def test_an_open_pause_stops_what_is_counted_from_the_start():
    """While it lasts there is no next day; a calendar week in it asks for nothing."""
    terms = Terms([Spell(D(2026, 1, 1))], [Pause(D(2026, 1, 10))])
    assert [w.due for w in windows(schedule("every week"), terms, D(2026, 6, 1))] == [D(2026, 1, 8)]
    weeks = windows(schedule("in every week"), terms, D(2026, 6, 1))
    assert [w.due for w in weeks] == [D(2026, 1, 4), D(2026, 1, 11)]


@pytest.mark.parametrize(("falls", "due"), [
    ("", D(2026, 4, 3)), ("after", D(2026, 4, 7)), ("before", D(2026, 4, 2)),
])  # fmt: skip
def test_a_due_day_on_a_bank_holiday_moves_as_it_is_told(falls, due):
    """Good Friday 2026: on it, on the Tuesday after Easter, or on the Thursday before."""
    terms = Terms([Spell(D(2026, 1, 3))], falls=falls)
    assert windows(schedule("every quarter"), terms, D(2026, 4, 1))[0].due == due


@given(terms_of(), st.sampled_from(sorted(PERIODS)), st.booleans())
def test_calendar_periods_are_those_of_a_plain_calendar(terms, unit, whole):
    """Walked day by day: a period asks when one of its days (or all of them) is left."""
    terms = Terms(terms.spells, terms.pauses, whole)
    until = terms.start + 500 * DAY
    found = {w.first: w.due for w in windows(schedule(f"in every {unit}"), terms, until)
             if w.due <= until}  # fmt: skip
    periods: dict[object, list[dt.date]] = {}
    day = terms.start - 400 * DAY
    while day <= until + 400 * DAY:
        periods.setdefault(PERIODS[unit](day), []).append(day)
        day += DAY
    wanted = {}
    for days in periods.values():
        left = [
            any(s.first <= d <= (s.last or D.max) for s in terms.spells)
            and not any(p.since < d <= p.until for p in terms.pauses)
            for d in days
        ]
        if (all(left) if whole else any(left)) and days[-1] <= until:
            wanted[days[0]] = days[-1]
    assert found == wanted


@given(
    terms_of(),
    st.sampled_from([("every 10 days", 10, 0), ("every month", 0, 1), ("every quarter", 0, 3)]),
    st.sampled_from(["", "before", "after"]),
)
def test_a_schedule_from_the_start_stands_still_as_a_plain_calendar_says(terms, form, falls):
    """Walked day by day: only days that count bring the next one nearer, and it falls on work."""
    words, days, months = form
    terms = Terms(terms.spells, terms.pauses, falls=falls)
    until = terms.start + 500 * DAY
    found = dues(words, terms, until)
    nominal = [terms.start + relativedelta(days=days * k, months=months * k) for k in range(60)]
    wanted, day, counted = [], terms.start, 0
    at = 1
    while day <= until + 40 * DAY and at < 60:
        day += DAY
        between = any(a.last < day < b.first for a, b in
                      zip(terms.spells, terms.spells[1:], strict=False))  # fmt: skip
        counted += not (between or any(p.since < day <= p.until for p in terms.pauses))
        if counted == (nominal[at] - nominal[0]).days:
            wanted.append(day)
            at += 1
    moved = []
    for due in wanted:
        while falls and not is_working(due):
            due += DAY if falls == "after" else -DAY
        moved.append(due)
    end = terms.spells[-1].last
    kept: list[dt.date] = []
    for due in moved:
        if end is not None and due > end:
            break
        if due <= until and due >= (kept[-1] + DAY if kept else terms.start):
            kept.append(due)
    assert found == kept


@given(terms_of(), st.sampled_from(["in every week", "in every quarter", "every month",
                                    "3 and 12 months after"]), st.integers(-50, 300))  # fmt: skip
def test_a_part_of_the_days_has_its_part_of_the_items(terms, words, days):
    """What is due from a day on is what is due in all, without what was due before it."""
    since, until = terms.start + days * DAY, terms.start + 400 * DAY
    plan = schedule(words)
    wanted = [w for w in windows(plan, terms, until) if w.due >= since]
    assert windows(plan, terms, until, since) == wanted


@pytest.mark.parametrize("falls", ["", "before", "after"])
@pytest.mark.parametrize("words", [
    "every 4 days", "every 9 days for 90 days, then every month", "every 5 months",
    "every month for 120 months, then every year", "every week for 3 years, then every 2 weeks",
])  # fmt: skip
def test_what_is_asked_late_is_what_was_asked_from_the_start(words, falls):
    """Ninety years on, with pauses and gaps, the same windows as those that follow all before."""
    pauses = [Pause(D(1950, 2, 3), D(1951, 2, 3)), Pause(D(1990, 5, 1), D(1990, 5, 9)),
              Pause(D(1990, 5, 4), D(1990, 7, 1)), Pause(D(1920, 1, 1), D(1936, 9, 1)),
              Pause(D(1920, 1, 1), D(1930, 1, 1))]  # fmt: skip
    terms = Terms([Spell(D(1936, 3, 1), D(1999, 1, 1)), Spell(D(2000, 3, 1))], pauses, falls=falls)
    plan = schedule(words)
    days = ("1937-01-10", "1947-01-01", "1951-01-01", "1990-06-01", "1999-12-01", "2026-11-30")
    for since in map(D.fromisoformat, days):
        every = windows(plan, terms, since + 800 * DAY)
        late = windows(plan, terms, since + 800 * DAY, since)
        assert late == [window for window in every if window.due >= since]


@pytest.mark.parametrize("words", ["every 9 days", "every 5 months", "every 2 years"])
def test_what_is_asked_late_begins_on_the_day_after_what_was_due_before(words):
    """Where nothing stood still: asked about any day of two years, whatever a step is."""
    terms, plan = Terms([Spell(D(1970, 1, 31))]), schedule(words)
    every = windows(plan, terms, D(2030, 1, 1))
    for days in range(0, 730, 7):
        since = D(2024, 1, 1) + days * DAY
        late = windows(plan, terms, D(2030, 1, 1), since)
        assert late == [window for window in every if window.due >= since]
