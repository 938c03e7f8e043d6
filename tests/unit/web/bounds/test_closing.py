"""What is done when an answer has been sent."""

from __future__ import annotations

import gc

from django.http import HttpResponse, StreamingHttpResponse

from beatwise.web.bounds.closing import when_closed


def test_an_answer_that_is_whole_is_done_with_at_once():
    """Nothing waits for it to be sent."""
    times: list[int] = []
    when_closed(HttpResponse("x"), lambda: times.append(1))
    assert times == [1]


def test_a_download_is_done_with_when_it_is_closed_and_only_once():
    """Closing it twice does the work once."""
    times: list[int] = []
    response = StreamingHttpResponse(iter(["x"]))
    when_closed(response, lambda: times.append(1))
    assert times == []
    response.close()
    response.close()
    assert times == [1]


def test_a_download_that_nobody_reads_is_done_with_too():
    """A browser that went away leaves no turn taken."""
    times: list[int] = []
    response = StreamingHttpResponse(iter(["x"]))
    when_closed(response, lambda: times.append(1))
    del response
    gc.collect()
    assert times == [1]
