"""A month of plans for seven towns and 60 people on streets, files and pocket cards included."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path


EXAMPLE = Path(__file__).parents[1] / "examples" / "market-towns"
CHILD = """
import json, sys, time
from benchmarks._measure import peak_mb
from beatwise.journeys.plan_patrols import plan
out, team, *lists = sys.argv[1:]
started = time.perf_counter()
made = plan(lists, team, "2027-04-01", "2027-04-30", 8000, out=out, time_limit=110)
print(json.dumps({
    "seconds": time.perf_counter() - started,
    "mb": peak_mb(),
    "shifts": len(made.plan.shifts), "hours": made.plan.hours, "visits": made.plan.visits,
    "covered": made.plan.covered, "same": made.plan.predictability, "loss": made.plan.jitter_loss,
    "faults": sum(len(s.faults) for s in made.plan.shifts), "files": len(made.files),
    "cards": sum(name.endswith(".pdf") for name in made.files), "unmet": len(made.plan.unmet)}))
"""


def team_of_sixty(path: Path) -> None:
    """Write the example's team with 60 people instead of its own."""
    text = (EXAMPLE / "team.toml").read_text(encoding="utf-8")
    towns = re.findall(r'beat = "(\w+)"\nname', text)
    people = []
    for k in range(60):
        beats = json.dumps([towns[(k + step) % 7] for step in (0, 1, 3)])
        employer = ("police", "council")[k % 2]
        people.append(
            f'[[person]]\nid = "X{k:02d}"\nemployer = "{employer}"\nrole = "patroller"\n'
            f'skills = ["patrol"]\nbeats = {beats}\nhome_beat = "{towns[k % 7]}"\n'
        )
    path.write_text(text[: text.index("[[person]]")] + "\n".join(people), encoding="utf-8")


def run() -> list[dict]:
    """Return the one row."""
    with tempfile.TemporaryDirectory() as folder:
        team = Path(folder) / "team.toml"
        team_of_sixty(team)
        lists = [str(path) for path in sorted((EXAMPLE / "hotspots").glob("*.geojson"))]
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(Path(folder) / "out"), str(team), *lists],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        whole = time.perf_counter() - started
    got = json.loads(done.stdout.splitlines()[-1])
    return [
        {
            "work": "a month of plans, seven towns, 60 people, 8,000 hours",
            "ours": round(whole, 1),
            "peer": None,
            "ratio": None,
            "memory_mb": round(got["mb"]),
            "target": "≤ 120 s, ≤ 1,500 MB",
            "met": bool(whole <= 120 and got["mb"] <= 1500 and not got["faults"]),
            "note": f"{got['shifts']} shifts, {got['visits']:,} visits, {got['faults']} faults, "
            f"{got['cards']} pocket cards; {100 * got['covered']:.0f} % of offered risk; same "
            f"start on {100 * got['same']:.0f} % of pairs of days, "
            f"{100 * (got['loss'] or 0):.1f} % of risk lost to it",
        }
    ]


if __name__ == "__main__":
    for line in run():
        print(line)
