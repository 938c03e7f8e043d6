"""Share a fund's money of a year out: keep its formula, and propose what that gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from beatwise.accountability import roles
from beatwise.accountability.funds import pounds
from beatwise.accountability.roles import Person
from beatwise.accountability.spending import formula_allocation
from beatwise.accountability.spending.formula_allocation import SharedLine
from beatwise.accountability.spending.year_forecast import year_of_words
from beatwise.clock import financial_year_words
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.funds import selectors
from beatwise.web.funds.entry_checks import pence_of
from beatwise.web.funds.models import Line, Proposal, SharingFormula
from beatwise.web.funds.proposals import proposed_entries
from beatwise.web.funds.proposals.proposed_entries import Part
from beatwise.web.history import audit
from beatwise.web.history.row_versions import check_version
from beatwise.web.pages import clean
from beatwise.web.pages.clean import sure_row


def keep(
    *, fund: int, year: object, version: int, amount: object,
    factors: Sequence[Mapping[str, object]], by: Person,
) -> SharingFormula:  # fmt: skip
    """Keep the formula of a fund's year; ``version`` is 0 for the first.

    Each factor has a ``name``, a ``weight`` in per cent, a ``source``, and ``values`` by the number
    of the line; every line of the year has one.
    """
    _check_proposes(by)
    start = year_of_words(year)
    with audit.changing():
        row = SharingFormula.objects.filter(fund__number=fund, year=start).first()
        if row is None:
            row = SharingFormula(fund=selectors.fund(fund), year=start, amount=0, version=0)
        check_version(row, version, place=str(row))
        before = {"amount": row.amount, "factors": row.factors}
        row.amount = pence_of(amount)
        row.factors = [_factor(each) for each in factors]
        lines = {str(line.number) for line in lines_of(row)}
        for factor in row.values():
            if set(factor.values) != lines:
                raise BadInput(
                    f"'{factor.name}' has no value for every line of the year.",
                    place="factors",
                    next_step="Give each receiver's value, 0 for none.",
                )
        shared(row)
        row.version += 1
        row.save()
        now = {"amount": row.amount, "factors": row.factors}
        was, after = audit.differences(before, now)
        audit.write("fund.formula", row.thing, by=by, before=was, after={"year": start, **after})
    return row


def formula(fund: int, year: int) -> SharingFormula:
    """Return the formula of a fund's year; raise ``MissingData`` when there is none."""
    rows = SharingFormula.objects.select_related("fund").filter(fund__number=fund, year=year)
    return sure_row(rows, "this year has no formula.", "Write it first.")


def lines_of(row: SharingFormula) -> list[Line]:
    """Return the lines that a formula shares among: all of its fund and year."""
    return list(Line.objects.filter(fund=row.fund, year=row.year, closed=False))


def shared(row: SharingFormula) -> tuple[SharedLine, ...]:
    """Return what a formula gives, line by line; the lines add up to its amount."""
    return formula_allocation.shared_out(row.amount, row.values())


def propose(*, fund: int, year: int, on: object, words: str, by: Person) -> Proposal:
    """Propose the allocations that a formula gives, as one proposal: all of them or none.

    What a line has already is taken off; ``Conflict`` where it has more than the formula gives.
    """
    _check_proposes(by)
    row = formula(fund, year)
    parts = [Part(number, pounds(pence)) for number, pence in _differences(row) if pence]
    reason = words or f"By the formula of {financial_year_words(row.year)}"
    return proposed_entries.propose(
        fund=fund, kind="allocation", parts=parts, on=on, words=reason, by=by
    )


def _differences(row: SharingFormula) -> list[tuple[int, int]]:
    """Return what each line, by number, still needs in pence of what the formula gives."""
    lines = {str(line.number): line for line in lines_of(row)}
    differences = []
    for each in shared(row):
        line = lines[each.receiver]
        if line.allocated > each.pence:
            raise Conflict(
                f"it has {pounds(line.allocated)}, and the formula gives {pounds(each.pence)}.",
                place=str(line),
                next_step="Lower its allocation first.",
            )
        differences.append((line.number, each.pence - line.allocated))
    if not any(pence for _, pence in differences):
        raise Conflict("every line has what the formula gives.", next_step="Nothing is to be done.")
    return differences


def _factor(each: Mapping[str, object]) -> dict[str, object]:
    name = clean.line(each.get("name"), "name", longest=80)
    source = clean.line(each.get("source"), "source", longest=200)
    formula_allocation.weight(each.get("weight"))
    values = each.get("values")
    assert isinstance(values, Mapping)
    texts = {str(line): str(value or "").replace(",", "").strip() for line, value in values.items()}
    for line, value in texts.items():
        formula_allocation.factor_value(value, f"{name}, line {line}")
    weight = str(each["weight"]).replace("%", "").strip()
    return {"name": name, "weight": weight, "source": source, "values": texts}


def _check_proposes(by: Person) -> None:
    if not roles.may(by, "funds.propose"):
        raise Refused("your role shares no money out.", next_step="Ask the commissioning officer.")
