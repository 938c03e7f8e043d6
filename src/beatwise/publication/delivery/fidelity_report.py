"""The fidelity report: what was delivered of a plan, on what evidence, as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beatwise.clock import day_words
from beatwise.delivery.measurement.delivery_summary import DeliverySummary
from beatwise.delivery.measurement.measurement import Measurement
from beatwise.delivery.measurement.threshold_visits import VisitsAt
from beatwise.plurals import counted
from beatwise.publication.delivery import fidelity_pictures as pictures
from beatwise.publication.delivery import fidelity_tables as tables
from beatwise.publication.delivery.invoice_table import invoice_table
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Inset,
    Paragraph,
)


OPERATIONAL = (
    "Operational: not for publication. It shows where and when patrols were. It is about places "
    "and partners; it must not be used to compare people."
)
NOT_RELIABLE = (
    "The figure is not reliable: {} reported only after moving, without a heartbeat. Such a "
    "setting loses most of the minutes in which somebody stands still. Set an interval of 30 "
    "seconds, or a heartbeat of 60 seconds, and measure again."
)


@dataclass(frozen=True, slots=True)
class ReportParts:
    """All that the report is made from; ``set_aside`` are positions that could not be read."""

    summary: DeliverySummary
    sensitivity: Sequence[VisitsAt]
    set_aside: dict[str, int]
    notes: tuple[str, ...] = ()


def numbers_of(result: Measurement) -> dict[str, int]:
    """Return hot spot → its number in the report, in the plan's order from 1."""
    return {spot.id: at for at, spot in enumerate(result.plan.plan.spots, start=1)}


def fidelity_report(parts: ReportParts) -> Document:
    """Return the report as a document."""
    result, fidelity = parts.summary.result, parts.summary.result.fidelity
    return Document(
        title=f"Patrols delivered: {result.plan.plan.name}",
        subtitle=f"{day_words(fidelity.first)} to {day_words(fidelity.last)}",
        facts=tuple(_facts(parts.summary)),
        blocks=tuple(_blocks(parts)),
        footer=(
            "Measured by Beatwise from the files named in fidelity.json. No data is never zero.",
        ),
        date=fidelity.last,
    )


def main_points(summary: DeliverySummary) -> list[str]:
    """Return what matters most, in sentences: warnings first, then the figures."""
    warning = [NOT_RELIABLE.format(counted(summary.result.unreliable, "device"))]
    warnings = warning if summary.result.unreliable else []
    return [*warnings, _lead(summary), *_points(summary), *_how(summary.result)]


def _facts(summary: DeliverySummary) -> Iterator[tuple[str, str]]:
    result = summary.result
    yield "Owner of the plan", result.plan.plan.provider
    yield "Hours on patrol", f"{result.fidelity.patrol_hours:,.1f}"
    yield "Hours in hot spots", f"{result.fidelity.hot_spot_hours:,.1f}"
    share = result.gps_share
    yield "GPS completeness", "no trackers" if share is None else f"{100 * share:.0f} %"


def _blocks(parts: ReportParts) -> Iterator[Block]:
    result, numbers = parts.summary.result, numbers_of(parts.summary.result)
    yield Inset(OPERATIONAL)
    if result.unreliable:
        yield Inset(NOT_RELIABLE.format(counted(result.unreliable, "device")))
    yield Paragraph(_lead(parts.summary), lead=True)
    yield Bullets(tuple(_points(parts.summary)))
    yield Heading("Hot spots")
    yield tables.hot_spots(result, numbers)
    yield from pictures.maps(result, numbers)
    yield Heading("Days and hours")
    yield pictures.calendar(result, numbers)
    yield tables.by_day(parts.summary)
    yield pictures.hours_picture(result)
    yield Heading("Partners")
    yield tables.partners(result)
    if parts.summary.invoices:
        yield invoice_table(parts.summary.invoices)
    yield Heading("Regular and consistent presence")
    yield tables.presence(result, numbers)
    if parts.summary.abstraction_hours:
        yield Heading("Hours taken away")
        yield tables.abstractions(parts.summary)
    yield Heading("How this was measured")
    yield Bullets((*_how(result), *parts.notes))
    yield tables.thresholds(result.rule)
    yield tables.sensitivity(parts.sensitivity, result.rule)
    left_out = tables.left_out(result, parts.set_aside)
    if left_out.rows:
        yield left_out


