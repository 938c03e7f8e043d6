"""The ``beatwise`` command: one app, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys

import typer
from typer.exceptions import TyperException

from beatwise.cli import register
from beatwise.cli.output import print_json
from beatwise.errors import INTERRUPTED_EXIT_CODE, UsageError, UserError


app = typer.Typer(
    name="beatwise",
    help="Evidence-led foot patrols, and an honest account of what they did.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
register.register_all(app)


def main() -> None:
    """Run the command line and leave with a documented exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; nothing but a bug shows a traceback."""
    try:
        result = app(args=arguments, standalone_mode=False)
    except UserError as error:
        _show(error, as_json="--json" in arguments)
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _interrupted()
    except TyperException as error:
        return _misunderstood(error, as_json="--json" in arguments)
    except BrokenPipeError:
        return 0
    except Exception as error:
        if os.environ.get("BEATWISE_DEBUG"):
            raise
        print(
            f"Something went wrong that is not your doing: {type(error).__name__}: {error}\n"
            "Next: run the same command with BEATWISE_DEBUG=1 set and report what it prints.",
            file=sys.stderr,
        )
        return 1
    if result == INTERRUPTED_EXIT_CODE:  # typer turns Ctrl-C inside a command into this number
        return _interrupted()
    return result if isinstance(result, int) else 0


def _show(error: UserError, *, as_json: bool) -> None:
    if as_json:
        print_json(error.as_dict())
    print(error, file=sys.stderr)


def _misunderstood(error: TyperException, *, as_json: bool) -> int:
    words = getattr(error, "format_message", lambda: str(error))()
    usage = UsageError(words, next_step="Add --help to see what the command understands.")
    _show(usage, as_json=as_json)
    return usage.exit_code


def _interrupted() -> int:
    print("Interrupted. Nothing half-done was kept.", file=sys.stderr)
    return INTERRUPTED_EXIT_CODE
