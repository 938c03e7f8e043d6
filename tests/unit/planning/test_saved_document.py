"""Documents of planning are written one way, and what is none of them is refused."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.planning.saved_document import json_bytes, of_format, understood


def test_a_document_as_bytes() -> None:
    """Keys stay in their order, letters stay letters, and NaN is no value."""
    assert json_bytes({"b": 1, "a": "£"}) == '{"b": 1, "a": "£"}\n'.encode()
    assert json_bytes({"b": [1, 2]}, compact=True) == b'{"b":[1,2]}\n'
    assert json_bytes({"b": 1}, indent=1) == b'{\n "b": 1\n}\n'
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_bytes(float("nan"))


@pytest.mark.parametrize("document", [None, [], {}, {"format": "beatwise rota 2"}])
def test_another_document_is_refused(document: object) -> None:
    """The message says what it should be, and how to make one."""
    with pytest.raises(BadInput, match="not a rota that beatwise wrote") as caught:
        of_format(document, "beatwise rota 1", noun="rota", place="a.json", next_step="Make one.")
    assert caught.value.place == "a.json"
    assert caught.value.next_step == "Make one."


def test_what_cannot_be_understood_is_named() -> None:
    """A missing key is a fault of the file, not of the program."""
    with pytest.raises(BadInput, match="cannot be understood") as caught, understood("rota", "a"):
        {}["weeks"]
    assert caught.value.place == "a"
