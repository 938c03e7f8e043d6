"""Every page and export of the office that can be reached by address, for each role.

``python -m checks.same_results.drivers.pages WORKSPACE OUT ROLE...``: the roles named are walked
far, all others, and a visitor, a short way. Exports are among the links.
"""

from __future__ import annotations

import sys
from pathlib import Path

from checks.same_results.drivers import office, store
from checks.same_results.drivers.walk import Walk


FAR = (140, 3)
SHORT = (8, 1)


def main(workspace: Path, out: Path, far: list[str]) -> int:
    """Walk through the office as each role and lay every answer down."""
    office.open_office(workspace)
    for browser in [office.Browser(office.PUBLIC), *office.people(workspace)]:
        count = 0
        for address, answer, _ in Walk(browser, *(FAR if browser.role in far else SHORT)):
            store.lay(out / browser.role, address, office.document(answer))
            count += 1
        print(f"{browser.role}: {count} addresses")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
