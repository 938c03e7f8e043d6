"""What a browser may do, what a page says of itself, and what the office keeps to itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from tests.patience import patience


SRC = Path(__file__).parents[3] / "src"
HELD = Path(__file__).parents[3] / "docs" / "reference" / "security.md"


def _python(code: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "PYTHONPATH": str(SRC), "BEATWISE_WORKSPACE": str(folder), **environment,
             "DJANGO_SETTINGS_MODULE": "beatwise.web.settings.office"}  # fmt: skip
    given.pop("BEATWISE_DATABASE_URL", None)
    return subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True,
                          check=False, timeout=patience(240))  # fmt: skip


def test_djangos_own_deployment_check_finds_nothing(tmp_path):
    """With HTTPS on, ``check --deploy`` is clean at its strictest."""
    code = (
        "import django; django.setup(); from django.core.management import call_command;"
        "call_command('check', deploy=True, fail_level='WARNING')"
    )
    ran = _python(code, tmp_path, BEATWISE_HTTPS="1", BEATWISE_HOSTS="office.example")
    assert ran.returncode == 0, ran.stderr
    assert "no issues" in ran.stdout + ran.stderr


NO_TABLES = """
import os, sys
from pathlib import Path
from beatwise.web.start import start
start(Path(os.environ["BEATWISE_WORKSPACE"]))
from beatwise.web.wsgi import application
import beatwise.web.server, beatwise.web.keeping.demo.demo_office
from django.test import Client
from tests.patience import patience
from beatwise.web.accounts.models import Account
from beatwise.web.exports.jobs import work_queue
from beatwise.web.performance import observations as observing
from beatwise.web.performance.definitions import actions as defining
by = Account.objects.create(email="g@office.example", role="governance")
defining.load_shipped(name="plan-2025-29", by=by)
for period, value in (("2024/25 Q4", "110"), ("2025/26 Q1", "120"), ("2025/26 Q2", "90")):
    observing.observe(measure="robbery", cells={"period": period, "value": value}, by=by)
client = Client(SERVER_NAME="localhost")
client.force_login(by, backend="allauth.account.auth_backends.AuthenticationBackend")
session = client.session
session["second_factor"] = True
session.save()
for path in ("/", "/plan/", "/measures/", "/measures/exceptions/", "/measures/robbery/",
             "/measures/robbery/chart.svg", "/dashboards/plan-overview/", "/actions/",
             "/actions/progress/", "/meetings/", "/packs/", "/search/?q=robbery", "/tables/",
             "/measures/observations/export/csv/", "/measures/observations/export/xlsx/",
             "/measures/observations/export/ods/", "/registers/decisions/", "/exports/",
             "/patrols/"):
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
work_queue.work(until_empty=True)
heavy = {"pandas", "numpy", "scipy", "numba", "geopandas", "duckdb", "pyarrow", "shapely"}
print(sorted(heavy & set(sys.modules)))
"""


def test_the_web_process_loads_no_tables_library(tmp_path):
    """No page, chart, export or worker's round loads pandas, numpy, scipy or their like."""
    ran = _python(NO_TABLES, tmp_path)
    assert ran.stdout.strip() == "[]", ran.stderr[-2000:]


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
        # Only a drawing of our own making and a form's own help are taken as they are.
        unsafe = re.sub(
            r"\{\{ ([\w.]*(picture|chart|svg)|field\.help_text\|office_words)\|safe \}\}", "", words
        )
        assert "|safe" not in unsafe, file
        assert "autoescape off" not in words, file


