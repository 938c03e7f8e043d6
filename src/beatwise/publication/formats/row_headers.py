"""Mark the first cell of each body row of a PDF's tables as that row's header.

Typst tags column headers by itself; row headers it cannot yet through its Python binding.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    import pikepdf


def mark_row_headers(pdf: bytes) -> bytes:
    """Return the PDF with ``/TH`` and ``/Scope /Row`` on the first cell of each body row."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root.get("/StructTreeRoot")
        if root is not None:
            _walk(root, None)
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _walk(element: pikepdf.Object, parent: str | None) -> None:
    kind = str(element.get("/S", ""))
    children = [child for child in _children(element) if hasattr(child, "keys")]
    if kind == "/TR" and parent != "/THead" and children:
        _mark(children[0])
        return  # nothing below a row matters, and it is most of the tree
    for child in children:
        _walk(child, kind)


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    import pikepdf

    children = element.get("/K")
    if children is None:
        return []
    return list(children) if isinstance(children, pikepdf.Array) else [children]


def _mark(cell: pikepdf.Object) -> None:
    import pikepdf

    if str(cell.get("/S", "")) != "/TD":
        return
    cell["/S"] = pikepdf.Name("/TH")
    cell["/A"] = pikepdf.Dictionary(O=pikepdf.Name("/Table"), Scope=pikepdf.Name("/Row"))
