"""One way to read a TOML document: its fields by type, and all its faults at once.

``document`` reads text and ``read_document`` a file; both return ``Fields``. Use them in a ``with``
block: a fault is noted with its place and line and reading goes on, and at the end of the block
one ``BadInput`` lists every fault.
"""

from beatwise.fields.toml_documents import document, read_document
from beatwise.fields.toml_fields import Fields
from beatwise.fields.value_types import REQUIRED, sensible


__all__ = ["REQUIRED", "Fields", "document", "read_document", "sensible"]
