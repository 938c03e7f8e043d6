"""Write a design: the protocol to lock, and the page that says what it could ever show."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beatwise.clock import Month, MonthRange
from beatwise.evaluation.protocol.proposal import Proposal
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.protocol.toml_writer import toml_text
from beatwise.journeys.evaluation.design import Progress, free_folder, propose
from beatwise.journeys.evaluation.design_request import Asked
from beatwise.publication.evaluation.design_pages import design_files
from beatwise.publication.evaluation.sentences import in_short, known_to
from beatwise.store.evaluation.protocol_file import PROTOCOL, write_file
from beatwise.store.workspace import Workspace


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HEADING = """The protocol of an evaluation. Change anything here before it is locked
(beatwise lock DIR --by ROLE); after that every change is a numbered deviation."""


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """A design as written: the proposal, where, and its sentences."""

    proposal: Proposal
    out: Path
    files: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What to tell the person at the keyboard."""
        warnings = tuple(f"Take care. {line}" for line in self.proposal.protocol.warnings)
        gaps = tuple(f"Theory of change. {line}" for line in self.proposal.theory_gaps)
        return (*in_short(self.proposal), *warnings, *gaps)

    def as_dict(self) -> dict[str, Any]:
        """Return the shape that ``beatwise design --json`` prints."""
        return {"out": str(self.out), "files": list(self.files), **design_dict(self.proposal)}


def write_design(
    workspace: Workspace | Path | str,
    hot_spots: Sequence[Path],
    patrols: MonthRange,
    asked: Asked,
    out: Path,
    progress: Progress = lambda done, total, words: None,
) -> Written:
    """Propose a design and write ``protocol.toml``, ``design.json`` and the pages into ``out``.

    Raises what ``propose`` raises, and ``Conflict`` when ``out`` holds a locked protocol.
    """
    free_folder(Path(out))
    opened = workspace if isinstance(workspace, Workspace) else Workspace.open(Path(workspace))
    proposal = propose(opened, hot_spots, patrols, asked, progress)
    files = {
        PROTOCOL: toml_text(proposal.protocol.mapping, HEADING).encode(),
        **design_files(proposal, design_dict(proposal)),
    }
    if proposal.protocol.days is not None:
        files["days.csv"] = days_csv(proposal.protocol)
    for name, made in files.items():
        write_file(Path(out) / name, made)
    return Written(proposal, Path(out), tuple(files))


def days_csv(read: Protocol) -> bytes:
    """Return the drawn days as a table for whoever plans the patrols."""
    assert read.days is not None
    matrix, dates = read.days.matrix(len(read.areas)), read.days.dates
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("area", "name", "date", "weekday", "patrolled"))
    for area, days in zip(read.areas, matrix, strict=True):
        for date, on in zip(dates, days, strict=True):
            day = date.isoformat(), WEEKDAYS[date.weekday()]
            rows.writerow((area.id, area.name, *day, "yes" if on else "no"))
    return out.getvalue().encode()


def design_dict(proposal: Proposal) -> dict[str, Any]:
    """Return a design as JSON values."""
    read, found = proposal.protocol, proposal.reach
    best, when = found.detectable, proposal.dates
    return {
        "sentences": list(in_short(proposal)),
        "can_answer": found.can_answer,
        "smallest_p": best.smallest_p,
        "permutation_refused": best.smallest_p > read.decision.alpha,
        "power": {
            "smallest_effect": found.smallest_effect,
            "floor": found.floor,
            "at_smallest_effect": found.at_smallest[0],
            "at_lowest_and_highest_noise": list(found.at_smallest[1:]),
            "replications": best.replications,
            "monte_carlo_interval": list(known_to(found.at_smallest[0], best.replications)),
            "detectable_effect": best.estimate,
            "detectable_range": list(best.interval),
            "curve": [list(point) for point in best.curve],
            "table": [
                {
                    "effect": c.effect, "months": c.months, "treated": c.treated,
                    "comparison": c.comparison, "power": c.power,
                }
                for c in found.table
            ],
            "tried": [{"change": c.words, "power": c.power} for c in found.tried],
            "cheapest": None if found.cheapest is None else found.cheapest.words,
        },
        "traits": {
            "months": proposal.traits.months,
            "areas": proposal.traits.areas,
            "median_a_month": proposal.traits.typical,
            "variance_ratio": _range(proposal.traits.variance_ratio),
            "drift": _range(proposal.traits.drift),
            "drift_assumed": proposal.traits.drift_assumed,
            "season": proposal.traits.season,
        },
        "day_traits": None if proposal.day_traits is None else {
            "weeks": proposal.day_traits.weeks,
            "areas": proposal.day_traits.areas,
            "median_a_week": proposal.day_traits.typical,
            "variance_ratio": _range(proposal.day_traits.variance_ratio),
            "busiest_weekday_over_quietest": proposal.day_traits.busiest,
        },
        "calendar": {
            "last_data": str(when.last_data),
            "published_after": when.lag,
            "published": str(when.published),
            "writing": when.writing,
            "report": str(when.report),
            "office_ends": str(when.office_ends),
            "latest_start": str(when.latest_start),
            "in_time": when.in_time,
        },
        "outcomes": list(read.outcomes),
        "before": str(read.before),
        "patrols": str(read.patrols),
        "missing": [str(month) for month in proposal.missing],
        "assignment": read.assignment,
        "unit": read.unit,
        "seed": read.seed,
        "areas": [
            {
                "id": a.id, "name": a.name, "role": a.role, "unit": a.unit, "block": a.block,
                "count_before": int(proposal.counts[i].sum()),
            }
            for i, a in enumerate(read.areas)
        ],
        "excluded": [{"name": n, "reason": w} for n, w in read.excluded],
        "warnings": list(read.warnings),
        "theory_gaps": list(proposal.theory_gaps),
        "hot_spot_lists": [{"file": f, "hash": h} for f, h in proposal.hot_spot_hashes],
        "months": [str(Month(m)) for m in proposal.months],
    }  # fmt: skip


def _range(found: Any) -> list[float]:
    return [found.value, found.low, found.high]
