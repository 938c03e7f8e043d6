"""A sample of the fault drill and of the kills; `make soak` runs all of both."""

from __future__ import annotations

import json
import os
import random
import signal
import time

import pytest
from benchmarks import soak_damage
from benchmarks._damaged_workspaces import WorkspaceHalf
from benchmarks._fault_drill import ask

from beatwise.cli.main import run
from beatwise.journeys.upkeep.workspace_check import check_workspace
from beatwise.store.workspace import Workspace


SAMPLE, KILLS = 25, 100


def test_no_damage_gives_a_silent_wrong_answer(tmp_path) -> None:
    """Seeded damages to a workspace are noticed in words, and mended by the printed command."""
    done = soak_damage.drill(WorkspaceHalf(tmp_path), SAMPLE)
    faults = [f"seed {one.seed} {one.damages}: {fault}" for one in done for fault in one.faults]
    assert faults == []
    assert sum(one.mended for one in done) > SAMPLE // 3


@pytest.mark.soak
def test_a_gather_that_is_killed_loses_nothing(tmp_path, soak) -> None:
    """After kill -9 at any moment a workspace is as before or as after, whole, and writable."""
    half = WorkspaceHalf(tmp_path)
    place = half.sound_copy()
    county = place.parent / "sound" / "county" / "police-uk"
    words = ["gather", "police-uk", str(county), "--workspace", str(tmp_path / "new"), "--json"]
    Workspace.create(tmp_path / "new", "New")
    began = time.perf_counter()
    assert ask(words).code == 0
    length = time.perf_counter() - began
    for seed in range(max(3, int(KILLS * soak))):
        folder = tmp_path / f"kill-{seed}"
        Workspace.create(folder, "Killed")
        words = ["gather", "police-uk", str(county), "--workspace", str(folder), "--json"]
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os._exit(run(words))
        time.sleep(random.Random(seed).uniform(0, 1.1 * length))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        months = len(Workspace.open(folder).months())
        assert months in (0, 24)
        assert months == 24 or not (os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0)
        assert check_workspace(folder).whole
        answer = ask(words)
        assert (answer.code, len(json.loads(answer.out)["added"])) == (0, 24 - months)
        assert check_workspace(folder).strays == []
