"""What a browser may do, what a page says of itself, and what the office keeps to itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client


SRC = Path(__file__).parents[3] / "src"
HELD = Path(__file__).parents[3] / "docs" / "reference" / "security.md"


def _python(code: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "PYTHONPATH": str(SRC), "BEATWISE_WORKSPACE": str(folder), **environment,
             "DJANGO_SETTINGS_MODULE": "beatwise.web.settings.office"}  # fmt: skip
    given.pop("BEATWISE_DATABASE_URL", None)
    return subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True,
                          check=False, timeout=60)  # fmt: skip


def test_djangos_own_deployment_check_finds_nothing(tmp_path):
    """With HTTPS on, ``check --deploy`` is clean at its strictest."""
    code = (
        "import django; django.setup(); from django.core.management import call_command;"
        "call_command('check', deploy=True, fail_level='WARNING')"
    )
    ran = _python(code, tmp_path, BEATWISE_HTTPS="1", BEATWISE_HOSTS="office.example")
    assert ran.returncode == 0, ran.stderr
    assert "no issues" in ran.stdout + ran.stderr


def test_the_web_process_loads_no_tables_library(tmp_path):
    """Serving the office loads no pandas, numpy, scipy, numba, geopandas or DuckDB."""
    code = (
        "import sys; from beatwise.web.wsgi import application; import beatwise.web.urls;"
        "import beatwise.web.server; import beatwise.web.keeping.demo;"
        "heavy = {'pandas', 'numpy', 'scipy', 'numba', 'geopandas', 'duckdb', 'pyarrow'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = _python(code, tmp_path)
    assert ran.stdout.strip() == "[]", ran.stderr


@pytest.mark.parametrize("page", ["/sign-in/", "/", "/registers/decisions/", "/me/", "/nothing"])
def test_every_page_carries_the_strict_policy(office, page):
    """No page lets a browser run what is written into it, or frame it, or keep it."""
    answer = office.client("governance").get(page)
    policy = dict(
        part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


def test_no_page_has_styles_or_scripts_written_into_it():
    """Templates hold no style attribute, no handler and no script but data."""
    held = [*SRC.glob("beatwise/web/**/*.html")]
    assert len(held) > 40
    for file in held:
        words = file.read_text("utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", words), file
        for script in re.findall(r"<script[^>]*>", words):
            assert "src=" in script or "application/json" in script, (file, script)
        assert "|safe" not in words.replace("{{ picture|safe }}", "").replace(
            "{{ field.help_text|safe }}", ""
        ), file


def test_what_people_write_is_shown_as_words(office):
    """A record whose every field is a script is shown, searched and listed as words."""
    from beatwise.web.registers import actions
    from beatwise.web.registers.load import definition

    evil = "<script>alert('x')</script>"
    made = definition("decisions")
    given = {f.name: evil for f in made.fields if f.kind in ("text", "long")}
    actions.make(register=made, given=given, by=office.account("governance"))
    client = office.client("governance")
    for page in ("/registers/decisions/", "/registers/decisions/1/", "/search/?q=%3Cscript%3E",
                 "/registers/decisions/1/history/", "/registers/decisions/board/", "/history/",
                 f"/registers/decisions/?q={evil}", f"/history/?thing={evil}"):  # fmt: skip
        assert b"<script>alert" not in client.get(page).content, page


@pytest.mark.parametrize("words", ["' OR 1=1 --", "%", "_", "\\", "\x00", "a" * 5000, "😀"])
def test_odd_words_in_a_search_or_address_do_no_harm(office, words):
    """Search, filters, sorts and page numbers take any words and never fail."""
    client = office.client("governance")
    for path in ("/search/", "/registers/decisions/", "/history/"):
        for name in ("q", "state", "sort", "page", "decided_by", "due", "thing", "action"):
            assert client.get(path, {name: words}).status_code == 200


def test_cookies_are_kept_from_scripts_and_other_sites(office):
    """Cookies are HttpOnly and SameSite; with HTTPS they are Secure and bound to the host."""
    from beatwise.web.accounts import actions

    actions.make(email="a@b.example", role="governance", password="three unusual words", by=None)
    client = Client(SERVER_NAME="localhost")
    client.get("/sign-in/")
    client.post("/sign-in/", {"login": "a@b.example", "password": "three unusual words"})
    for name in ("beatwise", "beatwise-csrf"):
        assert client.cookies[name]["samesite"] == "Lax"
        assert client.cookies[name]["httponly"]
    code = (
        "from beatwise.web.settings import office as s;"
        "print(s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_SECURE,"
        " s.SECURE_HSTS_SECONDS)"
    )
    ran = _python(code, Path(os.environ["BEATWISE_WORKSPACE"]), BEATWISE_HTTPS="1")
    assert ran.stdout.split() == ["True", "__Host-beatwise", "True", "31536000"]


def test_an_organisations_sign_in_is_offered_when_it_is_set_up(tmp_path):
    """With a server, a client and a secret set, the sign-in page offers it, by POST alone."""
    code = (
        "from pathlib import Path; from beatwise.web.start import start;"
        f"start(Path({str(tmp_path)!r})); from django.test import Client;"
        "from beatwise.web.shared.guard import needed; from django.urls import get_resolver;"
        "page = Client(SERVER_NAME='localhost').get('/sign-in/').content.decode();"
        "print('Sign in with the county' in page, '/sign-in/with/oidc/organisation/login/' in page)"
    )
    given = {"SERVER": "https://id.example", "CLIENT": "a", "SECRET": "b", "NAME": "the county"}
    ran = _python(code, tmp_path, **{f"BEATWISE_OIDC_{k}": v for k, v in given.items()})
    assert ran.stdout.split() == ["True", "True"], ran.stderr


def test_a_request_for_another_host_is_refused(office):
    """The office answers only to the names it was given."""
    answer = Client(SERVER_NAME="evil.example", raise_request_exception=False).get("/sign-in/")
    assert answer.status_code == 400


def test_the_secret_is_drawn_once_and_for_its_owner_only(tmp_path):
    """Each office draws its own secret, keeps it from other accounts, and draws it once."""
    from beatwise.web.settings.place import secret_key

    first = secret_key(tmp_path)
    assert len(first) >= 80
    assert secret_key(tmp_path) == first
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
    assert [p.name for p in tmp_path.iterdir()] == ["secret.key"]


def test_every_test_that_the_security_table_names_exists():
    """docs/reference/security.md maps controls to tests; one that vanishes is noticed."""
    words = HELD.read_text("utf-8")
    named = re.findall(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`", words)
    assert len(named) > 40
    root = HELD.parents[2]
    for file, test in named:
        held = (root / file).read_text("utf-8")
        assert not test or f"def {test}(" in held, f"{file}::{test}"
    controls = re.findall(r"^\| (v5\.0\.0-\d+\.\d+\.\d+) ", words, re.M)
    assert len(controls) == len(set(controls)) > 40
