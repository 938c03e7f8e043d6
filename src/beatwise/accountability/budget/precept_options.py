"""The table of a precept's options: what each record becomes in a budget, and what does not follow.

Which record is what is a document (``data/budget/precept_options.toml``). Nothing printed as a
sum, a share or an average is taken over: it is worked out again, and both are said where they
differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from beatwise import data
from beatwise.accountability.consultations.answer_shares import Answer
from beatwise.accountability.consultations.average_bounds import average_bounds
from beatwise.accountability.row_reader import Row, RowFault, plain_number, text
from beatwise.errors import BadInput, UserError
from beatwise.fields import REQUIRED, Fields, document


FILE = "precept_options.toml"
YEAR, ANSWERS = "year", "answers"  # what makes fields of the year itself, and survey answers
PRINTED_AVERAGE = "survey_printed"


@dataclass(frozen=True, slots=True)
class OptionRule:
    """What a record makes: a kind of row of the budget, the field of its value, other fields."""

    record: str
    makes: str
    field: str
    others: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OptionTable:
    """The document: the columns, the year, the rules, what is left out and why, and the sums."""

    title: str
    columns: tuple[str, ...]
    year: int
    rules: Mapping[str, OptionRule]
    left_out: Mapping[str, str]
    sums: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class OptionRow:
    """A row of a budget to be: its number in the file, its kind, and its fields as words."""

    number: int
    makes: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OptionRows:
    """What a table holds: rows, what is wrong, what is left out and why, and what differs."""

    rows: tuple[OptionRow, ...]
    faults: tuple[RowFault, ...]
    left_out: tuple[tuple[int, str], ...]
    differences: tuple[str, ...]


@cache
def option_table() -> OptionTable:
    """Return the document that ships."""
    with document((data.folder("budget") / FILE).read_text("utf-8"), FILE) as fields:
        rules = [_rule(each) for each in fields.tables("row")]
        left_out = {
            record: each.text("why")
            for each in fields.tables("leave_out")
            for record in each.texts("records", REQUIRED)
        }
        sums = [(s.text("record"), s.texts("of", REQUIRED)) for s in fields.tables("sum")]
        return OptionTable(
            fields.text("title"), fields.texts("columns", REQUIRED), fields.whole("year"),
            {rule.record: rule for rule in rules}, left_out, tuple(sums),
        )  # fmt: skip


def read_options(rows: Iterable[tuple[int, Row]], table: OptionTable | None = None) -> OptionRows:
    """Read rows with their numbers; cells are text, headings in lower case."""
    table = table or option_table()
    options: list[OptionRow] = []
    faults: list[RowFault] = []
    left_out: list[tuple[int, str]] = []
    printed: dict[str, Decimal] = {}
    for number, row in rows:
        record = text(row, "record")
        try:
            _check_new(record, printed, table)
            if record in table.rules or record in dict(table.sums):
                printed[record] = _value(row)
            if record in table.rules:
                options.append(_row(table.rules[record], number, row))
            else:
                why = table.left_out.get(record, "the table's document does not say what it is")
                left_out.append((number, why))
        except UserError as error:
            faults.append(RowFault(number, error.place or "", error.message, error.next_step or ""))
    differences = tuple(_differences(table, printed, options))
    return OptionRows(tuple(options), tuple(faults), tuple(left_out), differences)


def _check_new(record: str, printed: Mapping[str, Decimal], table: OptionTable) -> None:
    if not record:
        raise BadInput("this is empty.", place="record", next_step="Say what the value is of.")
    if record in printed:
        raise BadInput(
            f"'{record}' stands above already.", place="record", next_step="Keep one of them."
        )


def _value(row: Row) -> Decimal:
    value = plain_number(row, "value")
    if value is None:
        raise BadInput("this is empty.", place="value", next_step="Give what is printed.")
    if value < 0:
        raise BadInput("it is below zero.", place="value", next_step="Give 0 or more.")
    if text(row, "unit") == "pct" and value > 100:
        raise BadInput(
            f"{value:g} % is more than everybody.", place="value", next_step="Correct the share."
        )
    return value


def _row(rule: OptionRule, number: int, row: Row) -> OptionRow:
    source = "; ".join(filter(None, (text(row, "qualifier"), text(row, "source"))))
    values = {rule.field: f"{_value(row):f}", **rule.others}
    if rule.makes != YEAR:
        values |= {"name": rule.record, "source": source[:200]}
    return OptionRow(number, rule.makes, values)


def _differences(
    table: OptionTable, printed: Mapping[str, Decimal], rows: Sequence[OptionRow]
) -> Iterable[str]:
    for record, parts in table.sums:
        if record in printed and all(part in printed for part in parts):
            total = sum((printed[part] for part in parts), Decimal())
            if total != printed[record]:
                yield f"{record}: its parts come to {total:g}, printed {printed[record]:g}"
    answers = [row.values for row in rows if row.makes == ANSWERS]
    total = sum((Decimal(row["share"]) for row in answers), Decimal())
    if answers and total != 100:
        yield f"the shares of the answers come to {total:g} %"
        return
    averages = [r.values[PRINTED_AVERAGE] for r in rows if PRINTED_AVERAGE in r.values]
    if answers and averages:
        bounds = average_bounds([_answer(row) for row in answers], None)
        if bounds is None or bounds.low is None or bounds.high is None:
            return
        if not bounds.allows(Fraction(averages[0])):
            least, most = float(bounds.low), float(bounds.high)
            yield f"the average lies between {least:g} and {most:g}, printed {averages[0]}"


def _answer(values: Mapping[str, str]) -> Answer:
    share, low, high = (Decimal(values[name]) for name in ("share", "least", "most"))
    return Answer.between(values["name"], share, low, high)


def _rule(fields: Fields) -> OptionRule:
    others = fields.optional_table("with")
    return OptionRule(
        fields.text("record"), fields.text("makes"), fields.text("field"),
        {name: others.text(name) for name in others.data},
    )  # fmt: skip
