"""Made-up observations of a measure: near its baseline, drifting a little, the same each time.

Pure: measures and a day in, rows of an import out. Nothing here is anybody's figure.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from decimal import Decimal

from beatwise.accountability.measures.expectation import Polarity
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA, decimals_exponent
from beatwise.accountability.measures.period import Period
from beatwise.accountability.measures.years.judged_value import GROWS, is_by_year
from beatwise.clock import Month


SEED = 20261122
QUARTERS, MONTHS, YEARS = 12, 24, 3
POPULATION = 624_000
SURVEYED = 1200  # people in a survey
LATE = frozenset({"firearm-offences"})
WITHOUT = frozenset(
    {"rural-crime-outcomes", "contact-101-answered-15min", "contact-satisfaction-voice"}
)
# Surveys that are published as rolling years alone: nobody has what is underneath.
ROLLING_ALONE = frozenset(
    {"confidence-in-police", "police-do-a-good-job", "fair-treatment", "community-understanding"}
)
BY_TOWN = frozenset(
    {
        "neighbourhood-crime", "shoplifting", "residential-burglary", "vehicle-crime",
        "asb-incidents-by-town", "shoplifting-by-town", "patrol-hours-by-place",
        "engagements-community-days", "engagements-other",
    }
)  # fmt: skip
ONLY_BY_TOWN = frozenset(
    {
        "asb-incidents-by-town", "shoplifting-by-town", "patrol-hours-by-place",
        "engagements-community-days", "engagements-other",
    }
)  # fmt: skip
# Where no baseline says about how much: a value for the whole area and one period.
ABOUT = {
    "visible-assets": 6, "neighbourhood-abstractions": 14, "shopworker-assaults": 0.31,
    "drug-treatment-referrals": 70, "road-casualties": 100, "road-collisions": 101,
    "asb-incidents": 9800, "asb-incidents-by-town": 420, "shoplifting-by-town": 160,
    "patrol-hours": 6200, "patrol-hours-by-place": 260, "patrol-hours-share": 71,
    "contact-999-volume": 182_000, "contact-101-volume": 421_000, "contact-online-volume": 96_000,
    "contact-999-answered-10s": 88.6, "contact-999-abandoned": 0.7, "contact-101-abandoned": 8.4,
    "contact-101-answered-2min": 63.0, "contact-online-crimes": 21.5,
    "dtoa-suitable": 310, "dtoa-tests": 262, "dtoa-positive-tests": 141,
    "dtoa-assessments-booked": 128, "dtoa-assessments-attended": 83, "dtoa-treatment-entries": 31,
    "dtoa-naloxone": 22, "dtoa-wait-days": 9, "dtoa-attended-share": 65,
    "dtoa-need-identified": 2100, "dtoa-untreated": 1240, "dtoa-referred": 610,
    "dtoa-entered-from-custody": 190,
    "cstr-starts": 24, "cstr-ends": 18, "cstr-successes": 9, "cstr-returns": 3,
    "da-referrals": 640, "da-police-referrals": 410, "da-self-referrals": 150, "da-female": 84,
    "da-white": 66, "da-asian": 17, "da-age-25-34": 31, "da-age-45-54": 16,
    "dasv-to-housing": 62, "dasv-to-marac": 48, "dasv-to-mental-health": 37,
    "sv-referrals": 290, "sv-police-referrals": 120, "sv-self-referrals": 95, "sv-routes": 6,
    "sv-sarc-referrals": 41, "sv-feedback-told": 78, "sv-feedback-ways": 61,
    "sv-trial-wait-least": 210, "sv-trial-wait-most": 980,
    "vf-eligible": 5200, "vf-engaged": 1450, "vf-positive-contacts": 2300, "vf-referrals": 21_400,
    "vf-self-referrals": 900, "vf-significant-support": 1900, "vf-better-equipped": 310,
    "vf-repeat-victims": 410, "vf-repeat-rate": 19, "vf-restorative": 22, "vf-satisfaction": 88,
    "vf-overall-satisfaction": 91, "vf-able-to-cope": 82, "vf-felt-safer": 74,
    "vf-improved-health": 70,
    "video-booked": 130, "video-attended": 88, "video-declined": 14, "video-not-applicable": 12,
    "video-referred": 16, "video-check-ins": 210, "video-interventions": 96, "video-live": 31,
    "video-support": 140,
    "football-matches": 26, "football-officers": 780, "football-officers-a-match": 30,
    "nbhd-officer-posts": 260, "nbhd-pcso-posts": 180, "protests": 74, "protests-international": 29,
    "protests-neighbourhood": 38, "workforce-establishment": 2250, "workforce-officers": 2190,
    "workforce-pcsos": 182, "workforce-staff": 1320, "workforce-volunteers": 140,
    "engagements-community-days": 9, "engagements-other": 7, "engagements-in-quarter": 21,
    "custody-visits-made": 26, "custody-detained": 2900, "custody-offered": 260,
    "custody-seen": 115, "volunteers-hours": 84000, "volunteers-specials": 210,
    "volunteers-specials-hours": 41000, "volunteers-support": 190,
    "volunteers-support-hours": 19000, "volunteers-cadets": 160,
    "callers-first-yes": 61, "callers-first-no": 34, "callers-useful-yes": 90,
    "callers-useful-no": 6, "callers-where-yes": 88, "callers-where-no": 8,
    "callers-better-yes": 84, "callers-better-no": 11, "callers-confidential-yes": 30,
    "callers-confidential-no": 62,
    "violence-change-month-all": 4, "violence-change-year-all": 9,
    "violence-change-month-under-25": 3, "violence-change-year-under-25": 7,
    "violence-change-knife": 5, "violence-change-domestic": 6,
    "violence-share-injury-all": 44, "violence-share-abh-all": 21,
    "violence-share-harassment-all": 12, "violence-share-stalking-all": 9,
    "violence-share-injury-under-25": 47, "violence-share-abh-under-25": 24,
    "violence-share-harassment-under-25": 8, "violence-share-affray-under-25": 6,
    "charge-rate": 8, "charge-rate-violence": 9, "charge-rate-sexual": 6, "charge-rate-robbery": 11,
    "charge-rate-burglary": 5, "charge-rate-vehicle": 2, "charge-rate-theft": 5,
    "charge-rate-damage": 8, "charge-rate-drugs": 21, "charge-rate-weapons": 31,
    "charge-rate-public-order": 11, "outcome-rate-violence": 14, "outcome-rate-sexual": 8,
    "outcome-rate-robbery": 12, "outcome-rate-burglary": 6, "outcome-rate-vehicle": 3,
    "outcome-rate-theft": 7, "outcome-rate-damage": 13, "outcome-rate-drugs": 52,
    "outcome-rate-weapons": 49, "outcome-rate-public-order": 22, "repeat-offenders": 2400,
    "repeat-offenders-share": 38, "repeat-victims": 5100, "repeat-victims-share": 24,
    "licensing-days": 96, "licensing-waiting": 420, "contact-satisfaction-online": 74,
    "wellbeing-force": 57, "wellbeing-office": 64, "cyber-confidence": 48, "local-concerns": 51,
    "reoffending-resolutions": 6, "reoffending-cohort": 11, "reoffending-national": 31,
}  # fmt: skip
_APART = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
_FASTEST = {"good": 0.08, "flat": 0.0, "bad": -0.09}


def rows(measures: Sequence[Measure], towns: Sequence[str], today: dt.date) -> list[dict[str, str]]:
    """Return the rows of an import: every measure's series, some by town, one late, some none."""
    series: list[dict[str, str]] = []
    for measure in measures:
        if measure.id in WITHOUT or (measure.baseline is None and measure.id not in ABOUT):
            continue
        series += _series(measure, WHOLE_AREA, 1.0, today) if measure.id not in ONLY_BY_TOWN else []
        if measure.id in BY_TOWN:
            for i, town in enumerate(towns):
                series += _series(measure, town, 1.5 / (i + 2), today)
    return series


