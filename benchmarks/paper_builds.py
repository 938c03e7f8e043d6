"""The papers of the demo office built again, and an annual report of sixty pages.

``beatwise demo`` makes the county and its office once. Then each recipe is written as people write
it, by ``beatwise paper``: a process of its own that starts Python, opens the office, composes the
paper, checks its figures, and writes page, PDF, Word, sheets and the list of figures. The long
report has 400 decisions more in its table, and paragraphs of the office's own, whose figures are
references. Its PDF's pages are counted. ``python -m benchmarks.paper_builds 1`` runs each once
(three times otherwise; the slowest stands) and writes nothing.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.served import environment, python

from benchmarks import _commands
from benchmarks._commands import Ran
from benchmarks._fifty_people import conditions


DAY, RUNS = "2026-12-01", 3
PAPERS = ("panel-request", "plan-delivery-update", "quarterly-update", "contact-demand",
          "neighbourhood-policing")  # fmt: skip
ANNUAL, PAGES, DECISIONS, PARAGRAPHS = "annual-report", 60, 600, 360
LIMIT_S, ANNUAL_S, LIMIT_MB = 5, 20, 500
RESULTS = {"find": "find.json", "peaks": "peaks.json", "towns": "towns.json",
           "design": "design.json", "evidence": "evidence/evidence.json",
           "options": "options/options.json"}  # fmt: skip
MORE_DECISIONS = f"""
from beatwise.web.history import audit
from beatwise.web.history.row_versions import next_number
from beatwise.web.registers.models import Record
of = Record.objects.filter(register="decisions")
patterns, first = list(of), next_number(of)
rows = [Record(register="decisions", number=first + at, state=each.state, heading=each.heading,
               values=each.values, moves=each.moves, words=each.words,
               public_words=each.public_words)
        for at in range({DECISIONS}) for each in [patterns[at % len(patterns)]]]
with audit.changing():
    Record.objects.bulk_create(rows)
    audit.write_all([audit.Line("record.make", row.thing, after={{"heading": row.heading}})
                     for row in rows], by=None)
"""
PARTS = ("figures", "plan", "people", "victims", "scrutiny", "decisions")
WORDS = (
    "the towns patrols wardens evenings residents asked for more of and with in by a year panel "
    "officers volunteers schools markets lighting parks partners councils survey answers courts "
    "victims services funds grants reviews visits meetings plans roads villages shops"
)
FIGURE = (
    "Of {office.actions.total | 0} actions of the plan, {office.actions.complete | 0} are complete."
)


def run(runs: int = RUNS) -> list[dict[str, Any]]:
    """Measure every paper so many times."""
    with tempfile.TemporaryDirectory(prefix="papers-") as folder:
        return measure(Path(folder), runs)


def measure(here: Path, runs: int) -> list[dict[str, Any]]:
    """Return the rows of results; everything is made in a folder."""
    demo = here / "demo"
    given = environment(demo / "office")
    _commands.run(["demo", "--out", str(demo)], given)
    results = demo / "paper" / "results"
    named = {"measure": demo / "delivery" / "fidelity.json"}
    named |= {name: results / file for name, file in RESULTS.items() if (results / file).is_file()}
    more = [word for name, file in named.items() for word in ("--result", f"{name}={file}")]
    rows = []
    for name in PAPERS:
        words = more if name == "panel-request" else []
        rows.append(_row(name, _built(name, here / name, given, words, runs), LIMIT_S))
    python(MORE_DECISIONS, given)
    answers = here / "answers.toml"
    answers.write_text(_answers(random.Random(16)), encoding="utf-8")
    built = _built(ANNUAL, here / ANNUAL, given, ["--answers", str(answers)], runs)
    return [*rows, _row(ANNUAL, built, ANNUAL_S, at_least=PAGES)]


def _built(
    name: str, out: Path, given: dict[str, str], more: list[str], runs: int
) -> tuple[list[Ran], int, bool]:
    """Write a paper several times; return the runs, its pages, and whether all are the same."""
    import pikepdf

    words = ["paper", "--recipe", name, "--date", DAY, "--workspace", given["BEATWISE_WORKSPACE"]]
    ran, files = [], []
    for at in range(runs):
        place = out / str(at)
        ran.append(_commands.run([*words, "--out", str(place), "--json", *more], given))
        files.append({path.name: path.read_bytes() for path in place.iterdir()})
    with pikepdf.open(out / "0" / f"{name}.pdf") as pdf:
        pages = len(pdf.pages)
    return ran, pages, all(each == files[0] for each in files)


def _row(
    name: str, built: tuple[list[Ran], int, bool], limit: int, *, at_least: int = 1
) -> dict[str, Any]:
    ran, pages, same = built
    slowest = max(ran, key=lambda each: each.seconds)
    peak = max(each.peak_mb for each in ran)
    said = json.loads(slowest.out)
    again = "the same bytes each time" if same else "NOT the same bytes"
    again = again if len(ran) > 1 else "not built a second time"
    long = f" of {pages} pages" if at_least > 1 else ""
    return {
        "work": f"paper {name}{long}, built from the demo office (s)",
        "ours": round(slowest.seconds, 1),
        "memory_mb": round(peak),
        "target": f"≤ {limit} s, ≤ {LIMIT_MB} MB" + (f", ≥ {at_least} pages" if long else ""),
        "met": slowest.seconds <= limit and peak <= LIMIT_MB and pages >= at_least and same,
        "note": f"slowest of {len(ran)}: {slowest.words}; {pages} pages, "
        f"{said['figures_checked']} figures checked, "
        f"{again}; {conditions()}",
    }


def _answers(draw: random.Random) -> str:
    """Return paragraphs of the office's own, each with a figure by reference."""
    words, texts = WORDS.split(), []
    for at in range(PARAGRAPHS):
        sentences = [" ".join(draw.choices(words, k=14)).capitalize() + "." for _ in range(8)]
        sentences.insert(draw.randrange(8), FIGURE)
        texts.append(f'[[answer]]\npart = "{PARTS[at % len(PARTS)]}"\n'
                     f'text = "{" ".join(sentences)}"\n')  # fmt: skip
    return "\n".join(texts)


if __name__ == "__main__":
    print(json.dumps(run(*map(int, sys.argv[1:])), indent=1))
