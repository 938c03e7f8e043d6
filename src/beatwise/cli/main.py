"""The ``beatwise`` command: the one place where errors become exit codes.

Nothing is loaded before ``run`` is ready for Ctrl-C, so that it is answered from the first moment.
"""

from __future__ import annotations

import sys


TYPE_CHECKING = False  # typing itself takes as long to load as all that is here
if TYPE_CHECKING:
    from collections.abc import Mapping

    from beatwise.errors import UserError


def main() -> None:
    """Run the command line and leave with a documented exit code."""
    as_json = "--json" in sys.argv[1:]
    try:
        from beatwise.cli import limited_memory

        try:
            code = limited_memory.exit_code_of(_run_with_safe_streams)
        except (MemoryError, OSError) as error:
            code = _ended(error, as_json=as_json)
    except KeyboardInterrupt:
        code = _interrupted(as_json=as_json)
    sys.exit(code)


def _run_with_safe_streams() -> int:
    from beatwise.cli import interruptions, standard_streams

    standard_streams.prepare()
    interruptions.listen()
    return standard_streams.flushed(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; nothing but a bug shows a traceback."""
    as_json = "--json" in arguments
    try:
        from beatwise.cli import (
            application,
            next_steps,
            system_faults,  # noqa: F401  (none can be loaded where memory ends)
        )
        from beatwise.errors import INTERRUPTED_EXIT_CODE

        next_steps.remember(arguments, application.takes_workspace)
        result = application.app(args=arguments, standalone_mode=False)
    except (KeyboardInterrupt, Exception, SystemExit) as error:
        try:
            return _ended(error, as_json=as_json)
        except MemoryError:
            return _without_memory()
    if result == INTERRUPTED_EXIT_CODE:  # typer turns Ctrl-C inside a command into this number
        return _interrupted(as_json=as_json)
    return result if isinstance(result, int) else 0


def _without_memory() -> int:
    """Say that memory ended, taking none; return the code of a conflict."""
    import os

    os.write(2, b"There is not enough memory for this.\nNext: Close other programs.\n")
    return 13


def _ended(error: BaseException, *, as_json: bool) -> int:
    """Return the exit code of what ended a command, having said in words what it was."""
    import os

    from beatwise.cli import system_faults
    from beatwise.errors import UserError

    if system_faults.is_interruption(error):
        return _interrupted(as_json=as_json)
    if system_faults.is_closed_pipe(error):
        return 0
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 0
    user_error = error if isinstance(error, UserError) else system_faults.user_error(error)
    if user_error is not None:
        return _show(user_error, as_json=as_json)
    if os.environ.get("BEATWISE_DEBUG"):
        raise error
    return _our_fault(error, as_json=as_json)


def _show(error: UserError, *, as_json: bool) -> int:
    from beatwise.cli import next_steps

    if as_json:
        step = error.next_step and next_steps.complete(error.next_step)
        _print_document({**error.as_dict(), "next_step": step})
    print(next_steps.complete(str(error)), file=sys.stderr)
    return error.exit_code


def _print_document(document: Mapping[str, object]) -> None:
    """Print an ending as JSON, unless standard output is itself what failed."""
    from contextlib import suppress

    from beatwise.cli.output import print_json

    with suppress(OSError):
        print_json(document)


def _our_fault(error: BaseException, *, as_json: bool) -> int:
    from beatwise.errors import UserError

    fault = UserError(
        f"Something went wrong that is not your doing: {type(error).__name__}: {error}",
        next_step="run the same command with BEATWISE_DEBUG=1 set and report what it prints.",
    )
    if as_json:
        _print_document({**fault.as_dict(), "error": "Fault", "exit_code": 1})
    print(fault, file=sys.stderr)
    return 1


def _interrupted(*, as_json: bool) -> int:
    from beatwise.errors import INTERRUPTED_EXIT_CODE, UserError

    words = UserError("Interrupted. Nothing half-done was kept.")
    if as_json:
        ending = {"error": "Interrupted", "exit_code": INTERRUPTED_EXIT_CODE}
        _print_document({**words.as_dict(), **ending})
    print(words, file=sys.stderr)
    return INTERRUPTED_EXIT_CODE
