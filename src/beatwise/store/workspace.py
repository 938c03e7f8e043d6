"""A workspace: a folder of Parquet and GeoPackage files with one catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from beatwise.clock import Month, MonthRange
from beatwise.errors import MissingData
from beatwise.records.ledger import LedgerLine, from_months
from beatwise.records.provenance import Provenance
from beatwise.store import catalogue_file
from beatwise.store.catalogue import Catalogue, OffenceMonth, Restated
from beatwise.store.files import source_files
from beatwise.store.files.file_seals import FileSeals, damaged
from beatwise.store.layer_reader import LayerReader
from beatwise.store.months_left_out import not_recorded, not_there, without_months
from beatwise.store.transaction import Transaction, clean
from beatwise.store.workspace_lock import one_writer


if TYPE_CHECKING:
    import pandas as pd

    from beatwise.places.areas import Area, Bounds
    from beatwise.places.map_features import MapFeature
    from beatwise.places.streets import Street
    from beatwise.records.table import Table

_Answer = TypeVar("_Answer")


class Workspace:
    """A folder that holds what was gathered, each table with where it came from.

    Readers need no lock: data files carry their hash in their name and are never changed, and the
    catalogue is replaced in one step. Whatever is read is first known to be what was gathered; a
    file that is missing, damaged or another's raises ``BadInput`` with the command that mends it.

    Examples
    --------
    >>> import beatwise
    >>> workspace = beatwise.example()
    >>> workspace.forces(), len(workspace.months()), workspace.layers()
    (['millshire'], 24, ['towns', 'town-centres', 'streets'])
    """

    def __init__(self, path: Path, catalogue: Catalogue):
        self.path = path
        self.catalogue = catalogue
        self.left_out: tuple[Month, ...] = ()
        self.files = FileSeals(path)
        self._layers = LayerReader(self)

    @classmethod
    def create(cls, path: Path | str, name: str) -> Workspace:
        """Make an empty workspace; raise ``Conflict`` when there is one already."""
        folder = Path(path)
        return cls(folder, catalogue_file.create(folder, name))

    @classmethod
    def open(cls, path: Path | str) -> Workspace:
        """Open a workspace; raise ``MissingData`` when there is none."""
        return cls(Path(path), catalogue_file.load(Path(path)))

    @property
    def name(self) -> str:
        """What the workspace was called when it was made."""
        return self.catalogue.name

    def without(self, months: Sequence[Month]) -> Workspace:
        """Return the same workspace for reading, as if these months had not been gathered.

        Its ``left_out`` says which. Raises ``UsageError`` for a month that neither a force nor a
        timed extract has.
        """
        if not months:
            return self
        if absent := not_recorded(self.catalogue, months):
            from beatwise.records.incidents import start_months

            timed = set(start_months(self.incidents()).tolist())
            for month in absent:
                if month.number not in timed:
                    raise not_there(month, self.path)
        part = Workspace(self.path, self.catalogue)
        part.left_out = tuple(sorted({*self.left_out, *months}))
        part.catalogue = without_months(self.catalogue, part.left_out)
        return part

    def offences(
        self,
        *,
        forces: Sequence[str] | None = None,
        months: MonthRange | None = None,
        types: Sequence[str] | None = None,
        bounds: Bounds | None = None,
        columns: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Return recorded offences (``records.offences.OFFENCES``), only what was asked for.

        A record that several months or forces publish is there once.

        ``forces`` and ``types`` are slugs; ``bounds`` is in metres, edges
        included, and leaves out rows without a location.
        """
        from beatwise.store.files.parquet_tables import read_offences
        from beatwise.store.files.repeated_rows import positions_of

        def read() -> pd.DataFrame:
            entries = self.entries(forces, months)
            files = self.files.paths(entry.file for entry in entries)
            self.files.paths(entry.repeats for entry in entries if entry.repeats)
            repeats = positions_of(self.path, [entry.repeats for entry in entries])
            return read_offences(
                files, types=types, bounds=bounds, columns=columns, repeats=repeats
            )

        return self.reading(read)

    def incidents(
        self, *, types: Sequence[str] | None = None, source: str | None = None
    ) -> pd.DataFrame:
        """Return timed incidents (``records.incidents.INCIDENTS``)."""
        from beatwise.records.incidents import INCIDENTS

        frame = self._frames("incidents", INCIDENTS, source)
        return frame if types is None else frame[frame["type"].isin(types)].reset_index(drop=True)

    def events(self) -> pd.DataFrame:
        """Return what else happened (``records.events.EVENTS``)."""
        from beatwise.records.events import EVENTS

        return self._frames("events", EVENTS, None)

    def lookup(self, name: str) -> pd.DataFrame:
        """Return a gathered lookup table; raise ``MissingData`` when it was not gathered."""
        import pandas as pd

        def read() -> pd.DataFrame:
            item = self.catalogue.items.get(("lookup", name))
            if item is None:
                raise MissingData(
                    f"the lookup '{name}' has not been gathered.",
                    place=str(self.path),
                    next_step="Gather it with: beatwise gather lookup FILE",
                )
            return pd.read_parquet(self.files.paths([item.file])[0])

        return self.reading(read)

    def ledger(self, forces: Sequence[str] | None = None) -> pd.DataFrame:
        """Return completeness by force and month (``records.ledger.LEDGER``), of some forces.

        Every force runs from the first to the last month gathered for any; a month that was not
        gathered is there with ``present`` false. Its numbers were counted when the months were
        gathered, and are given only while their files are those that were counted.
        """
        return from_months(self.ledger_lines(forces), self.catalogue.span)

    def ledger_lines(self, forces: Sequence[str] | None = None) -> list[LedgerLine]:
        """Return the lines of ``ledger`` of the months that stand, by force and month."""

        def read() -> list[OffenceMonth]:
            entries = self.entries(forces, None)
            self.files.paths(entry.file for entry in entries)
            return entries

        return [entry.ledger_line for entry in self.reading(read)]

    def restatements(self) -> list[Restated]:
        """Return what newer archives changed, in the order they were gathered."""
        return list(self.catalogue.restatements)

    def forces(self) -> list[str]:
        """Return the forces that have at least one month, as slugs."""
        return list(self.catalogue.by_force)

    def months(self, force: str | None = None) -> list[Month]:
        """Return the months present, for one force or for any."""
        entries = self.entries(None if force is None else [force], None)
        return [Month(number) for number in sorted({entry.month for entry in entries})]

    def layers(self) -> list[str]:
        """Return the names of the gathered layers of areas and streets."""
        return [item.name for item in self.catalogue.of_kind("areas", "streets")]

    def areas(self, layer: str | None = None) -> list[Area]:
        """Return the areas of one layer or of all; raise ``MissingData`` for no such layer."""
        from beatwise.store.files.shapes import read_areas

        return self.reading(lambda: self._layers.whole("areas", layer, read_areas))

    def layers_with_ids(self, prefixes: Sequence[str]) -> list[str]:
        """Return the layers where an area's id starts with one of ``prefixes``, shapes unread."""
        from beatwise.store.area_ids import any_starts_with

        def read() -> list[str]:
            items = self.catalogue.of_kind("areas")
            paths = zip(items, self.files.paths(item.file for item in items), strict=True)
            return [item.name for item, path in paths if any_starts_with(path, prefixes)]

        return self.reading(read)

    def area(self, label: str) -> Area:
        """Return the one area called ``LABEL`` or ``LAYER:LABEL``, upper or lower case alike.

        Raises ``MissingData`` with close labels when there is none, and ``UsageError`` when several
        layers have one.
        """
        from beatwise.store.area_by_label import area_by_label

        layers = [item.name for item in self.catalogue.of_kind("areas")]
        named = label.partition(":")[0]  # only that layer is read: another may hold a nation's
        areas = self.areas(named if named in layers else None) if layers else []
        return area_by_label(label, areas, self.path)

    def streets(self, layer: str | None = None, within: Bounds | None = None) -> list[Street]:
        """Return the streets of one layer or of all, or those that meet a rectangle (metres)."""
        from beatwise.store.files.shapes import read_streets

        if within is None:
            return self.reading(lambda: self._layers.whole("streets", layer, read_streets))
        return self.reading(lambda: self._layers.within("streets", within, read_streets))

    def map_features(self, within: Bounds) -> list[MapFeature]:
        """Return what lies between the streets in a rectangle (metres): water, railways, names."""
        from beatwise.store.files.shapes import read_map_features

        return self.reading(lambda: self._layers.within("map-features", within, read_map_features))

    def provenance(self) -> list[Provenance]:
        """Return where everything that stands came from."""
        months = [entry.provenance for entry in self.entries(None, None)]
        return months + [item.provenance for item in self.catalogue.items.values()]

    def holds(self, kind: str, name: str, sha256: str) -> bool:
        """Say whether an item with this source hash stands whole under this kind and name."""
        item = self.catalogue.items.get((kind, name))
        if item is None or item.provenance.sha256 != sha256:
            return False
        return self.files.is_whole(item.file)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Write: everything put in the block becomes visible at its end, or nothing does.

        Raises ``Conflict`` when another process is writing.
        """
        with one_writer(self.path):
            self.catalogue = catalogue_file.load(self.path)
            clean(self.path, self.catalogue)
            transaction = Transaction(self.path, self.catalogue)
            try:
                yield transaction
            except BaseException:
                clean(self.path, self.catalogue)
                raise
            if transaction.catalogue is not self.catalogue:
                catalogue_file.save(transaction.catalogue, self.path)
                self.catalogue = transaction.catalogue
                standing = self.catalogue.files()
                self.files.remember(f for f in transaction.new_files if f in standing)
                source_files.add(self.path, transaction.sources, standing)

    def entries(
        self, forces: Sequence[str] | None, months: MonthRange | None
    ) -> list[OffenceMonth]:
        """Return what stands of these forces in these months; ``None`` is all."""
        return [
            entry
            for force, entries in self.catalogue.by_force.items()
            if forces is None or force in forces
            for entry in entries
            if months is None or Month(entry.month) in months
        ]

    def _frames(self, kind: str, declared: Table, name: str | None) -> pd.DataFrame:
        from beatwise.store.files.parquet_tables import read_frames

        def read() -> pd.DataFrame:
            items = [i for i in self.catalogue.of_kind(kind) if name is None or i.name == name]
            return read_frames(self.files.paths(item.file for item in items), declared)

        return self.reading(read)

    def reading(self, read: Callable[[], _Answer]) -> _Answer:
        """Read, and again when a writer has just replaced a file; ``BadInput`` when it is gone."""
        try:
            return read()
        except FileNotFoundError:
            self.catalogue = without_months(catalogue_file.load(self.path), self.left_out)
        try:
            return read()
        except FileNotFoundError as error:
            path = Path(error.filename or error.args[0])
            raise damaged(self.path, path, "the file is missing") from error
