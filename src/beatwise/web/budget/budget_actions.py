"""Budgets, kept and changed: each one audited action by who answers for the money."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from beatwise.accountability import roles
from beatwise.accountability.budget import precept_run, statutory_dates
from beatwise.accountability.budget.precept_run import KINDS as STEP_KINDS
from beatwise.accountability.budget.precept_run import VETOES
from beatwise.accountability.roles import Person
from beatwise.accountability.spending.year_forecast import year_of_words
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.budget import selectors
from beatwise.web.budget.budget_row_kinds import KINDS
from beatwise.web.budget.models import (
    BudgetRow,
    BudgetYear,
    PreceptEntry,
    PublishedBudget,
    StatutoryDate,
)
from beatwise.web.history import audit
from beatwise.web.history.erasable import digest
from beatwise.web.history.hash_chain import canonical
from beatwise.web.history.row_versions import check_version, next_number, save_change
from beatwise.web.pages import clean


YEAR = ("tax_base", "band_d", "limit_rise", "limit_source", "limit_verified_on", "stated_amount",
        "stated_difference", "risk", "survey_answers", "survey_printed", "survey_weights",
        "notes")  # fmt: skip
AMOUNTS = ("band_d", "limit_rise", "stated_amount", "stated_difference", "survey_printed")
DATE = ("title", "day", "month", "rule", "basis", "meaning", "verified_on")
STEP = ("kind", "on", "rise", "members", "present", "in_favour", "against", "words", "source")
VOTE = ("members", "present", "in_favour", "against")
MOST_COUNT = 9_999_999


def open_year(*, year: object, by: Person) -> BudgetYear:
    """Open a budget year, and the statutory calendar with the first."""
    check_writes(by)
    start = year_of_words(year)
    with audit.changing():
        if BudgetYear.objects.filter(year=start).exists():
            raise BadInput(
                "there is a budget of this year already.", place="year", next_step="Open it."
            )
        row = BudgetYear.objects.create(year=start)
        audit.write("budget.open", row.thing, by=by, after={"year": row.year_words})
        if not StatutoryDate.objects.exists():
            _fill_calendar(by)
    return row


def change_year(
    *, year: int, version: int, values: Mapping[str, object], by: Person, why: str = ""
) -> BudgetYear:
    """Change a year's ground."""
    check_writes(by)
    with audit.changing():
        row = selectors.year(year)
        check_version(row, version, place=str(row))
        before = _facts(row, YEAR)
        for name in YEAR:
            if name in values:
                setattr(row, name, _year_value(name, values[name]))
        if row.limit_rise is not None and not row.limit_source:
            raise BadInput(
                "the limit has no source.", place="limit_source", next_step="Say where it is set."
            )
        save_change(row, "budget.change", before, _facts(row, YEAR), by=by, why=why)
    return row


def keep_row(
    *, year: int, kind: str, number: int | None, values: Mapping[str, object], by: Person,
    version: int = 0, why: str = "",
) -> BudgetRow:  # fmt: skip
    """Add a row to a budget (``number`` is ``None``), or change one."""
    check_writes(by)
    of = selectors.kind(kind)
    with audit.changing():
        budget = selectors.year(year)
        if number is None:
            row = of.model(budget=budget, number=next_number(of.model.objects.filter(
                budget=budget)))  # fmt: skip
        else:
            row = selectors.row(year, kind, number)
            check_version(row, version, place=str(row))
        before = {} if number is None else _facts(row, of.names)
        for field in of.fields:
            setattr(row, field.name, field.read(values.get(field.name), field.name))
        _check_row(kind, row)
        if number is None:
            row.save(force_insert=True)
            after = {"row": f"{of.one} {row.number}", **_facts(row, of.names)}
            audit.write("budget.row", row.thing, by=by, after=after)
        else:
            which = {"row": f"{of.one} {row.number}"}
            save_change(row, "budget.row", before, _facts(row, of.names), by=by, why=why,
                        beside=which)  # fmt: skip
    return row


def remove_row(*, year: int, kind: str, number: int, version: int, why: str, by: Person) -> None:
    """Take a row out; it stays in the history."""
    check_writes(by)
    with audit.changing():
        row = selectors.row(year, kind, number)
        check_version(row, version, place=str(row))
        row.removed = True
        which = {"row": f"{KINDS[kind].one} {row.number}"}
        save_change(row, "budget.row", {"removed": False}, {"removed": True}, by=by,
                    why=clean.line(why, "why", longest=500), beside=which)  # fmt: skip


def take_step(*, year: int, values: Mapping[str, object], by: Person) -> PreceptEntry:
    """Record a step of a year's precept; see ``precept_run`` for what may follow what."""
    check_writes(by)
    with audit.changing():
        budget = selectors.year(year)
        kind = str(values.get("kind", ""))
        if kind not in STEP_KINDS:
            raise BadInput("there is no such step.", place="kind", next_step="Choose one.")
        number = next_number(PreceptEntry.objects.filter(budget=budget))
        row = PreceptEntry(budget=budget, number=number, kind=kind)
        row.on = clean.past_day(values.get("on"), "on", selectors.today())
        row.rise = clean.money(values.get("rise"), "rise")
        for name in VOTE:
            setattr(row, name, clean.whole(values.get(name), name, most=MOST_COUNT))
        row.words = clean.impersonal_text(values.get("words"), "words", longest=4000, needed=False)
        row.source = clean.impersonal_line(
            values.get("source"), "source", longest=200, needed=False
        )
        _check_vote(row)
        precept_run.check([each.value for each in selectors.steps(budget)], row.value)
        row.save(force_insert=True)
        audit.write("precept.step", budget.thing, by=by, why=row.words[:300],
                    after=_facts(row, STEP))  # fmt: skip
    return row


