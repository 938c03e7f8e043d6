"""The panel papers' own tables: every printed error that is known, found again, and no other."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from beatwise.accountability.measures.by_area import by_area
from beatwise.accountability.measures.expectation import to_reach
from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import UNSTATED, Period
from beatwise.accountability.rating.cohorts import cohort_table
from beatwise.accountability.rating.demand import Demand, Standard, Verdict, demand_table
from beatwise.accountability.rating.rag import Status, rate
from beatwise.accountability.reconcile.printed_table import from_rows
from beatwise.accountability.reconcile.run import Reconciliation, reconcile
from beatwise.accountability.reconcile.specification import load
from beatwise.accountability.tables.printed_dashboard import read_dashboard
from beatwise.clock import Month, MonthRange


pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def folder(reference_tables: Path) -> Path:
    """The transcribed tables, beside the real data."""
    return reference_tables


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one table."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def told(folder: Path) -> Reconciliation:
    """Every table, reconciled by the checks written for it."""
    tables = [
        from_rows(path.stem, rows(folder, path.stem)) for path in sorted(folder.glob("*.csv"))
    ]
    return reconcile(tables, load("panel-papers-2026"))


FIRST = "Is this the first time the caller has sought help?"
QUESTIONS = [
    FIRST,
    "Did you find the call useful?",
    "Do you know where you can go to get help?",
    "Do you feel better about the situation now you have told someone?",
    "Would you have called if we were not confidential?",
]
NO_QUARTER = "Q1 2026-26 (printed; presumably 2025-26)"
KNOWN = {
    ("board_actions", "", "15", "5"),
    ("complaint_reviews_summary", "", "47", "18"),
    ("csp_project_costs", "Youth worker", "576.00", "360"),
    ("csp_project_costs", "Sports coach", "720.00", "480"),
    ("dasv_survey", FIRST, "44", "34.2"),
    ("dasv_survey", FIRST, "66", "56"),
    *(("dasv_survey", question, NO_QUARTER, "no such day or period") for question in QUESTIONS),
    (
        "delivery_actions",
        "Report to Corporate Governance Board on staff wellbeing",
        "complete",
        "due",
    ),
    ("delivery_progress", "", "29", "26.0"),
    ("dtoa_funnel", "", "7", "5"),
    ("dtoa_funnel", "Required Assessments attended share", "-23 pct", "-31.1"),
    ("engagement_by_authority", "Hinckley and Bosworth", "30", "27"),
    ("engagement_by_authority", "Leicester City", "162", "161"),
    ("engagement_by_authority", "North West Leicestershire", "39", "35"),
    ("engagement_by_authority", "Total", "413", "421"),
    ("performance_2018_19", "Hate crimes recorded", "9.3", "10.29"),
    ("performance_2018_19", "Reports of missing people", "16.6", "19.90"),
    ("plan_metrics", "4", "stable", "not calculable"),
    ("plan_metrics", "41", "down", "stable"),
    ("plan_metrics", "43", "up", "stable"),
    ("plan_metrics", "52", "down", "stable"),
    ("plan_metrics", "54", "down", "stable"),
    ("plan_metrics", "69", "up", "stable"),
    ("plan_metrics", "70", "stable", "down"),
    ("plan_metrics", "71", "stable", "down"),
    ("plan_metrics", "83", "down", "stable"),
    ("recruitment_2018_19", "", "8", "-31"),
    ("recruitment_2018_19", "", "24", "41"),
    ("recruitment_2018_19", "", "181", "177"),
    ("s106_by_authority", "Rutland", "38315", "38,316"),
    ("s106_by_authority", "Total", "8092406", "8,092,405"),
    ("s106_by_authority", "Total", "12739137", "12,739,138"),
    ("s106_summary", "", "12759259", "12,525,248"),
    ("s106_summary", "", "8092408", "8,112,527"),
    ("s106_summary", "", "12759259", "12,739,137"),
    ("s106_summary", "", "8092408", "8,092,406"),
    ("victims_services", "", "130", "135"),
    ("victims_services", "", "34", "33.0"),
}


def test_every_known_printed_error_is_found_and_no_other(told: Reconciliation):
    """In all the tables, what disagrees is exactly what is known to have been printed so."""
    assert {(f.table, f.row, f.printed, f.recomputed) for f in told.findings} == KNOWN


def test_rounding_explains_the_single_pounds(told: Reconciliation):
    """Rounding could explain the single pounds of the agreements, and nothing else."""
    assert {f.table for f in told.findings if f.rounding} == {"s106_by_authority"}


def test_the_treatment_requirement_tables_add_up(folder: Path, told: Reconciliation):
    """The cohort tables' printed totals are the sums of their months, and of their areas."""
    assert told.of("cstr_monthly") == ()
    counts: dict[tuple[str, str], dict[Month, int | None]] = {}
    totals = {}
    for row in rows(folder, "cstr_monthly"):
        key = (row["area"], row["measure"])
        if row["is_printed_total"] == "yes":
            totals[key] = int(row["value"])
        else:
            counts.setdefault(key, {})[Month.parse(row["month"])] = int(row["value"])
    table = cohort_table(counts, MonthRange.parse("2025-01:2025-12"), whole="All")
    assert {(r.area, r.kind): r.total for r in table.rows if r.area != "All"} == totals
    assert table.row("All", "modality_starts").total == 143 + 130 + 2
    share = table.share("Leicester", "successful_modality_end", "modality_ends_all")
    assert share is not None
    assert (share.part, share.whole) == (21, 123)
    small = table.share("Rutland", "successful_modality_end", "modality_ends_all")
    assert small is not None
    assert small.percent is None


