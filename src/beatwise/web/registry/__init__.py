"""Where apps meet: what each offers to the others, registered when the office starts.

An app adds to the registry a line of navigation, a search, what waits for a person, a check of its
own records, a part of the API, the addresses of its things, or a list that can be had as a file;
the pages that belong to no app bring them together. What is missing or unknown is an error when
the office starts (``start_check``), never an empty section.
"""

from __future__ import annotations

from beatwise.web.registry.office_registry import Registry, registry
from beatwise.web.registry.plug_ins import (
    Changeable,
    Choices,
    Chore,
    ExportList,
    FirstStep,
    ImportKind,
    Place,
    SearchResult,
    Taker,
)


__all__ = [
    "Changeable",
    "Choices",
    "Chore",
    "ExportList",
    "FirstStep",
    "ImportKind",
    "Place",
    "Registry",
    "SearchResult",
    "Taker",
    "registry",
]
