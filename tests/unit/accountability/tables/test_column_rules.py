"""Rules for cells: where a layout finds one cell of a row, and what its words mean."""

from __future__ import annotations

import pytest

from beatwise.accountability.tables.column_rules import CellRule, read_cell_rules
from beatwise.errors import BadInput
from beatwise.fields import document


ROW = {"a": " North ", "b": "Gate", "n": "7", "unit": "fewer", "empty": ""}


@pytest.mark.parametrize(("rule", "cell"), [
    (CellRule(columns=("a",)), "North"), (CellRule(columns=("a", "b")), "North / Gate"),
    (CellRule(columns=("a", "empty")), "North / "), (CellRule(columns=("absent",)), ""),
    (CellRule(fixed="x"), "x"), (CellRule(question="period"), "2025"),
    (CellRule(question="vintage"), ""), (CellRule(template="{a} of {b}"), "North of Gate"),
    (CellRule(template="{a} of {empty}"), ""), (CellRule(template="plain"), "plain"),
    (CellRule(columns=("a",), words={"North": "n"}), "n"),
    (CellRule(columns=("b",), words={"North": "n"}, otherwise=""), ""),
    (CellRule(columns=("b",), words={"North": "n"}, keep=True), "Gate"),
    (CellRule(columns=("n",), minus={"unit": "fewer"}), "-7"),
    (CellRule(columns=("n",), minus={"unit": "more"}), "7"),
    (CellRule(columns=("empty",), minus={"unit": "fewer"}), ""),
    (CellRule(columns=("a", "b"), short=True), "north-gate"),
])  # fmt: skip
def test_a_cell_is_made_of_its_row(rule: CellRule, cell: str) -> None:
    """Columns, fixed words, a template or an answer; then meaning, sign and short name."""
    assert rule.of(ROW, {"period": "2025"}) == cell


def test_an_unknown_word_is_a_fault_of_its_column() -> None:
    """Unless others are replaced or left as they are."""
    with pytest.raises(BadInput, match="does not know 'Gate / '") as caught:
        CellRule(columns=("b", "a"), words={"Gate / x": "n"}).of(ROW | {"a": ""}, {})
    assert caught.value.place == "b"


def test_a_rule_says_every_column_that_it_looks_at() -> None:
    """Those it is read from, those in its template, and those of its sign."""
    assert CellRule(template="{a} {b} {a}", minus={"n": "x"}).reads == {"a", "b", "n"}
    assert (CellRule(columns=("a", "b")).place, CellRule(fixed="x").place) == ("a", "")


def test_a_plain_text_is_the_name_of_a_column() -> None:
    """A table says more; a cell that the layout leaves out has no rule."""
    text = 'value = "n"\nnote = { template = "{a}" }\narea.columns = ["a", "b"]\n'
    rules = read_cell_rules(document(text, "l.toml"), ("value", "note", "area", "source"))
    assert rules == {
        "value": CellRule(columns=("n",)), "note": CellRule(template="{a}"),
        "area": CellRule(columns=("a", "b")),
    }  # fmt: skip


@pytest.mark.parametrize(("text", "message"), [
    ("value = {}", "one of them"), ('value = { column = "n", fixed = "x" }', "one of them"),
    ('value = { asked = "colour" }', "'colour' cannot be asked for"),
    ('value = { column = "n", colour = "x" }', "'colour' is not a field here"),
    ('values = "n"', "'values' is not a field here"),
])  # fmt: skip
def test_a_rule_at_fault_is_refused(text: str, message: str) -> None:
    """No source, two sources, an unknown question and an unknown field."""
    with pytest.raises(BadInput, match=message), document(text, "l.toml") as fields:
        read_cell_rules(fields, ("value",))
