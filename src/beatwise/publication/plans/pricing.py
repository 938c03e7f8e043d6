"""The pricing schedule as a spreadsheet: rates by lot, and invoices against delivered hours.

Yellow cells are to be filled; everything else is worked out by the sheet itself.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from beatwise.planning.lots import Lot


if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MONTHS = 12
_FIXED = dt.datetime(1980, 1, 1)


def pricing(lots: tuple[Lot, ...], name: str) -> bytes:
    """Return the workbook: Notes, Prices (a row a lot), Reconciliation (a row a lot and month)."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": f"Pricing schedule: {name}", "created": _FIXED})
        looks = {
            "head": book.add_format(
                {"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"}
            ),
            "title": book.add_format({"bold": True, "font_size": 15}),
            "fill": book.add_format({"bg_color": "#fff7bf", "num_format": "#,##0.00", "border": 1}),
            "money": book.add_format({"num_format": "£#,##0.00"}),
            "hours": book.add_format({"num_format": "#,##0.0"}),
            "wrap": book.add_format({"text_wrap": True}),
        }
        _notes(book.add_worksheet("Notes"), looks, name)
        _prices(book.add_worksheet("Prices"), looks, lots)
        _reconciliation(book.add_worksheet("Reconciliation"), looks, lots)
    return out.getvalue()


def _notes(sheet: Worksheet, looks: dict[str, Format], name: str) -> None:
    sheet.set_column(0, 0, 100)
    lines = (
        f"Pricing schedule: {name}",
        "Yellow cells are to be filled; all others are worked out.",
        (
            "Prices: one rate for each delivered person-hour in a lot, without value-added tax, "
            "all costs included (pay, supervision, kit, travel, data returns)."
        ),
        (
            "Reconciliation: delivered hours come from the provider's monthly return. The amount "
            "due is delivered hours, up to the hours ordered, at the rate; the difference is what "
            "the invoice asks beyond that. A positive difference is queried before payment."
        ),
    )
    for i, line in enumerate(lines):
        sheet.write_string(i, 0, line, looks["title"] if i == 0 else looks["wrap"])


def _prices(sheet: Worksheet, looks: dict[str, Format], lots: tuple[Lot, ...]) -> None:
    heads = (
        "Lot", "Town", "Person-hours a month", "Rate an hour, £", "Price a month, £",
        "Price a year, £", "VAT rate, %", "Price a year with VAT, £",
    )  # fmt: skip
    _heads(sheet, looks, heads)
    for row, lot in enumerate(lots, start=1):
        line = row + 1
        sheet.write_number(row, 0, lot.number)
        sheet.write_string(row, 1, lot.town)
        sheet.write_number(row, 2, round(lot.hours_month, 1), looks["hours"])
        sheet.write_blank(row, 3, None, looks["fill"])
        sheet.write_formula(row, 4, f"=ROUND(C{line}*D{line},2)", looks["money"], 0)
        sheet.write_formula(row, 5, f"=E{line}*12", looks["money"], 0)
        sheet.write_blank(row, 6, None, looks["fill"])
        sheet.write_formula(row, 7, f"=ROUND(F{line}*(1+G{line}/100),2)", looks["money"], 0)
    last, total = len(lots) + 1, len(lots) + 1
    sheet.write_string(total, 1, "All lots", looks["head"])
    for column, letter in ((2, "C"), (4, "E"), (5, "F"), (7, "H")):
        look = looks["hours"] if column == 2 else looks["money"]
        value = round(sum(round(lot.hours_month, 1) for lot in lots), 1) if column == 2 else 0
        sheet.write_formula(total, column, f"=SUM({letter}2:{letter}{last})", look, value)


def _reconciliation(sheet: Worksheet, looks: dict[str, Format], lots: tuple[Lot, ...]) -> None:
    heads = (
        "Month", "Lot", "Town", "Ordered hours", "Delivered hours (return)", "Rate an hour, £",
        "Due, £", "Invoiced, £", "Difference, £", "Delivered, %", "Say",
    )  # fmt: skip
    _heads(sheet, looks, heads)
    row = 0
    for month in range(1, MONTHS + 1):
        for index, lot in enumerate(lots, start=2):
            row += 1
            line = row + 1
            sheet.write_number(row, 0, month)
            sheet.write_number(row, 1, lot.number)
            sheet.write_string(row, 2, lot.town)
            hours = round(lot.hours_month, 1)
            sheet.write_formula(row, 3, f"=Prices!C{index}", looks["hours"], hours)
            sheet.write_blank(row, 4, None, looks["fill"])
            sheet.write_formula(row, 5, f"=Prices!D{index}", looks["money"], 0)
            due = f"=ROUND(MIN(D{line},E{line})*F{line},2)"
            sheet.write_formula(row, 6, due, looks["money"], 0)
            sheet.write_blank(row, 7, None, looks["fill"])
            sheet.write_formula(row, 8, f"=H{line}-G{line}", looks["money"], 0)
            sheet.write_formula(
                row, 9, f'=IF(E{line}="","no data",ROUND(100*E{line}/D{line},1))', None, "no data"
            )
            words = (
                f'=IF(OR(E{line}="",H{line}=""),"waiting",'
                f'IF(ABS(I{line})<0.005,"agrees",'
                f'IF(I{line}>0,"query: asks too much","pays in full")))'
            )
            sheet.write_formula(row, 10, words, None, "waiting")


def _heads(sheet: Worksheet, looks: dict[str, Format], heads: tuple[str, ...]) -> None:
    for column, words in enumerate(heads):
        sheet.write_string(0, column, words, looks["head"])
        sheet.set_column(column, column, 18)
    sheet.freeze_panes(1, 0)
