"""The demo office in Chromium: registers, passkeys, and the keyboard alone."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys.windows import window
from tests.patience import patience
from tests.served import Served, environment
from tests.served import office as run_office


pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A demo office, served by the command as people start it."""
    given = environment(tmp_path_factory.mktemp("office"))
    code, _, words = run_office(["demo"], given)
    assert code == 0, words
    served = Served(given)
    served.start()
    try:
        assert httpx.get(f"{served.base}/up/", timeout=patience(5)).text == "up\n"
        said = served.said.read_text()
        assert served.base in said
        password = re.search(r"governance@demo.example +(\S+)", said)[1]
        yield {"base": served.base, "password": password}
    finally:
        served.stop()


def _context(browser: Browser, office: dict[str, str], width: int) -> BrowserContext:
    return window(browser, base_url=office["base"], viewport={"width": width, "height": 900})


def _sign_in(page: Page, office: dict[str, str], role: str = "governance") -> None:
    page.goto("/sign-in/")
    page.get_by_label("Email").or_(page.get_by_label("Login")).first.fill(f"{role}@demo.example")
    page.locator("#id_password").fill(office["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()


def _prove(page: Page, office: dict[str, str]) -> None:
    """Give the password again where a page asks for it."""
    if "/sign-in/confirm/" in page.url:
        page.locator("#id_password").fill(office["password"])
        page.locator("main button[type=submit]").first.click()


def test_a_decision_is_made_put_forward_taken_and_published_by_three_people(browser, office):
    """The way of one decision, each step by who may take it, to the panel's eyes."""
    officer, chief = _context(browser, office, 1200), _context(browser, office, 1200)
    page = officer.new_page()
    _sign_in(page, office, "performance")
    page.goto("/registers/decisions/")
    page.get_by_role("button", name="New decision").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    page.get_by_label("Decision").first.fill("Lighting in the market square")
    for label in ("Options", "Evidence", "Equality assessment"):
        page.get_by_label(label).fill(f"{label} in words")
    page.get_by_label("Amount").fill("12,500.00")
    page.get_by_label("Date decided").fill(dt.date.today().isoformat())
    page.get_by_label("Decided by").select_option(label="Commissioner")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("£12,500.00")).to_be_visible()
    there = page.url
    page.get_by_role("button", name="Put forward").click()
    page.get_by_role("button", name="Put forward").click()
    expect(page.locator("main .govuk-tag").first).to_contain_text("Put forward")

    page = chief.new_page()
    _sign_in(page, office, "commissioner")
    page.goto(there)
    page.get_by_role("button", name="Take the decision").click()
    _prove(page, office)
    page.get_by_role("button", name="Take the decision").click()
    expect(page.locator("main .govuk-tag").first).to_contain_text("Taken")
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)

    third = _context(browser, office, 1200)
    page = third.new_page()
    _sign_in(page, office)
    page.goto(there)
    page.get_by_role("button", name="Publish").click()
    _prove(page, office)
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("main .govuk-tag").first).to_contain_text("Published")

    panel = _context(browser, office, 320)
    page = panel.new_page()
    _sign_in(page, office, "panel.reader")
    page.goto("/registers/decisions/")
    expect(page.get_by_text("Lighting in the market square").first).to_be_visible()
    for context in (officer, chief, third, panel):
        context.close()


def test_a_list_goes_out_to_a_file_and_comes_back_through_the_preview(browser, office, tmp_path):
    """Export, mend in another program, import with a preview, undo."""
    context = _context(browser, office, 1200)
    page = context.new_page()
    _sign_in(page, office)
    page.goto("/registers/advice/")
    with page.expect_download() as download:
        page.locator("a[href*='/export/csv/']").click()
    file = tmp_path / "advice.csv"
    download.value.save_as(file)
    words = file.read_text("utf-8")
    others = len(list(csv.reader(words.splitlines(keepends=True)))) - 2  # heading, changed record
    file.write_text(words.replace("Patrols past midnight", "Patrols until midnight"), "utf-8")
    page.get_by_role("link", name="Import").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text(f"0 would be made, 1 changed, {others} left")).to_be_visible()
    page.get_by_role("button", name="Import it").click()
    expect(page.get_by_text("The file was imported.")).to_be_visible()
    page.get_by_label("Why").fill("wrong file")
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("It was undone")).to_be_visible()
    page.goto("/registers/advice/")
    expect(page.get_by_text("Patrols past midnight")).to_have_count(2)
    context.close()


def test_the_keyboard_alone_is_enough(browser, office):
    """Skip link, menu, form and button are reached and worked by Tab and Enter, and focus shows."""
    context = _context(browser, office, 1200)
    page = context.new_page()
    page.goto("/sign-in/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    for words in ("governance@demo.example", office["password"]):
        while page.evaluate("document.activeElement.tagName") != "INPUT" or page.evaluate(
            "document.activeElement.value"
        ):
            page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()
    lines = _tabs_through(page, 14)
    assert {"Home", "Performance", "Scrutiny", "Money", "Office", "Search"} <= set(lines)
    while page.evaluate("document.activeElement.textContent.trim()") != "Office":
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Office")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert {"Registers", "History", "Accounts"} <= set(_tabs_through(page, 3))
    context.close()


def _tabs_through(page: Page, presses: int) -> list[str]:
    """Press Tab so often, and return the words of what it reached; focus shows each time."""
    words = []
    ring = "getComputedStyle(document.activeElement)"
    for _ in range(presses):
        page.keyboard.press("Tab")
        words.append(page.evaluate("document.activeElement.textContent.trim()"))
        shown = page.evaluate(
            f"{ring}.outlineStyle != 'none' || {ring}.boxShadow != 'none' || "
            f"{ring}.backgroundColor == 'rgb(255, 221, 0)'"
        )
        assert shown, words[-1]
    return words


INSIDE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
          "hasUserVerification": True, "isUserVerified": True,
          "automaticPresenceSimulation": True}  # fmt: skip


def test_a_passkey_signs_in_without_a_password_and_its_copy_does_not(browser, office):
    """A passkey is added, and then opens the office on its own (a virtual authenticator).

    A copy from before that sign-in opens nothing, nor does the key without asking its person; and
    the owner reads of the copy.
    """
    context = window(browser, base_url=office["base"].replace("127.0.0.1", "localhost"))
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": INSIDE})
    _sign_in(page, office, "deputy")
    page.goto("/sign-in/second-factor/webauthn/add/")
    _prove(page, office)
    page.get_by_label("Sign in with it alone, without a password").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("second-factor/(webauthn/)?$"))
    (copy,) = devtools.send("WebAuthn.getCredentials", key)["credentials"]
    _sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()
    _sign_out(page)
    devtools.send("WebAuthn.clearCredentials", key)
    devtools.send("WebAuthn.addCredential", {**key, "credential": copy})
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("was not accepted")).to_be_visible()
    devtools.send("WebAuthn.setUserVerified", {**key, "isUserVerified": False})
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto("/")
    assert "/sign-in/" in page.url
    devtools.send("WebAuthn.setUserVerified", {**key, "isUserVerified": True})
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()
    page.goto("/me/notices/")
    expect(page.get_by_text("may have been copied")).to_be_visible()
    context.close()


def _sign_out(page: Page) -> None:
    page.goto("/sign-in/out/")
    page.locator("main button[type=submit]").click()
    page.goto("/sign-in/")
