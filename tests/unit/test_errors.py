import re
from pathlib import Path

import pytest

from beatwise import errors


FAMILY = [
    errors.UsageError, errors.BadInput, errors.MissingData, errors.Refused, errors.Conflict,
    errors.Infeasible,
]  # fmt: skip


@pytest.mark.parametrize("kind", FAMILY)
def test_each_error_has_its_own_documented_code(kind: type[errors.UserError]) -> None:
    """Every user error has an exit code that is listed and belongs to it alone."""
    assert kind.exit_code in errors.EXIT_CODES
    assert [k for k in FAMILY if k.exit_code == kind.exit_code] == [kind]


def test_the_reference_page_lists_every_code_in_the_same_words() -> None:
    """The documented exit codes are the ones in the code."""
    page = Path(__file__).parents[2] / "docs" / "reference" / "errors.md"
    listed = dict(re.findall(r"^\| (\d+) \| ([^|]+?) \|", page.read_text("utf-8"), re.MULTILINE))
    for code, meaning in errors.EXIT_CODES.items():
        assert listed[str(code)].startswith(meaning.split(":")[0])


def test_an_error_names_the_place_and_the_next_step() -> None:
    """The message starts with the place and ends with what to do."""
    error = errors.BadInput("the column 'Month' is missing.", place="a.csv", next_step="Add it.")
    assert str(error) == "a.csv: the column 'Month' is missing.\nNext: Add it."
    assert error.as_dict()["exit_code"] == 10
