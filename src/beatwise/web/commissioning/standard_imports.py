"""Files in open standards as rows of registers, which then come in by the ordinary import.

A file is held against its standard first. What it says is put into the columns of the register's
own export, kept as a file, and looked through, made and undone like any other.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from beatwise.accountability.funds import plain_pounds
from beatwise.accountability.registers.field_values import written_line
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person
from beatwise.accountability.standards import contract_reading
from beatwise.accountability.standards import developer_agreements as da
from beatwise.accountability.standards import giving_grants as giving
from beatwise.accountability.standards.contracting import Organisation
from beatwise.accountability.standards.declared_fields import faults, standard, unknown_fields
from beatwise.accountability.standards.flat_tables import SheetObjects, unflattened
from beatwise.accountability.standards.shared_rows import SharedRows, joined
from beatwise.cell_text import heading_key, search_key
from beatwise.cell_text.csv_text import csv_text
from beatwise.errors import BadInput
from beatwise.web.commissioning import contracting_cells, known_rows, selectors
from beatwise.web.commissioning.known_rows import Cells
from beatwise.web.imports import batches
from beatwise.web.imports.file_sheets import sheets_of
from beatwise.web.imports.models import Batch
from beatwise.web.pages.form_data.plain_json import plain_json
from beatwise.web.registers.exports import NUMBER, STATE
from beatwise.web.registers.imports import Records
from beatwise.web.registers.own_definitions.known import definition


MOST_FAULTS = 50
# The column by which each table of developer agreements is known, looked for in this order.
_MARKS = (
    (da.TRANSACTIONS, "contribution-funding-status"),
    (da.CONTRIBUTIONS, "developer-agreement-contribution"),
    (da.AGREEMENTS, "developer-agreement-type"),
)
Named = TypeVar("Named", Organisation, giving.Recipient)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What a file in an open standard is, and what is wrong with it.

    ``faults`` are the first fifty of ``fault_count``; ``others`` are the fields and columns that
    no record has a field for, the standard's or not; ``first`` is the register whose
    rows must come in before these; ``there`` counts the rows that are left out, because the
    register has their record.
    """

    title: str
    rows: int
    faults: tuple[BadInput, ...]
    fault_count: int
    others: tuple[str, ...]
    register: str
    cells: tuple[Cells, ...]
    first: str = ""
    there: int = 0


def checked(name: str, content: bytes) -> CheckedFile:
    """Return what a file holds; ``BadInput`` where it is no file of a standard that is known."""
    content = content.removeprefix(BOM_UTF8)
    if content.lstrip()[:1] in (b"{", b"[") or name.lower().endswith(".json"):
        value = _json(name, content)
        if isinstance(value, dict) and value.keys() & {"records", "releases"}:
            return _of_contracting(value)
        return _of_giving_list(_grants_of(name, value))
    sheet = next(iter(sheets_of(name, content)), None)
    rows = [[_text(cell) for cell in row] for row in sheet.rows] if sheet else []
    heads = rows[0] if rows else []
    keys = {heading_key(head) for head in heads}
    if heading_key("Recipient Org:Name") in keys or "amount awarded" in keys:
        return _of_giving_sheet(unflattened(standard("360giving"), heads, rows[1:]))
    for table, mark in _MARKS:
        if heading_key(mark) in keys and heading_key("reference") in keys:
            return _of_table(table, da.read(table, heads, rows[1:]))
    raise BadInput("the file is of no standard that Beatwise reads.", place=name,
                   next_step="Give 360Giving, OCDS or a table of agreements.")  # fmt: skip


def keep(file: CheckedFile, *, name: str, by: Person) -> Batch:
    """Keep a file's rows as an import of their register, to be looked through; see ``batches``."""
    register = definition(file.register)
    content = csv_text(_rows(register, file.cells)).encode()
    return batches.keep(Records(register), name=f"{name}.csv", content=content, by=by)


def _json(name: str, content: bytes) -> object:
    try:
        return plain_json(content)
    except RecursionError:
        raise BadInput("the file has lists within lists without end.", place=name,
                       next_step="Ask who made it for another.") from None  # fmt: skip
    except ValueError as error:
        raise BadInput(f"the file cannot be read as JSON: {error}.", place=name) from None


