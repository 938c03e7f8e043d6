"""Scores and interests, what the office calls itself in published files, and its last day."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from django.utils.crypto import salted_hmac

from beatwise.accountability import roles
from beatwise.accountability.commissioning import blind_scores
from beatwise.accountability.commissioning.blind_scores import Score
from beatwise.accountability.personal_details import personal_details
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.commissioning import selectors
from beatwise.web.commissioning.models import Assessment, LastDay, PublisherDetails
from beatwise.web.history import audit
from beatwise.web.history.row_versions import check_version
from beatwise.web.pages import clean
from beatwise.web.registers import actions as record_actions
from beatwise.web.registers.models import Record
from beatwise.web.registers.own_definitions.known import definition


ASSESSED = "eligible"
PUBLISHER = ("name", "identifier", "giving_prefix", "contracting_prefix")
_IDENTIFIER = re.compile(r"[A-Z]{2}-[A-Z0-9]+-[A-Za-z0-9-]+")


def assess(
    *, grant: int, marks: Mapping[str, int], by: Person, comment: str = "", interest: str = ""
) -> Assessment:
    """Score an application from 0 to 5 by each criterion, or declare an interest in it instead.

    Until both scores are in, the history keeps their digest and not the marks. With the second
    one, the grant's record gets their mean.

    Raises
    ------
    Refused
        For a role that does not assess, and for a second score of the same person.
    Conflict
        When the application is not being assessed, or both scores are in.
    """
    check_assesses(by)
    words = clean.text(comment, "comment", longest=2000, needed=False)
    reason = clean.line(interest, "interest", longest=300, needed=False)
    for field, text in (("comment", words), ("interest", reason)):
        if kinds := personal_details(text):
            raise BadInput(f"it holds {kinds[0]}.", place=field, next_step="Remove it.")
    with audit.changing():
        record = selectors.application(grant)
        if record.state != ASSESSED:
            raise Conflict("this application is not being assessed.", place=record.heading,
                           next_step="Open the list of what is to be scored.")  # fmt: skip
        before = selectors.scores(grant)
        new = Score(by.pk, {} if reason else dict(marks), words, reason)
        blind_scores.check_new(before, new, selectors.criteria(record))
        row = Assessment.objects.create(
            grant=grant, by_id=by.pk, marks=new.marks, comment=words, interest=reason
        )
        action = "grant.interest" if reason else "grant.score"
        after = {"interest": reason} if reason else {"digest": digest(new)}
        audit.write(action, record.thing, by=by, after=after)
        every = [*before, new]
        if blind_scores.complete(every) and new.counts:
            _reveal(definition("grants"), record, every, by)
    return row


def digest(score: Score) -> str:
    """Return what binds an assessor to a score without saying it.

    It is keyed with the office's secret: the few marks there are could be tried out otherwise.
    """
    words = json.dumps([score.assessor, dict(score.marks), score.comment], sort_keys=True)
    return salted_hmac("grant.score", words, algorithm="sha256").hexdigest()


def check_assesses(by: Person) -> None:
    """Raise ``Refused`` unless this person's role scores applications."""
    if not roles.may(by, "grants.assess"):
        raise Refused("your role does not score applications.", next_step="Ask an assessor.")


def may_name_publisher(person: Person) -> bool:
    """Whether this person's role says what the office calls itself: who writes to the grants."""
    return definition("grants").writes(person)


def check_names_publisher(by: Person) -> None:
    """Raise ``Refused`` unless this person's role says what the office calls itself."""
    if not may_name_publisher(by):
        raise Refused(
            "your role does not set the name in published files.",
            next_step="Ask the commissioning officer.",
        )


def set_publisher(*, values: Mapping[str, object], version: int, by: Person) -> PublisherDetails:
    """Say what the office calls itself in published files; see ``PUBLISHER`` for the fields."""
    check_names_publisher(by)
    with audit.changing():
        row = PublisherDetails.objects.first() or PublisherDetails(version=0)
        check_version(row, version, name="what the office calls itself")
        before = {name: getattr(row, name) for name in PUBLISHER}
        for name in PUBLISHER:
            setattr(row, name, clean.line(values.get(name), name, longest=200))
        _check_publisher(row)
        was, now = audit.differences(before, {name: getattr(row, name) for name in PUBLISHER})
        if now:
            row.version += 1
            row.save()
            audit.write("publisher.change", row.thing, by=by, before=was, after=now)
    return row


def set_last_day(*, on: object, basis: str, version: int, by: Person) -> LastDay:
    """Set the last day of the office with where it is written; an empty day lifts it."""
    if not roles.may(by, "budget.write"):
        raise Refused("your role does not set the last day.", next_step="Ask the finance officer.")
    day = clean.day(on, "on")
    where = clean.line(basis, "basis", longest=200, needed=day is not None)
    with audit.changing():
        row = LastDay.objects.first() or LastDay(version=0)
        check_version(row, version, name="the office's last day")
        was, now = audit.differences(
            {"on": row.on, "basis": row.basis}, {"on": day, "basis": where}
        )
        if now:
            row.on, row.basis, row.version = day, where, row.version + 1
            row.save()
            audit.write("last_day.set", row.thing, by=by, before=was, after=now)
    return row


def _reveal(register: Definition, record: Record, scores: list[Score], by: Person) -> None:
    """Write the mean of both scores into the grant's record, and both into its history."""
    mean = blind_scores.mean(scores)
    assert mean is not None
    before = record_actions.facts(record)
    record.values = {**record.values, "score": float(mean) if mean % 1 else int(mean)}
    record_actions.keep(register, record)
    record_actions.save(register, record)
    was, now = audit.differences(before, record_actions.facts(record))
    marks = [f"{score.total}: {dict(score.marks)}" for score in scores if score.counts]
    after = {**now, "scores": "; ".join(marks)}
    audit.write("grant.scores", record.thing, by=by, before=was, after=after)


def _check_publisher(row: PublisherDetails) -> None:
    if not _IDENTIFIER.fullmatch(row.identifier):
        raise BadInput(
            f"'{row.identifier}' is no organisation identifier.", place="identifier",
            next_step="Write it as org-id.guide has it, such as GB-LAE-LEC.",
        )  # fmt: skip
    for name in ("giving_prefix", "contracting_prefix"):
        if not re.fullmatch(r"[A-Za-z0-9-]{3,40}", getattr(row, name)):
            raise BadInput("a prefix has letters, digits and hyphens.", place=name,
                           next_step="Ask the standard's publisher for yours.")  # fmt: skip
