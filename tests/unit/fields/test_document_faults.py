"""The faults of one document: gathered while it is read, raised together."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.fields.document_faults import MOST_LISTED, DocumentFaults, Fault, Path


def faults(*paths: Path) -> DocumentFaults:
    """A document with a fault at each path."""
    of_document = DocumentFaults("d.toml", lambda: {("a",): 7})
    for number, path in enumerate(paths):
        of_document.add(Fault(path, f"place {number}", f"wrong {number}."))
    return of_document


def test_a_sound_document_raises_nothing() -> None:
    """There is no error without a fault."""
    faults().raise_all()


def test_one_fault_is_raised_as_it_is() -> None:
    """With its own place, message and next step."""
    with pytest.raises(BadInput) as caught:
        faults(("a",)).raise_all()
    assert (caught.value.place, caught.value.message) == ("place 0", "wrong 0.")
    assert caught.value.next_step is None


def test_a_key_has_one_fault() -> None:
    """The second only follows from the first; a fault of another key does not."""
    assert [fault.message for fault in faults(("a",), ("a",), ("b",)).faults.values()] == [
        "wrong 0.", "wrong 2.",
    ]  # fmt: skip


def test_a_table_with_a_fault_below_it_is_faulty() -> None:
    """Each table above a key, the document itself and the key; not its neighbour."""
    of_document = faults(("person", 2, "skills"))
    for path in ((), ("person",), ("person", 2), ("person", 2, "skills")):
        assert of_document.under(path)
    assert not of_document.under(("person", 1))
    assert not faults().under(())


@pytest.mark.parametrize(("count", "last"), [
    (MOST_LISTED, "  place 49: wrong 49."), (MOST_LISTED + 1, "  and 1 more."),
])  # fmt: skip
def test_fifty_faults_are_listed(count: int, last: str) -> None:
    """More are counted and not listed."""
    with pytest.raises(BadInput) as caught:
        faults(*((n,) for n in range(count))).raise_all()
    lines = caught.value.message.splitlines()
    assert (lines[0], lines[-1]) == (f"{count} things are wrong:", last)
    assert caught.value.place == "d.toml"


def test_lines_are_looked_for_once_and_only_when_asked_for() -> None:
    """A sound document is never searched for its lines."""
    searches: list[int] = []

    def find() -> dict[Path, int]:
        searches.append(1)
        return {("a",): 7}

    of_document = DocumentFaults("d.toml", find)
    assert searches == []
    assert (of_document.line(("a",)), of_document.line(("b",))) == (7, None)
    assert searches == [1]


def test_a_fault_in_a_list_ends_with_what_to_do() -> None:
    """Where there is something to do."""
    assert Fault((), "p", "wrong.", "Mend it.").as_line() == "  p: wrong. Mend it."
    assert Fault((), "p", "wrong.").as_line() == "  p: wrong."
