"""The ledger as it is shown: what is not known is none, never zero."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from beatwise.cli.gather.ledger_lines import COUNTS, as_json, lines_of
from beatwise.records.ledger import NOT_CHECKED


def workspace(**changes: Any) -> Any:
    row = {
        "force": "millshire", "month": 2025 * 12, "vintage": 2021, "sha256": "abc",
        **{name: at for at, name in enumerate(COUNTS)}, **changes,
    }  # fmt: skip
    january = row["month"]
    catalogue = SimpleNamespace(span=range(january, january + 2))
    return SimpleNamespace(ledger_lines=lambda: [row], catalogue=catalogue)


def test_a_month_that_is_there_has_every_count() -> None:
    """Zero is a count and stays one."""
    line, _ = lines_of(workspace())
    assert (line.force, line.month, line.present) == ("millshire", "2025-01", True)
    assert list(line.counts.values()) == [0, 1, 2, 3, 4, 5, 6]
    assert (line.vintage, line.sha256) == (2021, "abc")


def test_counts_of_a_missing_month_are_none() -> None:
    """Neither counts nor a hash nor a vintage, which is none too where it is unknown."""
    there, missing = lines_of(workspace(vintage=0))
    assert (missing.month, missing.present, set(missing.counts.values())) == (
        "2025-02", False, {None},
    )  # fmt: skip
    assert (missing.vintage, missing.sha256) == (None, None)
    assert (there.present, there.vintage) == (True, None)


def test_a_count_that_was_not_checked_is_none() -> None:
    """The others of the same month keep theirs."""
    line, _ = lines_of(workspace(outside=NOT_CHECKED))
    assert line.counts["outside"] is None
    assert line.counts["no_location"] == 2


def test_a_line_as_json_has_its_counts_beside_it() -> None:
    """Force and month, then the counts, then vintage and hash."""
    line, _ = lines_of(workspace())
    document = as_json(line)
    assert list(document) == ["force", "month", "present", *COUNTS, "vintage", "sha256"]
