"""One reader for every table people send: CSV, Excel and OpenDocument, as text with row numbers."""

from __future__ import annotations

from beatwise.sources.spreadsheets.reading import read_sheet
from beatwise.sources.spreadsheets.serial import serial_dates
from beatwise.sources.spreadsheets.sheet import Sheet


__all__ = ["Sheet", "read_sheet", "serial_dates"]
