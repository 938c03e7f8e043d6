"""Read one street file into offences, by force and month. Every published row is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from beatwise.errors import BadInput
from beatwise.sources.police_uk import header
from beatwise.sources.police_uk.columns import Place, forces, ids, months, other_forces, types
from beatwise.sources.police_uk.content import Content
from beatwise.sources.police_uk.points import on_the_grid


_WORDS = pa.dictionary(pa.int32(), pa.string())
_ROW = re.compile(r"Row #(\d+): (.*)", re.DOTALL)

SCHEMA = pa.schema(
    [
        ("crime_id", pa.string()),
        ("month", pa.int32()),
        ("force", _WORDS),
        ("type", _WORDS),
        ("easting", pa.float64()),
        ("northing", pa.float64()),
        ("location", _WORDS),
        ("lsoa", _WORDS),
        ("outcome", _WORDS),
    ]
)


@dataclass(frozen=True, slots=True)
class ForceMonth:
    """The rows of one force in one month, in the shape of ``records.offences.OFFENCES``.

    ``reporters`` are other forces that rows of the file are reported by, as they are written there.
    """

    force: str
    month: int
    rows: pa.Table
    reporters: tuple[str, ...] = ()


def read(content: Content) -> list[ForceMonth]:
    """Read a street file; a header without rows gives an empty list.

    Raises ``BadInput`` naming the file and row for anything that is not a street file's.
    """
    parts: dict[tuple[str, int], list[pa.Table]] = {}
    reporters: dict[str, None] = {}
    for table in _tables(content, reporters):
        for part in _split(table):
            parts.setdefault((part.force, part.month), []).append(part.rows)
    others = tuple(reporters)
    return [ForceMonth(*key, _joined(parts.pop(key)), others) for key in sorted(parts)]


def _joined(tables: list[pa.Table]) -> pa.Table:
    """Make one table of the blocks' tables; theirs are given back as soon as it stands."""
    joined = pa.concat_tables(tables).unify_dictionaries()
    tables.clear()
    return joined.combine_chunks()


def _tables(content: Content, reporters: dict[str, None]) -> Iterator[pa.Table]:
    """Yield the blocks of a file as tables; other forces found are added to ``reporters``."""
    member = content.member
    first_line, row = b"", 2
    names: dict[str, str] = {}
    for block in content.blocks():
        if not names:
            names = header.columns(block, member.source)
            first_line = block.split(b"\n", 1)[0] + b"\n"
            body = block[len(first_line) :]
        else:
            body = block
        if body.strip():
            place = Place(member.source, row)
            if (zero := body.find(b"\0")) >= 0:
                raise _zero_byte(body, zero, place)
            parsed = _parse(first_line, body, names, place)
            if header.REPORTED_BY in names:
                words = parsed[names[header.REPORTED_BY]].combine_chunks()
                reporters |= dict.fromkeys(other_forces(words, member.force))
            yield _typed(parsed, names, content, place)
        row += body.count(b"\n")
    if not names:
        header.columns(b"", member.source)


def _parse(first_line: bytes, body: bytes, names: dict[str, str], place: Place) -> pa.Table:
    kinds = {names[name]: _WORDS for name in names}
    kinds |= {names["Crime ID"]: pa.string()}
    kinds |= {names[name]: pa.float64() for name in ("Longitude", "Latitude")}
    try:
        return pacsv.read_csv(
            pa.BufferReader(first_line + body),
            read_options=pacsv.ReadOptions(use_threads=False, block_size=4 << 20),
            parse_options=pacsv.ParseOptions(newlines_in_values=False),
            convert_options=pacsv.ConvertOptions(
                column_types=kinds,
                include_columns=list(names.values()),
                null_values=[""],
                strings_can_be_null=True,
            ),
        ).unify_dictionaries()
    except pa.ArrowInvalid as error:
        raise _bad_row(str(error), body, names, place) from error


def _typed(table: pa.Table, names: dict[str, str], content: Content, place: Place) -> pa.Table:
    member = content.member
    columns = {name: table[names[name]].combine_chunks() for name in names}
    month = months(columns["Month"], member.month, place)
    easting, northing = on_the_grid(columns["Longitude"], columns["Latitude"], place)
    return pa.table(
        [
            ids(columns["Crime ID"], place),
            month,
            forces(columns.get(header.REPORTED_BY), member.force, len(month), place),
            types(columns["Crime type"], place),
            easting,
            northing,
            columns["Location"],
            columns["LSOA code"],
            columns["Last outcome category"],
        ],
        schema=SCHEMA,
    )


def _split(table: pa.Table) -> Iterator[ForceMonth]:
    force = table["force"].combine_chunks()
    pairs = pa.table({"force": force.cast(pa.string()), "month": table["month"]})
    keys = pairs.group_by(["force", "month"]).aggregate([]).to_pylist()
    if len(keys) == 1:
        yield ForceMonth(keys[0]["force"], keys[0]["month"], table)
        return
    for key in keys:
        same = pc.and_(
            pc.equal(pairs["force"], key["force"]), pc.equal(pairs["month"], key["month"])
        )
        yield ForceMonth(key["force"], key["month"], table.filter(same))


def _zero_byte(body: bytes, position: int, place: Place) -> BadInput:
    return BadInput(
        "the row holds zero bytes: the file is damaged.",
        place=place.at(body.count(b"\n", 0, position)),
        next_step="Download it again.",
    )


def _bad_row(message: str, body: bytes, names: dict[str, str], place: Place) -> BadInput:
    """Say in plain words, with the row, what Arrow found wrong."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return header.not_utf8(place.file, place.row + body.count(b"\n", 0, error.start))
    match = _ROW.search(message)
    where = place.at(int(match[1]) - 2) if match else place.file
    if "Expected" in message:
        what = "the row does not have as many columns as the first row"
        step = "If it is the last row, the file was cut off: download it again."
    elif "double" in message:
        value = message.rpartition("invalid value ")[2] or "?"
        what = f"{value[:60]} is not a longitude or latitude"
        step = "Longitude and Latitude are decimal degrees, such as -1.217961 and 52.619800."
    else:
        what = f"the row cannot be read ({message[:200]})"
        step = "Use the file as data.police.uk publishes it."
    return BadInput(f"{what}.", place=where, next_step=step)
