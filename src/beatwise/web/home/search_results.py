"""What a search finds for a person, by its own spelling or another."""

from __future__ import annotations

from beatwise.accountability.roles import Person
from beatwise.web.registry import SearchResult, registry
from beatwise.web.search.other_spellings import other_spellings


def search_results(person: Person, words: str, most: int) -> tuple[list[SearchResult], str]:
    """Return what is found, and by which words where those were not the ones typed.

    Another spelling is only tried when nothing is found, and only said when it finds something
    that this person may read.
    """
    if not words:
        return [], ""
    if results := registry.search(person, words, most):
        return results, ""
    for spelling in other_spellings(words):
        if results := registry.search(person, spelling, most):
            return results, spelling
    return [], ""
