"""Delivery models settle every topic."""

from __future__ import annotations

from beatwise.planning.options.delivery_models import TOPICS, DeliveryModel, delivery_models


def test_every_model_has_words_on_every_topic() -> None:
    """The package's list has one name for each model, and no topic is left empty."""
    models = delivery_models()
    assert models
    assert len({model.id for model in models}) == len(models)
    for model in models:
        assert set(model.topics) == set(TOPICS)
        assert all(model.topics.values())


def test_the_mark_says_when_it_was_read() -> None:
    """Without a day it is not checked."""
    assert DeliveryModel("a", "A", {}, "law", "").mark == "not checked"
    assert DeliveryModel("a", "A", {}, "law", "2026-11-22").mark == "checked 2026-11-22"
