"""Every register of the office by its slug: the newest version of its own before one that ships."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextvars import ContextVar
from functools import lru_cache

from beatwise import data
from beatwise.accountability.registers import read_toml
from beatwise.accountability.registers.register_definition import Definition
from beatwise.errors import BadInput, MissingData
from beatwise.web.registers.models import RegisterVersion


# What is known, once asked, while a request lasts; ``None`` outside requests.
_in_request: ContextVar[list[dict[str, Definition]] | None] = ContextVar("known", default=None)
OWN = read_toml.OWN


def definitions() -> dict[str, Definition]:
    """Return every register by its slug, in alphabetical order of title.

    One short query in a request; the documents are read again only when there is a newer version.
    One that cannot be read any more is left out, and ``faults`` names it.
    """
    memory = _in_request.get()
    if memory is None:
        return _standing()
    if not memory:
        memory.append(_standing())
    return memory[0]


def begin_request(**_: object) -> None:
    """Remember what is known for the length of a request."""
    _in_request.set([])


def forget(**_: object) -> None:
    """Remember nothing any more: the request has ended, or a version was loaded."""
    _in_request.set(None)


def _standing() -> dict[str, Definition]:
    newest = RegisterVersion.objects.order_by("-pk").values_list("pk", "recorded_at").first()
    return _definitions(*newest) if newest else read_toml.definitions()


def definition(slug: str) -> Definition:
    """Return a register; raise ``MissingData`` when there is none."""
    known = definitions()
    if slug not in known:
        raise MissingData(
            f"there is no register '{slug}'.", next_step=f"The registers are: {', '.join(known)}."
        )
    return known[slug]


def documents() -> dict[str, str]:
    """Return the office's own documents that stand, by slug."""
    newest = {row.slug: row.text for row in RegisterVersion.objects.order_by("slug", "number")}
    return {slug: text for slug, text in newest.items() if text}


def document(slug: str) -> str:
    """Return a register's document as it stands: the office's own, or the one that ships."""
    return documents().get(slug) or data.text("registers", f"{definition(slug).slug}.toml")


def versions(slug: str) -> list[RegisterVersion]:
    """Return the office's own versions of a register, the newest first."""
    return list(RegisterVersion.objects.filter(slug=slug).order_by("-number"))


def faults() -> Iterator[str]:
    """Yield the office's own registers that cannot be read, or whose row has another name."""
    for slug, text in documents().items():
        try:
            register = read_toml.read(text, f"{slug}.toml", earlier=True)
        except BadInput as error:
            yield f"register {slug}: {error.message}"
            continue
        if register.slug != slug:
            yield f"register {slug}: its row is not what its document says"


def joined(own: dict[str, Definition]) -> dict[str, Definition]:
    """Return the registers that ship with some of the office's own in their place or beside."""
    known = {**read_toml.definitions(), **own}
    return {each.slug: each for each in sorted(known.values(), key=lambda each: each.title)}


@lru_cache(maxsize=4)
def _definitions(_: int, __: dt.datetime) -> dict[str, Definition]:
    own = {}
    for slug, text in documents().items():
        try:
            own[slug] = read_toml.read(text, f"{slug}.toml", earlier=True)
        except BadInput:  # named by ``faults``
            continue
    return joined(own)
