"""What each delivery model must settle: powers, licences, vetting, insurance, staff, tax."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise import data
from beatwise.fields import Fields, document


TOPICS = {
    "powers": "Powers and accreditation",
    "licensing": "Licensing",
    "vetting": "Vetting",
    "insurance": "Insurance",
    "transfer": "Staff transfer",
    "vat": "Value-added tax",
    "procurement": "Procurement notices",
    "equality": "Equality assessment",
    "data_protection": "Data protection assessment",
}


@dataclass(frozen=True, slots=True)
class DeliveryModel:
    """One model: what to settle under each topic, the source, and the day it was read."""

    id: str
    name: str
    topics: dict[str, str]
    source: str
    checked: str

    @property
    def mark(self) -> str:
        """``not checked``, or the day on which somebody read the source."""
        return f"checked {self.checked}" if self.checked else "not checked"


def delivery_models() -> tuple[DeliveryModel, ...]:
    """Return the models of the package's own list."""
    name = "delivery_models.toml"
    with document(data.text(name), name) as fields:
        return fields.each("model", _model)


def _model(fields: Fields) -> DeliveryModel:
    return DeliveryModel(
        fields.text("id"),
        fields.text("name"),
        {topic: fields.text(topic) for topic in TOPICS},
        fields.text("source", ""),
        fields.text("checked", ""),
    )
