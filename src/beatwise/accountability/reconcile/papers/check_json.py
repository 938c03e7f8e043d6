"""A paper's check as JSON: ``docs/reference/reconcile-json.md``."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.accountability.reconcile.papers.check_paper import PaperCheck
from beatwise.accountability.reconcile.papers.figure_comparison import Comparison


def as_json(checks: Sequence[PaperCheck]) -> dict[str, object]:
    """Return the findings of some papers, how many figures were compared, and what was not read."""
    return {
        "findings": [_finding(check.name, each) for check in checks for each in check.findings],
        "checked": [_count(check) for check in checks],
        "unread": [
            {"file": check.name, "line": each.line, "what": each.what, "why": each.why}
            for check in checks
            for each in check.unread
        ],
    }


def _finding(name: str, each: Comparison) -> dict[str, object]:
    return {
        "file": name,
        "line": each.line,
        "table": each.table or None,
        "cell": each.cell,
        "rule": each.rule,
        "printed": each.printed,
        "recomputed": each.recomputed,
        "certainty": each.verdict,
        "explanation": each.explanation,
    }


def _count(check: PaperCheck) -> dict[str, object]:
    verdicts = [each.verdict for each in check.comparisons]
    return {
        "file": check.name,
        "figures": len(verdicts),
        "agree": verdicts.count("agrees"),
        "rounding": verdicts.count("rounding"),
    }
