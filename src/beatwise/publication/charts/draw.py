"""From a specification to an SVG that may stand inside a page under a strict content policy."""

from __future__ import annotations

import json
import os
import re


_ROLES = re.compile(r' (?:role|aria-[a-z]+|pointer-events|class|version)="[^"]*"')
_XLINK = re.compile(r' xmlns:xlink="[^"]*"')
_UNSEEN = re.compile(r'<text[^>]* opacity="0">[^<]*</text>')
_NOTHING = re.compile(r'<path d="" display="none"/>|<path d="M0,0h0v0h0Z"/>')
_LONG = re.compile(r"\d+\.\d{2,}")
_ID = re.compile(r'(id="|url\(#|href="#)([\w-]+)')
_OPEN_FILES = 32  # the drawing library opens 14 or more, and ends in a panic where it cannot


def svg(spec: dict[str, object], *, name: str) -> str:
    """Draw a Vega-Lite specification; ``name`` keeps its inner ids apart from other drawings'.

    The drawing carries no roles or labels of its own: the figure around it says what it shows.
    ``OSError`` where so few files may be open that the library could not work.
    """
    import vl_convert

    _check_open_files()
    return tidy(vl_convert.vegalite_to_svg(json.dumps(spec)), name=name)


def _check_open_files() -> None:
    """Open as many files as the library may need, and close them again."""
    descriptors: list[int] = []
    try:
        for _ in range(_OPEN_FILES):
            descriptors.append(os.open(os.devnull, os.O_RDONLY))
    finally:
        for number in descriptors:
            os.close(number)


def tidy(drawing: str, *, name: str) -> str:
    """Drop what a page does not need from an SVG, and shorten its numbers."""
    for pattern in (_ROLES, _XLINK, _UNSEEN, _NOTHING):
        drawing = pattern.sub("", drawing)
    drawing = _LONG.sub(lambda m: f"{float(m[0]):.1f}", drawing)
    return _ID.sub(lambda m: f"{m[1]}{name}-{m[2]}", drawing)
