"""The app's tables: funds with their ledgers, proposed entries, and how money is shared out."""

from __future__ import annotations

from beatwise.web.funds.models.entry_proposal import Limit, Proposal
from beatwise.web.funds.models.fund import ClosedYear, Fund, LedgerEntry, Line
from beatwise.web.funds.models.project import Project
from beatwise.web.funds.models.sharing_formula import SharingFormula


__all__ = [
    "ClosedYear", "Fund", "LedgerEntry", "Limit", "Line", "Project", "Proposal", "SharingFormula",
]  # fmt: skip
