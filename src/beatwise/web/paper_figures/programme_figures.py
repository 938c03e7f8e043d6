"""The patrols as the registers have them: what they serve, who decided and advised, what it costs.

Published records alone: a programme that runs, the decisions that it rests on and the operational
advice that it names. A programme is one of patrols when it names its places, or a page of its
places, its plan or what was measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from beatwise.accountability.registers.field_values import display_text
from beatwise.accountability.registers.register_definition import Definition
from beatwise.web.paper_figures.register_figures import record_figures
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definition
from beatwise.web.registers.published import public_list


Figures = dict[str, object]
PROGRAMMES, DECISIONS, ADVICE = "programmes", "decisions", "advice"
_OF_PATROLS = frozenset({"Places", "Plan and hours", "What was measured"})
_LINKS = ("decision", "closing_decision")


class OfPatrols(NamedTuple):
    """The figures about the patrols by name, and the numbers of the decisions behind them."""

    figures: Figures
    decision_numbers: tuple[int, ...]


def programme(plan: str) -> OfPatrols:
    """Return what is on record about the patrols, by name; what has no record is left out.

    ``plan`` is the title of the plan that holds. Advice is that which a programme names; where
    none names any, all that is published.
    """
    register = definition(PROGRAMMES)
    rows = [row for row in public_list.given_out(register) if _is_of_patrols(row)]
    decisions = _linked(rows, _LINKS, DECISIONS)
    advice = _linked(rows, ("advice",), ADVICE) or _all(ADVICE)
    records = [_words(register, row) for row in rows]
    figures: Figures = {
        "programmes": records,
        "names": _joined(record.get("name") for record in records),
        "serves": _joined(record.get("plan_parts") for record in records),
        "funding": _joined(record.get("funding") for record in records),
        "plan": plan,
        "decisions": [_words(definition(DECISIONS), row) for row in decisions],
        "options": _lines(row.values.get("options") for row in decisions),
        "advice": [_words(definition(ADVICE), row) for row in advice],
        "asked_last": max((str(row.values["proposed_on"]) for row in advice), default=""),
    }
    return OfPatrols(figures, tuple(row.number for row in decisions))


def _is_of_patrols(row: Record) -> bool:
    pages = row.values.get("pages")
    named = pages if isinstance(pages, list) else []
    kinds = {page.get("what") for page in named if isinstance(page, Mapping)}
    return bool(row.values.get("places")) or bool(kinds & _OF_PATROLS)


def _linked(rows: Iterable[Record], fields: tuple[str, ...], slug: str) -> list[Record]:
    """Return the published records of a register that some rows lead to, the oldest first."""
    numbers = {row.values.get(field) for row in rows for field in fields} - {None, ""}
    wanted = {str(number) for number in numbers}
    return [row for row in _all(slug) if str(row.number) in wanted]


def _all(slug: str) -> list[Record]:
    return public_list.given_out(definition(slug))


def _words(register: Definition, row: Record) -> Figures:
    """Return the figures of a record, its roles, areas and choices in words."""
    figures = record_figures(register, row)
    in_words = {
        field.name: display_text(field, row.values.get(field.name))
        for field in public_list.fields(register)
        if field.kind == "role" and row.values.get(field.name)
    }
    return figures | in_words


def _joined(words: Iterable[object]) -> str:
    return "; ".join(dict.fromkeys(str(each) for each in words if each))


def _lines(texts: Iterable[object]) -> list[str]:
    lines = (line.strip() for text in texts for line in str(text or "").splitlines())
    return [line for line in lines if line]
