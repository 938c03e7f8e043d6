"""Write ``docs/reference/systems.md`` from the definitions: what carries each system of the papers.

A system stands there only with the test that opens it with data.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from beatwise.accountability.catalogue.systems import DASHBOARD, MEASURES, PAGE, REGISTER, systems
from beatwise.accountability.measures.measure_set import set_titles
from beatwise.accountability.registers.read_toml import definitions
from checks.names import ROOT


TARGET = ROOT / "docs" / "reference" / "systems.md"
TESTS = {
    REGISTER: "tests/integration/web/test_every_register.py",
    MEASURES: "tests/integration/web/test_every_system.py",
    DASHBOARD: "tests/integration/web/test_every_system.py",
    PAGE: "tests/integration/web/test_every_system.py",
}
HEAD = """# Systems

What carries each system that the panel's papers describe or ask for, by its number in the
catalogue. The page is written by `python -m checks.systems` from `data/systems.toml`, the registers
and their examples; a test fails when it is behind. A system stands here only when a test opens it,
filled, on both databases: a register with its list, records, form, files and API, a dashboard with
values of its measures, a page of an app. Hot spots, patrols, money and publishing have pages of
their own.

| no. | system | carried by | walked by |
|---|---|---|---|
"""


def main() -> int:
    """Write the page, or with ``--check`` say whether it is up to date."""
    words = HEAD + "\n".join(rows()) + "\n"
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != words:
            print("docs/reference/systems.md is behind the definitions: python -m checks.systems.")
            return 1
        print("Systems: up to date.")
        return 0
    TARGET.write_text(words, encoding="utf-8", newline="\n")
    return 0


def rows() -> Iterator[str]:
    """Yield a line of the table for each system."""
    for each in systems():
        carriers = ", ".join(_words(carrier) for carrier in each.carriers)
        kinds = [carrier.partition(":")[0] for carrier in each.carriers]
        tests = ", ".join(f"`{test}`" for test in dict.fromkeys(TESTS[kind] for kind in kinds))
        yield f"| {each.number} | {each.title} | {carriers} | {tests} |"


def _words(carrier: str) -> str:
    kind, _, name = carrier.partition(":")
    if kind == REGISTER:
        return f"register *{definitions()[name].title}*"
    if kind == MEASURES:
        return f"measures *{set_titles()[name]}*"
    return f"{kind} `{name}`"


if __name__ == "__main__":
    sys.exit(main())
