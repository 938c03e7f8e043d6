"""The comparison of two trees' outputs: what it bites on, and what it leaves out."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from checks.same_results.case import Case, commands
from checks.same_results.cases import with_needs
from checks.same_results.coverage import gaps
from checks.same_results.differences import Comparison, compare
from checks.same_results.environment import environment
from checks.same_results.rules import normal


ROOT = Path(__file__).parents[3]


def comparison(folder: Path, before: dict, after: dict, loose: tuple[str, ...] = ()) -> Comparison:
    for side, outputs in (("before", before), ("after", after)):
        for name, content in outputs.items():
            path = folder / side / "one" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return compare(Case("one", "", (), loose=loose), folder / "before", folder / "after")


@pytest.mark.parametrize(
    ("name", "before", "after", "words"),
    [
        ("steps/1/exit", "12", "13", "before: 12"),
        ("steps/1/stdout", "a\nb\n", "a\nc\n", "line 2"),
        ("files/page.html", "<p>Patrols", "<p>patrols", "after:  <p>patrols"),
        ("files/one.pdf", b"\xff\xfe\x01", b"\xff\xfe\x02", "byte 2"),
        ("files/one.txt", "a", "a\n", "after:"),
    ],
)
def test_a_byte_that_differs_is_named(tmp_path, name, before, after, words) -> None:
    """An exit code, a line, a word and a byte are each told with the first place that differs."""
    result = comparison(tmp_path, {name: before}, {name: after})
    assert [one.name for one in result.differences] == [name]
    assert words in result.differences[0].words


def test_a_file_on_one_side_only_is_a_difference(tmp_path) -> None:
    """Files that appear and files that are gone are named; those on both sides are counted."""
    result = comparison(tmp_path, {"a": "1", "b": "2"}, {"b": "2", "c": "3"})
    assert result.outputs == 3
    assert [(d.name, d.words) for d in result.differences] == [
        ("a", "only before"),
        ("c", "only after"),
    ]


def archive(path: Path, members: dict[str, str], date: int = 1990) -> bytes:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name, (date, 1, 1, 0, 0, 0)), content)
    return path.read_bytes()


def test_spreadsheets_are_compared_by_member_and_by_byte(tmp_path) -> None:
    """The member that differs is named; the same members with other dates differ as well."""
    one, two = (archive(tmp_path / n, {"content.xml": n}) for n in ("a", "b"))
    late = archive(tmp_path / "late", {"content.xml": "a"}, date=1991)
    result = comparison(tmp_path, {"x.ods": one, "y.ods": one}, {"x.ods": two, "y.ods": late})
    assert [one.name for one in result.differences] == ["x.ods [content.xml]", "y.ods"]


def backup(path: Path, app: str, title: str) -> bytes:
    line = json.dumps({"fields": {"title": title}, "model": f"{app}.action"}, separators=(",", ":"))
    tables = {f"{app}.action": {"rows": 1, "sha256": app * 3}}
    manifest = json.dumps({"format": 1, "tables": tables})
    return archive(path, {f"{app}.action.jsonl": line, "manifest.json": manifest})


def test_backups_are_compared_without_names_of_apps(tmp_path) -> None:
    """An app may be called otherwise; a record may not."""
    one, two = (backup(tmp_path / app, app, "same") for app in ("progress", "actions"))
    other = backup(tmp_path / "other", "actions", "another")
    assert not comparison(tmp_path / "1", {"b.zip": one}, {"b.zip": two}).differences
    result = comparison(tmp_path / "2", {"b.zip": one}, {"b.zip": other})
    assert [one.name for one in result.differences] == ["b.zip [action.jsonl]"]


def test_loose_outputs_are_compared_in_shape(tmp_path) -> None:
    """Other values pass, another key or another exit code does not."""
    before = {"j": '{"a": 1}', "exit": "0"}
    assert not comparison(tmp_path / "1", before, {**before, "j": '{"a": 2}'}, ("*",)).differences
    assert comparison(tmp_path / "2", before, {**before, "j": '{"b": 1}'}, ("*",)).differences
    assert comparison(tmp_path / "3", {"s/exit": "0"}, {"s/exit": "1"}, ("*",)).differences


def test_the_rules_leave_out_tokens_and_little_else() -> None:
    """A form's token, a file's time and the module in an operation's id are left out."""
    page = '<input name="csrfmiddlewaretoken" value="abc"> value="abc"'
    assert normal("files/x/answers/me", page).count("abc") == 1
    assert normal("files/page.html", page) == page
    icon = normal("files/pages/answers/partner/static~shared~icon.svg", 'ETag: "6b0b7597-132"')
    assert icon == 'ETag: "…-132"'
    operation = '"operationId": "beatwise_web_progress_api_list_actions"'
    assert normal("api/openapi.json", operation) == '"operationId": "…_list_actions"'


def test_commands_that_no_case_runs_are_named(tmp_path) -> None:
    """A command whose help has --json is a gap until a case runs it so."""
    for name, page in (("beatwise-find", " --json "), ("beatwise-office-check", " --json ")):
        (tmp_path / f"{name}.txt").write_text(page)
    (tmp_path / "beatwise-serve.txt").write_text("no such option")
    case = Case("one", "", commands("find --json\noffice check"))
    assert gaps(tmp_path, [case]) == ["beatwise-office-check"]


def test_a_case_brings_what_it_needs() -> None:
    """Cases come in the table's order with all that they need; an unknown name is refused."""
    table = (Case("a", "", ()), Case("b", "", (), needs=("a",)), Case("c", "", ()))
    assert [case.name for case in with_needs(["b"], table)] == ["a", "b"]
    with pytest.raises(LookupError, match="no case 'd'"):
        with_needs(["d"], table)


def test_the_clock_stands_and_chance_repeats(tmp_path) -> None:
    """Two processes tell the same moment, draw the same and do without what is hidden."""
    code = (
        "import datetime, random, secrets, time, importlib.util as u;"
        "print(datetime.datetime.now(datetime.UTC), datetime.date.today(), time.time(),"
        "secrets.token_hex(4), random.random(), time.perf_counter(), u.find_spec('ortools'))"
    )
    variables = environment(ROOT, tmp_path, ("ortools",))
    words = [sys.executable, "-c", code]
    lines = {
        subprocess.run(words, env=variables, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(lines) == 1
    assert lines.pop().startswith("2026-09-14 09:00:00+00:00 2026-09-14 1789376400.0 ")