def test_what_people_write_is_shown_as_words(office):
    """A record whose every field is a script is shown, searched and listed as words."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    evil = "<script>alert('x')</script>"
    made = definition("decisions")
    given = {f.name: evil for f in made.fields if f.kind in ("text", "long")}
    actions.make(register=made, values=given, by=office.account("governance"))
    client = office.client("governance")
    for page in ("/registers/decisions/", "/registers/decisions/1/", "/search/?q=%3Cscript%3E",
                 "/registers/decisions/1/history/", "/registers/decisions/board/", "/history/",
                 f"/registers/decisions/?q={evil}", f"/history/?thing={evil}"):  # fmt: skip
        answer = client.get(page)
        assert (answer.status_code, b"<script>alert" in answer.content) == (200, False), page
        assert b"&lt;script&gt;" in answer.content or "?thing=" in page, page  # only a filter


@pytest.mark.parametrize(
    "words", ["' OR 1=1 --", "%", "_", "\\", "\x00", "a" * 300, "a" * 5000, "😀"]
)
def test_odd_words_in_a_search_or_address_do_no_harm(office, words):
    """Search, filters, sorts and page numbers take any words and never fail."""
    client = office.client("governance")
    for path in ("/search/", "/registers/decisions/", "/history/"):
        for name in ("q", "state", "sort", "page", "decided_by", "due", "thing", "action"):
            status = client.get(path, {name: words}).status_code
            assert status == {300: 422, 5000: 414}.get(len(words), 200)


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
        " s.CSRF_COOKIE_NAME, s.SECURE_HSTS_SECONDS)"
    )
    ran = _python(code, Path(os.environ["BEATWISE_WORKSPACE"]), BEATWISE_HTTPS="1")
    names = ["__Host-beatwise", "True", "__Host-beatwise-csrf"]
    assert ran.stdout.split() == ["True", *names, "31536000"]


def test_an_organisations_sign_in_is_offered_when_it_is_set_up(tmp_path):
    """With a server, a client and a secret set, the sign-in page offers it, by POST alone."""
    code = (
        "from pathlib import Path; from beatwise.web.start import start;"
        f"start(Path({str(tmp_path)!r})); from django.test import Client;"
        "from beatwise.web.access.guard import needed; from django.urls import get_resolver;"
        "page = Client(SERVER_NAME='localhost').get('/sign-in/').content.decode();"
        "print('Sign in with the county' in page, '/sign-in/with/oidc/organisation/login/' in page)"
    )
    given = {"SERVER": "https://id.example", "CLIENT": "a", "SECRET": "b", "NAME": "the county"}
    ran = _python(code, tmp_path, **{f"BEATWISE_OIDC_{k}": v for k, v in given.items()})
    assert ran.stdout.split() == ["True", "True"], ran.stderr


def test_static_files_carry_the_policy_too():
    """What is served beside the pages cannot be framed, run or sniffed either."""
    from django.templatetags.static import static

    for name in ("pages/office.css", "pages/office.min.js", "pages/icon.svg"):
        answer = Client(SERVER_NAME="localhost").get(static(name))
        assert answer.status_code == 200
        answer.close()
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert "object-src 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE"])
def test_methods_that_no_page_takes_are_refused(office, method):
    """TRACE and other methods are answered by no page."""
    client = office.client("governance")
    for path in ("/", "/registers/decisions/", "/history/", "/up/"):
        assert client.generic(method, path).status_code in (403, 405)


def test_a_folder_of_files_is_never_listed(office):
    """Neither the folder of static files nor any other shows what is in it."""
    client = office.client("governance")
    for path in ("/static/", "/static/shared/", "/office/", "/.git/", "/static/../settings/"):
        assert client.get(path).status_code == 404


def test_a_call_of_the_api_without_https_is_refused_and_not_led_on(office):
    """A token that came over a readable line is told to be replaced, not quietly redirected."""
    from django.test import override_settings

    from beatwise.web.accounts import actions

    words = actions.make_token(name="t", scopes=["records:read"], days=1,
                               by=office.account("governance"))[1]  # fmt: skip
    sent = {"HTTP_AUTHORIZATION": f"Bearer {words}"}
    path = "/api/v1/registers/"
    assert Client(SERVER_NAME="localhost").get(path, **sent).status_code == 200
    with override_settings(HTTPS=True, SECURE_SSL_REDIRECT=True):
        client = Client(SERVER_NAME="localhost")
        assert client.get("/sign-in/").status_code == 301
        assert client.get(path, **sent).status_code == 403
        assert client.get(path, secure=True, **sent).status_code == 200


def test_a_line_of_the_log_is_one_line_in_utc_and_says_who(office):
    """The log has when (UTC), what and who; words from outside cannot begin another line."""
    import logging

    from beatwise.web.settings.log_format import Line

    client = office.client("patroller")
    held = []
    handler = logging.Handler()
    handler.emit = held.append
    logging.getLogger("django.request").addHandler(handler)
    try:
        assert client.get("/accounts/").status_code == 403
        assert client.get("/nothing\r\n2026-01-01 forged").status_code == 404
        reader = office.client("governance")
        assert reader.get("/search/", {"q": "a" * 300}).status_code == 422
        assert reader.put("/history/").status_code == 405
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    first, second, *others = (Line().format(record) for record in held)
    assert [line.partition(" account/")[2].split(" ", 1)[1] for line in others] == [
        "Unprocessable Entity: /search/", "Method Not Allowed (PUT): /history/",
    ]  # fmt: skip
    key = office.account("patroller").pk
    assert re.match(rf"20\d\d-\S+\+00:00 WARNING django.request account/{key} Forbidden", first)
    assert "\n" not in second.strip()
    assert "\r" not in second


def test_no_key_that_stands_in_an_address_is_in_the_log(office):
    """ASVS 16.2.5: a link for a password that waits, or a feed's key, is not written down."""
    import logging

    from django.urls import reverse

    from beatwise.web.settings.log_format import Line

    addresses = [reverse("choose_password", args=("MQ", "k" * 43))]
    addresses += [reverse(name, args=("k" * 43,)) for name in ("feed_atom", "feed_calendar")]
    for path in addresses:
        parts = ("django.request", logging.WARNING, "", 1, "Forbidden: %s", (path,), None)
        line = Line().format(logging.LogRecord(*parts))
        assert "kkkk" not in line
        assert path[:6] in line
    known = {pattern for pattern in _parts_of_addresses() if pattern[1] in ("mark", "words")}
    assert known == {("choose_password", "mark"), ("feed_atom", "words"),
                     ("feed_calendar", "words")}  # fmt: skip


