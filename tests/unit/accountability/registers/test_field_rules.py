"""Rules between fields: on their edges, and as the shipped registers state them."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.registers.definition_rows import FieldRule
from beatwise.accountability.registers.faults.rule_faults import rule_faults
from beatwise.accountability.registers.field_rules import (
    Situation,
    broken,
)
from beatwise.accountability.registers.read_toml import definition, form_rules
from beatwise.accountability.registers.register_definition import Field
from beatwise.accountability.registers.rule_parts.rule_words import in_words


TODAY = dt.date(2026, 11, 29)
FIELDS = {f.name: f for f in (
    Field("sum", "Sum", "money"), Field("n", "Number", "number"), Field("done", "Done", "date"),
    Field("again", "Review", "date"), Field("who", "By", "role"))}  # fmt: skip
PUT = [["draft", "2026-11-01"], ["proposed", "2026-11-03"], ["draft", "2026-11-04"],
       ["proposed", "2026-11-10"]]  # fmt: skip


def breach(rule: FieldRule, values: dict, **situation) -> list[str]:
    """The words of one rule's faults and questions."""
    faults, asked = broken(FIELDS, [rule], values, Situation(TODAY, **situation))
    assert not (faults and asked)
    return [fault.message for fault in faults] + [question.words for question in asked]


@pytest.mark.parametrize(("rule", "right", "wrong"), [
    (FieldRule("not_after", "done", "today"), "2026-11-29", "2026-11-30"),
    (FieldRule("not_before", "done", "today"), "2026-11-29", "2026-11-28"),
    (FieldRule("not_after", "done", "today", years=2), "2028-11-29", "2028-11-30"),
    (FieldRule("not_before", "done", "today", years=2), "2024-11-29", "2024-11-28"),
    (FieldRule("not_after", "done", "again"), "2026-06-01", "2026-06-02"),
    (FieldRule("not_before", "done", "again"), "2026-06-01", "2026-05-31"),
    (FieldRule("not_before", "done", "state:proposed"), "2026-11-10", "2026-11-09"),
    (FieldRule("not_before", "done", "meeting"), "2026-10-05", "2026-10-04"),
])  # fmt: skip
def test_the_order_of_days_on_its_edge(rule, right, wrong):
    """The day itself is right, the next one over is not; an empty side says nothing."""
    situation = {"moves": PUT, "days": {"meeting": dt.date(2026, 10, 5)}}
    other = {"again": "2026-06-01"}
    assert breach(rule, {"done": right, **other}, **situation) == []
    assert len(breach(rule, {"done": wrong, **other}, **situation)) == 1
    assert breach(rule, {"done": None, **other}, **situation) == []
    if rule.than not in ("today",):
        assert breach(rule, {"done": wrong}) == []


def test_the_day_of_a_state_is_that_of_its_last_entry():
    """Put forward three times and sent back since: the third day counts, not that of the draft."""
    moves = [*PUT, ["draft", "2026-11-12"], ["proposed", "2026-11-20"], ["draft", "2026-11-25"]]
    rule = FieldRule("not_before", "done", "state:proposed")
    assert breach(rule, {"done": "2026-11-20"}, moves=moves) == []
    assert len(breach(rule, {"done": "2026-11-19"}, moves=moves)) == 1


def test_the_29th_of_february_has_years_too():
    """A year on from it is the 28th."""
    rule = FieldRule("not_after", "again", "done", years=1)
    assert breach(rule, {"done": "2024-02-29", "again": "2025-02-28"}) == []
    assert breach(rule, {"done": "2024-02-29", "again": "2025-03-01"}) != []


@pytest.mark.parametrize(("kind", "field", "value", "right"), [
    ("at_least", "sum", 1000, True), ("at_least", "sum", 999, False),
    ("at_least", "sum", None, True),
    ("at_most", "sum", 1000, True), ("at_most", "sum", 1001, False),
    ("at_least", "n", 10, True), ("at_least", "n", 9.5, False), ("at_most", "n", 10.5, False),
])  # fmt: skip
def test_amounts_have_bounds(kind, field, value, right):
    """A bound on money is in pounds and the value in pence; the bound itself is right."""
    assert (breach(FieldRule(kind, field, bound=10), {field: value}) == []) is right


def test_a_role_may_stand_in_a_field_or_not():
    """Those that are named may; the words say which."""
    rule = FieldRule("roles", "who", roles=("commissioner", "deputy"))
    assert breach(rule, {"who": "deputy"}) == breach(rule, {"who": None}) == []
    assert breach(rule, {"who": "panel_reader"}) == [
        "By is panel reader; it can be commissioner or deputy commissioner."
    ]


