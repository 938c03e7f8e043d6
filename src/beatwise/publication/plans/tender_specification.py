"""The specification pack's document: what is wanted, by town, and what to settle before buying."""

from __future__ import annotations

from beatwise.clock import day_words
from beatwise.planning.lots import Lot, lots
from beatwise.planning.options.delivery_models import TOPICS, DeliveryModel, delivery_models
from beatwise.planning.plan import PatrolPlan
from beatwise.plurals import counted
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Inset,
    Paragraph,
    Table,
)


RETURNS = (
    ("visits.csv", "hot_spot", "The hot spot's id, as handed over with this specification", "yes"),
    ("visits.csv", "shift", "The shift's id in the plan, or the provider's own", "yes"),
    ("visits.csv", "people", "Codes of those present, with spaces between", "yes"),
    ("visits.csv", "start, end", "Arrival and departure, UTC to the second", "yes"),
    ("visits.csv", "minutes", "Whole minutes inside the hot spot", "yes"),
    (
        "visits.csv",
        "grade",
        "A tracked by GPS, B check-in and check-out at the place, C hours return",
        "yes",
    ),
    ("pings.csv", "person, shift", "A code only the provider can turn into a person", "grade A"),
    ("pings.csv", "time", "Time of the fix, UTC to the second", "grade A"),
    ("pings.csv", "latitude, longitude", "WGS84 degrees", "grade A"),
    ("pings.csv", "accuracy_m, speed_m_s", "As the device says", "grade A"),
    ("hours.csv", "month, lot", "The month and the lot", "yes"),
    ("hours.csv", "rostered, delivered", "Person-hours rostered, and worked on the street", "yes"),
    ("hours.csv", "abstracted, reason", "Person-hours lost, with the reason code", "yes"),
    ("roster.csv", "person, date, shift, beat", "The roster as published, and changes", "yes"),
)
LEVELS = (
    ("Delivered hours", "Person-hours on the street, by lot and month", "at least 95 % of ordered"),
    ("Visits made", "Planned visits made within 15 minutes of the window", "at least 90 %"),
    ("Full visits", "Visits of 10 minutes or more inside it", "at least 80 % of those made"),
    ("Tracking", "Tracked minutes of on-patrol minutes (grade A)", "at least 80 %; below, no data"),
    ("Consistency", "Share of shifts worked by a beat's usual three people", "at least 70 %"),
    ("Abstraction", "Hours lost to other duties, each with a reason code", "reported; at most 5 %"),
    ("Returns", "The data named below, complete and on time", "by the fifth working day"),
)  # fmt: skip


def specification(plan: PatrolPlan) -> Document:
    """Return the specification as a document."""
    town_lots = lots(plan)
    models = delivery_models()
    blocks: list[Block] = [
        Inset(
            "A draft to be held ready. It commits nobody, and nothing in it is legal advice; "
            "entries "
            "marked not checked must be read by someone who knows the law."
        ),
        Heading("Requirement"),
        *_requirement(plan, town_lots),
        Heading("Lots"),
        Paragraph("One lot a town; a bidder may bid for one or more."),
        _lots(town_lots),
        Heading("Service levels and measures"),
        _levels(),
        Paragraph(
            "A measure below its level leads to an action plan in the first month and to a "
            "deduction "
            "for hours not delivered in every month. There is no payment by arrests, fines or "
            "incidents, and no league table of people."
        ),
        Heading("Data to return"),
        Paragraph(
            "Files are CSV in UTF-8 with these columns. Positions are recorded only between "
            "start and "
            "end of duty, raw positions are kept 31 days, and nobody is judged by them singly."
        ),
        _returns(),
        Heading("Duties in the evaluation"),
        Bullets((
            "Walk where, when and for how long the plan says, and record honestly when not.",
            "Do not patrol comparison places more than before, and tell when asked to.",
            "Keep to the start date; tell of any other programme at the same places.",
            "Give the evaluator the returns, and people to talk to, on request.",
            ("Outcomes are judged by an independent evaluator under a protocol fixed in advance; "
            "the "
            "provider sees them when the public does."),
        )),
        Heading("Price and invoices"),
        Paragraph(
            "Prices are given in the pricing schedule (spreadsheet): one rate an hour for each "
            "lot, "
            "with and without value-added tax. An invoice is paid for delivered hours in the "
            "return; "
            "the reconciliation sheet works out the difference line by line."
        ),
        Heading("To settle for each delivery model"),
    ]  # fmt: skip
    blocks += [_model(model) for model in models]
    return Document(
        title=f"Specification: {plan.name}",
        subtitle=f"Foot patrols in {counted(len(town_lots), 'town')}, from the plan of "
        f"{day_words(plan.first)} to {day_words(plan.last)}",
        facts=(("Plan's owner", plan.provider), ("Lots", str(len(town_lots)))),
        blocks=tuple(blocks),
        footer=("Written from the plan; no future patrol time is in it.",),
        date=plan.first,
    )


def _requirement(plan: PatrolPlan, town_lots: tuple[Lot, ...]) -> list[Block]:
    hours = sum(lot.hours_month for lot in town_lots)
    return [
        Paragraph(
            f"Visible patrol on foot at {counted(len(plan.spots), 'hot spot')} in "
            f"{counted(len(town_lots), 'town')}: "
            f"about {hours:,.0f} person-hours a month on duty, in visits of "
            f"{plan.dose.visit_minutes} minutes, one in every {plan.dose.revisit_minutes} "
            "minutes of a shift where hours allow."
        ),
        Bullets((
            ("Presence is continuous inside the hot spot's boundary, on foot, and friendly; "
            "people are "
            "spoken to before anything else is done."),
            "The same few people walk the same town.",
            (f"Days come in runs of {plan.dose.run_days} or more where hours allow; times vary "
            "from day "
            "to day within the window."),
            f"The dose follows {plan.dose.source or 'own settings'}. {plan.dose.caution}".strip(),
            ("Hot spot boundaries are handed over as GeoJSON with a fingerprint; a change is a "
            "variation."),
        )),
    ]  # fmt: skip


def _lots(town_lots: tuple[Lot, ...]) -> Table:
    columns = (
        Column("Lot", number=True),
        Column("Town"),
        Column("Base"),
        Column("Hot spots", number=True),
        Column("Person-hours a month", number=True, decimals=1),
        Column("Days in the plan", number=True),
        Column("Visits in the plan", number=True),
        Column("Hours inside hot spots", number=True, decimals=1),
        Column("Shifts"),
    )
    rows = tuple(
        (x.number, x.town, x.base, x.hot_spots, x.hours_month, x.days, x.visits, x.visit_hours,
         ", ".join(x.shift_names))
        for x in town_lots
    )  # fmt: skip
    return Table("lots", "Lots by town", columns, rows, "A month is a twelfth of a year.")


def _levels() -> Table:
    columns = (Column("Measure"), Column("What is counted"), Column("Level"))
    return Table("levels", "Service levels", columns, LEVELS)


def _returns() -> Table:
    columns = (Column("File"), Column("Column"), Column("Meaning"), Column("Needed"))
    return Table("returns", "Data the provider returns", columns, RETURNS)


def _model(model: DeliveryModel) -> Table:
    columns = (Column("Topic"), Column("To settle"))
    rows = tuple((TOPICS[topic], words) for topic, words in model.topics.items())
    note = f"Source: {model.source}; {model.mark}."
    return Table(f"model-{model.id}", f"{model.name} ({model.mark})", columns, rows, note)
