"""Loading the plan and its measures, and varying them by new versions; nothing is overwritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from beatwise.accountability import roles
from beatwise.accountability.measures import as_toml
from beatwise.accountability.measures.as_toml import parse
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.plan.as_toml import parse_plan, plan_text
from beatwise.accountability.plan.change_control import ChangeRequest, change_measure, differences
from beatwise.accountability.plan.plan_variations import plan_variations
from beatwise.accountability.plan.police_and_crime_plan import Plan
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.history import audit
from beatwise.web.performance import from_rows, selectors
from beatwise.web.performance.models import NAME, TITLE, Definition, PlanVersion


# Words that stand where an address has a measure's id.
RESERVED = frozenset({"exceptions", "export", "import", "new", "observations", "peers", "rule"})


class LoadedSet(NamedTuple):
    """What a set brought: how many measures are new, and whether the plan is."""

    measures: int
    plan: bool


def load_shipped(*, name: str, by: Person | None) -> LoadedSet:
    """Load a set that comes with Beatwise, its plan too when it has one.

    What is there already is left: a plan whatever it is, a measure when it is the same;
    ``Conflict`` when it has other words.
    """
    measures = load_set(name).measures
    texts = [as_toml.write(measure) for measure in measures]
    words = plan_text(name)
    with audit.changing():
        added = define(texts=texts, by=by)
        new = bool(words) and not PlanVersion.objects.exists()
        if new:
            load_plan(text=words, by=by)
    return LoadedSet(len(added), new)


def load_plan(*, text: str, by: Person | None, place: str = "plan") -> PlanVersion:
    """Load the first plan; who runs the office (``by`` is ``None``) may load a next version too.

    Raises
    ------
    BadInput
        When the document is at fault, or its number does not follow the last.
    Conflict
        When it changes nothing.
    Refused
        For a next version from anybody else: it is put forward, and another person approves it.
    """
    _may_define(by)
    if by is not None and PlanVersion.objects.exists():
        raise Refused(
            "a next version of the plan takes a second person.",
            place=place,
            next_step="Put it forward on the plan's page: the commissioner approves it.",
        )
    return enter_version(text=text, by=by, place=place)


def enter_version(*, text: str, by: Person | None, place: str = "plan") -> PlanVersion:
    """Enter the next version of the plan, whoever may do so; raises what ``load_plan`` does."""
    document = parse_plan(text, place=place)
    if len(document.title) > TITLE:
        raise BadInput(f"the title has more than {TITLE} letters.", place=place)
    with audit.changing():
        last = PlanVersion.objects.order_by("-number").first()
        if last is None:
            parse_plan(text, selectors.measures().values(), place=place)
        else:
            check_follows(from_rows.plan(last.text), document, place)
        row = PlanVersion.objects.create(
            number=document.version.number,
            valid_from=document.version.valid_from,
            title=document.title,
            why=document.version.why,
            text=text,
        )
        before = {"version": last.number} if last else {}
        after = {"version": row.number, "valid_from": row.valid_from, "title": row.title}
        action = "plan.vary" if last else "plan.load"
        audit.write(action, row.thing, by=by, why=row.why, before=before, after=after)
    return row


def define(*, texts: Sequence[str], by: Person | None, place: str = "measure") -> list[Definition]:
    """Define new measures, each from its document; one that is there already is left as it is.

    Raises
    ------
    Conflict
        When a measure is there with other words: those change by an approved request.
    """
    _may_define(by)
    return enter_measures(measures=[parse(text, place=place) for text in texts], by=by, place=place)


def enter_measures(
    *, measures: Sequence[Measure], by: Person | None, place: str = "measure"
) -> list[Definition]:
    """Enter new measures, whoever may do so; raises what ``define`` does."""
    with audit.changing():
        defined = selectors.measures()
        serials: dict[int | None, str] = {
            m.serial: m.id for m in defined.values() if m.serial is not None
        }
        new: list[Measure] = []
        for measure in measures:
            if not _is_there(measure, defined):
                _check_name(measure, serials, [m.id for m in new], place)
                new.append(measure)
        rows = Definition.objects.bulk_create([_row(m, "") for m in new])
        audit.write_all(
            [audit.Line("measure.define", row.thing, after=_in_history(row)) for row in rows], by=by
        )
    return rows


def change(*, request: ChangeRequest, valid_from: dt.date, by: Person | None) -> Definition:
    """Make an approved change of a definition: its next version, from a day on.

    Of two changes that a board approves for the same day the second holds from the day after.
    """
    with audit.changing():
        before = from_rows.measure(selectors.versions(request.about)[-1].text)
        if valid_from == before.valid_from:
            valid_from += dt.timedelta(days=1)
        after = change_measure(before, request, valid_from)
        _check_length(after, "change")
        row = _row(after, request.why)
        row.save(force_insert=True)
        changed_fields = differences(before, after)
        audit.write(
            "measure.change",
            row.thing,
            by=by,
            why=request.why,
            before={each.field: each.before for each in changed_fields},
            after={each.field: each.after for each in changed_fields},
        )
    return row


def check_follows(before: Plan, after: Plan, place: str) -> None:
    """Raise ``BadInput`` or ``Conflict`` where a plan cannot be the version after another."""
    follows = before.version.number + 1
    if after.version.number != follows:
        raise BadInput(
            f"this is version {after.version.number} of the plan, and the next is {follows}.",
            place=place,
            next_step=f"Write number = {follows} under [version].",
        )
    if after.version.valid_from <= before.version.valid_from:
        raise BadInput(
            f"version {follows} must hold from a later day than {before.version.valid_from}.",
            place=place,
        )
    if not plan_variations(before, after):
        raise Conflict("this version changes nothing.", place=place)


def _is_there(measure: Measure, defined: dict[str, Measure]) -> bool:
    if measure.id not in defined:
        return False
    if not Definition.objects.filter(measure=measure.id, text=as_toml.write(measure)).exists():
        raise Conflict(
            f"the measure {measure.id} is there already, and differs.",
            place=measure.id,
            next_step="Ask for a change of its definition, and take it to the board.",
        )
    return True


def _check_name(
    measure: Measure, serials: dict[int | None, str], new_ids: Sequence[str], place: str
) -> None:
    if measure.id in RESERVED or measure.id in new_ids:
        raise BadInput(
            f"a measure cannot be called {measure.id}.", place=place, next_step="Rename it."
        )
    _check_length(measure, place)
    if measure.version != 1:
        raise BadInput(
            f"the first definition of {measure.id} is version {measure.version}.",
            place=place,
            next_step="Write version = 1.",
        )
    if measure.serial is not None and serials.setdefault(measure.serial, measure.id) != measure.id:
        raise BadInput(
            f"{measure.id} and {serials[measure.serial]} have the same number {measure.serial}.",
            place=place,
            next_step="Give it another serial, or none.",
        )


def _check_length(measure: Measure, place: str) -> None:
    if len(measure.id) > NAME or len(measure.strategy) > NAME or len(measure.title) > TITLE:
        raise BadInput(
            f"{measure.id}: its id, strategy or title is too long.",
            place=place,
            next_step=f"At most {NAME} letters, for the title {TITLE}.",
        )


def _row(measure: Measure, why: str) -> Definition:
    return Definition(
        measure=measure.id,
        version=measure.version,
        valid_from=measure.valid_from,
        serial=measure.serial,
        title=measure.title,
        strategy=measure.strategy,
        why=why,
        text=as_toml.write(measure),
    )


def _in_history(row: Definition) -> dict[str, object]:
    return {"version": row.version, "valid_from": row.valid_from, "title": row.title}


def _may_define(by: Person | None) -> None:
    if by is not None and not roles.may(by, "performance.define"):
        raise Refused(
            "your role does not define the plan or its measures.",
            next_step="Ask the performance officer.",
        )
