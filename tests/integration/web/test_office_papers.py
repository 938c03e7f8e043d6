"""Papers from the office's records: what is worked out again, and where print differs."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from beatwise.accountability.reconcile.finding import disagrees
from beatwise.accountability.reconcile.number import exactly
from beatwise.publication.papers import recipe


DAY = dt.date(2026, 4, 21)
ANSWERS = {"plan_metrics": {"period": "2025", "counted_on": "2025-12-31"}}
TABLES = (
    "plan_structure", "plan_metrics", "delivery_progress", "delivery_actions", "contact_demand",
    "contact_funding", "neighbourhood_workforce", "neighbourhood_demand", "protests", "football",
    "hotspot_patrols", "engagement_by_authority", "engagement_summary", "csp_allocations",
    "csp_projects", "caf_rounds", "people_zones", "custody_visits",
    "board_actions", "performance_2018_19", "workforce_2018_19", "volunteers_2018_19",
    "asb_incidents", "victims_services", "collaboration_budget_2018_19", "recruitment_2018_19",
    "dasv_survey", "cstr_monthly",
)  # fmt: skip
IMPORTED_BY = {"people_zones": "governance"}
# For each table of a paper that is worked out: the recipe, the paper's table, the transcribed one
# with the field that names a row, and the printed field of each column. Where the printed figure
# does not follow, the rows that ``reconcile`` names.
REGENERATED = (
    ("contact-demand", "contact-999", "contact_demand", "channel",
     {"Change": "change_volume", "Change in per cent": "change_pct"}, set()),
    ("contact-demand", "contact-999-answered", "contact_demand", "channel",
     {"Change": "change_pp"}, set()),
    ("contact-demand", "contact-101", "contact_demand", "channel",
     {"Change": "change_volume", "Change in per cent": "change_pct"}, set()),
    ("contact-demand", "contact-101-answered", "contact_demand", "channel",
     {"Change": "change_pp"}, set()),
    ("contact-demand", "contact-online", "contact_demand", "channel",
     {"Change": "change_volume", "Change in per cent": "change_pct"}, set()),
    ("quarterly-update", "engagement", "engagement_by_authority", "local_authority",
     {"Engagements": "total_engagements_since_may_2024"},
     {"Hinckley and Bosworth", "Leicester City", "North West Leicestershire"}),
    ("quarterly-update", "partnerships", "csp_allocations", "csp_area",
     {"Remaining, £": "remaining_2025_26_gbp"}, set()),
    ("annual-report", "rises", "performance_2018_19", "measure",
     {"Rise in per cent": "change_pct"}, {"Hate crimes recorded", "Reports of missing people"}),
)  # fmt: skip


@pytest.fixture
def papers(office, reference_tables: Path):
    """An office that imported the papers' tables."""
    from beatwise.web.paper_tables import actions
    from beatwise.web.paper_tables.import_options import ImportOptions

    for name in TABLES:
        by = office.account(IMPORTED_BY.get(name, "performance"))
        options = ImportOptions(answers=ANSWERS.get(name))
        content = (reference_tables / f"{name}.csv").read_bytes()
        batch = actions.keep(name=f"{name}.csv", content=content, options=options, by=by)
        actions.take_in(batch=batch, by=by, reason="As printed.")
    return office


def _documents(day: dt.date = DAY) -> dict:
    """Return each office recipe as a composed paper."""
    from beatwise.publication.papers.compose import compose
    from beatwise.publication.papers.figure_book import FigureBook
    from beatwise.web.paper_figures.office_book import office_book

    book = office_book(day)
    recipes = [recipe.load(name) for name in recipe.names()]
    return {
        each.name: compose(each, FigureBook({"office": book}), day)
        for each in recipes
        if each.sources == {"office"}
    }


@pytest.mark.real
def test_regenerated_tables_are_those_printed_but_where_reconcile_says_why(
    papers, reference_tables
):
    """Each worked-out cell equals the printed one to its last digit, or its row is a finding."""
    from beatwise.web.paper_tables import disagreements

    documents = _documents()
    for name, table_name, reference, label, columns, known in REGENERATED:
        tables = {table.name: table for table in documents[name].document.tables()}
        table = tables[table_name]
        with (reference_tables / f"{reference}.csv").open(newline="") as file:
            only = _block(name, table_name).only
            rows = {row[label]: row for row in csv.DictReader(file) if only.items() <= row.items()}
        heads = [column.heading for column in table.columns]
        differ = set()
        for row in table.rows:
            for heading, column in columns.items():
                printed = rows.get(str(row[0]), {}).get(column, "")
                cell = row[heads.index(heading)]
                if printed and cell not in (None, "") and disagrees(printed, _exact(cell)):
                    differ.add(row[0])
        findings = {each.row for each in disagreements.of_tables([reference])}
        assert differ == known, (name, table_name)
        assert known <= findings, (name, table_name)


