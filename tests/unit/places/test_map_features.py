"""Which tags and classes of OpenStreetMap are drawn and named."""

from __future__ import annotations

from beatwise.places.map_features import KINDS, feature_rules


def test_tags_and_classes_mean_the_same() -> None:
    """A supermarket, a river and a lake are of one kind by tag and by class; a pub is of none."""
    rules = feature_rules()
    assert rules.of_tags({"shop": "supermarket"}) == rules.of_class("pois", "supermarket")
    assert rules.of_tags({"waterway": "river"}) == rules.of_class("waterways", "river") == "river"
    assert rules.of_tags({"natural": "water"}) == rules.of_class("water", "pond") == "water"
    assert rules.of_tags({"amenity": "pub"}) == rules.of_class("pois", "pub") == ""
    assert rules.of_class("water", "wetland") == rules.of_class("roads", "primary") == ""


def test_every_kind_can_be_reached() -> None:
    """Each kind has at least one tag."""
    assert {k for kinds in feature_rules().tags.values() for k in kinds.values()} == set(KINDS)
