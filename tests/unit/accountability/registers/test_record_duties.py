"""The duties of a record: from when, how often, what was done, and whom it waits for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.accountability.registers.shape_worlds import WORDS, grants

from beatwise.accountability.registers.read_toml import check_links, definitions, read
from beatwise.accountability.registers.record_duties import (
    Period,
    Subject,
    counts,
    in_words,
    is_over,
    items,
    own_days,
    terms_of,
    waiting,
)
from beatwise.accountability.timing.clocks import Pause
from beatwise.accountability.timing.due_items import Standing
from beatwise.accountability.timing.spells import Spell
from beatwise.errors import BadInput


D = dt.date
GRANTS = grants()
VISIT, WEEK, REVIEW, REPORT = GRANTS.duties
OPEN = [["open", "2025-01-01"]]
YEAR, YEAR_AFTER, MARCH = D(2025, 1, 1), D(2026, 1, 1), D(2025, 3, 20)
SOON = dt.timedelta(days=14)


def due(duty, values, done=(), moves=OPEN, today=YEAR_AFTER, first=YEAR):
    """Each item of 2025 by its day and standing."""
    found = items(duty, GRANTS, Subject(values, moves, done), Period(first, D(2025, 12, 31), today))
    return {item.window.due: item.standing for item in found}


def test_a_duty_holds_from_its_start_to_its_end():
    """To the day of the field, or to the day the record was over, whichever comes first."""
    subject = Subject({"began": "2025-02-10", "ended": "2025-04-03"}, OPEN, ())
    assert terms_of(VISIT, GRANTS, subject).spells == [Spell(D(2025, 2, 10), D(2025, 4, 3))]
    over = [*OPEN, ["paid", "2025-03-01"], ["over", "2025-03-05"]]
    subject = Subject({"began": "2025-02-10", "ended": "2025-04-03"}, over, ())
    assert terms_of(VISIT, GRANTS, subject).spells == [Spell(D(2025, 2, 10), D(2025, 3, 5))]
    subject = Subject({"began": "2025-02-10", "ended": "2025-03-01"}, over, ())
    assert terms_of(VISIT, GRANTS, subject).spells == [Spell(D(2025, 2, 10), D(2025, 3, 1))]
    subject = Subject({"began": "2025-02-10"}, OPEN, ())
    assert terms_of(VISIT, GRANTS, subject).spells == [Spell(D(2025, 2, 10))]
    subject = Subject({"began": "2025-02-10", "ended": "2025-02-09"}, OPEN, ())
    assert terms_of(VISIT, GRANTS, subject).spells == []
    subject = Subject({"began": "2025-02-10", "ended": "2025-02-10"}, OPEN, ())
    assert terms_of(VISIT, GRANTS, subject).spells == [Spell(D(2025, 2, 10), D(2025, 2, 10))]
    assert terms_of(VISIT, GRANTS, Subject({}, OPEN, ())).spells == []


def test_a_duty_stands_still_in_its_states():
    """Its pauses are the days in them."""
    moves = [*OPEN, ["asked_back", "2025-02-01"], ["open", "2025-02-03"]]
    terms = terms_of(VISIT, GRANTS, Subject({"began": "2025-01-01"}, moves, ()))
    assert terms.pauses == [Pause(D(2025, 2, 1), D(2025, 2, 3))]
    assert terms_of(WEEK, GRANTS, Subject({}, moves, ())).pauses == []


def test_spells_come_from_a_table_of_lines_in_their_order():
    """A line without a first day is none; an open last day goes on."""
    lines = [{"first": "2025-03-03", "last": None}, {"first": "2025-01-06", "last": "2025-01-19"},
             {"first": None, "last": "2025-02-02"}]  # fmt: skip
    terms = terms_of(WEEK, GRANTS, Subject({"spells": lines}, OPEN, ()))
    assert terms.spells == [Spell(D(2025, 1, 6), D(2025, 1, 19)), Spell(D(2025, 3, 3))]
    assert terms.whole
    assert [*due(WEEK, {"spells": lines}, today=D(2025, 1, 1))][:3] == [
        D(2025, 1, 12), D(2025, 1, 19), D(2025, 3, 9)]  # fmt: skip


def test_items_are_those_of_the_period():
    """The months of 2025 from February on, each as it stands on the day."""
    found = due(
        VISIT, {"began": "2025-02-10"}, [D(2025, 2, 11), D(2025, 4, 30)], today=D(2025, 5, 2)
    )
    assert next(iter(found)) == D(2025, 2, 28)
    assert len(found) == 11
    assert list(found.values())[:4] == [
        Standing.MET, Standing.MISSED, Standing.MET, Standing.OPEN]  # fmt: skip


def test_milestones_before_the_period_are_counted_in_their_order():
    """What was done answers the first that was due, though only the second is asked about."""
    values = {"began": "2025-01-15"}
    found = due(REVIEW, values, [D(2025, 2, 20)], today=D(2025, 12, 1), first=D(2025, 3, 1))
    assert found == {D(2025, 3, 17): Standing.MISSED}
    found = due(REVIEW, values, [D(2025, 2, 10), D(2025, 3, 17)], first=D(2025, 3, 1))
    assert found == {D(2025, 3, 17): Standing.MET}
    assert [*due(REVIEW, values, first=D(2025, 3, 17))] == [D(2025, 3, 17)]
    assert [*due(REVIEW, values, first=D(2025, 3, 18))] == []


def wait(duty, values, done=(), moves=OPEN, today=MARCH):
    """The day of what waits, or nothing."""
    item = waiting(duty, GRANTS, Subject(values, moves, done), today, SOON)
    return item and item.window.due


def test_what_waits_is_what_can_still_be_done_and_is_due_soon():
    """A month's visit from two weeks before its end; a missed month is past mending."""
    values = {"began": "2025-01-10"}
    assert wait(VISIT, values) == D(2025, 3, 31)
    assert wait(VISIT, values, today=D(2025, 3, 17)) == D(2025, 3, 31)
    assert wait(VISIT, values, today=D(2025, 3, 16)) is None
    assert wait(VISIT, values, [D(2025, 3, 1)]) is None
    assert wait(VISIT, values, [D(2025, 3, 1)], today=D(2025, 3, 31)) is None
    assert wait(REPORT, values, today=D(2025, 4, 1)) == D(2025, 4, 10)
    assert wait(REPORT, values, today=D(2025, 4, 11)) is None