def _parts_of_addresses():
    from django.urls import URLPattern, get_resolver

    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield from ((pattern.name, part) for part in pattern.pattern.converters)
            else:
                yield from walk(pattern.url_patterns)

    return walk(get_resolver().url_patterns)


def test_an_unexpected_error_tells_a_visitor_nothing_and_the_log_everything(
    office, monkeypatch, caplog
):
    """A fault of ours is a plain page; where it happened is in the log alone."""
    from beatwise.web.home import views

    monkeypatch.setattr(views, "task_list", None)
    client = office.client("governance")
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert b"NoneType" not in answer.content
    assert b"Traceback" not in answer.content
    assert "NoneType" in caplog.text


def test_nothing_in_the_repository_is_a_secret():
    """No key, token or password stands in a file that git keeps."""
    root = HELD.parents[2]
    ran = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True,
                         check=False)  # fmt: skip
    names = ran.stdout.split("\0")[:-1] or [
        str(p.relative_to(root)) for part in ("src", "docs", "tests", "benchmarks", "checks")
        for p in (root / part).rglob("*") if p.is_file() and "__pycache__" not in p.parts
    ]  # fmt: skip
    shapes = re.compile(
        "|".join((
            r"-----BEGIN [A-Z ]*PRIVATE KEY", r"\bbw_[A-Za-z0-9_-]{43}\b", r"\bAKIA[0-9A-Z]{16}\b",
            r"\bgh[pousr]_[A-Za-z0-9]{36}\b", r"\bxox[abp]-[0-9A-Za-z-]{20}",
            r"\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.", r"argon2\$argon2id\$v=",
            r"postgres(?:ql)?://[^\s:/@{]+:[^\s@{]{8,}@(?!host)",
            r"[Ss][Ee][Cc][Rr][Ee][Tt]_[Kk][Ee][Yy]\s*=\s*[\"'][^\"']{16,}[\"']",
        ))
    )  # fmt: skip
    found = []
    for name in names:
        file = root / name
        if file.suffix in (".png", ".ods", ".xlsx", ".parquet", ".pdf") or not file.is_file():
            continue
        words = file.read_text("utf-8", errors="replace")
        found += [(name, hit[0][:40]) for hit in shapes.finditer(words)]
        if file.name in ("secret.key", ".env") or file.suffix in (".pem", ".sqlite3", ".p12"):
            found.append((name, "a file of secrets"))
    assert found == []
    assert len(names) > 300


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