def _lead(summary: DeliverySummary) -> str:
    visits = summary.visits()
    planned, on_time = visits["planned"], visits["on_time"]
    share = f" ({100 * on_time / planned:.0f} %)" if planned else ""
    return (
        f"Of {planned:,} planned visits that can be judged, {on_time:,} were made on time{share}. "
        f"{visits['delivered']:,} visits were made in all, {visits['full']:,} of them of a full "
        f"dose. {visits['planned_without_data']:,} planned visits fall on days without data, or "
        "of which only hours are known."
    )


def _points(summary: DeliverySummary) -> Iterator[str]:
    """Yield the figures asked for first: partners, target, cost, abstraction, regularity."""
    fidelity = summary.result.fidelity
    for partner in fidelity.partners:
        share = fidelity.share_of(partner.partner)
        words = "" if share is None else f", {100 * share:.0f} % of all"
        yield f"{partner.partner}: {partner.patrol_hours:,.1f} hours on patrol{words}."
    if summary.target is not None:
        yield summary.target.words
    if summary.cost is not None:
        yield _cost(summary)
    if summary.option is not None:
        yield summary.option.words
    rate = summary.abstraction_rate
    if rate is not None and summary.abstraction_hours:
        hours = sum(summary.abstraction_hours.values())
        yield (
            f"{hours:,.1f} hours were taken away, {100 * rate:.1f} % of the "
            f"{summary.planned_hours:,.0f} hours planned."
        )
    if summary.regularity is not None:
        yield (
            f"On {100 * summary.regularity:.0f} % of pairs of days a visit to a hot spot starts "
            "within ten minutes of one on the other day; the fewer, the harder to predict."
        )
    if fidelity.overlap is not None:
        yield f"{100 * fidelity.overlap:.0f} % of the minutes lie in the planned hours of the day."


def _cost(summary: DeliverySummary) -> str:
    patrol, spot = summary.cost_per_patrol_hour, summary.cost_per_hot_spot_hour
    if patrol is None or spot is None:
        return f"£{summary.cost:,.0f} were spent; no hour was delivered to divide them by."
    return (
        f"£{summary.cost:,.0f} come to £{patrol:,.2f} for each hour on patrol and £{spot:,.2f} for "
        "each hour in a hot spot."
    )


def _how(result: Measurement) -> Iterator[str]:
    spans, enough = len(result.spans), sum(result.complete)
    yield (
        f"{counted(spans, 'shift')} with a tracker: {enough:,} with enough positions; the minutes "
        f"of the other {spans - enough:,} are no data."
    )
    unplanned = sum(not span.shift for span in result.spans)
    if unplanned:
        yield f"{counted(unplanned, 'of them was', 'of them were')} outside the planned shifts."
    if result.confirmed:
        yield f"{counted(result.confirmed, 'check-in')} a tracker measured too, counted once."
    for version in result.plan.versions:
        yield (
            f"Plan version {version.name}: in force from {day_words(version.first)} to "
            f"{day_words(version.last)}."
        )
    if result.plan.without_outline:
        yield (
            f"{counted(len(result.plan.without_outline), 'hot spot')} without an outline in the "
            "plan: a circle of 100 m stands for it."
        )
    for clock in result.clocks:
        fast = "fast" if clock.offset_s < 0 else "slow"
        yield (
            f"The clock of {result.names[clock.device]} looks {abs(clock.offset_s) / 60:.0f} "
            f"minutes {fast} ({clock.sign}); its times were used as they are. If that is so, state "
            "its offset in the list of devices."
        )
