"""The workspace's half of the fault drill: a small county, and what is asked of it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

from benchmarks._fault_drill import Damage
from benchmarks._workspace_damages import CATALOGUE, COPY, DAMAGES, DATA, SOURCES


class WorkspaceHalf:
    """A county of one town and two years, gathered; ``folder`` is emptied and filled."""

    name = "workspace"

    def __init__(self, folder: Path):
        from beatwise.journeys.demo import gathered_county

        gathered_county(folder / "sound")
        self._sound, self._place = folder / "sound" / "workspace", folder / "workspace"
        self._out = folder / "out"
        self._out.mkdir()
        self.damages = DAMAGES

    def sound_copy(self) -> Path:
        """Copy the sound workspace, its dates with it, to the place where all are damaged."""
        shutil.rmtree(self._place, ignore_errors=True)
        shutil.copytree(self._sound, self._place)
        return self._place

    def questions(self, place: Path, chance: random.Random) -> list[list[str]]:
        """Return the ledger and two of the other questions."""
        return [self._question("ledger", place), *(
            self._question(name, place) for name in chance.sample(QUESTIONS, 2)
        )]  # fmt: skip

    def check(self, place: Path) -> list[str]:
        """Return the command that checks a workspace."""
        return ["check", "--workspace", str(place)]

    def plain(self, document: object) -> object:
        """Return an answer without the dates on which things were gathered."""
        if isinstance(document, dict):
            return {k: self.plain(v) for k, v in document.items() if k != "gathered"}
        return [self.plain(v) for v in document] if isinstance(document, list) else document

    def can_mend(self, damages: Sequence[Damage]) -> bool:
        """All can, but for data whose sources were forgotten and a catalogue without its copy."""
        parts = frozenset[str]().union(*(damage.parts for damage in damages))
        return not ({DATA, SOURCES} <= parts or {CATALOGUE, COPY} <= parts)

    def _question(self, name: str, place: Path) -> list[str]:
        area = ["--area", "towns:Pelbrook"]
        months = ["--train", "2024-01:2025-09", "--score", "2025-10:2025-12"]
        out = str(self._out / "panel.csv")
        words = {
            "ledger": ["ledger"],
            "find asb": ["find", *area, "--type", "asb", *months],
            "find shoplifting": ["find", *area, "--type", "shoplifting", *months],
            "peaks": ["peaks", *area, "--type", "shoplifting"],
            "towns": ["towns", "--type", "asb", "--hours", "40", "--layer", "towns"],
            "panel": ["panel", "--by", "towns", "--out", out],
        }[name]
        return [*words, "--workspace", str(place), "--json"]


QUESTIONS = ("find asb", "find shoplifting", "peaks", "towns", "panel")
