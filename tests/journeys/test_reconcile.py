"""The command that checks papers, on small ones and on the five that this began with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from beatwise.cli.main import run


TEXT = "Area\tAll\tDays\nA\t33\t23\nB\t35\t21\nTotal\t70\t44\n"
# What is printed in the five papers and does not follow, by line: each was looked up by hand.
CERTAIN = {
    ("001", 550, "30", "27"),
    ("001", 551, "162", "161"),
    ("001", 553, "39", "35"),
    ("001", 556, "413", "421"),
    ("001", 795, "£576.00", "£360.00"),
    ("001", 795, "£720.00", "£480.00"),
    ("001", 797, "31st June", "June has 30 days"),
    ("001", 955, "2025/2025", "2025/2026?"),
    ("001", 1082, "↓", "up"),
    ("001", 1128, "12,759,259", "12,525,248"),
    ("001", 1223, "4", "5"),
    ("001", 1346, "2026-26", "2026-27?"),
    ("001", 1347, "40/44%", "40, 34.2 %"),
    ("001", 1397, "-23%", "−31.1 %"),
    ("002", 1264, "9.3%", "10.29 %"),
    ("002", 1283, "16.6%", "19.90 %"),
    ("002", 1565, "8.3%", "10.95 %"),
}
POSSIBLE = {
    ("001", 206, "72", "71"),
    ("001", 955, "29%", "26.0 %"),
    ("001", 1155, "12,739,137", "12,759,259"),
    ("001", 1155, "8,092,406", "8,092,408"),
    ("002", 1026, "34%", "33.0 %"),
}


def test_a_wrong_total_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it stands, what is printed and what follows; findings alone end with 0."""
    path = tmp_path / "paper.txt"
    path.write_text(TEXT)

    assert run(["reconcile", str(path)]) == 0
    out = capsys.readouterr().out
    assert "paper.txt: 1 of 2 figures do not follow." in out
    assert "line 4, table 1, Total, All" in out
    assert "printed 70, recomputed 68." in out


def test_strict_ends_with_twelve_only_when_something_is_certain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A paper that adds up passes; one that does not is refused with its first place."""
    wrong, right = tmp_path / "wrong.txt", tmp_path / "right.txt"
    wrong.write_text(TEXT)
    right.write_text(TEXT.replace("70", "68"))

    assert run(["reconcile", "--strict", str(right)]) == 0
    assert run(["reconcile", "--strict", str(right), str(wrong)]) == 12
    assert "wrong.txt, line 4" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_ends_with_ten(tmp_path: Path) -> None:
    """A damaged PDF is bad input."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"%PDF-1.7 and no more")

    assert run(["reconcile", str(path)]) == 10


def test_a_paper_without_anything_to_compare_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nought of nought would read as if all of it were right."""
    path = tmp_path / "names.csv"
    path.write_text("Town,Warden\nPelbrook,yes\n")

    assert run(["reconcile", str(path)]) == 0
    assert "names.csv: nothing was compared" in capsys.readouterr().out


@pytest.mark.real
def test_the_five_papers_print_exactly_these(
    reference_tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every finding was looked up and is right; the wrong totals are among them."""
    papers = sorted((reference_tables.parent / "papers").glob("*.txt"))
    assert run(["reconcile", "--json", *map(str, papers)]) == 0
    document = json.loads(capsys.readouterr().out)

    listed: dict[str, set[tuple[str, int, str, str]]] = {"certain": set(), "possible": set()}
    for each in document["findings"]:
        key = (each["file"][:3], each["line"], each["printed"], each["recomputed"])
        listed[each["certainty"]].add(key)
    assert listed == {"certain": CERTAIN, "possible": POSSIBLE}
    assert sum(count["figures"] for count in document["checked"]) > 600
