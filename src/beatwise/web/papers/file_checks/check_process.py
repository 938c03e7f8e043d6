"""Read and check an uploaded paper in a process of its own; its answer is JSON.

A reader of PDF or Word that runs away meets the limits of memory and time there, and no page and
no worker with it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from typing import Any

from beatwise.accountability.reconcile.papers.check_json import as_json
from beatwise.accountability.reconcile.papers.check_paper import check_paper
from beatwise.errors import BadInput
from beatwise.web.bounds import own_process, work_elsewhere
from beatwise.web.papers.file_checks.uploaded_paper import read_upload


WORDS = ("-m", "beatwise.web.papers.file_checks.check_process")
LARGEST_ANSWER = 20_000_000


def check_elsewhere(name: str, content: bytes) -> Mapping[str, Any]:
    """Return the check of a file as JSON values; raise ``BadInput`` for one that cannot be read."""
    begun = time.perf_counter()
    try:
        words = [*WORDS, own_process.whose_limits(), name]
        with own_process.output_of(words, content) as output:
            answer = json.loads(output.read(LARGEST_ANSWER))
    except (EOFError, OSError, ValueError):
        raise BadInput(
            "the file takes too long, or too much memory, to read.",
            place=name,
            next_step="Give the pages or sheets of one report, or save it as Word or CSV.",
        ) from None
    finally:
        work_elsewhere.note(time.perf_counter() - begun)
    if "fault" in answer:
        message, place, next_step = answer["fault"]
        raise BadInput(message, place=place, next_step=next_step)
    result: Mapping[str, Any] = answer["result"]
    return result


def main(whose: str, name: str) -> None:
    """Check the file of standard input; write its check, or what is wrong with it."""
    with own_process.limits_of(whose):
        try:
            check = check_paper(read_upload(name, sys.stdin.buffer.read()))
            answer: dict[str, object] = {"result": as_json([check])}
        except BadInput as error:
            answer = {"fault": [error.message, error.place, error.next_step]}
        sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
