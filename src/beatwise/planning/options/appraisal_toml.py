"""Read an appraisal from ``options.toml``."""

from __future__ import annotations

from beatwise.fields import Fields
from beatwise.planning.options.appraisal import Appraisal, Design, Outcome
from beatwise.planning.options.figure import optional_figure, read_figure
from beatwise.planning.options.option import Option, Workforce


REQUIRED = ("none", "patrol", "remedy")
KINDS = ("none", "patrol", "mix", "remedy")
MOST = 10**9


def read_appraisal(document: Fields) -> Appraisal:
    """Return the appraisal; raise ``BadInput`` with all faults, each with table, key and line.

    There must be a ``none`` option (continue as now), one of patrol and one ``remedy`` that is no
    patrol, so that nobody compares patrols only with themselves.
    """
    with document:
        document.only("appraisal", "design", "outcome", "option", "same_money")
        head = document.optional_table("appraisal")
        head.only("name", "area", "price_year", "hours_year", "budget")
        hours = head.number("hours_year", at_least=0)
        options = _options(document, hours)
        _require_kinds(document, options)
        ids = {option.id for option in options}
        return Appraisal(
            name=head.label("name"),
            area=head.label("area", ""),
            price_year=head.label("price_year"),
            options=options,
            outcomes=document.each("outcome", _outcome),
            design=_design(document.optional_table("design")),
            budget=optional_figure(head, "budget"),
            alternatives=document.each("same_money", lambda f: _option(f, 0.0, ids, "remedy")),
        )


def _options(document: Fields, hours: float) -> tuple[Option, ...]:
    ids: set[str] = set()

    def read(fields: Fields) -> Option:
        option = _option(fields, hours, ids)
        ids.add(option.id)
        return option

    return document.each("option", read)


def _require_kinds(document: Fields, options: tuple[Option, ...]) -> None:
    kinds = {option.kind for option in options}
    for kind in REQUIRED:
        if kind not in kinds and not document.faulty("option"):
            document.fault(
                "option", f"there is no option of kind '{kind}'.",
                "Continue as now (none), a patrol and a remedy that is no patrol must be there.",
            )  # fmt: skip


def _option(fields: Fields, hours: float, earlier: set[str], kind: str | None = None) -> Option:
    fields.only(
        "id", "name", "kind", "share_of_hours", "workforce", "mix", "cost_year", "set_up",
        "set_up_months", "powers", "consistency", "risks", "buys", "source",
    )  # fmt: skip
    kind = kind or fields.label("kind")
    if kind not in KINDS:
        fields.fault("kind", f"'{kind}' is not a kind.", "Use none, patrol, mix or remedy.")
    name = fields.label("id")
    if name in earlier:
        fields.fault("id", f"'{name}' is used twice.")
    if kind == "patrol" and not fields.has("workforce"):
        fields.fault("workforce", "a patrol needs a [option.workforce] table.")
    walks = kind in ("patrol", "mix")
    share = fields.number("share_of_hours", 1.0 if walks else 0.0, at_least=0)
    return Option(
        id=name,
        name=fields.label("name"),
        kind=kind,
        hours=hours * share,
        workforce=_workforce(fields.table("workforce")) if fields.has("workforce") else None,
        mix=_mix(fields, earlier) if kind == "mix" else (),
        cost_year=optional_figure(fields, "cost_year"),
        set_up=read_figure(fields, "set_up", 0.0),
        set_up_months=read_figure(fields, "set_up_months", 0.0),
        powers=fields.label("powers", ""),
        consistency=fields.label("consistency", ""),
        risks=fields.label("risks", ""),
        buys=fields.label("buys", ""),
        source=fields.label("source", ""),
    )


def _mix(fields: Fields, earlier: set[str]) -> tuple[tuple[str, float], ...]:
    table = fields.optional_table("mix")
    shares = [(name, table.number(name, at_least=0, at_most=1)) for name in table.data]
    for name, _ in shares:
        if name not in earlier:
            table.fault(name, f"'{name}' is no option before this one.")
    if table.sound and (not shares or abs(sum(share for _, share in shares) - 1) > 1e-6):
        fields.fault("mix", "the shares must add up to 1.")
    return tuple(shares)


def _workforce(fields: Fields) -> Workforce:
    fields.only(*Workforce.__slots__)
    if fields.has("pay_year") == fields.has("rate_hour"):
        fields.fault("pay_year", "give either pay_year or rate_hour.")
    return Workforce(
        pay_year=optional_figure(fields, "pay_year"),
        rate_hour=optional_figure(fields, "rate_hour"),
        on_costs=read_figure(fields, "on_costs", 0.0, at_most=2.0),
        hours_week=read_figure(fields, "hours_week", 37.0, at_least=1, at_most=60),
        days_off=read_figure(fields, "days_off", 33.0, at_most=120),
        training_days=read_figure(fields, "training_days", 0.0, at_most=120),
        sick_days=read_figure(fields, "sick_days", 0.0, at_most=120),
        abstraction=read_figure(fields, "abstraction", 0.0, at_most=0.95),
        off_street=read_figure(fields, "off_street", 0.0, at_most=0.95),
        supervision=read_figure(fields, "supervision", 0.0, at_most=2.0),
        kit_year=read_figure(fields, "kit_year", 0.0),
    )


def _outcome(fields: Fields) -> Outcome:
    fields.only("name", "incidents_month", "unit_cost")
    return Outcome(
        fields.label("name"),
        read_figure(fields, "incidents_month"),
        optional_figure(fields, "unit_cost"),
    )


def _design(fields: Fields) -> Design:
    fields.only("places", "comparisons", "months_before", "months_after", "drift", "variance_ratio")
    return Design(
        fields.whole("places", at_least=1, at_most=MOST),
        fields.whole("comparisons", at_least=1, at_most=MOST),
        fields.whole("months_before", 24, at_least=1, at_most=MOST),
        fields.whole("months_after", 12, at_least=1, at_most=MOST),
        fields.number("drift", at_least=0, at_most=2),
        fields.number("variance_ratio", 1.5, at_least=1, at_most=20),
    )
