"""Figures that were typed by hand and stand in a result: they should be references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from beatwise.publication.papers.figure_book import Result


_FIGURE = re.compile(r"(?<![\w.,{|£])£?\d[\d,]*(?:\.\d+)?(?![\w}])")
LEAST_DIGITS = 3  # shorter figures stand in a result by chance


def hand_typed(words: Iterable[str], results: Mapping[str, Result]) -> list[str]:
    """Return a warning for each typed figure that a result holds, with the reference to use."""
    known: dict[str, str] = {}
    for name, result in results.items():
        _collect(result.values, name, known)
    warnings = []
    for text in words:
        plain = re.sub(r"\{[^}]*\}", "", text)
        for figure in _FIGURE.findall(plain):
            digits = figure.replace(",", "").lstrip("£")
            if len(re.sub(r"\D", "", digits)) >= LEAST_DIGITS and digits in known:
                warnings.append(f"'{figure}' was typed; refer to it as {{{known[digits]}}}.")
    return warnings


def _collect(value: object, path: str, known: dict[str, str]) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _collect(inner, f"{path}.{key}", known)
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value):
            _collect(inner, f"{path}.{at}", known)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        known.setdefault(f"{value:g}" if isinstance(value, float) else str(value), path)
