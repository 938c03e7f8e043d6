"""What the page on security lists, held against the code: keys, chance, lines to elsewhere."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path


ROOT = Path(__file__).parents[3]
WEB = ROOT / "src" / "beatwise" / "web"
PAGE = ROOT / "docs" / "reference" / "security.md"
# Who draws what, and the line of *Keys and hashes* that says so. Codes that a person types are
# shorter than a key, and end after a few tries or minutes.
DRAWN = {
    "settings/place.py": ("the office's secret", 64),
    "accounts/actions.py": ("tokens of the API", 32),
    "accounts/enrolment/password_links.py": ("links for a password", 32),
    "pages/form_data/kept_forms.py": ("addresses of kept forms", 24),
    "tasks/choices.py": ("keys of feeds", 32),
    "history/erasable.py": ("random letters in what can be erased", 24),
    "patrols/phones/phone_keys.py": ("keys of phones and trackers", 32),
    "settings/public.py": ("the public site's secret", 64),
}
TYPED = {"accounts/enrolment/password_links.py", "patrols/phones/phone_keys.py"}
# Every part that opens a line to another program, and what *What it talks to* calls it.
LINES = {
    "letters/handing_over.py": "mail server",
    "imports/virus_scan.py": "clamd",
    "keeping/timestamps.py": "authority of time",
    "accounts/organisation.py": "`BEATWISE_OIDC_SERVER`",
    "http_server.py": "A browser or program that asks it",
}
NETWORK = {"socket", "ssl", "smtplib", "http", "urllib.request", "requests", "httpx", "ftplib",
           "asyncio", "socketserver", "xmlrpc", "urllib3", "aiohttp", "telnetlib"}  # fmt: skip
ERRORS_ALONE = {"patrols/live/welfare_watch.py"}  # knows what a mail server may raise


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(WEB.rglob("*.py")):
        name = file.relative_to(WEB).as_posix()
        if not name.startswith("keeping/demo/"):
            yield name, ast.parse(file.read_text("utf-8"))


def _section(title: str) -> str:
    words = PAGE.read_text("utf-8").partition(f"\n## {title}\n")[2]
    return words.partition("\n## ")[0]


def _calls(tree: ast.Module, of: str) -> Iterator[tuple[str, list[ast.expr]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            module = node.func.value
            if isinstance(module, ast.Name) and module.id == of:
                yield node.func.attr, node.args


def test_every_secret_is_long_random_and_in_the_inventory():
    """ASVS 11.1.2 and 11.5.1: drawn from the system's source, 128 bits at least, and listed."""
    found, typed = {}, set()
    for name, tree in _trees():
        for call, args in _calls(tree, "secrets"):
            if call == "choice":
                typed.add(name)
                continue
            assert call in ("token_urlsafe", "token_bytes", "token_hex"), (name, call)
            [size] = args
            assert isinstance(size, ast.Constant), name
            assert size.value >= 16, name
            found[name] = size.value
    assert found == {name: size for name, (_, size) in DRAWN.items()}
    assert typed == TYPED
    lines = _section("Keys and hashes").splitlines()
    for words, size in DRAWN.values():
        [line] = [each for each in lines if each.startswith(f"| {words}")]
        assert f"{size * 8}" in line, line
    assert [each for each in lines if each.startswith("| codes that enrol a phone")]


def test_nothing_secret_is_drawn_from_a_predictable_source():
    """ASVS 11.5.1: the made-up values of a demo aside, no part of the office imports ``random``."""
    for name, tree in _trees():
        for node in ast.walk(tree):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {"random", "numpy", "numpy.random"} & set(names), name


def test_no_part_talks_to_anyone_but_those_that_are_listed():
    """ASVS 13.1.1, 13.2.4 and 13.2.5: who opens a line, and that the page says to whom."""
    found = set()
    for name, tree in _trees():
        for node in ast.walk(tree):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(n in NETWORK or n.partition(".")[0] in NETWORK - {"urllib"} for n in names):
                found.add(name)
    assert found - ERRORS_ALONE == set(LINES)
    said = " ".join(_section("What it talks to").split())
    for words in LINES.values():
        assert words in said, words


def test_no_line_is_opened_without_a_look_at_the_certificate():
    """ASVS 12.3.2: nothing turns the check of a certificate or of its name off."""
    for name, tree in _trees():
        for node in ast.walk(tree):
            words = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
            assert not words.endswith(("CERT_NONE", "CERT_OPTIONAL", "_unverified_context")), name
            assert not words.endswith(("ssl.wrap_socket", "disable_warnings")), name
            if isinstance(node, ast.keyword) and node.arg in ("verify", "check_hostname"):
                assert ast.unparse(node.value) != "False", name
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).endswith(
                (".check_hostname", ".verify", ".verify_mode")
            ):
                raise AssertionError(name)


def test_each_registers_rules_say_who_sees_and_changes_which_fields(office):
    """ASVS 8.1.2: the page names the roles, and what is open to the panel."""
    from beatwise.accountability import roles
    from beatwise.accountability.registers.read_toml import definitions

    ends, commissioner = 0, office.account("commissioner")
    for register in definitions().values():
        # Complaints about the commissioner are kept from the commissioner.
        reader = "commissioner" if register.reads(commissioner) else register.owner
        page = office.client(reader).get(f"/registers/{register.slug}/rules/").content.decode()
        rows = dict(re.findall(r"<dt[^>]*>([^<]+)</dt><dd[^>]*>([^<]+)</dd>", html.unescape(page)))
        title = {name: role.title for name, role in roles.table().items()}
        wanted = {title[name] for name in {*register.writers, register.owner}}
        assert set(rows["Makes and changes records"].split(", ")) == wanted
        assert title[reader] in rows["Every record, every field"].split(", ")
        public = [row for row in rows if row.startswith("Records in the state ")]
        part = {*register.writers, register.owner, *register.confidential_to}
        outside = {n for n in register.readers if roles.table()[n].sees == roles.PUBLISHED} - part
        outside |= {*register.published_to} & {*register.readers}
        if register.aggregates:  # counts about people, which the other readers see published alone
            outside = {*register.readers, *part} - {*register.aggregates.exact_to}
        shows = any(s.public for s in register.states)
        assert bool(public) == bool(outside and shows)
        for row in public:
            ends += 1
            fields = row.partition(", and of these: ")[2]
            assert fields == ", ".join(f.label for f in register.fields if f.public)
            assert set(rows[row].split(", ")) == {title[name] for name in outside}
    assert ends


def test_nobody_closes_anothers_token_or_session_by_its_number(office):
    """ASVS 8.2.2: a number of somebody else's opens and ends nothing, whatever the role."""
    from django.contrib.sessions.models import Session

    from beatwise.web.accounts import actions
    from beatwise.web.accounts.models import Token

    owner = office.account("performance")
    token, _ = actions.make_token(name="t", scopes=["records:read"], days=9, by=owner)
    browser = office.client("performance")
    browser.get("/")
    keys = [*range(1, 12), *Session.objects.values_list("pk", flat=True)]
    for role in ("governance", "commissioner", "evaluator"):
        other = office.client(role)
        assert other.post(f"/me/tokens/{token.pk}/revoke/").status_code == 404
        for key in keys:
            other.post(f"/me/sessions/{key}/end/")
    assert Token.objects.get().revoked is None
    assert browser.get("/me/").status_code == 200
