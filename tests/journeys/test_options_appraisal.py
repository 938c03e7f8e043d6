"""Options: from one file of figures to a page a panel can read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from beatwise.cli.main import run


EXAMPLE = Path(__file__).parents[2] / "examples" / "market-towns" / "options.toml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's appraisal, written once."""
    out = tmp_path_factory.mktemp("options") / "out"
    assert run(["options", "--inputs", str(EXAMPLE), "--out", str(out)]) == 0
    return out


def test_the_comparison_is_one_page(made: Path) -> None:
    """The comparison is a tagged PDF of one page."""
    import pikepdf

    with pikepdf.open(made / "comparison.pdf") as pdf:
        assert len(pdf.pages) == 1
        assert "/StructTreeRoot" in pdf.Root


def test_every_option_is_there_with_its_range(made: Path) -> None:
    """The eight ways of the example and continue-as-now are compared; each mark is kept."""
    document = json.loads((made / "options.json").read_text(encoding="utf-8"))
    kinds = [one["kind"] for one in document["options"]]
    assert kinds.count("patrol") == 6
    assert {"none", "mix", "remedy"} <= set(kinds)
    wardens = next(one for one in document["options"] if one["id"] == "wardens")
    low, middle, high = wardens["cost_per_delivered_hour"]
    assert low < middle < high
    assert "pay_year: unsourced" in wardens["marks"]


def test_unsourced_is_printed(made: Path) -> None:
    """The page and the table say unsourced wherever nobody vouches for a figure."""
    assert "unsourced" in (made / "options.html").read_text(encoding="utf-8")
    assert "unsourced" in (made / "options.csv").read_text(encoding="utf-8")


def test_an_outcome_without_a_unit_cost_has_no_break_even(made: Path) -> None:
    """Nothing is said of anti-social behaviour paying for itself: no unit cost is given."""
    document = json.loads((made / "options.json").read_text(encoding="utf-8"))
    asb = [one for one in document["break_even"] if one["outcome"] == "anti-social behaviour"]
    assert asb
    assert all(one["incidents"] is None for one in asb)


def test_a_unit_cost_that_may_be_nothing_gives_no_upper_end(tmp_path: Path) -> None:
    """The range is then open above: the table says so, and JSON, which has no infinity, null."""
    lines, found = [], False
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("unit_cost") and not found:
            found = True
            line = "unit_cost = { low = 0, central = 100, high = 200 }"
        lines.append(line)
    assert found
    inputs, out = tmp_path / "options.toml", tmp_path / "out"
    inputs.write_text("\n".join(lines), encoding="utf-8")
    assert run(["options", "--inputs", str(inputs), "--out", str(out)]) == 0
    document = json.loads((out / "options.json").read_text(encoding="utf-8"))
    ends = [one["incidents"][2] for one in document["break_even"] if one["incidents"]]
    assert None in ends
    assert " or more" in (out / "options.html").read_text(encoding="utf-8")


def test_the_same_figures_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    """Made twice, every file is the same."""
    assert run(["options", "--inputs", str(EXAMPLE), "--out", str(tmp_path / "o")]) == 0
    for path in (tmp_path / "o").rglob("*.*"):
        assert path.read_bytes() == (made / path.relative_to(tmp_path / "o")).read_bytes(), path


def test_json_is_one_document(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    """With --json the same values are printed, once."""
    words = ["options", "--inputs", str(EXAMPLE), "--out", str(tmp_path / "o"), "--json"]
    assert run(words) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "beatwise options 1"
