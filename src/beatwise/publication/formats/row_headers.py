"""Mark the first cell of each body row of a PDF's tables as that row's header.

Typst tags column headers by itself; row headers it cannot yet through its Python binding.
"""

from __future__ import annotations

import io
from typing import Any


def mark_row_headers(pdf: bytes) -> bytes:
    """Return the PDF with ``/TH`` and ``/Scope /Row`` on the first cell of each body row."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root.get("/StructTreeRoot")
        if root is not None:
            _walk(root, None)
        out = io.BytesIO()
        opened.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _walk(element: Any, parent: str | None) -> None:
    kind = str(element.get("/S", ""))
    children = [child for child in _children(element) if hasattr(child, "keys")]
    if kind == "/TR" and parent != "/THead" and children:
        _mark(children[0])
        return  # nothing below a row matters, and it is most of the tree
    for child in children:
        _walk(child, kind)


def _children(element: Any) -> list[Any]:
    import pikepdf

    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _mark(cell: Any) -> None:
    import pikepdf

    if str(cell.get("/S", "")) != "/TD":
        return
    cell["/S"] = pikepdf.Name("/TH")
    cell["/A"] = pikepdf.Dictionary(O=pikepdf.Name("/Table"), Scope=pikepdf.Name("/Row"))