def test_no_other_site_is_let_in(office):
    """Another site's script may read no page and no answer of the API."""
    client = office.client("governance")
    for path in ("/", "/registers/decisions/export/json/", "/api/v1/openapi.json"):
        answer = client.get(path, HTTP_ORIGIN="https://evil.example")
        assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_the_browser_keeps_a_key_and_a_mark_and_nothing_else(office):
    """The cookies are the session's key and the form's token; the script keeps nothing."""
    client = office.client("governance")
    for page in ("/", "/registers/decisions/", "/registers/decisions/new/", "/me/"):
        client.get(page)
    done = client.post("/registers/decisions/new/", {"title": "Patrols"})
    assert set(client.cookies) == {"beatwise", "beatwise-csrf"}
    assert b"Decision 1 was created" in client.get(done["Location"]).content
    ours = (SRC / "beatwise/web/pages/frontend/office.js").read_text("utf-8")
    assert not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie", ours)


def _web_trees():
    import ast

    files = [*SRC.glob("beatwise/web/**/*.py")]
    assert len(files) > 60
    for file in files:
        yield file, ast.parse(file.read_text("utf-8"))


def test_the_web_code_runs_no_commands_and_evaluates_no_words():
    """No program is started, no words are run, no template or pattern is built from them.

    The server starts the worker beside itself, from fixed words and the folder it was started with.
    """
    import ast

    refused = {"subprocess", "pickle", "marshal", "shelve", "yaml", "ctypes", "pty", "dill"}
    calls = {"eval", "exec", "compile", "__import__"}
    wrong = []
    for file, tree in _web_trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [a.name for a in node.names] + [getattr(node, "module", "") or ""]
                wrong += [(file.name, n) for n in names if n.split(".")[0] in refused]
                wrong += [(file.name, n) for n in names if n in ("Template", "django.template")]
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            if name in calls or name in ("os.system", "os.popen", "os.execv", "Template"):
                wrong.append((file.name, name))
            if name.startswith("re.") and name != "re.escape" and node.args:
                shape = node.args[0]
                fixed = isinstance(shape, ast.Constant) or ast.unparse(shape).isupper()
                if not fixed:
                    wrong.append((file.name, ast.unparse(node)))
    assert sorted(wrong) == [
        ("layout_process.py", "pickle"),  # plain cells alone: every other name is refused
        ("own_process.py", "subprocess"),  # a module of ours, from fixed words
        ("server.py", "subprocess"),
        ("timestamps.py", "subprocess"),  # openssl, from fixed words and files of its own
    ]


def test_only_known_hashes_are_used():
    """SHA-256; SHA-1 only to look up breached passwords, BLAKE2b only in minisign's signatures."""
    import ast

    used = set()
    for file, tree in _web_trees():
        for node in ast.walk(tree):
            module = ast.unparse(node.value) if isinstance(node, ast.Attribute) else ""
            if module in ("hashlib", "hmac"):
                name = f"{module}.{node.attr}"
                used.add((name, file.name if node.attr in ("sha1", "blake2b") else ""))
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("hmac.new", "hmac.digest"):
                assert [ast.unparse(arg) for arg in node.args[2:]] == ["hashlib.sha256"], file
            if isinstance(node, ast.ImportFrom):  # a hash by its bare name would not be seen
                assert node.module not in ("hashlib", "hmac"), file
                assert "hashes" not in (node.module or ""), file
    assert used <= {
        ("hashlib.sha256", ""),
        ("hashlib.sha1", "passwords.py"),
        ("hashlib.blake2b", "minisign.py"),
        ("hmac.compare_digest", ""),
        ("hmac.new", ""),
    }


