"""The page that says how well rankings foretold later months: docs/methods/accuracy.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beatwise.hotspots.comparison import (
    DEFINITIONS,
    OURS,
    baselines_of,
    mean_share,
    verdicts,
)
from beatwise.plurals import counted
from beatwise.publication.accuracy import accuracy_table as tables
from beatwise.records.odd_months.record_sentences import left_out_sentences


if TYPE_CHECKING:
    from beatwise.hotspots.comparison import AccuracyTable


_VERDICT_WORDS = {
    "beats": "beats",
    "no worse": "is no worse than",
    "worse": "is worse than",
    "not compared": "cannot be compared with",
}


def as_page(accuracy: AccuracyTable, command: str) -> str:
    """Return the whole page in Markdown; ``command`` is what made it."""
    any_kind, that_kind = DEFINITIONS
    parts = [
        "# How well the ranking foretells later months",
        f"Made by `{command}`; run it again to make it again.",
        *_in_words(accuracy),
        "## What was done",
        *_method(accuracy),
        f"## Mean over the {len(accuracy.cases)} cases, cells with an incident of any kind",
        "Share of later incidents captured, percent.",
        _block(tables.means_table(accuracy.cases, any_kind)),
        f"## Mean over the {len(accuracy.cases)} cases, cells with an incident of that kind",
        (
            "The same rankings when only cells that held an incident of that kind in the training"
            " months are ranked and counted: a much smaller area at every fraction."
        ),
        _block(tables.means_table(accuracy.cases, that_kind)),
        "## Every case",
        (
            "Cells with an incident of any kind. *later*: incidents of the scored months that "
            "have a location. A star marks the best mean of a case."
        ),
        _block(tables.cases_table(accuracy.cases, any_kind)),
        "## Each scored month",
        "Mean over the fractions, percent, one month at a time.",
        _block(tables.months_table(accuracy.cases)),
        *_rolled(accuracy),
        "## What this does not show",
        *_limits(accuracy),
    ]
    return "\n\n".join(parts) + "\n"


def as_text(accuracy: AccuracyTable) -> str:
    """Return the short form for a terminal."""
    parts = [
        *_in_words(accuracy),
        _block(tables.means_table(accuracy.cases, "any kind")),
        _block(tables.verdicts_table(accuracy.verdicts["any kind"])) if accuracy.rolled else "",
        "\n".join(_gaps(accuracy)),
        *([accuracy.caveat] if accuracy.caveat else []),
    ]
    return "\n\n".join(part for part in parts if part)


def as_dict(accuracy: AccuracyTable) -> dict[str, object]:
    """Return the shape that ``accuracy --json`` prints."""
    return {
        "train": str(accuracy.train),
        "score": str(accuracy.score),
        "size_m": accuracy.size_m,
        "forces": list(accuracy.forces),
        "types": list(accuracy.kinds),
        "without": [str(month) for month in accuracy.left_out],
        "missing": {force: [str(m) for m in months] for force, months in accuracy.missing.items()},
        "no_location": {force: round(v, 6) for force, v in accuracy.no_location.items()},
        "caveat": accuracy.caveat,
        **tables.means_dict(accuracy.cases),
        "cases": [tables.as_dict(case) for case in accuracy.cases],
        "rolled": [tables.as_dict(case) for case in accuracy.rolled],
        "verdicts": {
            d: [tables.verdict_dict(v) for v in vs] for d, vs in accuracy.verdicts.items()
        },
    }


def _in_words(accuracy: AccuracyTable) -> list[str]:
    cases = accuracy.cases
    ours = mean_share(cases, OURS)
    best = max(baselines_of(cases), key=lambda name: mean_share(cases, name))
    rival = mean_share(cases, best)
    first = (
        f"Over {len(cases)} cases ({', '.join(accuracy.forces)}) the prediction made from "
        f"{accuracy.train} captured {ours:.2%} of the incidents of {accuracy.score}, averaged over "
        f"the fractions of occupied cells; the best baseline, {best}, captured {rival:.2%} "
        f"({100 * (ours - rival):+.2f} points, or {ours / rival - 1:+.1%} of its own)."
    )
    won = sum(
        case.mean(OURS) >= max(case.mean(name) for name in baselines_of(cases)) for case in cases
    )
    second = f"It was ahead of every baseline in {won} of the {len(cases)} cases."
    alone = verdicts(cases, OURS, [best])[0].by_force_and_kind
    third = (
        f"Over these cases alone the paired 95 % interval against that baseline is "
        f"{tables.interval(alone)} points, so by them alone it {_VERDICT_WORDS[alone.verdict]} it."
        if alone.verdict != "not compared"
        else "These cases are too few for an interval."
    )
    words = [f"it {_VERDICT_WORDS[v.words]} {v.baseline}" for v in accuracy.verdicts["any kind"]]
    rolled = f"Over {len(accuracy.rolled)} rolled cases {'; '.join(words)}." if words else ""
    return [f"{first} {second} {third}", *([rolled] if rolled else [])]


def _method(accuracy: AccuracyTable) -> list[str]:
    lost = ", ".join(f"{force} {share:.1%}" for force, share in accuracy.no_location.items())
    lines = [
        (
            f"* Squares of {accuracy.size_m:g} m on the British National Grid. A cell is "
            "*occupied* when at least one incident of any kind was recorded in it in the "
            "training months. Only occupied cells are ranked; later incidents elsewhere count as "
            "missed."
        ),
        "* Fractions are shares of the number of occupied cells, the last cell taken in part.",
        (
            "* Where cells are tied, the expected share over all ways to break the ties by lot is"
            " given, exactly. Training counts are also given with ties broken by incidents of all"
            " kinds, last quarter's by training counts and then by all kinds."
        ),
        (
            "* Kernel density is integrated exactly over each cell; of bandwidths of 50 to 400 m "
            "the one that did best on these very months is shown (chosen with hindsight, in its "
            "favour)."
        ),
        "* Gi* order is by z over the occupied cells, a cell and those that touch it.",
        (
            "* *prediction* uses the training months only (`docs/methods/prediction.md`); *older "
            "months too* also uses every earlier month in the workspace."
        ),
        f"* Rows without a location are left out: {lost}.",
    ]
    lines += [f"* {gap}" for gap in _gaps(accuracy)]
    if accuracy.caveat:
        lines.append(f"* {accuracy.caveat}")
    return ["\n".join(lines)]


def _gaps(accuracy: AccuracyTable) -> list[str]:
    """Say which months have no data, and which were left out on request."""
    gaps = [
        f"{f}: {', '.join(map(str, months))}" for f, months in accuracy.missing.items() if months
    ]
    missing = f"Months without data, left out and never zero: {'; '.join(gaps)}."
    return [*([missing] if gaps else []), *left_out_sentences(accuracy.left_out)]


def _rolled(accuracy: AccuracyTable) -> list[str]:
    if not accuracy.rolled:
        return ["## Rolled origins", "Too few months were gathered to roll the origin."]
    months = len({case.score for case in accuracy.rolled})
    return [
        "## Rolled origins",
        (
            f"With {len(accuracy.score)} scored months there are too few to resample, so the "
            "origin is rolled: every month of the workspace that has enough months before it (up "
            f"to {len(accuracy.train)}, at least two thirds of them there) is predicted from those "
            f"alone: {counted(len(accuracy.rolled), 'case')} in {counted(months, 'month')}. "
            f"The interval is of the "
            "paired difference in mean share, percentage points, Student's t on groups, once "
            "with all cases of a month as one group and once with all months of a force and "
            "kind as one. *Beats* needs both to lie above zero; otherwise it is *no worse*."
        ),
        _block(tables.verdicts_table(accuracy.verdicts["any kind"])),
        "The same when only cells with an incident of that kind are ranked:",
        _block(tables.verdicts_table(accuracy.verdicts["that kind"])),
        (
            "Every rolled case, losses included (mean over the fractions, percent; a star marks "
            "the best):"
        ),
        _block(tables.rolled_table(accuracy.rolled)),
    ]


def _limits(accuracy: AccuracyTable) -> list[str]:
    return [
        "\n".join(
            [
                (
                    "* It compares rankings of equal cells. It is not the accuracy of a short "
                    "list of hot spots, which `beatwise find --score` gives, and says nothing "
                    "about what patrols would prevent."
                ),
                (
                    "* Recorded incidents at snap points are ranked and scored: where people "
                    "report and where points lie, both before and after."
                ),
                (
                    "* Training windows of neighbouring origins overlap, and one offender's or "
                    "shop's run of incidents makes months alike; the two groupings meet this in "
                    "part."
                ),
                (
                    f"* {len(accuracy.forces)} force(s) are not a sample of all forces; run the "
                    "command on your own."
                ),
            ]
        )
    ]


def _block(lines: list[str]) -> str:
    return "\n".join(lines)
