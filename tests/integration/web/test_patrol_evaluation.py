"""A locked evaluation in the office: taken in once, printed by papers and by the public page."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.integration.web import paper_world
from tests.integration.web.patrol_world import EAST, NORTH, Walked, walked

from beatwise.errors import BadInput, Conflict, Refused
from beatwise.evaluation.protocol import lock_json
from beatwise.evaluation.protocol.lock import new_lock
from beatwise.publication.formats.document import Paragraph


def _protocol(*, months: str = "", east: float = EAST, **more: Any) -> dict[str, Any]:
    """Return what a protocol says of its months and of its one patrolled place."""
    now = dt.datetime.now(dt.UTC) + dt.timedelta(days=10)
    ring = ", ".join(f"{east + x} {NORTH + y}" for x, y in ((-60, -60), (60, -60), (0, 60)))
    area = {"name": "Pelbrook square", "role": "treated", "outline": f"POLYGON (({ring}))"}
    return {
        "format": "beatwise protocol 1", "title": "Walks in market towns", "alpha": 0.05,
        "periods": {"before": "2024-01:2024-12", "patrols": months or f"{now:%Y-%m}"},
        "area": [area], **more,
    }  # fmt: skip


PROTOCOL = _protocol()
SENTENCE = "Recorded shoplifting fell by 18 % in the patrolled places (interval −30 % to −4 %)."
LOCKED = "2025-06-01T09:00:00+00:00"
FIDELITY = {
    "patrol_hours": 1204.5, "planned_hours": 1500, "hot_spot_hours": 611,
    "visits": {"delivered": 2310, "planned": 2900},
}  # fmt: skip


@pytest.fixture
def walk(office) -> Walked:
    """A programme of patrols."""
    return walked(office)


def _result(**more: Any) -> dict[str, Any]:
    return {
        "format": "beatwise result 1", "title": PROTOCOL["title"], "verdict": "fell",
        "sentence": SENTENCE, "marks": ["1 deviation from the locked protocol."],
        "primary": {"inside": {"percent": -18.04, "interval": [-30.2, -4.1], "p_value": 0.0123}},
        "made_from": _made_from(PROTOCOL), **more,
    }  # fmt: skip


def _made_from(protocol: dict[str, Any]) -> dict[str, Any]:
    lock = lock_json.as_json(new_lock(protocol, "evaluator", LOCKED))
    return {"protocol": protocol, "lock": lock, "retrospective": []}


def _taken(walk: Walked, document: dict[str, Any], role: str = "performance") -> Any:
    from beatwise.web.patrols.evaluations import evaluation_results

    content, by = json.dumps(document).encode(), walk.office.account(role)
    return evaluation_results.take_in(programme=walk.programme, content=content, by=by)


def test_a_locked_result_is_taken_in_once_and_shown(walk):
    """From its form; its sentence, marks and lock stand beside what was measured."""
    client = walk.office.client("performance")
    for _ in range(2):
        file = SimpleUploadedFile("result.json", json.dumps(_result()).encode())
        address = f"/patrols/{walk.programme.pk}/measured/evaluation/"
        words = client.post(address, {"file": file}, follow=True).content.decode()
    assert walk.programme.evaluations.count() == 1
    for each in (SENTENCE, "1 deviation from the locked protocol.", "locked 1 June 2025"):
        assert each in words


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"made_from": {**_made_from(PROTOCOL), "lock": None}}, Conflict, "not locked"),
        (
            {"made_from": {**_made_from(PROTOCOL), "retrospective": ["2025-05"]}},
            Conflict,
            "not locked before the outcome was known",
        ),
        ({"title": "Walks elsewhere"}, BadInput, "not a result"),
        ({"made_from": _made_from(_protocol(months="2024-05"))}, Conflict, "had none"),
        ({"made_from": _made_from(_protocol(east=EAST + 900))}, Conflict, "no place"),
        ({"made_from": _made_from(_protocol(area=[]))}, Conflict, "no place"),
        ({"made_from": _made_from(_protocol(east=1e300))}, BadInput, "not a result"),
        ({"made_from": _made_from(_protocol(months="May"))}, BadInput, "not a result"),
        ({"marks": ["\x00"]}, BadInput, "not a result"),
        ({"sentence": "\ud800"}, BadInput, "not a result"),
        ({"secondary": [float("nan")]}, BadInput, "not a result"),
        ({"power": 10**400}, BadInput, "not a result"),
        ({"primary": {"inside": {"percent": 1, "p_value": 1, "interval": [1]}}}, BadInput, "not a"),
        ({"format": "beatwise fidelity 1"}, BadInput, "not a result"),
        ({"sentence": None}, BadInput, "not a result"),
        ({"primary": {"inside": {"percent": "many"}}}, BadInput, "not a result"),
    ],
)
def test_what_is_no_locked_result_is_refused(walk, change, error, words):
    """Exploratory, of another programme or kind, or with what no paper can print."""
    with pytest.raises(error, match=words):
        _taken(walk, _result(**change))


def test_a_protocol_that_is_not_the_locked_one_is_refused(walk):
    """Changed after the lock, or under a lock that was altered itself."""
    made_from = _result()["made_from"]
    for changed in (
        {**made_from, "protocol": {**PROTOCOL, "alpha": 0.1}},
        {**made_from, "lock": {**made_from["lock"], "locked": "2024-06-01T09:00:00+00:00"}},
    ):
        with pytest.raises(Conflict, match=r"changed after it was locked|was altered"):
            _taken(walk, _result(made_from=changed))
    with pytest.raises(Refused):
        _taken(walk, _result(), "partner")


def test_a_result_without_a_ratio_has_its_sentence_and_no_change(walk):
    """As of days drawn for patrols without an incident on some of them."""
    from beatwise.web.papers import paper_checks

    _taken(walk, _result(primary={"inside": None}))
    number = walk.programme.pk
    text = f"{{evaluation.{number}.sentence}}\n\nIt is {{evaluation.{number}.change}}."
    paper = paper_checks.checked(paper_world.write(walk.office, text=text)).paper
    assert len(paper.gaps) == 1
    assert "has no change" in paper.gaps[0]


def test_the_reports_are_filled_from_the_newest_result_and_measurement(walk, tmp_path):
    """The draft in the office and the command alike; no hot spot, and a named file goes before."""
    from beatwise.journeys.papers.write_paper import write_paper
    from beatwise.web.pages.today import today
    from beatwise.web.paper_figures.office_book import office_results
    from beatwise.web.papers import paper_checks, writing
    from beatwise.web.patrols.models import DeliveryReport

    _taken(walk, _result(theory_gaps=["Complaints are not known."]))
    last = today() - dt.timedelta(weeks=4)
    DeliveryReport.objects.create(
        programme=walk.programme, first=last - dt.timedelta(days=27), last=last, sha256="a" * 64,
        figures={**FIDELITY, "from": str(last), "to": str(last), "hot_spots": [{"hot_spot": "x"}]},
        by=walk.office.account("performance"),
    )  # fmt: skip
    kept = office_results(today())
    assert kept["evaluate"].values["sentence"] == SENTENCE
    assert "hot_spots" not in kept["measure"].values

    values = {name: paper_world.VALUES[name] for name in paper_world.VALUES if name != "text"}
    by = walk.office.account("performance")
    row = writing.make_paper(values=values, by=by, recipe="evaluation-report")
    assert "{evaluate.sentence}" in row.text
    assert "{list: evaluation-report theory}" in row.text
    paper = paper_checks.checked(row).paper
    assert paper.gaps == ()
    sources = {figure.reference: figure.source for figure in paper.figures}
    assert sources["{evaluate.sentence}"].startswith("beatwise evaluate, ")
    assert sources["{measure.patrol_hours | 1}"] == f"beatwise measure, {'a' * 16}"

    other = tmp_path / "fidelity.json"
    other.write_text(json.dumps({**FIDELITY, "from": "2026-01-01", "to": "2026-01-31"}))
    results = {"measure": other}
    written = write_paper(
        "evaluation-report", tmp_path / "out", results=results, date=today(),
        office=lambda: office_results(today()),
    )  # fmt: skip
    page = written.files[0].read_text("utf-8")
    assert SENTENCE in page
    assert "hours from 1 January 2026 to 31 January 2026" in page


def test_a_paper_prints_what_was_found_and_what_was_delivered(walk):
    """Each figure with its source; hours that are not four weeks old are not public yet."""
    from beatwise.web.pages.today import today
    from beatwise.web.papers import paper_checks
    from beatwise.web.patrols.models import DeliveryReport

    number, office = walk.programme.pk, walk.office
    _taken(walk, _result())
    text = (
        f"We walked {{patrols.{number}.patrol_hours}} of {{patrols.{number}.planned_hours}} hours "
        f"up to {{patrols.{number}.to}}, {{patrols.{number}.visits}} visits.\n\n"
        f"{{evaluation.{number}.sentence}} {{evaluation.{number}.marks}}\n\n"
        f"It changed by {{evaluation.{number}.change}} ({{evaluation.{number}.interval}}); the "
        f"rules were locked on {{evaluation.{number}.locked}}."
    )
    row = paper_world.write(office, text=text)
    assert any("no measurement" in gap for gap in paper_checks.checked(row).paper.gaps)
    last = today() - dt.timedelta(weeks=4)
    DeliveryReport.objects.create(
        programme=walk.programme, first=last - dt.timedelta(days=27), last=last, sha256="a" * 64,
        figures=FIDELITY, by=office.account("performance"),
    )  # fmt: skip
    paper = paper_checks.checked(row).paper
    words = " ".join(each.text for each in paper.document.blocks if isinstance(each, Paragraph))
    assert paper.gaps == ()
    assert "We walked 1,204 of 1,500 hours up to" in words
    assert ", 2,310 visits." in words
    assert f"{SENTENCE} 1 deviation from the locked protocol." in words
    assert "changed by −18.0 % (−30.2 % to −4.1 %)" in words
    assert "locked on 1 June 2025" in words
    sources = {figure.reference: figure.source for figure in paper.figures}
    assert "locked on 1 June 2025" in sources[f"{{evaluation.{number}.sentence}}"]
    assert sources[f"{{patrols.{number}.visits}}"] == f"beatwise measure, {'a' * 16}"


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("{evaluation.0.sentence}", "There is no programme '0'"),
        (f"{{patrols.{'9' * 5000}.to}}", "There is no programme"),
        (f"{{fund.{'9' * 30}.paid}}", "There is no fund"),
        (f"{{decision.{'9' * 30}.title}}", "There is no published decision"),
        ("{evaluation.N.sentence}", "no evaluation under a locked protocol"),
        ("{patrols.N.patrol_hours}", "no measurement that is 28 days old"),
    ],
)
def test_a_reference_to_what_is_not_there_says_what_to_do(walk, reference, words):
    """It stands in the way of the paper."""
    from beatwise.web.papers import paper_checks

    reference = reference.replace("N", str(walk.programme.pk))
    row = paper_world.write(walk.office, text=f"We found {reference}.")
    assert any(words in gap for gap in paper_checks.checked(row).paper.gaps)


def test_the_public_page_says_how_sure(walk):
    """Before: only a comparison would tell. After: its sentence, its marks and its lock."""
    from beatwise.web.publicsite.page_frame import Site
    from beatwise.web.publicsite.pages.patrol_pages import patrol_pages

    day = dt.date(2026, 4, 21)

    def page() -> str:
        resources = {each.address: each for each in patrol_pages(Site("B", f"{day}"), day)}
        return resources[f"patrols/{walk.programme.pk}.html"].content.decode()

    assert "known only from a comparison" in page()
    row = _taken(walk, _result())
    assert SENTENCE in page()
    assert row.lock in page()
    assert "known only from a comparison" not in page()
