"""Numbers and percentages."""

from __future__ import annotations

import pytest

from beatwise.accountability.registers.field_kinds.number_kind import NumberKind, PercentageKind
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput


FIELD, KIND = Field("share", "Share", "percentage"), PercentageKind()


@pytest.mark.parametrize(("entry", "held", "words"), [
    ("82.5", 82.5, "82.5 %"), ("82.5 %", 82.5, "82.5 %"), (40, 40, "40 %"), ("-3%", -3, "-3 %"),
    ("1,200 %", 1200, "1,200 %"),
])  # fmt: skip
def test_per_cent_is_read_with_its_sign_and_without(entry, held, words):
    """And shown with it."""
    assert KIND.read(FIELD, entry) == held
    assert KIND.words(FIELD, held) == words
    assert KIND.read(FIELD, KIND.for_file(FIELD, held)) == held
    assert KIND.searched(FIELD, held) == words.removesuffix(" %")


@pytest.mark.parametrize("entry", ["£4", "many", True])
def test_what_is_no_percentage_is_refused(entry):
    """Money among it."""
    with pytest.raises(BadInput):
        KIND.read(FIELD, entry)


def test_a_percentage_is_no_plain_number_and_is_not_added_up():
    """A number refuses the sign, and the shares of two records have no sum."""
    with pytest.raises(BadInput, match="no percentage belongs here"):
        NumberKind().read(Field("n", "N", "number"), "5 %")
    assert (NumberKind().added, KIND.added) == (True, False)
