"""The chain of the history: any edit, gap or swap breaks it."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from beatwise.web.history.hash_chain import START, Entry, faults


def _chain(words: list[str]) -> list[tuple[Entry, str, str]]:
    links, last = [], START
    for number, why in enumerate(words, start=1):
        entry = Entry(
            number, "2026-11-22T09:00:00.000000+00:00", "1", "deputy", "a", "b", why, "{}"
        )
        links.append((entry, last, entry.hash(last)))
        last = links[-1][2]
    return links


CHAINS = st.lists(st.text(max_size=5), min_size=2, max_size=6).map(_chain)


@given(CHAINS)
def test_a_chain_as_it_was_written_is_whole(links):
    """Nothing is wrong with it."""
    assert faults(links) == []


@given(CHAINS, st.data())
def test_any_edit_gap_or_swap_is_found(links, data):
    """Changing a field, taking a line out or swapping two is told."""
    at = data.draw(st.integers(0, len(links) - 2))
    name = data.draw(st.sampled_from(["at", "by", "role", "action", "thing", "why", "details"]))
    entry, previous, mark = links[at]
    edited = dataclasses.replace(entry, **{name: getattr(entry, name) + "x"})
    assert faults([*links[:at], (edited, previous, mark), *links[at + 1 :]])
    assert faults([*links[:at], *links[at + 1 :]])
    assert faults([*links[:at], links[at + 1], links[at], *links[at + 2 :]])


@given(CHAINS)
def test_words_cannot_move_from_one_field_to_the_next(links):
    """Two entries whose joined words are the same have different hashes."""
    entry = links[0][0]
    moved = dataclasses.replace(entry, action=entry.action + entry.thing, thing="")
    assert moved.hash(START) != entry.hash(START)