def _grants_of(name: str, value: object) -> list[dict[str, object]]:
    grants = value.get("grants") if isinstance(value, dict) else value
    if not isinstance(grants, list) or not all(isinstance(each, dict) for each in grants):
        raise BadInput("the file holds no list of grants.", place=name,
                       next_step="Give a 360Giving package.")  # fmt: skip
    return grants


def _of_giving_list(grants: list[dict[str, object]]) -> CheckedFile:
    """Return a file of JSON, its grants numbered from 1; no two of them have one identifier."""
    each = [SharedRows(value, number) for number, value in enumerate(grants, 1)]
    places = [f"grant {one.row}" for one in each]
    return _of_giving(each, "grant", giving.repeated(places, grants))


def _of_giving_sheet(sheet: SheetObjects) -> CheckedFile:
    """Return a sheet of grants; rows that share an identifier tell of one."""
    grants, disputed = joined(sheet)
    return _of_giving(grants, "row", disputed, sheet.other_headings)


def _of_giving(
    file: Sequence[SharedRows], each_is: str, more: Iterable[BadInput], headings: Iterable[str] = ()
) -> CheckedFile:
    of, grants = standard("360giving"), [each.value for each in file]
    wrong = [
        BadInput(fault.message, place=f"{each_is} {each.row_of(place)}, {place}",
                 next_step=fault.next_step)
        for each in file
        for fault in [*faults(of, each.value, "Grant")] or giving.unread(each.value)
        for place in [fault.place or ""]
    ]  # fmt: skip
    wrong += more
    others = {name for each in grants for name in unknown_fields(of, each, "Grant")}
    others |= {*headings}
    whole = [] if wrong else grants
    others |= {name for each in whole for name in giving.left_out(each)}
    office = selectors.publisher()
    ours = [
        giving.is_given_by(each, office.identifier, office.name) if office else None
        for each in whole
    ]
    if not all(ours):  # that it is another's is kept, and not whose
        others.add(giving.FUNDER)
    read = [giving.grant_of(each) for each in whole]
    missing = _unknown(each.recipient for each in read)
    new = known_rows.new_only(selectors.GRANTS, map(_grant, read, ours))
    return CheckedFile(
        "360Giving", len(grants), tuple(wrong[:MOST_FAULTS]), len(wrong), tuple(sorted(others)),
        selectors.RECIPIENTS if missing else selectors.GRANTS,
        tuple(map(_organisation, missing) if missing else new),
        selectors.RECIPIENTS if missing else "", len(read) - len(new),
    )  # fmt: skip


def _of_contracting(package: dict[str, object]) -> CheckedFile:
    of = standard("ocds")
    kind = "RecordPackage" if "records" in package else "ReleasePackage"
    wrong = list(faults(of, package, kind))
    others = unknown_fields(of, package, kind)
    records = [] if wrong else contract_reading.records_of(package)
    wrong += [fault for each in records for fault in contract_reading.unread(each)]
    read = [] if wrong else [contract_reading.process_of(each) for each in records]
    missing = _unknown(each.supplier for each in read if each.supplier)
    office = selectors.buyer_if_known()
    ours = (contracting_cells.is_ours(contract_reading.buyer_of(each), office) for each in records)
    new = known_rows.new_only(selectors.CONTRACTS, map(contracting_cells.cells, read, ours))
    return CheckedFile(
        "Open Contracting Data Standard", len(records), tuple(wrong[:MOST_FAULTS]), len(wrong),
        tuple(sorted(set(others))), selectors.RECIPIENTS if missing else selectors.CONTRACTS,
        tuple(map(contracting_cells.organisation, missing) if missing else new),
        selectors.RECIPIENTS if missing else "", len(read) - len(new),
    )  # fmt: skip


def _unknown(organisations: Iterable[Named]) -> list[Named]:
    """Return the organisations that the office does not know by name, each once."""
    rows = selectors.read(selectors.rows(selectors.RECIPIENTS))
    known = {search_key(values["name"]) for _, _, values in rows}
    new = {search_key(each.name): each for each in organisations}
    return [each for key, each in new.items() if key not in known]


def _organisation(of: giving.Recipient) -> Cells:
    return {
        "name": of.name, "charity_number": of.charity, "company_number": of.company,
        "other_identifier": of.other,
    }  # fmt: skip


