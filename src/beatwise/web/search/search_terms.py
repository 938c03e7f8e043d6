"""The words of a search, each once and no more than may be looked for."""

from __future__ import annotations

from beatwise.cell_text import search_words
from beatwise.errors import BadInput


MOST_WORDS = 10
LONGEST = 200  # characters of one value of an address


def search_terms(query: str) -> tuple[str, ...]:
    """Return the keys of the words of a search, those left out that stand in a longer one.

    What is looked for is the same without them: a text that holds ``patrols`` holds ``patrol``.

    Raises
    ------
    BadInput
        For more than ``MOST_WORDS`` words, or more than ``LONGEST`` characters.
    """
    check_length(query, "q")
    words = list(dict.fromkeys(search_words(query)))
    if len(words) > MOST_WORDS:
        raise BadInput(
            f"a search takes at most {MOST_WORDS} words, and this one has {len(words)}.",
            place="q",
            next_step="Leave out the words that matter least.",
        )
    return tuple(w for w in words if not any(w in other for other in words if other != w))


def check_length(value: str, name: str) -> None:
    """Raise ``BadInput`` for a value of an address, by its name, that is longer than a line."""
    if len(value) > LONGEST:
        raise BadInput(
            f"this takes at most {LONGEST} characters, and {len(value):,} came.",
            place=name[:40],
            next_step="Shorten it.",
        )