EXPECTED = {
    1: "G", 2: "G↑", 3: "R↓", 4: "not calculable", 5: "R↓", 6: "G↑", 7: "R↓", 16: "R↓", 24: "G↑",
    25: "no data yet", 26: "G↑", 27: "G↓", 28: "A↔", 31: "too few to rate", 32: "G↓",
    33: "too few to rate", 34: "not comparable", 35: "G↓", 36: "too few to rate", 41: "A↔",
    42: "R↓", 43: "A↔", 48: "G↓", 49: "no data yet", 52: "A↔", 53: "no data yet", 54: "A↔",
    57: "not comparable", 58: "not comparable", 63: "G↓", 64: "G↓", 65: "G↓", 66: "A↔", 69: "A↔",
    70: "R↓", 71: "R↓", 76: "G↑", 77: "G↑", 82: "G↑", 83: "A↔",
}  # fmt: skip


def test_the_forty_measures_by_the_rule(folder: Path):
    """The 40 printed measures by the rule, were their periods alike: most are not printed."""
    printed = {int(row["serial"]): row for row in rows(folder, "plan_metrics")}
    found = {}
    for measure in load_set("plan-2025-29").measures:
        assert measure.serial is not None
        row = printed[measure.serial]
        text = {"Y": "1", "N": "0"}.get(row["latest"], row["latest"])
        period = measure.baseline.period if measure.baseline else UNSTATED
        rating = rate(measure, Observation(period, Decimal(text) if text else None))
        arrow = rating.direction.arrow if rating.direction else ""
        rated = rating.status is Status.RATED and rating.rag is not None
        found[measure.serial] = (
            f"{rating.rag.letter}{arrow}" if rated and rating.rag else rating.status.value
        )
    assert found == EXPECTED


def test_the_printed_dashboard_reads_row_by_row(folder: Path):
    """All 40 rows of the dashboard are read; nine printed arrows are not the rule's."""
    measures = {measure.id: measure for measure in load_set("plan-2025-29").measures}
    told = read_dashboard(rows(folder, "plan_metrics"), measures)
    assert told.sound
    assert len(told.entries) == 40
    differing = [measures[p.measure].serial for _, p in told.entries if p.differs]
    assert differing == [4, 41, 43, 52, 54, 69, 70, 71, 83]


def test_the_measures_keep_what_was_printed(folder: Path):
    """Each measure's words, strategy level, expectation and baseline are those of the dashboard."""
    measures = {measure.serial: measure for measure in load_set("plan-2025-29").measures}
    for row in rows(folder, "plan_metrics"):
        measure = measures[int(row["serial"])]
        assert measure.printed_as == row["metric"]
        assert measure.expectation.words == row["target"]
        baseline = {"Y": "1"}.get(row["baseline_2024_25"], row["baseline_2024_25"])
        assert (measure.baseline.value if measure.baseline else "") == (
            Decimal(baseline) if baseline else ""
        )
        unit = {"pct": "percent", "per_1000_population": "rate"}.get(row["unit"], row["unit"])
        assert measure.unit.name == unit


def test_contact_demand_against_its_targets(folder: Path):
    """999 meets its target; 101's abandonment does not; its two minutes are not its 15 minutes."""
    told = {(row["channel"], row["measure"]): row for row in rows(folder, "contact_demand")}
    kinds = {
        "volume": ("volume", None),
        "answered_within_10_seconds_pct": ("answered", 10),
        "answered_within_2_minutes_pct": ("answered", 120),
        "abandonment_rate_pct": ("abandoned", None),
    }

    def figures(column: str, year: str) -> list[Demand]:
        return [
            Demand(
                channel, kinds[name][0], Period.parse(year), Decimal(row[column]), kinds[name][1]
            )
            for (channel, name), row in told.items()
        ]

    standards = [
        Standard("999", "answered", to_reach("at least", Decimal(90)), "national", 10),
        Standard("999", "abandoned", to_reach("below", Decimal(1)), "local"),
        Standard("101", "answered", to_reach("at least", Decimal(75)), "local", 900),
        Standard("101", "abandoned", to_reach("below", Decimal(10)), "local"),
    ]
    table = demand_table(figures("y2025", "2025"), figures("y2024", "2024"), standards)
    verdicts = {(r.now.channel, r.now.kind): r.verdict for r in table}
    assert verdicts == {
        ("999", "volume"): Verdict.NO_TARGET,
        ("999", "answered"): Verdict.MET,
        ("999", "abandoned"): Verdict.MET,
        ("101", "volume"): Verdict.NO_TARGET,
        ("101", "answered"): Verdict.UNLIKE,
        ("101", "abandoned"): Verdict.NOT_MET,
        ("online", "volume"): Verdict.NO_TARGET,
    }


def test_engagements_by_authority_add_up_to_more_than_was_printed(folder: Path):
    """Nine authorities' engagements are 421 together, where 413 were printed."""
    listed = [
        row for row in rows(folder, "engagement_by_authority") if row["is_printed_total"] == "no"
    ]
    measure = next(m for m in load_set("plan-2025-29").measures if m.id == "neighbourhood-crime")
    period = Period.parse("2024-05:2026-03")
    seen = [
        Observation(period, Decimal(r["total_engagements_since_may_2024"]), r["local_authority"])
        for r in listed
    ]
    whole = by_area(measure, seen, period, [row["local_authority"] for row in listed]).whole
    assert whole == 421
