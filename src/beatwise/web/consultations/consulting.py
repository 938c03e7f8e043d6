"""Consultations: planned, moved step by step, with what followed; each one audited action."""

from __future__ import annotations

from collections.abc import Mapping

from beatwise.accountability import roles
from beatwise.accountability.consultations.consultation_states import (
    CONSULTATION,
    DRAFT,
    HAS_RESULTS,
)
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.consultations import selectors
from beatwise.web.consultations.models import Consultation, Theme
from beatwise.web.history import audit
from beatwise.web.history.row_versions import check_version, next_number, save_change
from beatwise.web.pages import clean


PLAN = ("title", "about", "audience", "statutory", "channels", "opens", "closes", "period",
        "contacted", "source")  # fmt: skip
OUTCOME = ("responses", "qualifier", "weighting")
EVIDENCE = ("strategies", "decision", "followed")
QUALIFIERS = ("", "about", "almost", "over", "approximately")
MOST_PEOPLE = 10_000_000


def plan(*, values: Mapping[str, object], by: Person) -> Consultation:
    """Plan a consultation; see ``PLAN`` for its fields."""
    check_writes(by)
    with audit.changing():
        row = Consultation(number=next_number(Consultation.objects.all()))
        fill(row, {"title": "", **values})
        row.save(force_insert=True)
        audit.write("consultation.plan", row.thing, by=by, after=facts(row, PLAN))
    return row


def change(*, number: int, version: int, values: Mapping[str, object], by: Person) -> Consultation:
    """Change what a consultation is: its plan while it is a draft, dates and words later too."""
    return _change(number, version, values, by, PLAN, "consultation.change")


def enter_outcome(
    *, number: int, version: int, values: Mapping[str, object], by: Person
) -> Consultation:
    """Enter how many answered and how answers were weighted; refused before it has closed."""
    check_has_results(selectors.one(number))
    return _change(number, version, values, by, OUTCOME, "consultation.outcome")


def link(*, number: int, version: int, values: Mapping[str, object], by: Person) -> Consultation:
    """Say which strategies and decision it is evidence for, and what followed."""
    return _change(number, version, values, by, EVIDENCE, "consultation.evidence")


def step(*, number: int, version: int, name: str, why: str, by: Person) -> Consultation:
    """Take a step of the state table."""
    with audit.changing():
        row = selectors.one(number)
        check_version(row, version, place=row.title)
        target = CONSULTATION.move(
            row.state, name, role=by.role, requirements_met=selectors.proof(row), why=why.strip()
        )
        before, row.state = row.state, target
        row.version += 1
        row.save()
        audit.write(
            f"consultation.{name}", row.thing, by=by, why=why.strip(),
            before={"state": before}, after={"state": target},
        )  # fmt: skip
    return row


def add_theme(*, number: int | None, values: Mapping[str, object], by: Person) -> Theme:
    """Add a theme that was heard; in a consultation only once it has closed."""
    check_writes(by)
    with audit.changing():
        row = None if number is None else selectors.one(number)
        if row is not None:
            check_has_results(row)
        theme = Theme.objects.create(
            consultation=row,
            audience=clean.line(values.get("audience"), "audience", longest=120),
            words=clean.line(values.get("words"), "words", longest=300),
            period=clean.line(values.get("period"), "period", longest=40, needed=False),
            source=clean.line(values.get("source"), "source", longest=300, needed=False),
        )
        thing = row.thing if row else "consultation/themes"
        after = {"audience": theme.audience, "theme": theme.words, "source": theme.source}
        audit.write("consultation.theme", thing, by=by, after=after)
    return theme


def check_writes(by: Person) -> None:
    """Raise ``Refused`` unless this person's role keeps consultations."""
    if not roles.may(by, "consultations.write"):
        raise Refused(
            "your role does not keep consultations.", next_step="Ask the governance officer."
        )


def check_has_results(row: Consultation) -> None:
    """Raise ``Conflict`` before a consultation has closed: there are no interim results."""
    if row.state not in HAS_RESULTS:
        raise Conflict(
            f"it is {row.state}: nothing of its results is entered or read before it has closed.",
            place=row.title,
            next_step="Close it first.",
        )


def facts(row: Consultation, names: tuple[str, ...]) -> dict[str, object]:
    """Return what the history keeps of some fields."""
    values = {name: getattr(row, name) for name in names}
    return {n: ", ".join(v) if isinstance(v, list) else v for n, v in values.items()}


def fill(row: Consultation, values: Mapping[str, object]) -> None:
    """Take values into a row; raise ``BadInput`` at its field for what cannot be."""
    for name, longest in (("title", 200), ("audience", 200), ("channels", 300), ("period", 80),
                          ("source", 300)):  # fmt: skip
        if name in values:
            text = clean.line(values[name], name, longest=longest, needed=name == "title")
            setattr(row, name, text)
    for name in ("about", "weighting", "followed"):
        if name in values:
            setattr(row, name, clean.text(values[name], name, longest=5000, needed=False))
    for name in ("contacted", "responses", "decision"):
        if name in values:
            setattr(row, name, clean.whole(values[name], name, most=MOST_PEOPLE))
    for name in ("opens", "closes"):
        if name in values:
            setattr(row, name, clean.day(values[name], name))
    if "statutory" in values:
        row.statutory = bool(values["statutory"])
    if "qualifier" in values:
        row.qualifier = _qualifier(str(values["qualifier"] or ""), "qualifier")
    if "strategies" in values:
        row.strategies = _strategies(values["strategies"])
    if row.opens and row.closes and row.closes < row.opens:
        raise BadInput("it closes before it opens.", place="closes", next_step="Correct a day.")


def _qualifier(word: str, place: str) -> str:
    if word not in QUALIFIERS:
        raise BadInput(
            f"'{word}' is no such word.", place=place,
            next_step=f"Use one of: {', '.join(filter(None, QUALIFIERS))}, or nothing.",
        )  # fmt: skip
    return word


def _strategies(names: object) -> list[str]:
    known = selectors.strategies()
    wanted = [str(name) for name in names] if isinstance(names, list | tuple) else []
    for name in wanted:
        if name not in known:
            raise BadInput(
                f"the plan has no strategy '{name}'.", place="strategies",
                next_step="Choose from the list.",
            )  # fmt: skip
    return list(dict.fromkeys(wanted))


def _change(
    number: int, version: int, values: Mapping[str, object], by: Person, names: tuple[str, ...],
    action: str,
) -> Consultation:  # fmt: skip
    check_writes(by)
    with audit.changing():
        row = selectors.one(number)
        check_version(row, version, place=row.title)
        before = facts(row, names)
        if names == PLAN and row.state not in (DRAFT, "open"):
            values = {name: v for name, v in values.items() if name not in ("opens", "closes")}
        fill(row, {name: value for name, value in values.items() if name in names})
        save_change(row, action, before, facts(row, names), by=by)
    return row
