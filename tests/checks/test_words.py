"""The check of words finds what people read, and leaves what they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from checks.words import main, phrases, strings


@pytest.mark.parametrize(("text", "plain"), [
    ("ids, parted by semicolons", "separated by"), ("never a nought", "zero"),
    ("The plan was taken in.", "imported"), ("Write anew", "again"),
    ("Mend the value.", "correct or repair"), ("It will be pack frozen.", "will be marked as"),
    ("<a>Its document</a>", "supporting document"),
    ("Name it apart.", "choose another name"), ("Letters not sent", "email"),
    ("Take in a file", "import"),
])  # fmt: skip
def test_a_refused_phrase_is_named_with_what_to_write(text: str, plain: str) -> None:
    """Each is found once, whatever its case."""
    assert [place.plain for place in phrases(Path("a.html"), 1, text)] == [plain]


@pytest.mark.parametrize("text", [
    "The cells are taken into account.", "departed by train", "beatwise check --mend",
    "its row is not what its document says", "the amendment", "the last cell taken in part",
])  # fmt: skip
def test_what_only_looks_like_one_is_left(text: str) -> None:
    """Longer words, options of commands and other meanings are no faults."""
    assert not list(phrases(Path("a.html"), 1, text))


def test_strings_are_read_and_docstrings_only_of_commands() -> None:
    """A key is no sentence; the line is that of the phrase itself."""
    source = '"""Doc."""\n\ndef f():\n    """Doc of f."""\n    return {"told": f"one {1} two"}\n'
    assert [text for _, text in strings(source, helps=False)] == ["one ", " two"]
    assert {text for _, text in strings(source, helps=True)} == {
        "Doc.", "Doc of f.", "one ", " two"
    }  # fmt: skip
    assert next(phrases(Path("a"), 3, "one\ntwo\na nought")).line == 5


def test_the_product_uses_none_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    """Strings, templates, data and documentation are clean."""
    assert main() == 0, capsys.readouterr().out
