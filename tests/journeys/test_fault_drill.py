"""A sample of the fault drill of a workspace; `make soak` runs all of it."""

from __future__ import annotations

from benchmarks import soak_damage
from benchmarks._damaged_workspaces import WorkspaceHalf


SAMPLE = 12


def test_no_damage_gives_a_silent_wrong_answer(tmp_path) -> None:
    """Seeded damages to a workspace are noticed in words, and mended by the printed command."""
    done = soak_damage.drill(WorkspaceHalf(tmp_path), SAMPLE)
    faults = [f"seed {one['seed']} {one['damages']}: {f}" for one in done for f in one["faults"]]
    assert faults == []
    assert sum(one["mended"] for one in done) > SAMPLE // 3
