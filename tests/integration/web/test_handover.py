"""Hand-over: a whole office in open formats, and back into an empty one on either database."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.patience import patience
from tests.prepared_office import copy_tables, prepared
from tests.served import START, environment, python

from beatwise.errors import BadInput, Conflict


EXPORT = """
import json
from beatwise.web.keeping.demo.demo_office import populate
from beatwise.web.accounts.models import Account
from beatwise.web.keeping.handover.package_export import export
from beatwise.web.publicsite import actions as site
import datetime as dt
populate()
of = {account.role: account for account in Account.objects.all()}
site.prepare(address="https://www.example.org", day=dt.date(2026, 4, 21), by=of["performance"])
site.release(by=of["governance"])
print(json.dumps(export(Path(os.environ["BEATWISE_PACKAGE"]))))
"""
SMALL = """
import json
from beatwise.web.accounts.actions import make
from beatwise.web.keeping.handover.package_export import export
make(email="a@b.example", role="governance", password="three unusual words", by=None)
print(json.dumps(export(Path(os.environ["BEATWISE_PACKAGE"]))))
"""
IMPORT = """
import json
from beatwise.web.keeping.check import check
from beatwise.web.keeping.handover.package_import import import_package
from beatwise.web.keeping.office_key import public_key_in
key = public_key_in(Path(os.environ["BEATWISE_KEY"]))
digests = import_package(Path(os.environ["BEATWISE_PACKAGE"]), key=key)
print(json.dumps([digests, check().whole]))
"""
STOPPED = """
import sys
from beatwise.web.keeping.handover.package_import import import_package
from beatwise.web.keeping.office_key import public_key_in
key = public_key_in(Path(os.environ["BEATWISE_KEY"]))
stop = lambda at, total, name: sys.exit(3) if at == 20 else None
import_package(Path(os.environ["BEATWISE_PACKAGE"]), stop, key=key)
"""


@pytest.mark.parametrize(("giving", "taking"), [("sqlite", "postgresql"), ("postgresql", "sqlite")])
def test_an_office_is_handed_over_to_the_other_engine(tmp_path, giving, taking):
    """Every table has the digest it had, the checks pass, and the files are what they say."""
    package = tmp_path / "package"
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    with prepared(tmp_path / "a", giving) as first, prepared(tmp_path / "b", taking) as second:
        first["BEATWISE_PACKAGE"] = str(package)
        digests = json.loads(python(EXPORT, first, timeout=120))
        second["BEATWISE_PACKAGE"] = str(package)
        second["BEATWISE_KEY"] = str(tmp_path / "a" / "office" / "signing.pub")
        back, whole = json.loads(python(IMPORT, second, timeout=120))
    assert back == digests
    assert whole
    assert digests["registers.record"]["rows"] > 0
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=package, check=False
    )
    assert done.returncode == 0
    _look_through(package, digests)


def _look_through(package: Path, digests: dict) -> None:
    """The open files hold what the records do."""
    assert (package / "README.md").read_text("utf-8").startswith("# Hand-over")
    with (package / "tables/registers.record.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == digests["registers.record"]["rows"]
    with (package / "dictionary.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["table"] for row in rows} == set(digests)
    for file in (package / "files").rglob("*"):
        if file.is_file():
            assert hashlib.sha256(file.read_bytes()).hexdigest() == file.name
    assert list((package / "papers").glob("*.pdf"))
    [release] = (package / "papers").glob("*/1")
    assert (release / "paper.pdf").read_bytes().startswith(b"%PDF")
    site = package / "site" / "papers" / release.parent.name
    assert (site / "paper.html").read_bytes() == (release / "paper.html").read_bytes()
    assert '<a href="../index.html">all papers</a>' in (site / "index.html").read_text("utf-8")
    assert (package / "site" / "index.html").is_file()
    assert list((package / "definitions/registers").glob("*.toml"))


@contextmanager
def _here():
    """The test's own transaction, which another connection cannot see."""
    yield "default"


