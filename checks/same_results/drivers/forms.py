"""Every form of the office, sent as it stands and sent with words in its empty lines.

``python -m checks.same_results.drivers.forms WORKSPACE OUT ROLE...``: what is refused is said in
the same words, and what is taken leaves the same records (back them up afterwards).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from checks.same_results.drivers import office, store
from checks.same_results.drivers.links import Form, local
from checks.same_results.drivers.walk import Walk


WAY = (2, 1)
EXCEPTIONS = ("/sign-in/", "/me/sessions/", "/accounts/")


def main(workspace: Path, out: Path, roles: list[str]) -> int:
    """Send the forms as each role."""
    office.open_office(workspace)
    for browser in office.people(workspace):
        if browser.role in roles:
            forms = reachable(browser)
            for address, form in forms.items():
                send(browser, address, form, out / browser.role)
            print(f"{browser.role}: {len(forms)} forms")
    return 0


def reachable(browser: office.Browser) -> dict[str, Form]:
    """Return the forms that change something, by where they are and go."""
    forms: dict[str, Form] = {}
    for address, _, page in Walk(browser, *WAY):
        for number, form in enumerate(page.forms if page else ()):
            if form.method == "post" and not form.action.startswith(EXCEPTIONS):
                forms.setdefault(f"{address} {number}", form)
    return forms


def send(browser: office.Browser, address: str, form: Form, out: Path) -> None:
    """Send one form twice and lay both answers down, each with the page that it leads to."""
    fields: dict[str, dict[str, Any]] = {
        "as-it-stands": form.values,
        "with-words": form.with_words(),
    }
    for way, values in fields.items():
        answer = browser.post(form.action, dict(values))
        body = office.document(answer)
        if next_address := local(form.action, answer.headers.get("Location", "")):
            body += office.document(browser.get(next_address))
        store.lay(out / way, address, body)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
