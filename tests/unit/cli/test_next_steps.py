"""Commands to type next carry the workspace they were called with."""

from __future__ import annotations

import pytest

from beatwise.cli.application import takes_workspace
from beatwise.cli.next_steps import complete, named_workspace, remember


@pytest.fixture
def called():
    """Remember a command line for one test."""
    yield lambda *words: remember(words, takes_workspace)
    remember([], takes_workspace)


def test_the_workspace_is_added_after_the_command(called) -> None:
    """What is printed can be typed as it stands, in the middle of a sentence too."""
    called("find", "--workspace", "county")
    assert complete("Next: beatwise ledger") == "Next: beatwise ledger --workspace county"
    assert complete("Gather it: beatwise gather police-uk SOURCE --force NAME") == (
        "Gather it: beatwise gather police-uk --workspace county SOURCE --force NAME"
    )
    assert complete("beatwise ledger shows every month.") == (
        "beatwise ledger --workspace county shows every month."
    )


def test_what_has_one_or_takes_none_is_left_alone(called) -> None:
    """No command gets two workspaces, and those without the option get none."""
    called("find", "-w", "my county")
    assert complete("beatwise ledger --workspace other") == "beatwise ledger --workspace other"
    assert complete("beatwise counts 1 2 3 4") == "beatwise counts 1 2 3 4"
    assert complete("beatwise ledger") == 'beatwise ledger --workspace "my county"'


def test_without_the_option_nothing_is_added(called) -> None:
    """A workspace that is here needs no name."""
    called("ledger")
    assert complete("Next: beatwise ledger") == "Next: beatwise ledger"


def test_every_way_to_name_one_is_understood() -> None:
    """Long, short and with an equals sign."""
    assert named_workspace(["ledger", "--workspace", "a"]) == "a"
    assert named_workspace(["ledger", "--workspace=a"]) == "a"
    assert named_workspace(["-w", "a", "ledger"]) == "a"
    assert named_workspace(["ledger", "-w"]) is None