@pytest.fixture
def package(office, tmp_path: Path) -> Path:
    """A package of an office with one account."""
    from beatwise.web.keeping.handover.package_export import export

    office.account("governance")
    export(tmp_path / "package", snapshot=_here)
    return tmp_path / "package"


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("records/accounts.account.jsonl", b"x", "records/accounts.account.jsonl is damaged"),
        ("tables/accounts.account.csv", None, "tables/accounts.account.csv is missing"),
        ("records/extra.jsonl", b"{}", "records/extra.jsonl is not of this package"),
        ("manifest.json", b"{}", "manifest.json is damaged"),
        ("SHA256SUMS", b"nothing", "SHA256SUMS is damaged"),
    ],
)
def test_a_damaged_package_is_refused_by_file(package, name, change, words):
    """The file is named, the command ends with 10, and nothing was imported."""
    from beatwise.web.keeping.handover.package_import import import_package

    if change is None:
        (package / name).unlink()
    else:
        (package / name).write_bytes(change)
    with pytest.raises(BadInput, match=words) as refusal:
        import_package(package, unsigned="a test")
    assert refusal.value.exit_code == 10


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"3", b"{}", b'{"tables": [1]}', b'{"tables": null}', b"[" * 100_000]
)
def test_a_manifest_of_any_shape_is_refused_by_name(package, content):
    """With checksums that fit, and by whoever vouches for it: it is damage, and never our fault."""
    from beatwise.web.keeping.handover import package_files
    from beatwise.web.keeping.handover.package_import import import_package

    (package / "manifest.json").write_bytes(content)
    package_files.write_sums(package, package_files.content_sums(package))
    with pytest.raises(BadInput, match=r"manifest.json cannot be read|of another version"):
        import_package(package, unsigned="a test")


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"package": 1, "tables": 3}'])
def test_a_damaged_note_on_how_far_an_import_came_is_named(package, settings_of, tmp_path, content):
    """The office was half imported, and nobody knows how far: it is begun again elsewhere."""
    from beatwise.web.keeping.handover.package_import import import_package

    settings_of.FOLDER = tmp_path / "office"
    settings_of.FOLDER.mkdir()
    (settings_of.FOLDER / "handover.json").write_bytes(content)
    with pytest.raises(BadInput, match="the note on how far is damaged") as refusal:
        import_package(package, unsigned="a test")
    assert refusal.value.next_step == "Begin with a new workspace."


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"[" * 100_000])
def test_a_damaged_note_on_how_far_an_export_came_begins_it_anew(package, content):
    """Every table is written again, and the package is whole."""
    from beatwise.web.keeping.handover import package_files
    from beatwise.web.keeping.handover.package_export import export

    (package / package_files.UNFINISHED).write_bytes(content)
    export(package, snapshot=_here)
    package_files.check(package)


def test_a_package_of_an_earlier_format_is_named_so(package):
    """One whose manifest knows no files is not damaged: another version wrote it."""
    from beatwise.web.keeping.handover import package_files
    from beatwise.web.keeping.handover.package_import import import_package

    manifest = json.loads((package / "manifest.json").read_bytes())
    del manifest["files"]
    manifest |= {"format": "beatwise handover 1", "version": "0.9"}
    (package / "manifest.json").write_text(json.dumps(manifest))
    package_files.write_sums(package, package_files.content_sums(package))
    with pytest.raises(BadInput, match=r"another version of Beatwise \(0\.9\)"):
        import_package(package, unsigned="a test")


def test_what_the_office_no_longer_has_is_not_signed(package):
    """Pages, papers and files of an earlier run go before the package is signed."""
    from beatwise.web.keeping.handover import package_files
    from beatwise.web.keeping.handover.package_export import export

    stale = ("site/old.html", "papers/old/1/paper.pdf", "files/00/0011", "records/old.jsonl")
    for name in (*stale, package_files.NOT_HERE):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_bytes(b"old")
    (package / package_files.UNFINISHED).write_bytes(b"{}")
    export(package, snapshot=_here)
    stated = package_files.check(package)
    assert not stated.keys() & {*stale, package_files.NOT_HERE}
    assert "records/accounts.account.jsonl" in stated


@pytest.mark.parametrize("content", [b"no database", b""])
def test_a_damaged_edition_is_named_and_the_rest_handed_over(
    office, settings_of, tmp_path, content
):
    """The office's records do not wait for a site that can be made again."""
    from beatwise.web.keeping.handover import package_files
    from beatwise.web.keeping.handover.package_export import export
    from beatwise.web.publicsite import actions
    from beatwise.web.settings.place import PUBLISHED

    settings_of.FOLDER = tmp_path / "workspace" / "office"
    settings_of.FOLDER.mkdir(parents=True)
    office.account("governance")
    actions.folder().mkdir()
    (actions.folder() / PUBLISHED).write_bytes(content)
    export(tmp_path / "package", snapshot=_here)
    assert package_files.NOT_HERE in package_files.check(tmp_path / "package")
    words = (tmp_path / "package" / package_files.NOT_HERE).read_text("utf-8")
    assert words.startswith("site/ is not in this package: the edition is damaged")


def test_whoever_alters_a_package_and_its_sums_has_no_key(package):
    """New checksums do not help: the manifest is signed, and a table has its digest there."""
    from beatwise.web.keeping import office_key
    from beatwise.web.keeping.handover import package_files
    from beatwise.web.keeping.handover.package_import import import_package

    manifest = package / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"rows": 1', b'"rows": 2', 1))
    package_files.write_sums(package, package_files.content_sums(package))
    with pytest.raises(BadInput, match="altered after it was signed"):
        import_package(package, key=office_key.own_public_key())
    with pytest.raises(BadInput, match="nobody is named"):
        import_package(package)