def test_the_limits_are_those_that_are_written_down(django_up):
    """The page on security states the limits that the code holds to, and the kinds of files."""
    from django.conf import settings

    from beatwise.web.access import lockout
    from beatwise.web.accounts.actions import LONGEST_DAYS
    from beatwise.web.accounts.enrolment import password_links
    from beatwise.web.accounts.passwords import WORDS
    from beatwise.web.api import urls as api
    from beatwise.web.bounds import fair_share as share
    from beatwise.web.bounds import file_limits
    from beatwise.web.bounds import request_size as size
    from beatwise.web.bounds import statement_time as time
    from beatwise.web.exports import download as exports
    from beatwise.web.exports.jobs import actions as jobs
    from beatwise.web.exports.jobs import make_file as making
    from beatwise.web.home import views
    from beatwise.web.imports import cell_limits, file_types
    from beatwise.web.imports.laying_out import layout_process
    from beatwise.web.imports.runs import run_requests
    from beatwise.web.search import other_spellings, search_terms

    words = " ".join(HELD.read_text("utf-8").split())
    page, worker = file_limits.ON_A_PAGE, file_limits.OF_THE_WORKER
    for said in (
        (
            f"| wrong passwords or codes | {settings.AXES_FAILURE_LIMIT}, then "
            f"{settings.AXES_COOLOFF_TIME * 60:.0f} minutes |"
        ),
        (
            f"| a file | {file_types.LARGEST // 1_000_000} MB; "
            f"{file_types._MOST_UNPACKED // 1_000_000} MB and {file_types._MOST_PARTS:,} parts "
            "unpacked |"
        ),
        (
            f"| rows of a table that is imported at once | {page.rows:,} of {page.cells:,} cells, "
            f"{cell_limits.MOST_COLUMNS} columns of a workbook |"
        ),
        (
            f"| rows of a table that the worker imports | {worker.rows:,} of "
            f"{worker.cells:,} cells, "
            f"{worker.size // 1_000_000} MB; {run_requests.MOST_WAITING} files"
        ),
        f"{size.LARGEST_IMPORT // 1_000_000} MB of who is signed in, on the page of an import",
        f"at most {other_spellings.MOST} other spellings",
        (
            f"| a workbook | {page.unpacked // 1_000_000} MB XML, {page.elements:,} elements and "
            f"{page.text // 1_000_000} MB text; of the worker {worker.unpacked // 1_000_000} MB, "
            f"{worker.elements:,} and {worker.text // 1_000_000} MB; counted by stream"
        ),
        (
            f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000} MB, "
            f"{settings.DATA_UPLOAD_MAX_NUMBER_FIELDS} fields"
        ),
        f"| wrong passwords from all places | {lockout.FROM_ANYWHERE}, then 15 minutes |",
        f"| wrong codes of a link | {password_links.MOST_WRONG}, then it ends |",
        (
            f"| words of a search | {search_terms.MOST_WORDS} words, {search_terms.LONGEST} "
            f"characters, {views.MOST_RESULTS} things"
        ),
        f"| an address | {size.LONGEST_QUERY:,} characters and {size.MOST_PARAMETERS} parts",
        f"| a form and its file | {size.LARGEST_BODY // 1_000_000} MB",
        (
            f"for one request | {time.READING:.0f} seconds to read, {time.CHANGING:.0f} to "
            f"change; {making.MOST_SECONDS:.0f} for a job |"
        ),
        (
            f"| {share.AT_A_TIME} request at work, {share.IN_FLIGHT} in flight, "
            f"{share.DOWNLOADS} downloads, {share.SECONDS_A_MINUTE:.0f} seconds of work a minute |"
        ),
        (
            f"than {layout_process.SMALL // 1000} kB unpacked | a process of its own: "
            f"{page.seconds} seconds, {page.memory // 10**9} GB; of the worker {worker.seconds} "
            f"and {worker.memory // 10**9} GB"
        ),
        f"| a token of the API | {LONGEST_DAYS} days |",
        f"| searches of one person | {views.SEARCHES} a minute |",
        f"| exports of one person | {exports.A_MINUTE} a minute, {jobs.MOST_AT_ONCE} waiting",
        f"| calls of the API by one account | {api.CALLS} a minute |",
        ", ".join(f"`{kind}`" for kind in file_types.KINDS),
        ", ".join(WORDS),
    ):
        assert said in words, said


