"""A measurement as JSON values: the file ``fidelity.json``, which measures and contracts read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict

from beatwise.delivery.delivered_visit import GRADES, DeliveredVisit
from beatwise.delivery.fidelity import HotSpotDelivery
from beatwise.delivery.measurement.delivery_summary import DeliverySummary
from beatwise.delivery.measurement.measurement import Measurement
from beatwise.delivery.measurement.threshold_visits import VisitsAt


FORMAT = "beatwise fidelity 1"


def as_json(
    result: Measurement, summary: DeliverySummary, sensitivity: Sequence[VisitsAt]
) -> dict[str, object]:
    """Return the measurement; shares are 0 to 1, what is not known is null."""
    fidelity = result.fidelity
    return {
        "format": FORMAT,
        "plan": result.plan.plan.name,
        "provider": result.plan.plan.provider,
        "from": fidelity.first.isoformat(),
        "to": fidelity.last.isoformat(),
        "versions": [
            {"version": v.name, "from": v.first.isoformat(), "to": v.last.isoformat()}
            for v in result.plan.versions
        ],
        "rule": asdict(result.rule),
        "patrol_hours": _two(fidelity.patrol_hours),
        "hot_spot_hours": _two(fidelity.hot_spot_hours),
        "hours_by_grade": {g: _two(summary.hours_of(g)) for g in GRADES},
        "planned_hours": _two(summary.planned_hours),
        "gps_share": _three(result.gps_share),
        "reliable": not result.unreliable,
        "distance_filter_devices": result.unreliable,
        "shifts": summary.shifts(),
        "visits": summary.visits(),
        "overlap": _three(fidelity.overlap),
        "regularity": _three(summary.regularity),
        "planned_regularity": _three(result.plan.plan.predictability),
        "target": summary.target_json(),
        "cost": summary.cost_json(),
        "abstraction": summary.abstraction_json(),
        "partners": [
            {
                "partner": p.partner,
                "patrol_hours": _two(p.patrol_hours),
                "share": _three(fidelity.share_of(p.partner)),
                "hot_spot_hours": {g: _two(hours) for g, hours in p.hot_spot_hours.items()},
            }
            for p in fidelity.partners
        ],
        "months": _months(result, summary),
        "hot_spots": [_spot(spot) for spot in fidelity.spots],
        "by_hour": {"planned": _each(fidelity.by_hour[0]), "delivered": _each(fidelity.by_hour[1])},
        "days": summary.days_json(),
        "sensitivity": [
            {
                "threshold": one.threshold,
                "value": one.value,
                "visits": len(one.visits),
                "officer_minutes": _two(one.officer_minutes),
            }
            for one in sensitivity
        ],
        "left_out": {reason: count for reason, count in result.left_out.items() if count},
    }


def _spot(spot: HotSpotDelivery) -> dict[str, object]:
    values = {name: getattr(spot, name) for name in HotSpotDelivery.__dataclass_fields__}
    values["officer_minutes"] = {g: _two(m) for g, m in spot.officer_minutes.items()}
    for name in ("gap_minutes", "short_gaps", "usual_share"):
        values[name] = _three(values[name])
    values["planned_minutes"] = _two(spot.planned_minutes)
    return {"hot_spot": values.pop("spot"), **values}


def _months(result: Measurement, summary: DeliverySummary) -> list[dict[str, object]]:
    """Return hours on patrol and in hot spots by month and partner, for measures and returns."""
    visits: dict[tuple[str, str], list[DeliveredVisit]] = defaultdict(list)
    for visit in result.visits:
        visits[f"{visit.begins:%Y-%m}", visit.partner].append(visit)
    hours = summary.hours_by_month
    return [
        {
            "month": month,
            "partner": partner,
            "patrol_hours": _two(hours.get((month, partner), 0.0)),
            "hot_spot_hours": _by_grade(visits[month, partner]),
            "visits": sum(v.has_times for v in visits[month, partner]),
            "full_visits": sum(
                v.has_times and v.minutes >= result.rule.full_min for v in visits[month, partner]
            ),
            "hot_spots": len({v.spot for v in visits[month, partner]}),
        }
        for month, partner in sorted({*visits, *hours})
    ]


def _by_grade(visits: Sequence[DeliveredVisit]) -> dict[str, float | None]:
    minutes = Counter[str]()
    for visit in visits:
        minutes[visit.grade] += visit.officer_minutes  # type: ignore[assignment]
    return {grade: _two(minutes[grade] / 60) for grade in GRADES}


def _each(values: Sequence[float]) -> list[float | None]:
    return [_two(value) for value in values]


def _two(value: float) -> float:
    return round(float(value), 2)


def _three(value: float | None) -> float | None:
    return None if value is None else round(float(value), 3)