def _block(name: str, table: str):
    """Return the table of a recipe."""
    parts = recipe.load(name).parts
    return next(b for part in parts for b in part.blocks if getattr(b, "name", "") == table)


def _exact(cell: object):
    from fractions import Fraction

    text = str(cell).replace(",", "").replace("−", "-").split(" ")[0].lstrip("+")
    return exactly(Fraction(text))


@pytest.mark.real
def test_the_dashboard_has_every_line_and_the_rules_arrows(papers, reference_tables):
    """40 lines; arrows differ from those printed on the nine lines that ``reconcile`` names."""
    from beatwise.web.paper_tables import disagreements

    board_day = dt.date(2026, 1, 21)  # on later days values are late, and not rated
    tables = {t.name: t for t in _documents(board_day)["plan-delivery-update"].document.tables()}
    table = tables["dashboard"]
    heads = [column.heading for column in table.columns]
    with (reference_tables / "plan_metrics.csv").open(newline="") as file:
        printed = {row["serial"]: row["direction"] for row in csv.DictReader(file)}
    arrows = {row[0]: str(row[heads.index("Direction")])[:1] for row in table.rows}
    assert len(arrows) == 40
    differ = {
        serial
        for serial, arrow in arrows.items()
        if printed[str(serial)] and arrow in tuple("↑↓↔") and printed[str(serial)] != arrow
    }
    assert sorted(map(int, differ)) == [41, 43, 52, 54, 69, 70, 71, 83]
    ratings = {row[0]: row[heads.index("Rating")] for row in table.rows}
    assert ratings["4"] == "Not calculable"  # from zero: printed as level, and no direction at all
    findings = {each.row for each in disagreements.of_tables(["plan_metrics"])}
    assert findings == {"4", *map(str, differ)}


@pytest.mark.real
def test_shares_follow_from_their_parts(papers):
    """26.0 % where 29 was printed; 152 is 10.3 % of the year before; 77 self-referrals 33.0 %."""
    papers_by_name = _documents()
    delivery = " ".join(_words(papers_by_name["plan-delivery-update"]))
    assert "33 of 127 actions were complete, which is 26.0 %" in delivery
    annual = papers_by_name["annual-report"]
    assert "rose by 33.0 % of the year before" in " ".join(_words(annual))
    assert "officers changed by −31 in the first year and by +41 in the second" in " ".join(
        _words(annual)
    )
    assert "51.4 %" not in delivery


@pytest.mark.real
def test_the_quarterly_update_holds_what_services_reported(papers):
    """Each figure with its period; a count that is not printed is left empty, and is no zero."""
    tables = {t.name: t for t in _documents()["quarterly-update"].document.tables()}
    assert len(tables["services"].rows) == 49
    assert len(tables["callers"].rows) == 15
    unprinted = [
        row for row in tables["callers"].rows if row[2] == 94 and "where you can" in row[0]
    ]
    assert [row[3] for row in unprinted] == [None]
    starts = {row[0]: row[3] for row in tables["treatment"].rows if row[2] == "modality_starts"}
    assert starts == {"Leicester": 143, "Leicestershire": 130, "Rutland": 2}


def _words(paper) -> list[str]:
    from beatwise.publication.formats.document import Inset, Paragraph

    blocks = paper.document.blocks
    return [block.text for block in blocks if isinstance(block, Paragraph | Inset)]


def test_an_empty_office_says_what_it_has_no_record_of(office):
    """Every recipe composes, and nothing stands in the place of a figure that is not there."""
    for name, paper in _documents().items():
        assert paper.gaps, name
        assert not any("{" in words for words in _words(paper)), name


def test_a_demo_office_gives_every_paper_the_same_bytes_twice(office, tmp_path):
    """Page, PDF, Word and sheets, each the same again."""
    from beatwise.journeys.papers.write_paper import write_paper
    from beatwise.web.keeping.demo.demo_office import populate
    from beatwise.web.paper_figures.office_book import office_results

    populate()
    for name in ("plan-delivery-update", "quarterly-update", "annual-report"):
        first, second = (
            write_paper(name, tmp_path / name / at, results={}, date=DAY,
                        note="As it came in.", office=lambda: office_results(DAY))
            for at in ("a", "b")
        )  # fmt: skip
        for one, other in zip(first.files, second.files, strict=True):
            assert one.read_bytes() == other.read_bytes(), one.name
        page = first.files[0].read_text("utf-8")
        assert "End of report" in page
        assert "Appendix A" in page or name == "quarterly-update"
        if name == "quarterly-update":  # what the demo published of each part of the office
            for words in ("Helpline and engagement service", "Crisis worker on call",
                          "Regional criminal justice board", "first seat",
                          "Sexual assault referral centre"):  # fmt: skip
                assert words in page, words
