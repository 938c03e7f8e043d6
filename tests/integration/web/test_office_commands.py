"""The office's commands say what is wrong before they make or print anything."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

from tests.patience import patience
from tests.prepared_office import copy_tables
from tests.served import environment, office, office_process, python


def test_a_check_of_no_office_makes_none(tmp_path):
    """Where there is no office, check and backup say so, and leave nothing behind."""
    folder = tmp_path / "nowhere"
    for words in (["check"], ["backup", str(tmp_path / "kept.zip")]):
        code, document, said = office([*words, "--workspace", str(folder)], environment(tmp_path))
        assert code == 11, said
        assert document["error"] == "MissingData"
        assert "create-admin" in document["next_step"]
        assert not folder.exists()


def test_a_taken_port_is_said_before_anything_is_printed(tmp_path):
    """Serving on a port that another program has prints no address and no password."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = subprocess.run(
            [sys.executable, "-m", "beatwise", "serve", "--port", str(port), "--workspace",
             str(tmp_path)],
            env=environment(tmp_path), capture_output=True, text=True, check=False,
            timeout=patience(60),
        )  # fmt: skip
    assert ran.returncode == 13, ran.stderr
    assert f"port {port} is taken" in ran.stderr
    assert f"--port {port + 1}" in ran.stderr
    assert "The office is at" not in ran.stdout + ran.stderr
    assert not (tmp_path / "office").exists()


GUIDE = (Path(__file__).parents[3] / "docs/how-to/add-a-register.md").read_text("utf-8")
ADMIN = """
from beatwise.web.accounts import actions
actions.make(email="you@office.example", role="governance", by=None)
"""
FIRST_PERMIT = """
import datetime as dt
from beatwise.web.accounts.models import Account
from beatwise.web.registers import actions
from beatwise.web.registers.own_definitions.known import definition
by = Account.objects.get(email="you@office.example")
values = {"plate": "AB12 CDE", "from_day": "2026-01-05", "weeks": 8}
row = actions.make(register=definition("own_parking"), values=values, by=by)
print(row.number, row.values["fee"])
"""


def _words(words: list[str], given: dict[str, str]) -> tuple[int, str]:
    ran = office_process(words, given)
    return ran.returncode, ran.stdout + ran.stderr


def test_the_guide_to_a_register_followed_word_for_word_ends_in_a_working_one(tmp_path):
    """Write the file, break it as the guide does, mend it, load it, make the first record."""
    copy_tables(tmp_path)
    given = environment(tmp_path)
    python(ADMIN, given)
    file = tmp_path / "parking.toml"
    document = GUIDE.partition("```toml\n")[2].partition("```")[0]
    file.write_text(document.replace("weeks * £2.50", "weeks * plate"), "utf-8")
    code, words = _words(["check-register", str(file)], given)
    assert code != 0
    printed = next(
        line for line in GUIDE.splitlines() if line.startswith("parking.toml, [[fields]]")
    )
    assert printed.removeprefix("parking.toml") in words
    file.write_text(document, "utf-8")
    code, words = _words(["check-register", str(file)], given)
    assert code == 0, words
    assert f"says `{words.strip()}`" in GUIDE
    own = ["--workspace", str(tmp_path), "--by", "you@office.example"]
    code, words = _words(["load-register", str(file), *own], given)
    assert (code, words.strip()) == (0, "Loaded Parking permits, version 1.")
    assert python(FIRST_PERMIT, given).split() == ["1", "2000"]
    code, words = _words(["load-register", str(file), *own], given)
    assert code != 0
    assert "this register is there already" in words


def test_a_definition_under_a_name_that_no_own_register_has_is_told_so(tmp_path):
    """The check says what loading would; a file in another encoding is told how to save it."""
    document = GUIDE.partition("```toml\n")[2].partition("```")[0]
    file = tmp_path / "parking.toml"
    file.write_text(document.replace("own_parking", "parking"), "utf-8")
    code, words = _words(["check-register", str(file)], environment(tmp_path))
    assert (code, "begin with own_" in words) == (10, True)
    file.write_text(document, "utf-16")
    code, words = _words(["check-register", str(file)], environment(tmp_path))
    assert (code, "encoding UTF-8" in words) == (10, True)
    code, words = _words(["check-register", str(tmp_path / "no.toml")], environment(tmp_path))
    assert (code, "no such file" in words) == (11, True)


def test_areas_of_a_file_are_drawn_under_maps(tmp_path):
    """The command reads boundaries in any of their forms, and says how many areas there are."""
    copy_tables(tmp_path)
    given = environment(tmp_path)
    python(ADMIN, given)
    square = [[-1.2, 52.6], [-1.0, 52.6], [-1.0, 52.8], [-1.2, 52.8], [-1.2, 52.6]]
    areas = [{"type": "Feature", "properties": {"name": "Northtown"},
              "geometry": {"type": "Polygon", "coordinates": [square]}}]  # fmt: skip
    file = tmp_path / "areas.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": areas}), "utf-8")
    own = ["--workspace", str(tmp_path), "--by", "you@office.example", "--label", "name"]
    code, words = _words(["load-outlines", str(file), *own], given)
    assert code == 0, words
    assert "show 1 area now" in words
    rows = python("from beatwise.web.registers.models import OutlineRow\n"
                  "print(*[(r.name, r.source, len(r.rings[0])) for r in OutlineRow.objects.all()])",
                  given)  # fmt: skip
    assert rows.strip() == "('Northtown', 'areas.geojson', 5)"
