"""Read layers of shapes, each file once however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from beatwise.errors import MissingData
from beatwise.store.catalogue import Catalogue, Item
from beatwise.store.files.file_seals import FileSeals


if TYPE_CHECKING:
    from beatwise.places.areas import Bounds

_Shape = TypeVar("_Shape")


class LayersHolder(Protocol):
    """What holds layers: a workspace, whose catalogue may be replaced between two reads."""

    path: Path
    catalogue: Catalogue
    files: FileSeals


class LayerReader:
    """Reads the layers of a workspace, and remembers those that were read whole."""

    def __init__(self, workspace: LayersHolder) -> None:
        self._workspace = workspace
        self._shapes: dict[str, list] = {}  # by file: its name holds its hash

    def whole(
        self, kind: str, layer: str | None, read: Callable[[Path, str], list[_Shape]]
    ) -> list[_Shape]:
        """Return the shapes of one layer or of all; raise ``MissingData`` for no such layer."""
        items = self._workspace.catalogue.of_kind(kind)
        if layer is not None and layer not in [item.name for item in items]:
            raise MissingData(
                f"there is no layer of {kind} called '{layer}'.",
                place=str(self._workspace.path),
                next_step=f"Gather it, or use one of: {', '.join(i.name for i in items)}.",
            )
        layers = [item for item in items if layer is None or item.name == layer]
        return [shape for item in layers for shape in self._once(item, read)]

    def within(
        self, kind: str, bounds: Bounds, read: Callable[[Path, str, Bounds], list[_Shape]]
    ) -> list[_Shape]:
        """Return part of every layer of a kind, by its spatial index."""
        return [
            shape
            for item in self._workspace.catalogue.of_kind(kind)
            for path in self._workspace.files.paths([item.file])
            for shape in read(path, item.name, bounds)
        ]

    def _once(self, item: Item, read: Callable[[Path, str], list[_Shape]]) -> list[_Shape]:
        """Read a layer's file once, and again only when it was replaced."""
        [path] = self._workspace.files.paths([item.file])
        if item.file in self._shapes:
            return self._shapes[item.file]
        shapes = read(path, item.name)
        standing = self._workspace.catalogue.files()
        current = {file: shapes for file, shapes in self._shapes.items() if file in standing}
        self._shapes = {**current, item.file: shapes}
        return shapes
