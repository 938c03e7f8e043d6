"""One family of errors, each with an exit code and a next step.

A ``UserError`` is something the person at the keyboard can act on: it is shown without a
traceback, names the file, row or place, and says what to do next. Anything else is our fault.
"""


class BeatwiseError(Exception):
    """The root of every error Beatwise raises on purpose. Exit code 1: our fault.

    Examples
    --------
    >>> import beatwise
    >>> try:
    ...     beatwise.Month.parse("Jan 2025")
    ... except beatwise.BeatwiseError as error:
    ...     print(error)
    'Jan 2025' is not a month.
    Next: Write months as YYYY-MM, such as 2025-09.
    """

    exit_code = 1


class UserError(BeatwiseError):
    """An error the user can mend.

    Parameters
    ----------
    message
        What is wrong, in one plain sentence.
    place
        Where: a file, a file and row, a column, an area.
    next_step
        What to do now, in one plain sentence.
    """

    exit_code = 2

    def __init__(self, message: str, *, place: str | None = None, next_step: str | None = None):
        self.message = message
        self.place = place
        self.next_step = next_step
        parts = [f"{place}: {message}" if place else message]
        if next_step:
            parts.append(f"Next: {next_step}")
        super().__init__("\n".join(parts))

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the shape that ``--json`` prints for an error."""
        return {
            "error": type(self).__name__,
            "message": self.message,
            "place": self.place,
            "next_step": self.next_step,
            "exit_code": self.exit_code,
        }


class UsageError(UserError):
    """The command was called with words it does not understand."""

    exit_code = 2


class BadInput(UserError):
    """A file or value that was given cannot be read as what it should be."""

    exit_code = 10


class MissingData(UserError):
    """What was asked needs data that the workspace does not hold."""

    exit_code = 11


class Refused(UserError):
    """A method rule forbids the answer, for example peak times on month-only data."""

    exit_code = 12


class Conflict(UserError):
    """Something stands in the way: a lock, an existing file, a changed protocol."""

    exit_code = 13


class Infeasible(UserError):
    """No full answer exists; the best partial result has been written."""

    exit_code = 14


INTERRUPTED_EXIT_CODE = 130

EXIT_CODES: dict[int, str] = {
    0: "done",
    1: "our fault: an error nobody foresaw",
    2: "usage: the command's words are not understood",
    10: "bad input: a file or value cannot be read",
    11: "missing data: the workspace does not hold what was asked",
    12: "refused by a method rule",
    13: "conflict or locked",
    14: "infeasible: the best partial result was written",
    130: "interrupted",
}