def periods(measure: Measure, today: dt.date) -> list[Period]:
    """Return the periods that have come in by today, oldest first, like the baseline's own.

    Of a measure that is judged by the year they are the rolling years; see ``parts``.
    """
    last_day = today - dt.timedelta(days=measure.lag_days + (300 if measure.id in LATE else 0))
    months = _APART[measure.frequency]
    count = {1: MONTHS, 12: YEARS}.get(months, QUARTERS)
    ends = _ends(last_day, months, count)
    base = measure.baseline.period if measure.baseline else None
    if base is not None and base.on:
        return [_on(end) for end in ends]
    length = base.length if base is not None and base.length else months
    return [Period(Month(end.number - length + 1), end) for end in ends]


def parts(measure: Measure, today: dt.date) -> list[Period]:
    """Return the quarters underneath a measure's rolling years; none where nobody has them."""
    if not is_by_year(measure) or measure.id in ROLLING_ALONE:
        return []
    years = periods(measure, today)
    first, last = years[0].first, years[-1].last
    if first is None or last is None:
        return []
    return [Period(Month(at), Month(at + 2)) for at in range(first.number, last.number, 3)]


def _ends(last_day: dt.date, months: int, count: int) -> list[Month]:
    """Return the last months of periods of the financial year that ended before a day."""
    last = last_day.year * 12 + last_day.month - 2
    while (last - 2) % months:  # financial years end in March
        last -= 1
    return [Month(last - months * back) for back in reversed(range(count))]


