"""How a result comes to be: locked when, with which outcome months at hand, beside what else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from beatwise.clock import Month, MonthRange
from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.result.result_standing import Standing
from beatwise.evaluation.result.value_for_money import UnitCost
from beatwise.journeys.evaluation.events import events_of
from beatwise.journeys.evaluation.outcomes import gathered
from beatwise.journeys.evaluation.studies.study import Sources
from beatwise.store.evaluation.protocol_file import FiledProtocol
from beatwise.store.evaluation.unit_cost_file import unit_cost
from beatwise.store.months.record_notes import record_notes
from beatwise.store.workspace import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class Circumstances:
    """How the result comes to be, what else happened, and what an incident costs."""

    standing: Standing
    events: tuple[OtherEvent, ...]
    unit: UnitCost | None


def circumstances_of(filed: FiledProtocol, sources: Sources) -> Circumstances:
    """Return the circumstances of a result. Raises ``MissingData`` for a lost file of costs."""
    return Circumstances(
        replace(
            with_records(standing_of(sources.workspace, filed, sources.look), filed, sources),
            deposited=sources.deposited,
        ),
        tuple(events_of(sources.workspace)),
        unit_cost(sources.costs, filed.protocol.primary),
    )


def with_records(standing: Standing, filed: FiledProtocol, sources: Sources) -> Standing:
    """Add what is odd, lost or left out in the records that the result is counted from."""
    protocol, workspace = filed.protocol, sources.workspace
    until = sources.look or protocol.patrols.last
    used = range(protocol.before.first.number, until.number + 1)
    force = protocol.force if protocol.from_police_uk else None
    records = record_notes(workspace, force, protocol.outcomes, used)
    return replace(standing, records=records, left_out=workspace.left_out)


def standing_of(workspace: Workspace, filed: FiledProtocol, look: Month | None) -> Standing:
    """Return how a result comes to be: its lock, and which outcome months were at hand."""
    lock, protocol = filed.lock, filed.protocol
    if lock is None:
        return Standing(None)
    outcome = MonthRange(protocol.patrols.first, look or protocol.patrols.last)
    late = [
        d.number
        for d in lock.deviations
        if _at_hand(workspace, protocol, outcome, d.moment or d.date)
    ]
    early = _at_hand(workspace, protocol, outcome, lock.locked)
    return Standing(lock, tuple(Month(m) for m in early), late_deviations=tuple(late))


def _at_hand(
    workspace: Workspace, protocol: Protocol, outcome: MonthRange, moment: str
) -> list[int]:
    """Return the outcome months that were gathered by this moment.

    An extract gathered by then held every month up to that day; gathered again since, it held those
    that the protocol says it held when the study was designed.
    """
    if protocol.from_police_uk:
        first = gathered(workspace, protocol.force, outcome)
        return [m for m, when in sorted(first.items()) if _moment(when) <= _moment(moment)]
    until = protocol.extract_until
    at_design = [m.number for m in outcome if until and m <= Month.parse(until)]
    item = workspace.catalogue.items.get(("incidents", protocol.source))
    if item is None or _moment(item.provenance.gathered) > _moment(moment):
        return at_design
    return [month.number for month in outcome]


def _moment(text: str) -> datetime:
    """Moments are kept to the second: what shares the lock's second is not shown to be later.

    Of a deviation dated to the day alone, the whole day counts as before it.
    """
    return datetime.fromisoformat(f"{text}T23:59:59+00:00" if len(text) == 10 else text)
