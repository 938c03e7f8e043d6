"""Rows of projects and of their costs: matched with the lines and projects that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from beatwise.accountability.roles import Person
from beatwise.accountability.spending import project_costs
from beatwise.accountability.spending.money_rows import MoneyRow, MoneyRows
from beatwise.accountability.spending.money_table import PROJECTS, MoneyTable
from beatwise.errors import BadInput, Conflict, MissingData, UserError
from beatwise.plurals import counted
from beatwise.web.funds.models import Line, Project
from beatwise.web.funds.proposals import projects
from beatwise.web.history import audit
from beatwise.web.history.row_versions import next_number
from beatwise.web.imports import batches
from beatwise.web.imports.batches import Done, Wrong


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project to be made (``row`` is ``None``), or one whose costs are to be kept."""

    name: str
    line: Line
    values: Mapping[str, object]
    row: Project | None = None
    costs: Sequence[Mapping[str, object]] = ()
    stated_total: int | None = None

    @property
    def words(self) -> str:
        """What is to be done with it."""
        return counted(len(self.costs), "cost line") if self.row else "new project"


@dataclass(frozen=True, slots=True)
class Laid:
    """What rows of projects would do."""

    new: list[ProjectRow] = field(default_factory=list)
    changed: list[ProjectRow] = field(default_factory=list)
    same: int = 0
    wrong: tuple[Wrong, ...] = ()
    notes: tuple[str, ...] = ()


def lay(table: MoneyTable, read: MoneyRows, by: Person) -> Laid:
    """Return what rows of projects or costs would do."""
    return _projects(table, read) if table.makes == PROJECTS else _costs(table, read)


def keep(new: Sequence[ProjectRow], changed: Sequence[ProjectRow], by: Person) -> Done:
    """Make projects and keep costs, inside the caller's transaction."""
    projects.check_keeps(by)
    lines, effect = [], []
    for each in new:
        row = Project(
            fund=each.line.fund, line=each.line,
            number=next_number(Project.objects.filter(fund=each.line.fund)),
        )  # fmt: skip
        projects.fill(row, each.values)
        row.save(force_insert=True)
        after = {"project": row.number, **projects.facts(row)}
        lines.append(audit.Line("fund.project", row.thing, "imported", after=after))
        effect.append({"project": row.pk, "version": row.version, "before": None})
    for each in changed:
        assert each.row is not None
        before = {"costs": each.row.costs, "stated_total": each.row.stated_total}
        projects.keep_costs(each.row, each.costs, each.stated_total)
        each.row.version += 1
        each.row.save()
        after = {"project": each.row.number, "costs": len(each.costs)}
        lines.append(audit.Line("fund.project", each.row.thing, "imported", after=after))
        effect.append({"project": each.row.pk, "version": each.row.version, "before": before})
    return Done(lines, effect)


def put_back(effect: Iterable[Mapping[str, Any]], by: Person) -> list[audit.Line]:
    """Take out projects that an import made, put back costs; ``Conflict`` when one changed."""
    lines = []
    for item in effect:
        row = Project.objects.select_related("fund", "line").get(pk=item["project"])
        if row.version != item["version"] or row.removed:
            raise Conflict(
                f"'{row}' changed since.", next_step="Change it back by hand, on its own page."
            )
        before = item["before"]
        if before is None:
            row.removed = True
        else:
            projects.keep_costs(row, before["costs"], before["stated_total"])
        row.version += 1
        row.save()
        after = {"project": row.number, "removed": row.removed}
        lines.append(audit.Line("fund.project", row.thing, "import undone", after=after))
    return lines


def _projects(table: MoneyTable, read: MoneyRows) -> Laid:
    new, wrong, same = [], [], 0
    for row in read.rows:
        try:
            line = _line(table, row)
            values = _values(table, row)
            projects.fill(Project(), values)
        except UserError as error:
            column = table.columns.get(error.place or "", error.place or "")
            wrong.append(batches.wrong(row.number, error, column))
            continue
        name = str(values["name"])
        rows = Project.objects.filter(line=line, removed=False)
        if rows.filter(name__iexact=name).exists():
            same += 1
        else:
            new.append(ProjectRow(name, line, values))
    return Laid(new, [], same, tuple(wrong))


def _values(table: MoneyTable, row: MoneyRow) -> dict[str, object]:
    return {"name": row.cells["project"], "about": row.cells.get("about", ""),
            "source": row.cells.get("source", "")}  # fmt: skip


def _line(table: MoneyTable, row: MoneyRow) -> Line:
    line = (
        Line.objects.select_related("fund")
        .filter(fund__name__iexact=row.fund, receiver__iexact=row.receiver, year=row.year)
        .first()
    )
    if line is None:
        raise MissingData(
            f"'{row.fund}' has no line for {row.receiver} in this year.",
            place=table.columns["receiver"],
            next_step="Import its allocations, or add the line, first.",
        )
    return line


def _costs(table: MoneyTable, read: MoneyRows) -> Laid:
    wrong: list[Wrong] = []
    by_project: dict[str, list[dict[str, object]]] = {}
    for row in read.rows:
        try:
            by_project.setdefault(row.cells["project"], []).append(projects.cost_row(row.cells))
        except UserError as error:
            column = table.columns.get(error.place or "", "")
            wrong.append(batches.wrong(row.number, error, column))
    changed, same, notes = [], 0, []
    for name, costs in by_project.items():
        try:
            project = _one_project(read.rows[0].fund, name)
        except UserError as error:
            number = next(row.number for row in read.rows if row.cells["project"] == name)
            wrong.append(batches.wrong(number, error, table.columns["project"]))
            continue
        stated = read.stated.get(name)
        if project.costs == costs and project.stated_total == stated:
            same += 1
            continue
        changed.append(ProjectRow(name, project.line, {}, project, costs, stated))
        notes += _faults(project, costs, stated)
    return Laid([], changed, same, tuple(wrong), tuple(notes))


def _faults(
    project: Project, costs: Sequence[Mapping[str, object]], stated: int | None
) -> list[str]:
    trial = Project(costs=list(costs))
    wrong = project_costs.faults(trial.cost_lines(), stated)
    return [f"What does not follow in '{project}': {words}." for words in wrong]


def _one_project(fund: str, name: str) -> Project:
    rows = Project.objects.select_related("fund", "line").filter(
        fund__name__iexact=fund, name__iexact=name, removed=False
    )
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise BadInput(
            f"{len(rows)} projects are called '{name}'.", next_step="Give them names of their own."
        )
    raise MissingData(f"there is no project '{name}'.", next_step="Import the projects first.")
