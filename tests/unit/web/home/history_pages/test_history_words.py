"""Every action that the history can hold has words, here or in the app that it belongs to."""

from __future__ import annotations

import re
from pathlib import Path

from beatwise.web.home.history_pages.history_words import DID


WEB = Path(__file__).parents[5] / "src" / "beatwise" / "web"
WRITTEN = re.compile(r"(?:audit\.(?:write|Line)|save_change)\(\s*(?:row, )?\"([a-z]+\.[a-z_]+)\"")
# Of these the app's own presenters have the words.
OF_APPS = {"record", "measure", "observation", "commentary", "chart", "action", "change", "meeting"}


def test_every_action_of_the_history_has_words():
    """An action that is written anywhere in the office is named in the table, or by its app."""
    written = {
        action for file in WEB.rglob("*.py") for action in WRITTEN.findall(file.read_text("utf-8"))
    }
    assert len(written) > 60
    lacking = {each for each in written if each not in DID and each.split(".")[0] not in OF_APPS}
    assert lacking == set()
