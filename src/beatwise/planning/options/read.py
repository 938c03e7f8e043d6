"""Read an appraisal from the values of ``options.toml``."""

from __future__ import annotations

from typing import Any

from beatwise.planning.entry import Entry
from beatwise.planning.options.appraisal import Appraisal, Design, Outcome
from beatwise.planning.options.figure import Figure, read_figure
from beatwise.planning.options.option import Option, Workforce


REQUIRED = ("none", "patrol", "remedy")


def read_appraisal(document: dict[str, Any], place: str) -> Appraisal:
    """Return the appraisal; raise ``BadInput`` naming file, entry and field.

    There must be a ``none`` option (continue as now), one of patrol and one ``remedy`` that is no
    patrol, so that nobody compares patrols only with themselves.
    """
    top = Entry(document, place).only("appraisal", "design", "outcome", "option", "same_money")
    head = top.table("appraisal").only("name", "area", "price_year", "hours_year", "budget")
    hours = head.number("hours_year", least=0)
    options = _options(top.entries("option"), hours)
    kinds = {option.kind for option in options}
    for kind in REQUIRED:
        if kind not in kinds:
            raise top.wrong(
                "option", f"there is no option of kind '{kind}'.",
                "Continue as now (none), a patrol and a remedy that is no patrol must be there.",
            )  # fmt: skip
    return Appraisal(
        name=head.text("name"),
        area=head.text("area", ""),
        price_year=head.text("price_year"),
        options=options,
        outcomes=tuple(_outcome(entry) for entry in top.entries("outcome")),
        design=_design(top.table("design")),
        budget=read_figure(head, "budget") if "budget" in head.values else None,
        alternatives=tuple(
            _option(entry, 0.0, {option.id for option in options}, "remedy")
            for entry in top.entries("same_money")
        ),
    )


def _options(entries: tuple[Entry, ...], hours: float) -> tuple[Option, ...]:
    made: list[Option] = []
    for entry in entries:
        made.append(_option(entry, hours, {option.id for option in made}))
    return tuple(made)


def _option(entry: Entry, hours: float, known: set[str], kind: str | None = None) -> Option:
    entry.only(
        "id", "name", "kind", "share_of_hours", "workforce", "mix", "cost_year", "set_up",
        "set_up_months", "powers", "consistency", "risks", "buys", "source",
    )  # fmt: skip
    kind = kind or entry.text("kind")
    if kind not in ("none", "patrol", "mix", "remedy"):
        raise entry.wrong("kind", f"'{kind}' is not a kind.", "Use none, patrol, mix or remedy.")
    name = entry.text("id")
    if name in known:
        raise entry.wrong("id", f"'{name}' is used twice.")
    if kind == "patrol" and "workforce" not in entry.values:
        raise entry.wrong("workforce", "a patrol needs a [option.workforce] table.")
    share = entry.number("share_of_hours", 1.0 if kind in ("patrol", "mix") else 0.0, least=0)
    return Option(
        id=name,
        name=entry.text("name"),
        kind=kind,
        hours=hours * share,
        workforce=_workforce(entry.table("workforce")) if "workforce" in entry.values else None,
        mix=_mix(entry, known) if kind == "mix" else (),
        cost_year=read_figure(entry, "cost_year") if "cost_year" in entry.values else None,
        set_up=read_figure(entry, "set_up", 0.0),
        set_up_months=read_figure(entry, "set_up_months", 0.0),
        powers=entry.text("powers", ""),
        consistency=entry.text("consistency", ""),
        risks=entry.text("risks", ""),
        buys=entry.text("buys", ""),
        source=entry.text("source", ""),
    )


def _mix(entry: Entry, known: set[str]) -> tuple[tuple[str, float], ...]:
    table = entry.table("mix")
    shares = [(name, table.number(name, least=0, most=1)) for name in table.values]
    for name, _ in shares:
        if name not in known:
            raise table.wrong(name, f"'{name}' is no option before this one.")
    if not shares or abs(sum(share for _, share in shares) - 1) > 1e-6:
        raise entry.wrong("mix", "the shares must add up to 1.")
    return tuple(shares)


def _workforce(entry: Entry) -> Workforce:
    entry.only(*Workforce.__slots__)
    paid = "pay_year" in entry.values
    if paid == ("rate_hour" in entry.values):
        raise entry.wrong("pay_year", "give either pay_year or rate_hour.")
    share = {"least": 0.0, "most": 0.95}
    return Workforce(
        pay_year=read_figure(entry, "pay_year") if paid else None,
        rate_hour=None if paid else read_figure(entry, "rate_hour"),
        on_costs=read_figure(entry, "on_costs", 0.0, most=2.0),
        hours_week=read_figure(entry, "hours_week", 37.0, least=1, most=60),
        days_off=read_figure(entry, "days_off", 33.0, most=120),
        training_days=read_figure(entry, "training_days", 0.0, most=120),
        sick_days=read_figure(entry, "sick_days", 0.0, most=120),
        abstraction=read_figure(entry, "abstraction", 0.0, **share),
        off_street=read_figure(entry, "off_street", 0.0, **share),
        supervision=read_figure(entry, "supervision", 0.0, most=2.0),
        kit_year=read_figure(entry, "kit_year", 0.0),
    )


def _outcome(entry: Entry) -> Outcome:
    entry.only("name", "incidents_month", "unit_cost")
    unit: Figure | None = read_figure(entry, "unit_cost") if "unit_cost" in entry.values else None
    return Outcome(entry.text("name"), read_figure(entry, "incidents_month"), unit)


def _design(entry: Entry) -> Design:
    entry.only("places", "comparisons", "months_before", "months_after", "drift", "variance_ratio")
    return Design(
        entry.whole("places", least=1),
        entry.whole("comparisons", least=1),
        entry.whole("months_before", 24, least=1),
        entry.whole("months_after", 12, least=1),
        entry.number("drift", least=0, most=2),
        entry.number("variance_ratio", 1.5, least=1, most=20),
    )
