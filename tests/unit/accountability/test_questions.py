"""Faults block, all of them at once; questions want a reason, once for the same values."""

from __future__ import annotations

import pytest

from beatwise.accountability.questions import (
    EVERY,
    FieldFaults,
    OpenQuestions,
    Question,
    answered,
    check,
    in_words,
    key_of,
)
from beatwise.errors import BadInput


ODD, FAR = Question("odd-1", "value", "5 is odd."), Question("far-2", "on", "It is far.")


def test_every_fault_is_named_at_once():
    """Two faults are one refusal that names both, each at its field; none is no refusal."""
    check([])
    faults = [BadInput("A is wrong.", place="a", next_step="Correct it."),
              BadInput("B is wrong.", place="b", next_step="Correct it.")]  # fmt: skip
    with pytest.raises(FieldFaults) as caught:
        check(faults)
    assert caught.value.message == "A is wrong. B is wrong."
    assert caught.value.next_step == "Correct it."
    assert caught.value.place == "a"
    assert FieldFaults([BadInput("C is wrong.", place="c")]).next_step is None
    assert [fault.place for fault in caught.value.faults] == ["a", "b"]


@pytest.mark.parametrize(("reasons", "answers"), [
    ({"odd-1": "So.", "far-2": "True."}, ["So.", "True."]),
    ({EVERY: " One. "}, ["One.", "One."]),
    ({EVERY: "One.", "odd-1": "So."}, ["So.", "One."]),
    ({"odd-1": "So."}, None), ({"odd-1": "So.", "far-2": "  "}, None), ({}, None),
])  # fmt: skip
def test_each_question_wants_its_reason(reasons, answers):
    """A reason for one is none for another, unless it is given for all; blanks are no reason."""
    if answers is None:
        with pytest.raises(OpenQuestions) as caught:
            answered([ODD, FAR], reasons)
        assert caught.value.questions == (ODD, FAR)
        assert (caught.value.message, caught.value.place) == ("5 is odd. It is far.", "value")
        assert caught.value.next_step == "Correct it, or give the reason why it is right."
    else:
        assert [reason for _, reason in answered([ODD, FAR], reasons)] == answers


def test_nothing_asked_needs_no_reason():
    """Without a question there is nothing to answer."""
    assert answered([], {}) == []


def test_another_value_is_another_question():
    """The key is the same for the same values and differs with either."""
    assert key_of("odd", 1, 2) == key_of("odd", 1, 2)
    assert (
        len({key_of("odd", 1, 2), key_of("odd", 2, 1), key_of("odd", 12), key_of("far", 1, 2)}) == 4
    )
    assert in_words([(ODD, "So.")]) == "5 is odd. Reason: So."
