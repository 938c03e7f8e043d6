"""The plan and its measures, what was observed, similar forces, and words on the exceptions."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from django.utils import timezone

from beatwise.accountability.measures.observation_rows import COLUMNS
from beatwise.accountability.rating.scorecard import without_commentary
from beatwise.cell_text.csv_text import csv_of_fields
from beatwise.web.accounts.models import Account
from beatwise.web.imports import batches
from beatwise.web.imports.batches import Importer
from beatwise.web.keeping.demo import demo_values
from beatwise.web.performance import commentary, selectors
from beatwise.web.performance.definitions import actions
from beatwise.web.performance.exports import PEER_COLUMNS
from beatwise.web.performance.imports import Peers, Values


SETS = (
    "plan-2025-29", "places-and-patrols", "contact-demand", "drug-testing-on-arrest",
    "treatment-requirements", "victims-services", "neighbourhood", "serious-violence",
    "reoffending", "engagement", "custody-visiting", "volunteers", "caller-survey",
    "national-measures",
)  # fmt: skip
COMPARED = ("shoplifting", "residential-burglary", "vehicle-crime", "robbery")
FORCES = tuple(f"Similar force {letter}" for letter in "ABCDEFG")
_COMMENTARY = (
    "The change is spread over several months and no one cause stands out. The force is asked "
    "for a breakdown by town and by hour before the next board.",
    "Recording was reviewed in the spring, which explains part of it. The rest is real: patrols "
    "were moved to the two towns where most of it happens.",
    "One event weighs heavily in a small number. It is watched for another quarter before "
    "anything is changed.",
)


def fill(people: dict[str, Account], towns: Sequence[str]) -> None:
    """Load the plan, bring in what was observed, and write on what stands out."""
    by = people["performance"]
    for name in SETS:
        actions.load_shipped(name=name, by=by)
    rows = demo_values.rows(list(selectors.measures().values()), towns, timezone.localdate())
    _import(Values(), "observations.csv", COLUMNS, rows, by)
    _import(Peers(), "similar-forces.csv", PEER_COLUMNS, list(_peers()), by)
    comment(by)


def comment(by: Account) -> None:
    """Write on each exception that nobody has written on."""
    rows = selectors.scorecard()
    texts = {name: words.text for name, words in selectors.commentary(rows=rows).items()}
    bare = without_commentary(rows, texts)
    for i, row in enumerate(bare):
        commentary.say(measure=row.measure.id, text=_COMMENTARY[i % len(_COMMENTARY)], by=by)


def _peers() -> Iterator[dict[str, str]]:
    measures = selectors.measures()
    for name in COMPARED:
        measure = measures[name]
        period = demo_values.periods(measure, timezone.localdate())[-1]
        about = float(measure.baseline.value) if measure.baseline else 1.0
        for force in FORCES:
            value = about * random.Random(f"{demo_values.SEED}/{name}/{force}").uniform(0.75, 1.25)
            yield {"measure": name, "force": force, "period": str(period), "value": f"{value:.2f}",
                   "source": "made up"}  # fmt: skip


def _import(
    importer: Importer, name: str, columns: Sequence[str], rows: list[dict[str, str]], by: Account
) -> None:
    content = csv_of_fields(columns, rows).encode()
    batch = batches.keep(importer, name=name, content=content, by=by)
    batches.commit(importer, batch=batch, by=by, reason="Invented for the demo.")
