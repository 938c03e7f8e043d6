"""The package's own data: TOML documents, in one folder for each kind.

``measures``, ``plans`` and ``queries`` of a set of measures; ``layouts`` of tables that come in,
``printed`` checks of tables, ``dashboards`` and ``registers``; ``severity`` indexes, ``unit_costs``
and the library of ``evidence``; ``money_tables`` that come in and the statutory dates of a
``budget``; ``outlines`` of an invented county; beside them the table of roles and the list of
delivery models.
"""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable


def folder(kind: str) -> Traversable:
    """Return the folder that holds the documents of one kind, such as ``layouts``."""
    return resources.files("beatwise.data") / kind


def names(kind: str) -> list[str]:
    """Return the names of the documents of one kind, without their ending, in order."""
    files = (file.name for file in folder(kind).iterdir())
    return sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml"))


def text(*path: str) -> str:
    """Return the text of one document, such as ``text("layouts", "football.toml")``."""
    return resources.files("beatwise.data").joinpath(*path).read_text("utf-8")