def test_the_role_that_takes_the_step_is_the_one_recorded():
    """It is asked at that step alone, anew for another doer."""
    rule = FieldRule("doer", "who", step="take", weight="question")
    assert breach(rule, {"who": "deputy"}) == []
    assert breach(rule, {"who": "deputy"}, step="publish", role="governance") == []
    assert breach(rule, {"who": "deputy"}, step="take", role="deputy") == []
    assert breach(rule, {"who": "deputy"}, step="take", role="commissioner") == [
        "By is deputy commissioner, and the commissioner takes this step."
    ]


def test_a_question_is_the_same_until_a_value_changes():
    """Another day of the calendar asks nothing anew; another value of either field does."""
    rule = FieldRule("not_after", "again", "done", years=1, weight="question")

    def key(done: str, again: str, today: dt.date = TODAY) -> str:
        return broken(FIELDS, [rule], {"done": done, "again": again}, Situation(today))[1][0].key

    first = key("2020-01-01", "2022-01-01")
    assert key("2020-01-01", "2022-01-01", dt.date(2027, 1, 1)) == first
    assert len({first, key("2020-01-02", "2022-01-01"), key("2020-01-01", "2022-01-02")}) == 3


def test_only_rules_of_changed_fields_are_asked():
    """A change of one field is not stopped by another's; a rule between two is asked for either."""
    rule = FieldRule("not_before", "again", "done")
    values = {"done": "2026-02-01", "again": "2026-01-01"}
    situation = Situation(TODAY)
    for changed, faults in ({"sum"}, 0), ({"done"}, 1), ({"again"}, 1), (None, 1):
        assert len(broken(FIELDS, [rule], values, situation, changed)[0]) == faults


@pytest.mark.parametrize(("owed", "words"), [
    (True, []), (None, []), (False, ["Done, 1 June 2026: the yard was shut."]),
])  # fmt: skip
def test_a_day_on_which_a_duty_asks_for_nothing_is_named(owed, words):
    """Where that cannot be told, and where a side is empty, nothing is said."""
    rule = FieldRule("in_duty", "done", "n.visit", moment="the yard was shut")
    asked = {"owed": lambda _rule, number, day: owed}
    assert breach(rule, {"done": "2026-06-01", "n": 1}, **asked) == words
    assert breach(rule, {"done": None, "n": 1}, **asked) == []
    assert breach(rule, {"done": "2026-06-01", "n": None}, **asked) == []
    assert in_words(rule, FIELDS) == "Done is when the duties of “Number” ask for it."


def test_a_rule_of_what_is_not_there_is_named():
    """Kinds, weights, fields, days and roles that there are not."""
    wrong = [FieldRule("soon", "done"), FieldRule("at_least", "height"),
             FieldRule("not_after", "done", "moon"), FieldRule("roles", "who", roles=("king",)),
             FieldRule("at_most", "sum", weight="hint")]  # fmt: skip
    said = [words.partition(": ")[2] for words in rule_faults(FIELDS, ["open"], wrong)]
    assert [words.partition("; there are: ")[0] for words in said] == [
        "no kind 'soon'", "no field 'height'", "no day 'moon'", "no role 'king'",
        "no weight 'hint'",
    ]  # fmt: skip
    away = [FieldRule("in_duty", "done", "suite.visit"), FieldRule("in_duty", "done", "n.visit")]
    assert [words.partition(": ")[2] for words in rule_faults(FIELDS, ["open"], away)] == [
        "no link 'suite.visit', which is written LINK.DUTY",
        "'moment' says what is wrong where the duty asks for nothing",
        "'moment' says what is wrong where the duty asks for nothing",
    ]
    right = [
        FieldRule("not_after", "done", "state:open"),
        FieldRule("not_after", "done", "meeting"),
    ]
    assert list(rule_faults(FIELDS, ["open"], right, ["meeting"])) == []


WORST = {"amount": -125_000, "decided_on": "2031-05-01", "review_on": "2020-05-01",
         "decided_by": "panel_reader"}  # fmt: skip


def test_the_worst_decision_has_all_its_faults_at_once():
    """Minus £1,250, decided in 2031, reviewed in 2020, decided by a panel reader."""
    register = definition("decisions")
    faults, _ = broken(register.by_name, register.rules, WORST, Situation(TODAY))
    assert {fault.place: fault.message for fault in faults} == {
        "amount": "Amount is -£1,250.00, which is less than £0.00.",
        "decided_on": "Date decided, 1 May 2031, lies in the future.",
        "review_on": "Review date, 1 May 2020, is before Date decided, 1 May 2031.",
        "decided_by": "Decided by is panel reader; it can be commissioner or deputy commissioner.",
    }


