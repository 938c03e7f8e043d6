"""A worker that is killed within a long import: a real process, on both engines."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from tests.patience import patience
from tests.prepared_office import prepared
from tests.served import python


# One person, and a file of decisions that the worker is to import.
WORLD = """
import csv, io
from beatwise.accountability.registers.read_toml import definition
from beatwise.web.accounts.models import Account
from beatwise.web.imports import batches
from beatwise.web.imports.models import Batch, Run
from beatwise.web.imports.runs import run_requests
from beatwise.web.registers.imports import Records
by = Account.objects.create(email="g@office.example", role="governance")
made = definition("decisions")
out = io.StringIO()
writer = csv.DictWriter(out, ["Number", "State", *(f.label for f in made.fields)])
writer.writeheader()
writer.writerows({"Decision": f"Grant {n} for Exmouth"} for n in range(ROWS))
content = out.getvalue().encode()
assert run_requests.is_long("many.csv", content)
batch = batches.keep(Records(made), name="many.csv", content=content, by=by)
run_requests.import_all(Records(made), batch=batch, by=by)
"""
# Wait until so many rows are made and it is not over; say how many that was.
FAR = """
import time
from beatwise.web.imports.models import Run
while True:
    run = Run.objects.get()
    if run.imported > MORE_THAN or run.state != Run.WAITING:
        break
    time.sleep(0.02)
print(run.imported)
"""
STATE = """
import json
from beatwise.web.imports.models import Run
from beatwise.web.keeping.check import check
from beatwise.web.registers.models import Record
run = Run.objects.get()
titles = list(Record.objects.order_by("number").values_list("values__title", flat=True))
print(json.dumps({
    "state": run.state, "imported": run.imported, "seen": len(titles),
    "stored": Record._base_manager.count(),
    "in_order": titles == [f"Grant {n} for Exmouth" for n in range(len(titles))],
    "faults": [f for faults in check().faults.values() for f in faults],
}))
"""


@pytest.mark.soak
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_worker_killed_twice_within_an_import_loses_and_shows_nothing(engine, tmp_path, soak):
    """After each kill no row is seen and all is sealed; the third worker makes only the rest.

    20,000 rows in the long run, 2,500 otherwise.
    """
    rows = max(2_500, round(20_000 * soak))
    with prepared(tmp_path, engine) as given:
        python(f"ROWS = {rows}\n" + WORLD, given)
        far = 0
        for _ in range(2):
            worker = _worker(given)
            far = int(python(f"MORE_THAN = {far}\n" + FAR, given, timeout=120))
            worker.kill()
            worker.communicate()
            state = json.loads(python(STATE, given))
            assert state["imported"] >= far
            assert (state["seen"], state["faults"]) == (0, [])
            assert state["stored"] == state["imported"]
            assert 0 < state["stored"] < rows or state["state"] == "waiting"
            far = state["imported"]
        worker = _worker(given, "--until-empty")
        worker.communicate(timeout=patience(300))
        state = json.loads(python(STATE, given))
    assert (state["state"], state["faults"]) == ("done", [])
    assert (state["seen"], state["stored"], state["in_order"]) == (rows, rows, True)


def _worker(given: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "beatwise", "worker", *words], env=given, stderr=subprocess.PIPE
    )
