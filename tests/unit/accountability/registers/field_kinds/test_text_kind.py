"""Text: one line, as long as it may be, and written by its pattern where it has one."""

from __future__ import annotations

import pytest

from beatwise import data
from beatwise.accountability.registers import read_toml
from beatwise.accountability.registers.field_values import record_value
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput


REFERENCE = Field("reference", "Reference", "text", pattern="NN/YY")


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        ("NN/YY", ("01/26", "99/00"), ("1/26", "01/2026", "01-26", "o1/26", "٠١/26")),
        ("AA N", ("PF 1", "ZZ 9"), ("pf 1", "PF  1", "PF 12")),
        ("N.N", ("4.2",), ("4x2", "42")),
    ],
)
def test_a_text_is_written_by_its_pattern(pattern, right, wrong):
    """Signs of the pattern are digits and letters; every other sign stands for itself."""
    field = Field("reference", "Reference", "text", pattern=pattern)
    for words in right:
        assert record_value(field, words) == words
    for words in wrong:
        with pytest.raises(BadInput):
            record_value(field, words)


def test_the_refusal_shows_how_it_is_written():
    """The next step is an example of the pattern."""
    with pytest.raises(BadInput) as refused:
        record_value(REFERENCE, "13-26")
    assert refused.value.message == "Reference: '13-26' is not written as NN/YY."
    assert refused.value.next_step == "Write it as 11/22."


def test_a_pattern_of_a_number_is_refused_at_its_line():
    """It is for what people write."""
    text = data.text("registers", "complaints.toml").replace(
        'kind = "date", listed = true }', 'kind = "date", listed = true, pattern = "NN" }', 1
    )
    with pytest.raises(BadInput, match=r"received_on.*a pattern is for a text"):
        read_toml.read(text, "complaints.toml")