def test_a_milestone_that_was_missed_still_waits():
    """A review can be held late; once it is, the next one waits in its time."""
    values = {"began": "2025-01-15"}
    assert wait(REVIEW, values, today=D(2025, 6, 1)) == D(2025, 2, 17)
    assert wait(REVIEW, values, [D(2025, 5, 1)], today=D(2025, 6, 1)) == D(2025, 3, 17)
    assert wait(REVIEW, values, [D(2025, 2, 1), D(2025, 3, 1)], today=D(2025, 6, 1)) is None


def test_nothing_waits_on_what_is_over():
    """In a state that ends the duty, and in any final one."""
    values = {"began": "2025-01-10"}
    over = [*OPEN, ["over", "2025-06-05"]]
    assert wait(VISIT, values, moves=over) is None
    assert is_over(VISIT, GRANTS, over)
    assert is_over(WEEK, GRANTS, over)
    assert not is_over(VISIT, GRANTS, OPEN)
    assert not is_over(VISIT, GRANTS, [])


def test_own_days_are_those_of_the_table():
    """A line without a day was not done."""
    lines = [{"on": "2025-01-02"}, {"on": None}, {"what": "x"}]
    assert own_days(VISIT, {"costs": lines}) == [D(2025, 1, 2)]
    assert own_days(VISIT, {}) == []


def test_counts_have_every_standing():
    """None of a kind is 0."""
    found = items(VISIT, GRANTS, Subject({"began": "2025-11-01"}, OPEN, [D(2025, 11, 2)]),
                  Period(D(2025, 1, 1), D(2025, 12, 31), D(2026, 1, 1)))  # fmt: skip
    assert counts(found) == {Standing.MET: 1, Standing.LATE: 0, Standing.OPEN: 0,
                             Standing.MISSED: 1}  # fmt: skip


