"""Funds, their lines and closed years: made and changed by who keeps the money."""

from __future__ import annotations

from collections.abc import Mapping

from beatwise.accountability import roles
from beatwise.accountability.roles import Person, owner_role
from beatwise.accountability.spending.year_forecast import year_of_words
from beatwise.clock import day_words, financial_year_days
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.funds import selectors
from beatwise.web.funds.entry_checks import check_year, plain_text
from beatwise.web.funds.models import ClosedYear, Fund, Line
from beatwise.web.history import audit
from beatwise.web.history.row_versions import check_version, next_number, save_change
from beatwise.web.pages import clean


FUND = ("name", "kind", "purpose", "uses", "decides", "after_end", "opens", "closes", "closed")
LINE = ("receiver", "area", "year", "spend_by", "closed")


def make_fund(*, values: Mapping[str, object], by: Person) -> Fund:
    """Open a fund; see ``FUND`` for its fields."""
    check_writes(by)
    return new_fund(values, by)


def new_fund(values: Mapping[str, object], by: Person) -> Fund:
    """Open a fund; whoever calls has looked at who may, as an import that was looked through."""
    with audit.changing():
        row = Fund(number=next_number(Fund.objects.all()), decides="commissioner")
        _fill_fund(row, {"name": "", **values})
        row.save(force_insert=True)
        audit.write("fund.open", row.thing, by=by, after=_facts(row, FUND))
    return row


def change_fund(
    *, number: int, version: int, values: Mapping[str, object], by: Person, why: str = ""
) -> Fund:
    """Change what a fund is for, who decides, or close it; its entries stay as they are."""
    check_writes(by)
    with audit.changing():
        row = selectors.fund(number)
        check_version(row, version, place=str(row))
        before = _facts(row, FUND)
        _fill_fund(row, values)
        save_change(row, "fund.change", before, _facts(row, FUND), by=by, why=why)
    return row


def add_line(*, fund: int, values: Mapping[str, object], by: Person) -> Line:
    """Add a line to a fund; see ``LINE`` for its fields."""
    check_writes(by)
    return new_line(fund, values, by)


def new_line(fund: int, values: Mapping[str, object], by: Person) -> Line:
    """Add a line to a fund; whoever calls has looked at who may."""
    with audit.changing():
        of_fund = selectors.fund(fund)
        row = Line(fund=of_fund, number=next_number(of_fund.lines.all()))
        _fill_line(row, {"receiver": "", "year": "", **values})
        check_year(row.year)
        row.save(force_insert=True)
        audit.write("fund.line", row.thing, by=by, after={"line": row.number, **_facts(row, LINE)})
    return row


def change_line(
    *, fund: int, number: int, version: int, values: Mapping[str, object], by: Person,
    why: str = "",
) -> Line:  # fmt: skip
    """Change a line's receiver, area, day to spend by, or close it; never its amounts."""
    check_writes(by)
    with audit.changing():
        row = selectors.line(by, fund, number)
        check_version(row, version, place=str(row))
        before = _facts(row, LINE)
        _fill_line(row, values)
        which = {"line": row.number}
        save_change(row, "fund.line", before, _facts(row, LINE), by=by, why=why, beside=which)
    return row


def close_year(*, year: object, why: str, by: Person) -> ClosedYear:
    """Close a financial year's books; what is left of its lines is carried forward before."""
    check_enters(by)
    start, reason = year_of_words(year), clean.line(why, "why", longest=500)
    with audit.changing():
        if selectors.is_closed(start):
            raise Conflict("the books of this year are closed already.", place="year")
        row = ClosedYear.objects.create(year=start)
        audit.write("fund.close_year", f"year/{start}", by=by, why=reason, after={"closed": start})
    return row


def check_writes(by: Person) -> None:
    """Raise ``Refused`` unless this person's role keeps the funds."""
    if not roles.may(by, "funds.write"):
        raise Refused("your role keeps no funds.", next_step="Ask the commissioning officer.")


def check_enters(by: Person) -> None:
    """Raise ``Refused`` unless this person's role answers for entries."""
    if not (roles.may(by, "funds.confirm") or roles.may(by, "funds.approve")):
        raise Refused(
            "your role makes no entries.",
            next_step="Propose the entry; the finance officer confirms it.",
        )


def _fill_fund(row: Fund, values: Mapping[str, object]) -> None:
    if "name" in values:
        row.name = plain_text(values["name"], "name", 120, needed=True)
        if Fund.objects.filter(name__iexact=row.name).exclude(pk=row.pk).exists():
            raise BadInput(
                f"there is a fund '{row.name}' already.",
                place="name",
                next_step="Choose another name.",
            )
    if "kind" in values:
        if values["kind"] not in Fund.KINDS:
            raise BadInput("there is no such kind of fund.", place="kind", next_step="Choose one.")
        row.kind = str(values["kind"])
    for name in ("purpose", "uses", "after_end"):
        if name in values:
            words = clean.text(values[name], name, longest=2000, needed=False)
            clean.check_impersonal(words, name)
            setattr(row, name, words)
    if "decides" in values:
        row.decides = owner_role(str(values["decides"]), place="decides")
    for name in ("opens", "closes"):
        if name in values:
            setattr(row, name, clean.day(values[name], name))
    if "closed" in values:
        row.closed = bool(values["closed"])
    if row.opens and row.closes and row.closes < row.opens:
        raise BadInput(
            "the fund closes before it opens.", place="closes", next_step="Correct one of the days."
        )


def _fill_line(row: Line, values: Mapping[str, object]) -> None:
    if "receiver" in values:
        row.receiver = plain_text(values["receiver"], "receiver", 160, needed=True)
    if "area" in values:
        row.area = clean.line(values["area"], "area", longest=120, needed=False)
    if "year" in values:
        year = year_of_words(values["year"])
        if row.pk and year != row.year:
            raise BadInput(
                "a line stays in its year.",
                place="year",
                next_step="Add a line for the other year, and carry the money forward to it.",
            )
        row.year = year
    if "spend_by" in values:
        row.spend_by = clean.day(values["spend_by"], "spend_by")
    if row.spend_by and row.spend_by < financial_year_days(row.year)[0]:
        raise BadInput(
            f"{day_words(row.spend_by)} is before {row.year_words} begins.",
            place="spend_by",
            next_step="Correct the day or the year.",
        )
    if "closed" in values:
        row.closed = bool(values["closed"])
    same = Line.objects.filter(
        fund=row.fund, receiver__iexact=row.receiver, area__iexact=row.area, year=row.year
    )
    if same.exclude(pk=row.pk).exists():
        raise BadInput(
            f"the fund has a line for {row} already.",
            place="receiver",
            next_step="Make the entry on that line.",
        )


def _facts(row: Fund | Line, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}
