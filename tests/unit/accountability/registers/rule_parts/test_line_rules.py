"""Rules about the lines of a table: which line is wrong, and in what."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.registers.definition_rows import FieldRule
from beatwise.accountability.registers.faults.rule_faults import rule_faults
from beatwise.accountability.registers.field_rules import Situation, broken
from beatwise.accountability.registers.read_toml import definition
from beatwise.accountability.registers.rule_parts.rule_words import in_words


NOW = Situation(dt.date(2026, 11, 29))
SOUND = {"milestone": "Start", "amount": 5_000_00, "paid_on": "2026-01-07", "reference": "G1"}
OTHER = {"milestone": "Half-way", "amount": 4_579_43, "paid_on": "2026-06-07", "reference": "G2"}


def _of_grants(*lines: dict) -> list[str]:
    register = definition("grants")
    values = {"award_on": "2025-11-03", "milestones": [*lines]}
    faults, questions = broken(register.by_name, register.rules, values, NOW, {"milestones"})
    assert questions == []
    assert all(fault.next_step and fault.place == "milestones" for fault in faults)
    return [fault.message for fault in faults]


@pytest.mark.parametrize(("change", "words"), [
    ({"paid_on": "2026-11-30"}, "Paid on, 30 November 2026, lies in the future."),
    ({"paid_on": "2025-11-02"},
     "Paid on, 2 November 2025, is before Award on, 3 November 2025."),
    ({"amount": -1}, "Amount is -£0.01, which is less than £0.00."),
    ({"reference": "g1"}, "Reference g1 stands in line 1 too."),
])  # fmt: skip
def test_a_line_that_cannot_be_is_named_with_its_column(change, words):
    """A payment to come, before the award, below nothing, or of a number that is paid already."""
    [fault] = _of_grants(SOUND, {**OTHER, **change})
    label = definition("grants").by_name["award_on"].label
    assert fault == f"Milestones, line 2: {words.replace('Award on', label)}"


def test_sound_lines_break_no_rule():
    """Nor do those that are not paid yet, which have neither day nor number."""
    unpaid = {"milestone": "End", "amount": 0}
    assert _of_grants(SOUND, OTHER, unpaid, unpaid) == []
    assert _of_grants() == []


def test_an_invoice_may_have_a_line_for_each_lot_and_no_second():
    """The number and the lot are held together."""
    register = definition("contracts")
    line = {"month": "2026-10-01", "number": "INV-7", "lot": "City", "delivered": 12}

    def faults(**change: object) -> list[str]:
        values = {"invoices": [line, {**line, **change}]}
        found = broken(register.by_name, register.rules, values, NOW, {"invoices"})[0]
        return [fault.message for fault in found]

    assert faults(lot="County") == []
    expected = "Invoices by hours, line 2: Invoice INV-7 stands in line 1 too."
    assert faults(month="2026-11-01") == [expected]


def test_a_rule_of_a_column_is_a_sentence():
    """On the page of rules, with the table and its columns."""
    register = definition("grants")
    words = [in_words(rule, register.by_name) for rule in register.rules if rule.column]
    assert words[0] == "Milestones: paid on is not after today."
    assert words[2:] == [
        "Milestones: amount is at least £0.00.", "Milestones: reference stands in one line only.",
        "Milestones: reached on is not after today.",
    ]  # fmt: skip


@pytest.mark.parametrize(("rule", "words"), [
    (FieldRule("distinct", "milestones"), "no column"),
    (FieldRule("distinct", "milestones", column="shoe"), "no column 'shoe'"),
    (FieldRule("at_least", "milestones", column="amount paid"), "more than one column"),
])  # fmt: skip
def test_a_rule_of_no_column_is_a_fault_of_its_document(rule, words):
    """It would never be asked."""
    found = list(rule_faults(definition("grants").by_name, (), [rule]))
    assert found == [f"rule {rule.kind} of milestones: {words}"]