@pytest.mark.parametrize(
    ("duty", "words"),
    [
        (
            VISIT,
            (
                "Visit: in every month, when any of its days is within “Began”. "
                "An item counts where its last day falls (own)."
            ),
        ),
        (
            WEEK,
            (
                "Weekly call: in every week, when all of its days are within “Spells”; weeks run "
                "from Monday to Sunday. An item counts where its last day falls (own)."
            ),
        ),
        (
            REVIEW,
            "Review: 1 and 2 months after “Began”. An item counts where its last day falls (own).",
        ),
        (
            REPORT,
            "Report: every quarter from “Began”. An item counts where its last day falls (own).",
        ),
    ],
)
def test_a_duty_in_words_says_by_which_rule_it_is_counted(duty, words):
    """So that a reader can count again."""
    assert in_words(duty, GRANTS) == words


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        (
            '"in every month", start = "began"',
            '"in every month", start = "name"',
            "no date and no table",
        ),
        ('start = "spells"', 'start = "costs"', "needs two dates"),
        ('end = "ended"', 'end = "name"', "no date 'name'"),
        ('schedule = "every quarter"', 'schedule = "quarterly"', "'quarterly' is not a schedule"),
        (
            'schedule = "every quarter"',
            'schedule = "every quarter", whole = true',
            "can ask for whole",
        ),
        ('"in every month"', '"in every month", falls = "after"', "ends on its last day"),
        (
            'done = "costs.on", ends = ["over"], pauses',
            'done = "costs.what", ends = ["over"], pauses',
            "'costs.what' is not a date",
        ),
        (
            'done = "costs.on", ends = ["over"], pauses',
            'done = "costs", ends = ["over"], pauses',
            "written TABLE.COLUMN",
        ),
        (
            '"over"], pauses = ["asked_back"] },\n  { name = "week"',
            '"over"], pauses = ["gone"] },\n  { name = "week"',
            "no state 'gone'",
        ),
        ('label = "Visit",', 'label = "Visit", roles = ["king"],', "no role 'king'"),
    ],
)
def test_an_impossible_duty_is_refused(was, now, message):
    """Its start, its end, its words, its roles, and where it says it was done."""
    assert was in WORDS
    with pytest.raises(BadInput, match=message) as caught:
        read(WORDS.replace(was, now), "mine.toml")
    assert "[[duties]]" in str(caught.value)


def test_links_between_registers_are_checked_together():
    """A link to no register, and a duty done where nothing links back, are named."""
    suites, visits = definitions()["custody_suites"], definitions()["custody_visits"]
    check_links([suites, visits])
    with pytest.raises(BadInput, match="no register 'custody_suites'"):
        check_links([visits])
    with pytest.raises(BadInput, match=r"'custody_visits\.suite\.visited_on' is not a date"):
        check_links([suites])


def test_a_rule_about_another_registers_duty_needs_it():
    """A duty that the linked register no longer has is named where the rule stands."""
    suites, visits = definitions()["custody_suites"], definitions()["custody_visits"]
    with pytest.raises(BadInput, match=r"'suite\.visit' is no duty of what it links to"):
        check_links([replace(suites, duties=()), visits])


def test_a_spell_ends_with_its_line_or_with_the_record_whichever_is_first():
    """A suite that was closed for good during a spell, and one whose spell was over before."""
    suites = definitions()["custody_suites"]
    [visit] = suites.duties
    moves = [["in_use", "2025-01-01"], ["closed", "2025-06-10"]]

    def spells(first: str, last: str) -> object:
        lines = [{"from_day": first, "to_day": last, "why": "Works"}]
        return terms_of(visit, suites, Subject({"open": lines}, moves, ())).spells

    assert spells("2025-01-01", "2025-07-01") == [Spell(D(2025, 1, 1), D(2025, 6, 10))]
    assert spells("2025-01-01", "2025-05-01") == [Spell(D(2025, 1, 1), D(2025, 5, 1))]
    assert spells("2025-06-11", "2025-07-01") == []  # begun when the suite was closed


def test_a_spell_is_between_the_first_two_days_of_its_line():
    """Whatever text stands before them and whatever day after."""
    first, last = (
        f'{{ name = "{name}", label = "{name.title()}", kind = "date" }},'
        for name in ("first", "last")
    )
    why = first.replace("first", "why").replace("First", "Why").replace("date", "text")
    agreed = last.replace("last", "agreed").replace("Last", "Agreed")
    assert WORDS.count(first) == WORDS.count(last) == 1
    wide = read(WORDS.replace(first, why + first).replace(last, last + agreed), "mine.toml")
    line = {"why": "x", "first": "2025-01-06", "last": "2025-01-19", "agreed": "2025-01-20"}
    terms = terms_of(wide.duties[1], wide, Subject({"spells": [line]}, OPEN, ()))
    assert terms.spells == [Spell(D(2025, 1, 6), D(2025, 1, 19))]
