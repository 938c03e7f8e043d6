"""The office's half of the fault drill: a demo office with a backup, and ways to damage both.

An office has an anchor outside it, as its how-to asks. Damage to its database must be found by
``office check --anchor``, which names the row where one row was damaged; a damaged backup must be
refused, or give the very records. Bytes that no record lies in may be damaged without a word.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks import _office_damages as ways
from benchmarks._backup_damages import OF_BACKUPS
from benchmarks._fault_drill import GOOD_CODES, Answer, Trial, ask_parted
from benchmarks._office_places import load, point_to


_RESTORE = re.compile(r"beatwise (office restore BACKUP [^\n\"]*)")
_MEMBERS = ("office.sqlite3", "secret.key", "signing.key", "signing.pub")


class OfficeHalf:
    """A demo office on SQLite; ``folder`` is emptied and filled."""

    name = "office"

    def __init__(self, folder: Path):
        self._sound, self._place = folder / "sound-office", folder / "damaged-office"
        self._back, self.anchor = folder / "restored-office", folder / "anchor.json"
        self.spare = ways.Spare(
            older=folder / "older.sqlite3",
            other=folder / "other-office" / "office" / "office.sqlite3",
            other_backup=folder / "other.zip",
            other_key=folder / "other-office" / "office" / "signing.key",
        )
        self._backup, self._damaged_backup = folder / "office.zip", folder / "damaged.zip"
        self._fill(folder)
        load(self.empty.parent.parent)
        self._right = self._restored(self._backup)
        assert self._right.code == 0, self._right.err

    def trial(self, seed: int) -> Trial:
        """Damage the office or its backup by this seed and return what came of it."""
        chance, done = random.Random(seed), Trial(seed)
        of_backup = chance.random() < 0.3
        kinds = OF_BACKUPS if of_backup else ways.OF_OFFICES
        damages = chance.sample(list(kinds), chance.choice((1, 1, 1, 2)))
        target = self._copy_backup() if of_backup else self._copy_office()
        names = []
        for damage in damages:
            with contextlib.suppress(Exception):  # what another has spoilt cannot be damaged again
                result = damage.do(target, chance, self.spare)
                done.damages.append(f"{damage.name}: {result.words}")
                names.append(result.name)
        if of_backup:
            self._judge_backup(done)
        elif done.damages:
            sure = any(damage.sure for damage in damages) and len(done.damages) == len(damages)
            self._judge_office(done, sure=sure, name=names[0] if len(names) == 1 else "")
        return done

    def _judge_office(self, done: Trial, *, sure: bool, name: str) -> None:
        found = self._ask(["office", "check", "--anchor", str(self.anchor), "--json"], self._place)
        _judge_code(found, done)
        done.seen += found.code != 0
        again = self._backed_up()
        _judge_code(again, done)
        same = again.code == 0 and json.loads(again.out) == json.loads(self._right.out)
        if found.code == 0 and (sure or not same):
            done.faults.append("damage that office check does not see")
        words = found.out + found.err
        if name and found.code != 0 and name not in words:
            done.faults.append(f"'{name}' is not named: {words[-600:]}")
        if found.code != 0:
            self._mend(words, done)

    def _mend(self, words: str, done: Trial) -> None:
        """Bring the backup back with the command that was printed, into an empty office."""
        done.mendable = True
        printed = _RESTORE.search(words)
        if printed is None:
            done.faults.append(f"no command that mends is printed: {words[-400:]}")
            return
        given = {
            "BACKUP": str(self._backup),
            "signing.pub": str(self._sound / "office" / "signing.pub"),
            "NEW_FOLDER": str(self._back),
        }
        self._empty_again()
        command = [given.get(word, word) for word in shlex.split(printed[1])]
        again = ask_parted([*command, "--json"], partial(point_to, self._back))
        if again.code != 0 or again.out != self._right.out:
            done.faults.append(f"not mended ({again.code}): {again.err[-400:]}")
        else:
            done.mended = True

    def _judge_backup(self, done: Trial) -> None:
        found = self._restored(self._damaged_backup)
        _judge_code(found, done)
        done.seen += found.code != 0
        if found.code == 0 and found.out != self._right.out:
            done.faults.append("a damaged backup was restored with other records")
        if found.code != 0:
            left = ways.count(self._back / "office" / "office.sqlite3", "history_change")
            if left:
                done.faults.append(f"a refused backup left {left} changes behind")

    def _backed_up(self) -> Answer:
        return self._ask(
            ["office", "backup", str(self._place / "again.zip"), "--json"], self._place
        )

    def _empty_again(self) -> None:
        shutil.rmtree(self._back, ignore_errors=True)
        (self._back / "office").mkdir(parents=True)
        shutil.copy2(self.empty, self._back / "office" / "office.sqlite3")

    def _restored(self, backup: Path) -> Answer:
        self._empty_again()
        key = self._sound / "office" / "signing.pub"
        words = ["office", "restore", str(backup), "--key", str(key), "--json"]
        return self._ask(words, self._back)

    def _copy_office(self) -> Path:
        shutil.rmtree(self._place, ignore_errors=True)
        (self._place / "office").mkdir(parents=True)
        for name in _MEMBERS:
            shutil.copy2(self._sound / "office" / name, self._place / "office" / name)
        return self._place / "office" / "office.sqlite3"

    def _copy_backup(self) -> Path:
        shutil.copy2(self._backup, self._damaged_backup)
        return self._damaged_backup

    def _ask(self, words: list[str], workspace: Path) -> Answer:
        return ask_parted([*words, "--workspace", str(workspace)], partial(point_to, workspace))

    def _fill(self, folder: Path) -> None:
        """Make the office, an older copy of it, an empty one, and another office."""
        other = folder / "other-office"
        run = partial(_run, folder)
        run("office", "create-admin", "a@b.example", "--workspace", str(other))
        run("office", "backup", str(self.spare.other_backup), "--workspace", str(other))
        run("office", "demo", "--workspace", str(self._sound))
        shutil.copy2(self._sound / "office" / "office.sqlite3", self.spare.older)
        run("office", "create-admin", "late@b.example", "--workspace", str(self._sound))
        run("office", "anchor", str(self.anchor), "--workspace", str(self._sound))
        run("office", "backup", str(self._backup), "--workspace", str(self._sound))
        self.empty = folder / "empty-office" / "office" / "office.sqlite3"
        missing = str(folder / "no.zip")
        _run(folder, "office", "restore", missing, "--unsigned", "a drill",
             "--workspace", str(folder / "empty-office"), code=11)  # fmt: skip


def _judge_code(found: Answer, done: Trial) -> None:
    if found.code not in GOOD_CODES or "Traceback" in found.err:
        done.faults.append(f"ended with {found.code}: {found.err[-500:]}")
    if found.code != 0 and not (found.err + found.out).strip():
        done.faults.append("refused without a word")


def _run(folder: Path, *words: str, code: int = 0) -> None:
    given = {k: v for k, v in os.environ.items() if not k.startswith(("BEATWISE_", "DJANGO_"))}
    given |= {
        "BEATWISE_ADMIN_PASSWORD": "three unusual words",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    ran = subprocess.run(
        [sys.executable, "-m", "beatwise", *words],
        env=given, cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode != code:
        raise RuntimeError(f"{words} ended with {ran.returncode}: {ran.stderr}")