def test_a_sound_decision_is_asked_nothing():
    """Decided after it was put forward, reviewed within five years, by who takes the step."""
    register = definition("decisions")
    sound = {"amount": 0, "decided_on": "2026-11-10", "review_on": "2031-11-10",
             "decided_by": "deputy"}  # fmt: skip
    now = Situation(TODAY, PUT, step="take", role="deputy")
    assert broken(register.by_name, register.rules, sound, now) == ([], [])


def test_a_decision_before_its_proposal_is_asked_about():
    """So is a review more than five years on, and a decision of more than three years ago."""
    register = definition("decisions")

    def asked(**values: str) -> list[str]:
        return [q.field for q in broken(register.by_name, register.rules, values,
                                        Situation(TODAY, PUT))[1]]  # fmt: skip

    assert asked(decided_on="2026-11-09") == ["decided_on"]
    assert asked(decided_on="2026-11-10", review_on="2031-11-11") == ["review_on"]
    assert asked(decided_on="2023-11-28") == ["decided_on", "decided_on"]


def test_advice_is_not_given_before_the_proposal_or_tomorrow():
    """Both days lie in the past, in their order."""
    register = definition("advice")

    def faults(**values: str) -> list[str | None]:
        now = Situation(TODAY)
        return [f.place for f in broken(register.by_name, register.rules, values, now)[0]]

    assert faults(proposed_on="2026-11-28", advised_on="2026-11-28") == []
    assert faults(proposed_on="2026-11-28", advised_on="2026-11-27") == ["advised_on"]
    assert faults(proposed_on="2026-11-30") == ["proposed_on"]
    assert faults(advised_on="2026-11-30") == ["advised_on"]


def test_a_minuted_action_is_not_due_before_its_meeting():
    """The day of the meeting is right, the day before is not."""
    rules = form_rules("minuted-action")
    now = Situation(TODAY, days={"meeting": dt.date(2026, 11, 20)})
    assert broken(rules.by_name, rules.rules, {"due": "2026-11-20"}, now) == ([], [])
    fault = broken(rules.by_name, rules.rules, {"due": "2026-11-19"}, now)[0][0]
    assert (
        fault.message
        == "Due, 19 November 2026, is before the day of the meeting, 20 November 2026."
    )


def test_each_rule_is_a_sentence_on_the_page_of_rules():
    """In the fields' labels; a question says that a reason is asked for."""
    register, asks = definition("decisions"), "Otherwise a reason is asked for."
    assert [in_words(rule, register.by_name) for rule in register.rules] == [
        "Amount is at least £0.00.",
        "Date decided is not after today.",
        f"Date decided is not before today by more than 3 years. {asks}",
        f"Date decided is not before the day it was put forward here. {asks}",
        "Review date is not before Date decided.",
        f"Review date is not after Date decided by more than 5 years. {asks}",
        "Decided by is one of: Commissioner, Deputy commissioner.",
        f"Decided by is the role that takes the step. {asks}",
    ]


def test_every_rule_is_asked_whatever_comes_before_it():
    """One that belongs to another step, or is kept, does not hide the next."""
    rules = [FieldRule("doer", "who", step="take"), FieldRule("at_least", "n"),
             FieldRule("at_least", "sum")]  # fmt: skip
    values = {"who": "deputy", "n": 1, "sum": -1}
    assert len(broken(FIELDS, rules, values, Situation(TODAY))[0]) == 1
    assert len(broken(FIELDS, rules, values, Situation(TODAY), {"sum"})[0]) == 1


@pytest.mark.parametrize(("rule", "values", "words", "step"), [
    (FieldRule("at_least", "sum", bound=10), {"sum": 999},
     "Sum is £9.99, which is less than £10.00.", "Correct it."),
    (FieldRule("at_most", "n", bound=10), {"n": 11},
     "Number is 11, which is more than 10.", "Correct it."),
    (FieldRule("not_after", "done", "today", years=2), {"done": "2029-01-01"},
     "Done, 1 January 2029, is more than 2 years after today.", "Correct it."),
    (FieldRule("not_before", "done", "today"), {"done": "2026-01-01"},
     "Done, 1 January 2026, is before today.", "Correct it."),
    (FieldRule("not_after", "done", "again"), {"done": "2026-02-01", "again": "2026-01-01"},
     "Done, 1 February 2026, is after Review, 1 January 2026.", "Correct one of the two."),
    (FieldRule("roles", "who", roles=("deputy",)), {"who": "partner"},
     "By is partner; it can be deputy commissioner.", "Choose one of them."),
])  # fmt: skip
def test_a_fault_says_what_is_wrong_and_what_to_do(rule, values, words, step):
    """In the fields' labels and units."""
    (fault,) = broken(FIELDS, [rule], values, Situation(TODAY))[0]
    assert (fault.message, fault.next_step) == (words, step)


