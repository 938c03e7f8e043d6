"""Run every workload and write ``benchmarks/RESULTS.md`` with the machine it ran on.

``python -m benchmarks`` runs all; ``python -m benchmarks knox density`` runs those and keeps the
other rows; ``--soak`` runs the long simulations instead (files named ``soak_*.py``).
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import sys
from importlib import import_module
from pathlib import Path
from typing import Any


HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
COLUMNS = ("work", "ours", "peer", "ratio", "memory_mb", "target", "met", "note")
MARK = "<!-- rows: "


def main() -> None:
    """Run the named workloads (all by default) and rewrite the results page."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # programs start as where they are installed
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    soak = "--soak" in sys.argv[1:]
    known = sorted(
        path.stem
        for path in HERE.glob("*.py")
        if not path.stem.startswith("_") and path.stem.startswith("soak_") == soak
    )
    for name in words or known:
        print(f"running {name}", file=sys.stderr, flush=True)
        made = import_module(f"benchmarks.{name}").run()
        rows = {**kept_rows(), name: made}  # read now: another run may have written meanwhile
        RESULTS.write_text(page(rows), encoding="utf-8", newline="\n")
    print(page(kept_rows()))


def kept_rows() -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the last run, so that one workload can be measured again alone."""
    if not RESULTS.exists():
        return {}
    for line in RESULTS.read_text(encoding="utf-8").splitlines():
        if line.startswith(MARK):
            return json.loads(line.removeprefix(MARK).removesuffix(" -->"))
    return {}


def page(rows: dict[str, list[dict[str, Any]]]) -> str:
    """Return the results page."""
    lines = [
        "# Measured speed and memory",
        "",
        f"Machine: {machine()}. Last run {dt.datetime.now(dt.UTC):%Y-%m-%d}.",
        "Written by `make bench` (and `make soak`). Ours and the peer alternate in one run; times",
        "are medians. First calls after an install, which compile, are reported apart.",
        "",
        "| " + " | ".join(COLUMNS) + " |",
        "|" + "---|" * len(COLUMNS),
    ]
    for name in sorted(rows):
        for row in rows[name]:
            lines.append("| " + " | ".join(cell(row.get(key)) for key in COLUMNS) + " |")
    return "\n".join([*lines, "", f"{MARK}{json.dumps(rows)} -->", ""])


def cell(value: object) -> str:
    """Return one table cell."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "**no**"
    if isinstance(value, float):
        return f"{value:.3g}"
    return str(value).replace("|", "/")


def machine() -> str:
    """Describe the machine in one line, without its name."""
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f", {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB"
    return (
        f"{os.cpu_count()} cores{memory}, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


if __name__ == "__main__":
    main()
