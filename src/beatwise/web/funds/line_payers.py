"""What each line of a fund pays for: the grants and contracts that name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from beatwise.web.registers.models import Record


FundLine = tuple[int, int]  # the numbers of a fund and of its line
GRANTS, CONTRACTS = "grants", "contracts"
ONE = {GRANTS: "grant", CONTRACTS: "contract"}
# States in which nothing more is paid. The last invoices of a contract come after its end.
PAID_NO_MORE = {
    GRANTS: ("closed", "ended_early", "withdrawn", "unsuccessful", "not_eligible"),
    CONTRACTS: ("dropped",),
}


@dataclass(frozen=True, slots=True)
class LinePayer:
    """A grant or contract that a line pays for; ``reasons`` are those that are published."""

    register: str
    number: int
    state: str
    title: str
    reasons: str | None

    @property
    def words(self) -> str:
        """How a message names it."""
        return f"{ONE[self.register]} {self.number}"

    @property
    def is_paid_no_more(self) -> bool:
        """Whether it is closed, withdrawn or was not awarded."""
        return self.state in PAID_NO_MORE[self.register]


Payers = Mapping[FundLine, Sequence[LinePayer]]


def line_payers() -> dict[FundLine, list[LinePayer]]:
    """Return what each line pays for, contracts before grants, in the order of their numbers.

    Records that were removed or are confidential are left out.
    """
    payers: dict[FundLine, list[LinePayer]] = {}
    fields = ("number", "state", "values__title", "values__reasons", "values__fund_lines")
    for slug in (CONTRACTS, GRANTS):
        rows = Record.objects.filter(register=slug, removed=False, closed=False)
        for number, state, title, reasons, lines in rows.order_by("number").values_list(*fields):
            payer = LinePayer(slug, number, state, str(title or ""), reasons)
            for line in line_numbers(lines):
                payers.setdefault(line, []).append(payer)
    return payers


def line_numbers(lines: object) -> list[FundLine]:
    """Return the lines that a record's table of lines names, each once."""
    rows = lines if isinstance(lines, list) else ()
    return list(dict.fromkeys((int(str(row["fund"])), int(str(row["line"]))) for row in rows))
