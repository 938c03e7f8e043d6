"""What the product says of itself."""

from __future__ import annotations

from checks.same_results.case import Case, driver


CASES = (Case("help", "--help of every command, word for word", (driver("help"),)),)
