"""What is done when an answer has been sent."""

from __future__ import annotations

import gc

from django.http import HttpResponse, StreamingHttpResponse

from beatwise.web.bounds.closing import when_closed


def test_the_work_of_a_whole_answer_is_done_at_once() -> None:
    """Nothing is left for later."""
    calls: list[str] = []
    when_closed(HttpResponse(b"x"), lambda: calls.append("work"))
    assert calls == ["work"]


def test_the_work_of_a_download_is_done_once_when_it_is_closed() -> None:
    """Closing twice and forgetting it afterwards add nothing."""
    calls: list[str] = []
    answer = StreamingHttpResponse(iter([b"x"]))
    when_closed(answer, lambda: calls.append("work"), lambda: calls.append("lost"))
    assert calls == []
    answer.close()
    answer.close()
    del answer
    gc.collect()
    assert calls == ["work"]


def test_a_download_that_nobody_closes_is_let_go_without_the_database() -> None:
    """Memory is collected in the middle of anything, perhaps of a statement."""
    calls: list[str] = []
    answer = StreamingHttpResponse(iter([b"x"]))
    when_closed(answer, lambda: calls.append("work"), lambda: calls.append("lost"))
    del answer
    gc.collect()
    assert calls == ["lost"]
