"""An office that was there before its search keys finds what it had."""

from __future__ import annotations

import datetime as dt
from importlib import import_module


def test_rows_from_before_are_given_their_keys(office):
    """The migrations make keys of what is stored; making them twice changes nothing."""
    from django.apps import apps

    from beatwise.web.actions.models import PlanAction
    from beatwise.web.meetings.models import Board
    from beatwise.web.registers.models import Record

    Board.objects.create(number=1, name="Bwrdd Ynys Môn", chair="deputy", frequency="monthly")
    Board.objects.update(search="")
    PlanAction.objects.create(number=1, name="A1", title="t", strategy="x", owner="performance",
                              created=dt.date(2026, 1, 1), words="st mary’s")  # fmt: skip
    Record.objects.create(register="decisions", number=1, words="tŵr", public_words="tŵr")
    for _ in range(2):
        for app, name in (("actions", "action"), ("meetings", "meeting"), ("registers", "record")):
            migration = import_module(f"beatwise.web.{app}.migrations.0002_{name}_search_keys")
            migration.fill(apps, None)
        assert Board.objects.get().search == "bwrdd ynys mon"
        assert PlanAction.objects.get().words == "st marys"
        assert Record.objects.get().words == "twr"
