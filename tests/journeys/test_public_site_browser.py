"""Every page of a filled office's public site: axe at three widths, and a checker of HTML."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page
from tests.journeys.page_faults import PICTURES, page_faults
from tests.journeys.windows import window
from tests.prepared_office import copy_tables
from tests.served import environment, python


pytestmark = pytest.mark.browser
CHECKER = Path(__file__).parents[2] / "phone" / "node_modules" / "html-validate"
WIDTHS = (1280, 390, 320)
# Pages of each kind that the second language has: words, tables, forms, drawings.
TRANSLATED = ("index.html", "plan.html", "concerns.html", "accessibility.html", "about.html")
COPY = """
import datetime as dt
from beatwise.web.accounts.models import Account
from beatwise.web.keeping.demo.demo_office import populate
from beatwise.web.publicsite import actions
from beatwise.web.publicsite.translation import Catalogue
populate()
of = {account.role: account for account in Account.objects.all()}
def publish(*catalogues):
    actions.prepare(address="https://www.example.org", day=dt.date(2026, 4, 21),
                    by=of["performance"], catalogues=catalogues)
    actions.release(by=of["governance"])
publish()
pages = os.environ["BEATWISE_TRANSLATED"].split()
# Each text a third longer than the English, as another language may be.
longer = {text: text + " o" * (len(text) // 6) for text in actions.site_texts(pages)}
months = tuple(f"mis {number}" for number in range(1, 13))
publish(Catalogue("cy", "Cymraeg", months, longer))
actions.copy(Path(os.environ["BEATWISE_COPY"]))
"""
# Matters of style: blanks at the end of a line, regions that are no section, long titles, quotes.
STYLE_RULES = ("no-trailing-whitespace", "prefer-native-element", "long-title", "attr-quotes")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages of the site as files that open from a folder."""
    folder = tmp_path_factory.mktemp("public")
    copy_tables(folder)
    given = environment(folder) | {
        "BEATWISE_COPY": str(folder / "site"), "BEATWISE_TRANSLATED": " ".join(TRANSLATED),
    }  # fmt: skip
    python(COPY, given, timeout=120)
    return sorted((folder / "site").rglob("*.html"))


@pytest.fixture
def page(browser: Any) -> Iterator[Page]:
    """A window without scripts of the site's own, with axe."""
    context = window(browser, viewport={"width": WIDTHS[0], "height": 900})
    context.add_init_script(path=AXE_FILE_PATH)
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_any_page_at_three_widths(page, site):
    """Nothing scrolls sideways, every target is large enough, nothing is asked of other sites."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wrong: dict[str, Any] = {}
    for path in site:
        page.goto(path.as_uri(), wait_until="load")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            # Colours are the same at every width.
            if faults := page_faults(page, colours=width == WIDTHS[-1]):
                wrong[f"{path.parent.name}/{path.name} at {width}"] = faults
            if PICTURES and path.name in ("index.html", "1.html", "search.html", "plan.html"):
                name = f"{path.parent.name}-{path.stem}-{width}.png"
                page.screenshot(path=Path(PICTURES) / name, full_page=True)
    assert wrong == {}
    assert len(site) > 60
    assert {path.name for path in site} >= {
        name.replace(".html", ".cy.html") for name in TRANSLATED
    }
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.context.cookies() == []


def test_html_validate_finds_nothing_on_any_page(site, tmp_path):
    """The content model of HTML5, its attributes, and ARIA: a checker that is not ours."""
    if not CHECKER.is_dir():
        if os.environ.get("CI"):
            pytest.fail("The checker of HTML is not there; run checks/node.sh.")
        pytest.skip("the checker of HTML is absent: run checks/node.sh")
    rules = {"extends": ["html-validate:recommended"], "rules": dict.fromkeys(STYLE_RULES, "off")}
    (tmp_path / "rules.json").write_text(json.dumps({"root": True, **rules}))
    folder = os.path.commonpath(site)
    words = [
        "node", str(CHECKER / "bin/html-validate.mjs"), "--formatter", "json",
        "--config", str(tmp_path / "rules.json"), folder,
    ]  # fmt: skip
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    results = json.loads(ran.stdout)
    wrong = {
        f"{Path(one['filePath']).relative_to(folder)}": {m["ruleId"]: m["message"] for m in found}
        for one in results
        if (found := one["messages"])
    }
    assert wrong == {}
    assert ran.returncode == 0, ran.stderr
