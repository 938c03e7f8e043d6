import json

import pytest
import typer

from beatwise import errors
from beatwise.cli import application
from beatwise.cli import main as cli


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch):
    """Return a way to run a command that raises what it is given."""

    def run(error: BaseException, *words: str) -> int:
        app = typer.Typer()

        @app.command()
        def only(as_json: bool = typer.Option(False, "--json")) -> None:
            raise error

        monkeypatch.setattr(application, "app", app)
        return cli.run(list(words))

    return run


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.UsageError("x"), 2),
        (errors.BadInput("x"), 10),
        (errors.MissingData("x"), 11),
        (errors.Refused("x"), 12),
        (errors.Conflict("x"), 13),
        (errors.Infeasible("x"), 14),
        (KeyboardInterrupt(), 130),
        (RuntimeError("x"), 1),
    ],
)
def test_every_error_leaves_with_its_code(failing, error, code, capsys) -> None:
    """An error becomes its documented exit code, in words and without a traceback."""
    assert failing(error) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err
    assert "Traceback" not in captured.err


def test_with_json_an_error_is_one_document(failing, capsys) -> None:
    """With --json the error stands on stdout as one JSON document."""
    assert failing(errors.MissingData("no months.", next_step="Gather some."), "--json") == 11
    shown = json.loads(capsys.readouterr().out)
    assert shown["error"] == "MissingData"
    assert shown["exit_code"] == 11


def test_an_unknown_command_is_a_usage_error(capsys) -> None:
    """A word that is no command leaves with 2."""
    assert cli.run(["no-such-command"]) == 2
    assert "no-such-command" in capsys.readouterr().err
