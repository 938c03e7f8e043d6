"""Figures of funds, of the plan's actions, of published decisions and of patrols."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from beatwise.accountability.funds import pounds
from beatwise.accountability.plan.actions import ACTION, Action, progress, progress_by_strategy
from beatwise.accountability.registers import field_values
from beatwise.accountability.roles import owner_titles
from beatwise.clock import day_words
from beatwise.errors import MissingData
from beatwise.publication.formats.document import Column, Table
from beatwise.publication.papers.writing.paper_figures import (
    NoFigure,
    PaperFigure,
    record_number,
    reference_of,
)
from beatwise.web.actions import cache
from beatwise.web.actions import selectors as actions
from beatwise.web.funds import selectors as funds
from beatwise.web.funds.models import Fund
from beatwise.web.papers.figures import patrol_figures
from beatwise.web.registers.own_definitions.known import definition
from beatwise.web.registers.published import public_list


KINDS = ("fund", "action", "actions", "decision", patrol_figures.PATROLS, patrol_figures.EVALUATION)
TABLES = ("fund", "actions")
AMOUNTS = ("funded", "allocated", "committed", "paid")
COUNTS = ("total", "complete", "in_progress", "overdue", "percent")


def figure(kind: str, path: str, form: str, day: dt.date) -> PaperFigure:
    """Return a figure of a record; raise ``NoFigure`` for what is not there."""
    if form:
        raise NoFigure(f"'{form}' is no form of {kind}: leave it out.")
    makers = {
        "fund": _fund,
        "action": _action,
        "actions": _actions,
        "decision": _decision,
        patrol_figures.PATROLS: patrol_figures.delivery,
        patrol_figures.EVALUATION: lambda path, day: patrol_figures.evaluation(path),
    }
    return makers[kind](path, day)


def table(kind: str, name: str, day: dt.date) -> Table:
    """Return the table of a fund by its number, or of the plan's actions by strategy."""
    if kind == "fund":
        row = _one_fund(name)
        rows = tuple((each.capitalize(), pounds(getattr(row, each))) for each in AMOUNTS)
        return Table(
            f"fund-{row.number}", row.name, (Column("Of the fund"), Column("Amount", True)), rows
        )
    titles = actions.strategies()
    by_strategy = progress_by_strategy([a for a in cache.actions() if a.strategy], day)
    if not by_strategy:
        raise NoFigure("The plan has no actions yet.")
    heads = ("Strategy", "Complete", "In progress", "Overdue", "Total")
    cells = tuple(
        (titles.get(name, name), p.complete, p.in_progress, p.overdue, p.total)
        for name, p in by_strategy.items()
    )
    columns = tuple(Column(head, number=at > 0) for at, head in enumerate(heads))
    return Table("actions", "Actions of the plan by strategy", columns, cells)


def _fund(path: str, day: dt.date) -> PaperFigure:
    number, _, field = path.partition(".")
    row = _one_fund(number)
    if field == "name":
        return PaperFigure(_reference("fund", path), row.name, "Name of the fund")
    if field not in AMOUNTS:
        raise NoFigure(f"A fund has no '{field}'. It has: name, {', '.join(AMOUNTS)}.")
    pence = getattr(row, field)
    return PaperFigure(
        _reference("fund", path), pounds(pence), f"{row.name}, {field}", f"{pence / 100:.2f}", "£",
        source="The fund's ledger",
    )  # fmt: skip


def _one_fund(number: str) -> Fund:
    try:
        return funds.fund(record_number(number))
    except MissingData as error:
        raise NoFigure(
            f"There is no fund '{number}'. Give its number, as in fund.1.paid."
        ) from error


def _action(path: str, day: dt.date) -> PaperFigure:
    name, _, field = path.partition(".")
    row = {each.id: each for each in cache.actions()}.get(name)
    if row is None:
        raise NoFigure(f"There is no action '{name}'. Give its id, as in action.A1.state.")
    words = _action_words(row, day)
    if field not in words:
        raise NoFigure(f"An action has no '{field}'. It has: {', '.join(words)}.")
    if not words[field]:
        raise NoFigure(f"Action {name} has no {field}.")
    return PaperFigure(
        _reference("action", path), words[field], f"Action {name}, {field}",
        source="The plan's actions",
    )  # fmt: skip


def _action_words(action: Action, day: dt.date) -> Mapping[str, str]:
    return {
        "title": action.title,
        "state": ACTION.state(action.state).title.lower(),
        "owner": owner_titles()[action.owner].lower(),
        "due": _day(action.due),
        "completed": _day(action.completed),
        "overdue": "overdue" if action.overdue(day) else "not overdue",
    }


def _actions(path: str, day: dt.date) -> PaperFigure:
    counts = progress([a for a in cache.actions() if a.strategy], day)
    if path not in COUNTS:
        raise NoFigure(f"Actions have no '{path}'. They have: {', '.join(COUNTS)}.")
    value = getattr(counts, path)
    if value is None:
        raise NoFigure("The plan has no actions yet.")
    is_share = path == "percent"
    number = f"{float(value):.1f}" if is_share else f"{value}"
    return PaperFigure(
        _reference("actions", path), f"{number} %" if is_share else f"{value:,}",
        f"Actions of the plan, {path.replace('_', ' ')}", number, "%" if is_share else "",
        source="The plan's actions",
    )  # fmt: skip


def _decision(path: str, day: dt.date) -> PaperFigure:
    number, _, name = path.partition(".")
    register = definition("decisions")
    published = public_list.rows(register, public_list.ANYBODY, {})
    row = published.filter(number=record_number(number)).first()
    if row is None:
        raise NoFigure(f"There is no published decision '{number}'.")
    fields = {field.name: field for field in public_list.fields(register)}
    if name not in fields:
        raise NoFigure(f"A decision has no published '{name}'. It has: {', '.join(fields)}.")
    value = row.values.get(name)
    if value is None:
        raise NoFigure(f"Decision {number} has no {fields[name].label.lower()}.")
    return PaperFigure(
        _reference("decision", path), field_values.display_text(fields[name], value),
        f"Decision {number}, {fields[name].label.lower()}", source="The register of decisions",
    )  # fmt: skip


def _reference(kind: str, path: str) -> str:
    return reference_of(f"{kind}.{path}", "")


def _day(day: dt.date | None) -> str:
    return day_words(day) if day else ""