@pytest.mark.parametrize("name", ["README.md", "tables/accounts.account.csv", "papers/new.pdf"])
def test_files_that_are_only_read_are_the_office_s_too(package, name):
    """Altered, added or taken away, with checksums that fit: the signed manifest knows each."""
    from beatwise.web.keeping import office_key
    from beatwise.web.keeping.handover import package_files
    from beatwise.web.keeping.handover.package_import import import_package

    (package / name).parent.mkdir(exist_ok=True)
    (package / name).write_bytes(b"another")
    package_files.write_sums(package, package_files.content_sums(package))
    with pytest.raises(BadInput, match=f"{name} is not the one that the office gave"):
        import_package(package, key=office_key.own_public_key())
    (package / name).unlink()
    (package / "registers.csv").unlink()
    package_files.write_sums(package, package_files.content_sums(package))
    with pytest.raises(BadInput, match="is not the one that the office gave"):
        import_package(package, key=office_key.own_public_key())


def test_an_office_with_records_takes_no_package(package):
    """Nothing is mixed with what is there."""
    from beatwise.web.keeping.handover.package_import import import_package

    with pytest.raises(Conflict, match="holds records already"):
        import_package(package, unsigned="a test")


def test_an_export_that_was_stopped_goes_on(office, tmp_path, monkeypatch):
    """What is complete is not written again; what changed since is; the package is whole."""
    from beatwise.web.keeping.handover import package_files, table_files
    from beatwise.web.keeping.handover.package_export import export

    office.account("governance")
    folder, written = tmp_path / "package", []
    write = table_files.write

    def stopping(*place):
        if len(written) == 5:
            raise KeyboardInterrupt
        written.append(place[1])
        return write(*place)

    monkeypatch.setattr(table_files, "write", stopping)
    with pytest.raises(KeyboardInterrupt):
        export(folder, snapshot=_here)
    with pytest.raises(BadInput, match="not finished"):
        package_files.check(folder)
    office.account("performance")
    again: list[str] = []
    monkeypatch.setattr(table_files, "write", lambda *p: (again.append(p[1]), write(*p))[1])
    digests = export(folder, snapshot=_here)
    package_files.check(folder)
    assert set(written) & set(again) <= {"accounts.account"}
    assert digests["accounts.account"]["rows"] == 2
    assert len(again) >= len(digests) - 5


def test_an_export_that_was_stopped_at_its_end_goes_on(office, tmp_path, monkeypatch):
    """Stopped while the checksums are written, the folder is still known as unfinished."""
    from beatwise.web.keeping.handover import package_files
    from beatwise.web.keeping.handover.package_export import export

    def stopped(*_words):
        raise KeyboardInterrupt

    office.account("governance")
    folder = tmp_path / "package"
    with monkeypatch.context() as during:
        during.setattr(package_files, "write_sums", stopped)
        with pytest.raises(KeyboardInterrupt):
            export(folder, snapshot=_here)
    with pytest.raises(BadInput, match="not finished"):
        package_files.check(folder)
    export(folder, snapshot=_here)
    stated = package_files.check(folder)
    assert {package_files.MANIFEST, package_files.SIGNATURE} <= stated.keys()
    assert package_files.UNFINISHED not in stated


def test_a_folder_with_something_else_is_left_alone(office, tmp_path):
    """No file of somebody's is written over."""
    from beatwise.web.keeping.handover.package_export import export

    (tmp_path / "own.txt").write_text("mine")
    with pytest.raises(Conflict, match="something here already"):
        export(tmp_path, snapshot=_here)


def test_an_import_that_was_stopped_goes_on_and_the_office_waits(tmp_path):
    """Stopped between two tables, the office opens for nothing else, and then becomes whole."""
    copy_tables(tmp_path / "a")
    given = environment(tmp_path / "a")
    package = tmp_path / "package"
    given["BEATWISE_PACKAGE"] = str(package)
    digests = json.loads(python(SMALL, given))
    copy_tables(tmp_path / "b")
    taking = environment(tmp_path / "b")
    taking["BEATWISE_PACKAGE"] = str(package)
    taking["BEATWISE_KEY"] = str(tmp_path / "a" / "office" / "signing.pub")
    assert _import(STOPPED, taking).returncode == 3
    assert (tmp_path / "b" / "office" / "handover.json").exists()
    from beatwise.web.start import start

    with pytest.raises(Conflict, match="hand-over is being imported"):
        start(tmp_path / "b")
    done = _import(IMPORT, taking)
    assert done.returncode == 0, done.stderr[-2000:]
    back, whole = json.loads(done.stdout)
    assert (back, whole) == (digests, True)
    assert not (tmp_path / "b" / "office" / "handover.json").exists()


def _import(code: str, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run code inside an office that may be half imported."""
    begin = START.replace("))\n", "), half_imported=True)\n")
    return subprocess.run(
        [sys.executable, "-c", begin + code],
        env=given, text=True, capture_output=True, check=False, timeout=patience(120),
    )  # fmt: skip
