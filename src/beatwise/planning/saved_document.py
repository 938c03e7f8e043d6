"""Planning's documents as JSON: written one way, recognised by their format, read or refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from beatwise.errors import BadInput


JsonObject = dict[str, Any]  # an object as ``json`` reads it; the values' types are not known


def json_bytes(document: object, *, indent: int | None = None, compact: bool = False) -> bytes:
    """Return JSON as bytes: UTF-8, keys in the order given, no NaN, a line end."""
    separators = (",", ":") if compact else None
    text = json.dumps(
        document, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
    )
    return (text + "\n").encode()


def of_format(document: object, form: str, *, noun: str, place: str, next_step: str) -> JsonObject:
    """Return the document's values; raise ``BadInput`` when it is not of this format."""
    if not isinstance(document, dict) or document.get("format") != form:
        raise BadInput(
            f"this is not a {noun} that beatwise wrote.", place=place, next_step=next_step
        )
    return document


@contextmanager
def understood(noun: str, place: str) -> Iterator[None]:
    """Turn what goes wrong while a document is read into ``BadInput`` naming ``place``."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(
            f"the {noun} cannot be understood ({type(error).__name__}: {error}).", place=place
        ) from error