def _grant(grant: giving.PublishedGrant, ours: bool | None) -> Cells:
    return {
        "title": grant.title, "ours": ours, "purpose": grant.about,
        "recipient": grant.recipient.name,
        "programme": grant.programme, "area": grant.area, "area_code": grant.area_code,
        "asked": _pounds(grant.applied_for), "awarded": _pounds(grant.pence),
        "award_on": grant.award_on, "starts": grant.starts, "ends": grant.ends,
        STATE: "On record, awarded elsewhere",
    }  # fmt: skip


def _of_table(table: str, file: da.FileRows) -> CheckedFile:
    register, cells_of = {
        da.AGREEMENTS: (selectors.AGREEMENTS, _agreement),
        da.CONTRIBUTIONS: (selectors.CONTRIBUTIONS, _contribution),
    }.get(table, (selectors.CONTRIBUTIONS, None))
    cells: Iterable[Cells] = ()
    if not file.faults:
        cells = (
            known_rows.as_changes(register, map(cells_of, file.rows)) if cells_of
            else _with_transactions(file)
        )  # fmt: skip
    return CheckedFile(
        f"Developer agreements: {table}", len(file.rows), file.faults[:MOST_FAULTS],
        len(file.faults), file.other_headings, register, tuple(cells),
    )  # fmt: skip


def _agreement(row: da.TableRow) -> Cells:
    return {
        "reference": row["reference"], "authority": row["organisation"],
        "development": row.get("name"), "notes": row.get("notes"),
        "kind": str(row.get("developer-agreement-type") or "Section 106").replace("-", " "),
        "document": row.get("document-url"), "signed_on": row.get("start-date"),
        "planning_application": row.get("planning-application"), "ends": row.get("end-date"),
    }  # fmt: skip


def _contribution(row: da.TableRow) -> Cells:
    return {
        "reference": row["reference"], "agreement": row["developer-agreement"],
        "authority": row.get("organisation"), "purpose": row.get("name"),
        "amount": _pounds(row.get("amount")), "units": row.get("units"),
        "trigger": row.get("notes"), "signed_on": row.get("start-date"),
        "spend_by": row.get("end-date"),
    }  # fmt: skip


def _with_transactions(file: da.FileRows) -> list[Cells]:
    """Return each contribution that the file has transactions of, with those and its own."""
    by_reference: dict[str, list[da.TableRow]] = {}
    for row in file.rows:
        by_reference.setdefault(str(row["developer-agreement-contribution"]), []).append(row)
    cells: list[Cells] = []
    register = definition(selectors.CONTRIBUTIONS)
    for number, _, values in selectors.read(selectors.rows(selectors.CONTRIBUTIONS)):
        if new := by_reference.pop(str(values["reference"]), []):
            lines = [_line(row) for row in new]
            sent = {row["reference"] for row in new}
            before = [
                line for line in selectors.lines_of(values.get("transactions"))
                if line["reference"] not in sent
            ]  # fmt: skip
            own = [written_line(_own_line(line)) for line in before]
            cells.append(
                {
                    **known_rows.as_it_is(register, number, values),
                    "transactions": "\n".join(own + lines),
                }
            )
    if by_reference:
        first = min(by_reference)
        raise BadInput(f"there is no contribution '{first}'.", place=first,
                       next_step="Import the contributions first.")  # fmt: skip
    return cells


def _line(row: da.TableRow) -> str:
    cells = (row["reference"], row["contribution-funding-status"], _pounds(row.get("amount")),
             row.get("start-date") or "", row.get("name") or "")  # fmt: skip
    return written_line(cells)


def _own_line(line: Mapping[str, object]) -> tuple[object, ...]:
    return (line["reference"], line["status"], _pounds(line["amount"]), line.get("on") or "",
            line.get("item") or "")  # fmt: skip


def _pounds(pence: object) -> str | None:
    return None if pence is None else plain_pounds(int(str(pence)))


def _rows(register: Definition, cells: Iterable[Cells]) -> list[list[object]]:
    """Return rows under the register's own headings, as its export has them."""
    labels = {NUMBER: NUMBER, STATE: STATE, **{f.name: f.label for f in register.fields}}
    return [[*labels.values()], *([row.get(name) for name in labels] for row in cells)]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