def _on(end: Month) -> Period:
    return Period(on=Period(end, end).ends)


def _series(measure: Measure, area: str, share: float, today: dt.date) -> Iterator[dict[str, str]]:
    draw = random.Random(f"{SEED}/{measure.id}/{area}")
    way = random.Random(f"{SEED}/{measure.id}").choices(list(_FASTEST), (5, 3, 2))[0]
    better = -1 if measure.polarity is Polarity.DOWN else 1
    base = float(measure.baseline.value) if measure.baseline else 0.0
    start = base or ABOUT.get(measure.id, 0.0)
    step = _FASTEST[way] * better * draw.uniform(0.5, 1.2)
    quarters = parts(measure, today)
    spans = quarters or periods(measure, today)
    whole = 4 if quarters and measure.unit.name in GROWS else 1  # a quarter of the year's baseline
    for i, period in enumerate(spans):
        year = (i - len(spans) / 2) * _APART[measure.frequency] / 12
        season = 1 + (0.08 if period.length in (1, 3) and (i % 4 == 1) else 0)
        value = start * (1 + step * year) * season * draw.gauss(1, 0.012) / whole
        yield _row(measure, area, period, value, share, draw)


def _row(
    measure: Measure, area: str, period: Period, value: float, share: float, draw: random.Random
) -> dict[str, str]:
    row = {"measure": measure.id, "area": area, "period": str(period), "source": "made up"}
    if measure.unit.name == "yes/no":
        return {**row, "value": "yes"}
    if measure.unit.name == "percent":
        surveyed = round(SURVEYED * draw.uniform(0.9, 1.1))
        above = round(surveyed * min(max(value, 0), 100) / 100)
        return {**row, **_fraction(above, surveyed, Decimal(100), 1)}
    if measure.unit.name == "rate":
        people = round(POPULATION * share * (0.12 if area != WHOLE_AREA else 1))
        per = measure.per or Decimal(1000)
        above = round(value * people / float(per))
        return {**row, **_fraction(above, people, per, _printed_decimals(measure))}
    whole = max(0.0, value * (share * 0.3 if area != WHOLE_AREA and measure.baseline else share))
    return {**row, "value": f"{whole:.1f}" if measure.unit.name == "years" else str(round(whole))}


def _printed_decimals(measure: Measure) -> int:
    """As many decimals as the baseline is printed with, and two at least."""
    return max(2, -decimals_exponent(measure.baseline.value)) if measure.baseline else 2


def _fraction(above: int, below: int, per: Decimal, decimals: int) -> dict[str, str]:
    value = round(per * above / below, decimals)
    return {"value": str(value), "numerator": str(above), "denominator": str(below)}
