"""A formula is read out as a sentence; nothing of how a definition writes it is left."""

from __future__ import annotations

import pytest

from beatwise.accountability.formulas.formula_words import in_words
from beatwise.accountability.formulas.grammar import formula


@pytest.mark.parametrize(("written", "words"), [
    ("100 * a / b", "100 × “A” ÷ “B”"),
    ("100 * a / (a + b)", "100 × “A” ÷ (“A” + “B”)"),
    ("a - (b - c)", "“A” − (“B” − “C”)"),
    ("a - b - c", "“A” − “B” − “C”"),
    ("sum(costs.amount)", "the sum of “COSTS.AMOUNT” in “COSTS”"),
    ("if known(a) then count(a) - sum(a.x) else 0",
     "the number of entries in “A” − the sum of “A.X” in “A” if “A” is filled in, otherwise 0"),
    ('if known(a) then "Monthly" else if not known(b) then "Yearly" else "Never"',
     "‘Monthly’ if “A” is filled in, otherwise ‘Yearly’ if “B” is empty, otherwise ‘Never’"),
    ("rate * (if a < b then a else b)",
     "“RATE” × (“A” if “A” is less than “B”, otherwise “B”)"),
    ("a <= b + 1 days and not (a = £1.50 or b = £0)",
     "“A” is at most “B” + 1 day and not (“A” is £1.50 or “B” is £0)"),
    ("latest(meetings.held_on) >= 2026-03-01",
     "the latest “MEETINGS.HELD_ON” in “MEETINGS” is at least 1 March 2026"),
    ("days_on(reply) / 1 day", "the days on the clock “REPLY”"),
    ("in_time(reply)", "whether the clock “REPLY” stopped in time"),
    ("a <> no", "“A” is not no"),
    ("(a + b) * -c", "(“A” + “B”) × −“C”"),
])  # fmt: skip
def test_a_formula_is_a_sentence(written: str, words: str) -> None:
    """Each sign and function has its words, and brackets stand where the meaning needs them."""

    def label(name: str, column: str) -> str:
        return f"{name}.{column}".strip(".").upper()

    assert in_words(formula(written), label) == words