def test_every_package_is_pinned_with_its_hash():
    """What is installed is named with version and hash, and no address of a registry."""
    root = HELD.parents[2]
    for name in ("run.txt", "dev.txt"):
        words = (root / "requirements" / name).read_text("utf-8")
        packages = re.split(r"\n(?=[a-z0-9])", words.strip())
        assert len(packages) > 40
        for package in packages:
            assert re.match(r"[a-z0-9._\[\]-]+==\S+", package, re.I), package[:60]
            assert "--hash=sha256:" in package, package[:60]
        assert "://" not in words


# How many requirements each section of ASVS 5.0.0 has, and the level of each.
ASVS = (
    "1.1 22|1.2 1111122223|1.3 112222222223|1.4 222|1.5 123|2.1 122|2.2 112|2.3 12223|2.4 23|3.1 3|"
    "3.2 113|3.3 12223|3.4 11222233|3.5 11122333|3.6 3|3.7 22333|4.1 12233|4.2 23333|4.3 22|"
    "4.4 1222|5.1 2|5.2 112333|5.3 113|5.4 222|6.1 122|6.2 111111112222|6.3 11223333|6.4 112233|"
    "6.5 22222333|6.6 2223|6.7 33|6.8 2222|7.1 222|7.2 1111|7.3 22|7.4 11222|7.5 223|7.6 22|"
    "8.1 1233|8.2 1123|8.3 133|8.4 23|9.1 111|9.2 1222|10.1 22|10.2 223|10.3 22223|"
    "10.4 1111122222233333|10.5 22222|10.6 22|10.7 222|11.1 2233|11.2 22233|11.3 11233|11.4 1222|"
    "11.5 23|11.6 23|11.7 33|12.1 12233|12.2 11|12.3 22223|13.1 2333|13.2 222223|13.3 2233|"
    "13.4 1222233|14.1 22|14.2 12223333|14.3 122|15.1 12233|15.2 12233|15.3 1222222|15.4 3333|"
    "16.1 2|16.2 22222|16.3 2222|16.4 222|16.5 2223|17.1 23|17.2 22223333|17.3 22"
)


def _standing(words: str) -> list[tuple[str, str, str]]:
    """Return each control of a table with its row's second cell and its whole row."""
    rows = re.findall(r"^\| v5\.0\.0-([\d., ]+) \| (.*?) \|(.*)$", words, re.M)
    return [(number, second, rest) for numbers, second, rest in rows
            for number in numbers.split(", ")]  # fmt: skip


def test_every_requirement_of_levels_1_and_2_is_answered_once():
    """docs/reference/security.md answers the whole standard, and leaves none out."""
    levels = {f"{section} {i}".replace(" ", "."): int(level)
              for section, row in (part.split(" ") for part in ASVS.split("|"))
              for i, level in enumerate(row, start=1)}  # fmt: skip
    assert [list(levels.values()).count(n) for n in (1, 2, 3)] == [70, 183, 92]
    body, beyond = HELD.read_text("utf-8").split("## Beyond level 2")
    held = _standing(body)
    assert sorted(n for n, _, _ in held) == sorted(n for n, level in levels.items() if level < 3)
    assert {levels[n] for n, _, _ in _standing(beyond)} == {3}
    for number, answer, row in held:
        assert answer in ("met", "by design", "not here", "operator", "not met"), number
        assert answer != "met" or "`tests/" in row or "below" in row, number


def test_every_test_that_the_security_table_names_exists():
    """docs/reference/security.md maps controls to tests; one that vanishes is noticed."""
    words = HELD.read_text("utf-8")
    named = re.findall(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`", words)
    assert len(named) > 40
    root = HELD.parents[2]
    for file, test in named:
        held = (root / file).read_text("utf-8")
        assert not test or f"def {test}(" in held, f"{file}::{test}"