def _of_grants(values: dict) -> list[str]:
    """Return the faults that the rules of grants find in some values."""
    import datetime as dt

    from beatwise.accountability.registers import field_rules
    from beatwise.accountability.registers.read_toml import definition

    register, today = definition("grants"), field_rules.Situation(dt.date(2026, 11, 29))
    faults, _ = field_rules.broken(register.by_name, register.rules, values, today)
    return [fault.message for fault in faults]


def test_a_yes_that_is_no_is_a_fault_and_one_that_is_not_known_is_none():
    """The rule speaks in its own words; an award without a cap says nothing."""
    words = "The award is above what the round allows for one applicant."
    assert _of_grants({"within_cap": False}) == [words]
    assert _of_grants({"within_cap": True}) == []
    assert _of_grants({"within_cap": None}) == []


def test_a_table_is_looked_through_cell_by_cell_for_what_belongs_to_a_person():
    """Numbers and days beside each other are no telephone number; a titled name is named."""
    line = {"milestone": "Start", "due": "2026-01-05", "amount": 500000, "reference": "G1"}
    assert _of_grants({"milestones": [line]}) == []
    named = {**line, "milestone": "Pay Dr Nobody", "reference": "G2"}
    [fault] = _of_grants({"milestones": [{**line, "milestone": None}, named]})
    assert fault == "Milestones holds what looks like a person's name."


def test_a_choice_in_a_table_is_nobodys_writing():
    """A school that the register offers is named after a Sir; only what was written is read."""
    columns = (Field("school", "School", "choice"), Field("note", "Note", "text"))
    fields = {"visits": Field("visits", "Visits", "lines", columns=columns)}
    line = {"school": "Sir Nobody School", "note": "Twelve sessions"}
    rule, now = FieldRule("impersonal", "visits"), Situation(TODAY)
    assert broken(fields, [rule], {"visits": [line]}, now) == ([], [])
    assert broken(fields, [rule], {"visits": [{"note": line["school"]}]}, now)[0] != []


@pytest.mark.parametrize(("rule", "words"), [
    (FieldRule("yes", "who"), "By is yes."),
    (FieldRule("impersonal", "who"),
     "By holds no bank details and nobody's name, address or number."),
    (FieldRule("within_limit", "sum", than="awards"),
     "Sum is not above the approval limit in force."),
])  # fmt: skip
def test_rules_of_awards_are_sentences_too(rule, words):
    """On the page of rules, in the fields' labels."""
    assert in_words(rule, FIELDS) == words


@pytest.mark.parametrize(("pence", "limits", "right"), [
    (500_000, {"awards": 500_000}, True), (500_001, {"awards": 500_000}, False),
    (500_001, {"entries": 1}, True), (None, {"awards": 500_000}, True),
])  # fmt: skip
def test_money_is_held_against_the_limit_of_its_kind(pence, limits, right):
    """The limit itself is within; without one of this kind every amount passes."""
    rule = FieldRule("within_limit", "sum", than="awards")
    faults, _ = broken(FIELDS, [rule], {"sum": pence}, Situation(TODAY, limits=limits))
    assert (faults == []) is right
    for fault in faults:
        assert fault.message == "Sum is £5,000.01, which is above the approval limit of £5,000.00."
        assert fault.next_step == "Have the step taken by a role that approves above the limit."


def test_a_line_of_text_holds_nothing_of_a_person():
    """Bank details in a plain field are named, and the way round them."""
    fields = {"note": Field("note", "Note", "text")}
    rule, now = FieldRule("impersonal", "note"), Situation(TODAY)
    (fault,) = broken(fields, [rule], {"note": "Pay into 20-00-00 55779911"}, now)[0]
    assert fault.message == "Note holds what looks like bank details."
    assert fault.next_step == "Say what it is about, by role or organisation."
    assert broken(fields, [rule], {"note": "Twelve sessions"}, now) == ([], [])
