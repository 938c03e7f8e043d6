"""What a change held, kept beside the chain so that it can be erased: the chain holds its digest.

A line of the history is never altered. Of a thing whose content has an end, what was before and
after, and why, stands in a row of its own; its line holds the SHA-256 of that text, which begins
with random letters, so that nobody finds out by trying what was erased. Whatever is missing must
be named by a later line that says it was erased.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from beatwise.web.history.hash_chain import canonical
from beatwise.web.history.models import Change, ErasableContent


DIGEST = "content_digest"
ERASURE = "erased_changes"  # in a line that says what was erased: the numbers of those changes


class Content(NamedTuple):
    """What a change held: the fields before and after, and why; ``erased`` when it is gone."""

    before: dict[str, Any]
    after: dict[str, Any]
    why: str
    erased: bool = False


def text(details: Mapping[str, object], why: str) -> str:
    """Return the text that stands beside the chain for what a change held."""
    return canonical({**details, "why": why, "salt": secrets.token_hex(24)})


def digest(words: str) -> str:
    """Return the SHA-256, in hex, of a text beside the chain."""
    return hashlib.sha256(words.encode()).hexdigest()


def contents(rows: Iterable[Change]) -> dict[int, Content]:
    """Return what changes held, by number, in one query for those that stand beside the chain."""
    details = {row.number: (json.loads(row.details), row.why) for row in rows}
    beside = [number for number, (each, _) in details.items() if DIGEST in each]
    texts = dict(ErasableContent.objects.filter(change__in=beside).values_list("change", "text"))
    return {
        number: _content(each, why, texts.get(number)) for number, (each, why) in details.items()
    }


def _content(details: dict[str, dict[str, object]], why: str, words: str | None) -> Content:
    if DIGEST not in details:
        return Content(details["before"], details["after"], why)
    if words is None:
        return Content({}, {}, "", erased=True)
    content = json.loads(words)
    return Content(content["before"], content["after"], content["why"])


def erase(thing: str) -> tuple[list[int], int]:
    """Delete what the changes of a thing held.

    Returns the numbers of those changes, and how many others stand in the chain itself, where
    nothing is erased: they were written before the thing's content had an end.
    """
    rows = list(Change.objects.filter(thing=thing).order_by("number"))
    beside = [row.number for row in rows if DIGEST in json.loads(row.details)]
    ErasableContent.objects.filter(change__in=beside).delete()
    return beside, len(rows) - len(beside)


def faults() -> Iterator[str]:
    """Yield every content that is not what its line says, or gone without a line that says so."""
    texts = {row.change: row.text for row in ErasableContent.objects.iterator(chunk_size=500)}
    gone: dict[int, str] = {}
    for row in Change.objects.filter(details__contains=f'"{DIGEST}":').order_by("number"):
        stated = json.loads(row.details).get(DIGEST)
        if stated is None:
            continue  # the word stands in what the change itself holds
        words = texts.pop(row.number, None)
        if words is None:
            gone[row.number] = row.thing
        elif digest(words) != stated:
            yield f"change {row.number}: what it held is not as it was written"
    for row in Change.objects.filter(details__contains=f'"{ERASURE}":'):
        for number in json.loads(row.details)["after"].get(ERASURE, ()):
            if number < row.number and gone.get(number) == row.thing:
                del gone[number]
    for number in gone:
        yield f"change {number}: what it held is gone, and no change says that it was erased"
    for number in sorted(texts):
        yield f"change {number} does not hold what stands beside it"
