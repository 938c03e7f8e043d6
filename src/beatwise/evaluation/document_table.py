"""A table of a document (TOML or JSON) as its reader gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias


Table: TypeAlias = Mapping[str, Any]  # whoever reads an entry says of which type it must be
