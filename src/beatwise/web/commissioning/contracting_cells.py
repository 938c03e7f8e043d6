"""A contracting process as cells of the register of contracts, under its fields' names."""

from __future__ import annotations

from collections.abc import Iterable

from beatwise.accountability.funds import plain_pounds
from beatwise.accountability.registers.field_values import written_line
from beatwise.accountability.standards.contracting import ContractingProcess, Organisation
from beatwise.cell_text import search_key
from beatwise.web.commissioning.standard_values import METHODS
from beatwise.web.registers.exports import STATE


PROCEDURES = {method: words for words, method in METHODS.items()}
NOTICE = " notice"  # what the title of a step that is a notice ends with


def cells(of: ContractingProcess, ours: bool | None) -> dict[str, object]:
    """Return what a process says of a contract. Payments are the ledger's, and stay out.

    ``ours`` says whether this office buys; ``None`` where that is not known.
    """
    return {
        STATE: _state(of), "title": of.title, "service": of.about, "need": of.why,
        "budget": _pounds(of.budget), "planned_on": of.planned_on,
        "notices": _lines((each.title.removesuffix(NOTICE), each.due, each.met, None)
                          for each in of.notices),
        "procedure": PROCEDURES.get(of.method), "tendered_on": of.tendered_on,
        "closes": of.closes, "standstill_ends": of.standstill_ends, "tenderers": of.tenderers,
        "lots": _lines((lot.number, lot.title, _pounds(lot.pence)) for lot in of.lots),
        "award_on": of.award_on, "provider": of.supplier.name if of.supplier else None,
        "value": _pounds(of.pence), "signed_on": of.signed_on, "starts": of.starts,
        "ends": of.ends, "last_end": of.last_end, "ours": ours,
        "modifications": _lines((each.number, each.on, each.why, _pounds(each.pence), each.ends)
                                for each in of.modifications),
        "reviews": _lines((each.met, None) for each in of.reviews if each.met),
    }  # fmt: skip


def is_ours(buyer: Organisation | None, office: Organisation | None) -> bool | None:
    """Whether the office is the buyer, by identifier or name; ``None`` where one is not known."""
    if buyer is None or office is None:
        return None
    return buyer.id == office.id or search_key(buyer.name) == search_key(office.name)


def organisation(of: Organisation) -> dict[str, object]:
    """Return what a supplier says of an organisation."""
    field = {"GB-COH": "company_number", "GB-CHC": "charity_number"}.get(of.scheme)
    if field:
        return {"name": of.name, field: of.number}
    return {"name": of.name, "other_identifier": of.id if of.number else None}


def _state(of: ContractingProcess) -> str:
    """Return where the record of a process begins: a second person publishes what was awarded."""
    awarded = of.award_on is not None or of.signed_on is not None
    return "On record, awarded elsewhere" if awarded else "In the pipeline"


def _lines(rows: Iterable[tuple[object, ...]]) -> str:
    """Return lines as a cell of a file has them."""
    return "\n".join(map(written_line, rows))


def _pounds(pence: int | None) -> str | None:
    return None if pence is None else plain_pounds(pence)
