"""The declared fields of an open standard, and what is wrong with a document held against them.

A standard is a TOML document of ``data/standards``: its objects, and of each field the kind and the
title that a spreadsheet gives it. No standard's own schema file ships with Beatwise; the tests hold
our output against the published ones where they are at hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from beatwise import data
from beatwise.accountability.standards.simple_kinds import SIMPLE
from beatwise.errors import BadInput
from beatwise.fields import document


PERSONAL = "personal"
EMPTY: tuple[object, ...] = (None, "", [], {})  # what a field may hold that is as good as left out
_FIELD = re.compile(
    r"(?P<kind>[^!|\[(]+?)(?:\((?P<choices>[^)]*)\))?(?P<list>\[1?u?\])?(?P<must>!)?"
)
_FEW = 20  # choices that a fault still names one by one


@dataclass(frozen=True, slots=True)
class StandardField:
    """One field of an object of a standard.

    Parameters
    ----------
    kind
        A simple kind (a key of ``SIMPLE``), ``personal``, or the name of an object.
    many, filled, unique
        Whether it is a list, whether the list must hold something, and no two things the same.
    choices
        What a text may be: those of a ``choice``, or of the standard's list that a ``code`` names.
    """

    name: str
    title: str
    kind: str
    many: bool = False
    filled: bool = False
    unique: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def simple(self) -> bool:
        """Whether it holds a plain value, and no object."""
        return self.kind in SIMPLE or self.kind == PERSONAL


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard: its objects by name, each with its fields by name.

    ``root`` is the object of a whole file, ``rows`` the one that a row of a spreadsheet holds.
    """

    name: str
    title: str
    version: str
    source: str
    root: str
    rows: str
    objects: Mapping[str, Mapping[str, StandardField]]


@cache
def standard(name: str) -> Standard:
    """Return a standard that ships, such as ``360giving``."""
    file = f"{name}.toml"
    with document(data.text("standards", file), file) as fields:
        objects = fields.table("objects")
        lists = fields.table("lists").data if "lists" in fields.data else {}
        codes = {key: tuple(str(words).split()) for key, words in lists.items()}
        return Standard(
            fields.text("name"), fields.text("title"), fields.text("version"),
            fields.text("source"), fields.text("root"), fields.text("rows"),
            {key: _fields(objects.table(key).data, key, codes) for key in objects.data},
        )  # fmt: skip


def faults(of: Standard, value: object, kind: str = "") -> Iterator[BadInput]:
    """Yield what is wrong with a JSON value held against an object of a standard.

    Parameters
    ----------
    value
        As ``json.loads`` gives it.
    kind
        The object; the standard's root unless it is named.
    """
    yield from _object_faults(of, kind or of.root, value, "")


def filled(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object without the fields that hold nothing, at any depth."""
    parts = {name: _filled_part(part) for name, part in value.items()}
    return {name: part for name, part in parts.items() if part not in EMPTY}


def unknown_fields(of: Standard, value: object, kind: str = "", place: str = "") -> Iterator[str]:
    """Yield the place of each field that the standard does not know; they are kept, and counted."""
    fields = of.objects[kind or of.root]
    if not isinstance(value, Mapping):
        return
    for name, inner in value.items():
        here = f"{place}{name}"
        if name not in fields:
            yield here
        elif not fields[name].simple:
            for at, part in enumerate(inner if isinstance(inner, list) else [inner]):
                mark = f"[{at}]" if isinstance(inner, list) else ""
                yield from unknown_fields(of, part, fields[name].kind, f"{here}{mark}.")


def _filled_part(value: object) -> object:
    if isinstance(value, list):
        return [_filled_part(part) for part in value]
    return filled(value) if isinstance(value, Mapping) else value


def _fields(
    table: Mapping[str, object], of: str, codes: Mapping[str, tuple[str, ...]]
) -> dict[str, StandardField]:
    return {name: _field(name, str(words), of, codes) for name, words in table.items()}


def _field(name: str, words: str, of: str, codes: Mapping[str, tuple[str, ...]]) -> StandardField:
    shape, _, title = (part.strip() for part in words.partition("|"))
    match = _FIELD.fullmatch(shape)
    if match is None:
        raise BadInput(f"'{words}' is no field of a standard.", place=f"{of}.{name}")
    choices = tuple(part.strip() for part in (match["choices"] or "").split(",") if part.strip())
    if match["kind"] == "code":
        choices = codes[choices[0]]
    marks = match["list"] or ""
    return StandardField(
        name, title or name, match["kind"], bool(marks), "1" in marks, "u" in marks,
        bool(match["must"]), choices,
    )  # fmt: skip


def _object_faults(of: Standard, kind: str, value: object, place: str) -> Iterator[BadInput]:
    if not isinstance(value, Mapping):
        yield _fault(place, "is not an object", "Give its fields by name.")
        return
    for name, field in of.objects[kind].items():
        here = f"{place}.{name}" if place else name
        inner = value.get(name)
        if inner in EMPTY:
            if field.required:
                yield _fault(here, "is missing", "Fill it in.")
        elif field.kind == PERSONAL:
            yield _fault(here, "is about a person", "Leave it out: the file is published.")
        else:
            yield from _field_faults(of, field, inner, here)


def _field_faults(
    of: Standard, field: StandardField, value: object, place: str
) -> Iterator[BadInput]:
    if field.many != isinstance(value, list):
        yield _fault(place, "is not a list" if field.many else "is a list", "Correct it.")
        return
    yield from _repeated(field, value, place)
    for at, one in enumerate(value if isinstance(value, list) else [value]):
        here = f"{place}[{at}]" if field.many else place
        if not field.simple:
            yield from _object_faults(of, field.kind, one, here)
        elif not SIMPLE[field.kind](one) or (field.choices and one not in field.choices):
            few = 0 < len(field.choices) <= _FEW
            allowed = f" of: {', '.join(field.choices)}" if few else ""
            yield _fault(here, f"is no {field.kind}{allowed}: {one!r}", "Correct it.")


def _repeated(field: StandardField, value: object, place: str) -> Iterator[BadInput]:
    """Yield a fault for each thing of a list that stands in it before, where none may."""
    if not field.unique or not isinstance(value, list):
        return
    first: dict[str, int] = {}
    for at, one in enumerate(value):
        if (before := first.setdefault(json.dumps(one, sort_keys=True, default=str), at)) != at:
            words = f"is the same as {place}[{before}]"
            yield _fault(f"{place}[{at}]", words, "Leave one of the two out.")


def _fault(place: str, words: str, next_step: str) -> BadInput:
    return BadInput(f"{place or 'the file'} {words}.", place=place, next_step=next_step)