def take_back_step(*, year: int, number: int, why: str, by: Person) -> None:
    """Take the last step of a precept back; earlier ones stand on."""
    check_writes(by)
    reason = clean.line(why, "why", longest=500)
    with audit.changing():
        rows = list(selectors.steps(selectors.year(year)))
        if not rows or rows[-1].number != number:
            raise Conflict(
                "only the last step is taken back.", next_step="Take the later ones back first."
            )
        row = rows[-1]
        row.removed = True
        row.save()
        audit.write("precept.take_back", row.budget.thing, by=by, why=reason,
                    before={"step": row.kind}, after={"removed": row.number})  # fmt: skip


def change_date(*, step: str, version: int, values: Mapping[str, object], by: Person) -> None:
    """Change a deadline, or note the day on which it was verified."""
    check_writes(by)
    with audit.changing():
        row = selectors.statutory_date(step)
        check_version(row, version, place=str(row))
        before = _facts(row, DATE)
        row.title = clean.impersonal_line(values.get("title"), "title", longest=160)
        row.basis = clean.impersonal_line(values.get("basis"), "basis", longest=200)
        row.meaning = clean.impersonal_text(values.get("meaning"), "meaning", longest=1000)
        row.rule = str(values.get("rule"))
        row.day, row.month = (clean.whole(values.get(n), n, most=31) or 0 for n in ("day", "month"))
        row.verified_on = clean.day(values.get("verified_on"), "verified_on")
        statutory_dates.checked(row.value)
        save_change(row, "deadline.change", before, _facts(row, DATE), by=by)


def content_id(content: Mapping[str, object]) -> str:
    """Return what tells what a page shows of a budget from everything else, as 64 hex digits."""
    return digest(canonical(content))


def publish(*, year: int, content: dict[str, object], checked: str, by: Person) -> PublishedBudget:
    """Freeze what a page shows of a budget and the funds, for those who see what is published.

    ``checked`` is the ``content_id`` of what the person looked at; ``BadInput`` when it is not
    that any more.
    """
    if not roles.may(by, "packs.publish"):
        raise Refused("your role publishes nothing.", next_step="Ask the governance officer.")
    if checked != content_id(content):
        raise BadInput(
            "the budget or a fund was changed since you opened this page.",
            next_step="Check it again below, and publish it then.",
        )
    with audit.changing():
        budget = selectors.year(year)
        number = next_number(PublishedBudget.objects.filter(budget=budget))
        row = PublishedBudget(budget=budget, number=number, content=content)
        row.save(force_insert=True)
        audit.write("budget.publish", budget.thing, by=by, after={"issue": number})
    return row


def check_writes(by: Person) -> None:
    """Raise ``Refused`` unless this person's role keeps the budget."""
    if not roles.may(by, "budget.write"):
        raise Refused("your role keeps no budget.", next_step="Ask the finance officer.")


def _fill_calendar(by: Person) -> None:
    for deadline in statutory_dates.shipped():
        row = StatutoryDate(step=deadline.step, verified_on=None)
        for name in DATE[:-1]:
            setattr(row, name, getattr(deadline, name))
        row.save(force_insert=True)
        audit.write("deadline.make", row.thing, by=by, after=_facts(row, DATE))


def _year_value(name: str, entry: object) -> object:
    if name in AMOUNTS:
        return clean.money(entry, name)
    if name == "tax_base":
        return _tax_base(entry)
    if name == "limit_verified_on":
        return clean.day(entry, name)
    if name == "survey_answers":
        return clean.whole(entry, name, most=MOST_COUNT)
    if name == "limit_source":
        return clean.impersonal_line(entry, name, longest=200, needed=False)
    return clean.impersonal_text(entry, name, longest=4000, needed=False)


def _tax_base(entry: object) -> Decimal | None:
    words = str("" if entry is None else entry).replace(",", "").strip()
    if not words:
        return None
    try:
        number = Decimal(words)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 < number < 10**9 or number != round(number, 2):
        raise BadInput(
            f"'{words}' is not a tax base.",
            place="tax_base",
            next_step="Give the number of Band D equivalents, with at most two decimals.",
        )
    return number


def _check_vote(row: PreceptEntry) -> None:
    if row.kind in VETOES and row.members is None:
        raise BadInput(
            "a veto needs the number of all members at the time.",
            place="members",
            next_step="Give the membership, present or not: a veto needs two thirds of it.",
        )
    if row.members is not None and row.present is None:
        raise BadInput("how many were present is missing.", place="present", next_step="Give it.")


def _check_row(kind: str, row: BudgetRow) -> None:
    if kind == "answers" and row.least > row.most:
        raise BadInput(
            "the least is more than the most.", place="most", next_step="Change one of them."
        )
    if kind == "answers":
        others = type(row).objects.filter(budget=row.budget, removed=False).exclude(pk=row.pk)
        total = sum((each.share for each in others), row.share)
        if total > 100:
            raise BadInput(
                f"the shares would pass 100 %: {float(total):g} %.",
                place="share",
                next_step="Check the other answers; the shares of a question add up to 100 %.",
            )


def _facts(row: object, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}
