"""Compare what two source trees give, byte for byte.

``python -m checks.same_results --before TREE --after TREE`` runs the same cases on one tree after
the other, in one scratch folder, and prints a table; the exit code is 1 when anything differs and 2
when nothing could be compared. A tree is a folder with ``src`` and ``examples``; its commands are
run by the Python that runs this.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from checks.same_results import report, rules, runs
from checks.same_results.case import Case
from checks.same_results.cases import cases, with_needs
from checks.same_results.runs import Side


SCRATCH = Path(tempfile.gettempdir()) / "same-results"


def main() -> int:
    """Run, compare and print; return 0 when all is the same."""
    options = _parser().parse_args()
    if options.rules:
        print("\n".join(rules.sentences()))
        return 0
    if not (options.before or options.after):
        _parser().error("name a tree with --before or --after")
    try:
        selection = with_needs(options.only, cases())
        with tempfile.TemporaryDirectory() as temporary:
            sides = _sides(options, selection, options.keep or Path(temporary))
            return report.show(selection, *sides, most=options.most) if len(sides) == 2 else 0
    except (LookupError, OSError) as error:
        print(f"Nothing was compared: {error}", file=sys.stderr)
        return 2


def _sides(options: argparse.Namespace, selection: tuple[Case, ...], keep: Path) -> list[Side]:
    """Return the outputs of each tree that was named, run now or kept."""
    sides = []
    scratch = options.scratch
    if options.before_outputs:
        sides.append(Side.read(options.before_outputs))
        scratch = Path(sides[0].scratch)
    with runs.alone(scratch):
        for name in ("before", "after"):
            if tree := getattr(options, name):
                print(f"Running {name}", file=sys.stderr)
                for line in runs.run(tree, selection, scratch, keep / name):
                    print(f"  {line}", file=sys.stderr)
                sides.append(Side.read(keep / name))
    return sides


def _parser() -> argparse.ArgumentParser:
    """Return the options that the command takes."""
    parser = argparse.ArgumentParser("python -m checks.same_results", description=__doc__)
    before = parser.add_mutually_exclusive_group()
    before.add_argument("--before", type=Path, metavar="TREE", help="the tree as it was")
    before.add_argument(
        "--before-outputs", type=Path, metavar="DIR", help="its outputs, from an earlier --keep"
    )
    parser.add_argument("--after", type=Path, metavar="TREE", help="the tree as it is now")
    parser.add_argument("--only", nargs="+", default=[], metavar="CASE", help="and what they need")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="for DIR/before and DIR/after")
    parser.add_argument("--most", type=int, default=5, help="differences shown of each case")
    parser.add_argument("--scratch", type=Path, default=SCRATCH, help="the folder to run in")
    parser.add_argument("--rules", action="store_true", help="list what is left out, and why")
    return parser


if __name__ == "__main__":
    sys.exit(main())
