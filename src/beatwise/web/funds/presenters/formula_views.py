"""The working of a formula of allocation as its page shows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from beatwise.accountability.funds import pounds
from beatwise.clock import financial_year_words
from beatwise.web.funds.models import Line, SharingFormula
from beatwise.web.funds.proposals import formulas


def working(row: SharingFormula, lines: Sequence[Line], own: Collection[str]) -> dict[str, object]:
    """Return each receiver's values, share, due and pence; only the lines that a person sees."""
    names = {str(line.number): line.receiver for line in lines}
    shared = formulas.shared(row)
    return {
        "formula": row,
        "fund": row.fund,
        "year_words": financial_year_words(row.year),
        "factors": [
            {"name": f["name"], "weight": f["weight"], "source": f["source"]} for f in row.factors
        ],
        "rows": [
            {
                "receiver": names.get(line.receiver, line.receiver),
                "values": [_number(value) for value in line.factors],
                "share": f"{float(line.share * 100):.4f} %",
                "due": f"£{float(line.due / 100):,.4f}",
                "amount": pounds(line.pence),
                "penny": line.penny,
            }
            for line in shared
            if line.receiver in own
        ],
        "total": pounds(sum(line.pence for line in shared)),
        "whole": all(line.receiver in own for line in shared),
    }


def _number(value: Fraction) -> str:
    return f"{float(value):,.12g}"
