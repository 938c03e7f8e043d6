"""Write a design: the protocol to lock, and the page that says what it could ever show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from beatwise.clock import MonthRange
from beatwise.evaluation.protocol.proposal import Proposal
from beatwise.evaluation.protocol.toml_writer import toml_text
from beatwise.journeys.evaluation.design import Progress, free_folder, propose
from beatwise.journeys.evaluation.design_request import DesignRequest
from beatwise.publication.evaluation.design import design_page_json
from beatwise.publication.evaluation.design.design_pages import design_files
from beatwise.publication.evaluation.design.design_words import in_short
from beatwise.store.evaluation.protocol_file import PROTOCOL
from beatwise.store.whole_file import write_whole
from beatwise.store.workspace import Workspace


HEADING = """The protocol of an evaluation. Change anything here before it is locked
(beatwise lock DIR --by ROLE); after that every change is a numbered deviation."""


@dataclass(frozen=True, slots=True, eq=False)
class DesignFiles:
    """A design as written: the proposal, where, and its sentences."""

    proposal: Proposal
    out: Path
    files: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What to tell the person at the keyboard."""
        warnings = tuple(f"Take care. {line}" for line in self.proposal.protocol.warnings)
        gaps = tuple(f"Theory of change. {line}" for line in self.proposal.theory_gaps)
        return (*in_short(self.proposal), *warnings, *gaps)

    def as_json(self) -> dict[str, object]:
        """Return the shape that ``beatwise design --json`` prints."""
        document = design_page_json.as_json(self.proposal)
        return {"out": str(self.out), "files": list(self.files), **document}


def write_design(
    workspace: Workspace | Path | str,
    hot_spots: Sequence[Path],
    patrols: MonthRange,
    request: DesignRequest,
    out: Path,
    progress: Progress = lambda done, total, words: None,
) -> DesignFiles:
    """Propose a design and write ``protocol.toml``, ``design.json`` and the pages into ``out``.

    Raises what ``propose`` raises, and ``Conflict`` when ``out`` holds a locked protocol.
    """
    free_folder(Path(out))
    opened = workspace if isinstance(workspace, Workspace) else Workspace.open(Path(workspace))
    proposal = propose(opened, hot_spots, patrols, request, progress)
    files = {
        PROTOCOL: toml_text(proposal.protocol.mapping, HEADING).encode(),
        **design_files(proposal),
    }
    for name, content in files.items():
        write_whole(Path(out) / name, content)
    return DesignFiles(proposal, Path(out), tuple(files))
