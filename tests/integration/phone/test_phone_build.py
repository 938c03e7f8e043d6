"""The phone app as it is committed: built from its sources, small, and true under misfortune."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[3]
PHONE = ROOT / "phone"
BUILT = ROOT / "src/beatwise/web/patrols/static/patrols"
MOST_BYTES = 3_000_000


def node(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Node in the app's folder; without its packages, fail under CI and skip elsewhere."""
    if not (PHONE / "node_modules" / "esbuild").is_dir():
        if os.environ.get("CI"):
            pytest.fail("The phone app's packages are not there; run checks/node.sh.")
        pytest.skip("the phone app's packages are absent: run checks/node.sh")
    return subprocess.run(
        ["node", *words],
        cwd=PHONE,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_committed_app_is_what_its_sources_build(tmp_path):
    """A build gives the committed files, byte for byte and no other."""
    ran = node("build.mjs", str(tmp_path / "built"))
    assert ran.returncode == 0, ran.stderr
    built = {path.name: path.read_bytes() for path in (tmp_path / "built").iterdir()}
    assert built == {path.name: path.read_bytes() for path in BUILT.iterdir()}


def test_the_sources_have_the_types_they_say():
    """The compiler of TypeScript finds nothing."""
    ran = node("node_modules/typescript/bin/tsc", "--noEmit")
    assert ran.returncode == 0, ran.stdout


@pytest.mark.soak
def test_shifts_of_misfortunes_lose_and_repeat_nothing(soak):
    """Seeded shifts over the app's own storage and sync code: 1,000 in the soak, else a sample."""
    ran = node("test/run.mjs", BEATWISE_CHAOS_SHIFTS=str(1000 if soak == 1 else 50))
    assert ran.returncode == 0, ran.stdout[-4000:]


@pytest.mark.soak
def test_planted_faults_are_noticed(soak):
    """A fault in the storage or sync code makes the tests fail: all in the soak, else two."""
    ran = node("test/faults.mjs", *([] if soak == 1 else ["2"]))
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_whole_app_is_far_below_three_megabytes():
    """All files of the app together, before they are packed."""
    assert sum(path.stat().st_size for path in BUILT.iterdir()) < MOST_BYTES / 10


def test_the_app_asks_no_other_machine_for_anything():
    """No address of another machine is in the app, except names of formats."""
    for path in (BUILT / "app.js", BUILT / "app.css", BUILT / "worker.js", BUILT / "index.html"):
        addresses = set(re.findall(r"https?://[^\s\"'`)]+", path.read_text(encoding="utf-8")))
        assert {a for a in addresses if not a.startswith("http://www.w3.org/")} == set()


def test_the_worker_keeps_every_file_of_the_app():
    """Each file that the app needs without a signal is in the worker's list."""
    worker = (BUILT / "worker.js").read_text(encoding="utf-8")
    needed = {p.name for p in BUILT.iterdir()} - {"index.html", "worker.js", "README"}
    assert {name for name in needed if f'"{name}"' not in worker} == set()
    assert '"./"' in worker


def test_the_lock_names_no_registry():
    """The lock has each package's hash and no address to fetch it from."""
    lock = json.loads((PHONE / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: row for name, row in lock["packages"].items() if name}
    assert all("integrity" in row and "resolved" not in row for row in packages.values())


def test_every_word_that_the_app_uses_is_in_the_file_of_words_and_every_word_is_used():
    """No word of the file is missing or left over."""
    table = json.loads((PHONE / "src/words.en.json").read_text(encoding="utf-8"))
    text = "\n".join(p.read_text(encoding="utf-8") for p in (PHONE / "src").rglob("*.ts*"))
    exact = set(re.findall(r'"([a-z]+\.[a-z_0-9]+)"', text))
    begun = set(re.findall(r"`([a-z]+\.(?:[a-z]+_)?)\$\{", text))
    used = {
        name
        for name in table
        if name in exact
        or name.rsplit("_", 1)[0] in exact
        or any(name.startswith(b) for b in begun)
    }
    assert set(table) - used == set()
    assert {n for n in exact if n.split(".")[0] in {k.split(".")[0] for k in table}} <= (
        set(table) | {name.rsplit("_", 1)[0] for name in table}
    )


def test_no_screen_has_words_of_its_own():
    """Between the tags of a screen stand no letters: a translator finds all words in one file."""
    for path in (PHONE / "src/screens").glob("*.tsx"):
        text = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        loose = re.findall(r"<[a-z0-9]+[^<>{}=]*>\s*([A-Za-z][^<>{}]*)</", text)
        assert loose == [], path.name
