"""The ``beatwise`` command: one app, and the one place where errors become exit codes."""

from __future__ import annotations

import errno
import os
import sys

import typer
from typer.exceptions import TyperException

from beatwise.cli import next_steps, register
from beatwise.cli.output import print_json
from beatwise.errors import INTERRUPTED_EXIT_CODE, Conflict, UsageError, UserError


# What the disk or the system refuses, and the person at the keyboard can mend.
_REFUSED_BY_SYSTEM = {
    errno.EACCES: "you may not read or write it",
    errno.EPERM: "you may not read or write it",
    errno.EROFS: "it can only be read",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
}

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
    as_json = "--json" in arguments
    next_steps.remember(arguments, _takes_workspace)
    try:
        result = app(args=arguments, standalone_mode=False)
    except UserError as error:
        return _show(error, as_json=as_json)
    except (typer.Abort, KeyboardInterrupt):
        return _interrupted(as_json=as_json)
    except TyperException as error:
        return _misunderstood(error, as_json=as_json)
    except BrokenPipeError:
        return 0
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _REFUSED_BY_SYSTEM:
            return _show(_refused_by_system(error), as_json=as_json)
        if os.environ.get("BEATWISE_DEBUG"):
            raise
        return _our_fault(error, as_json=as_json)
    if result == INTERRUPTED_EXIT_CODE:  # typer turns Ctrl-C inside a command into this number
        return _interrupted(as_json=as_json)
    return result if isinstance(result, int) else 0


def _show(error: UserError, *, as_json: bool) -> int:
    if as_json:
        document = error.as_dict()
        step = error.next_step and next_steps.complete(error.next_step)
        print_json({**document, "next_step": step})
    print(next_steps.complete(str(error)), file=sys.stderr)
    return error.exit_code


def _takes_workspace(words: str) -> bool:
    """Say whether a command, such as ``gather areas``, has the option ``--workspace``."""
    command: object = typer.main.get_command(app)
    for word in words.split():
        command = getattr(command, "commands", {}).get(word, command)
    options = [option for each in getattr(command, "params", ()) for option in each.opts]
    return "--workspace" in options


def _refused_by_system(error: OSError) -> Conflict:
    return Conflict(
        f"{_REFUSED_BY_SYSTEM[error.errno or 0]} ({error.strerror or error}).",
        place=str(error.filename) if error.filename else None,
        next_step="Make room, or choose a file or folder that you may read and write.",
    )


def _our_fault(error: Exception, *, as_json: bool) -> int:
    fault = UserError(
        f"Something went wrong that is not your doing: {type(error).__name__}: {error}",
        next_step="run the same command with BEATWISE_DEBUG=1 set and report what it prints.",
    )
    if as_json:
        print_json({**fault.as_dict(), "error": "Fault", "exit_code": 1})
    print(fault, file=sys.stderr)
    return 1


def _misunderstood(error: TyperException, *, as_json: bool) -> int:
    words = getattr(error, "format_message", lambda: str(error))()
    usage = UsageError(words, next_step="Add --help to see what the command understands.")
    return _show(usage, as_json=as_json)


def _interrupted(*, as_json: bool) -> int:
    words = UserError("Interrupted. Nothing half-done was kept.")
    if as_json:
        ending = {"error": "Interrupted", "exit_code": INTERRUPTED_EXIT_CODE}
        print_json({**words.as_dict(), **ending})
    print(words, file=sys.stderr)
    return INTERRUPTED_EXIT_CODE
