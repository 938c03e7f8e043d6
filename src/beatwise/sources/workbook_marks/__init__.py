"""What a workbook says of its cells besides their values: formats, merged cells, formulas.

Readers of values give 0.125 for a cell that shows 12.5 %, and nothing for a cell that is covered by
a merged one. Nothing here loads pandas: the office and the command line read workbooks alike.
"""

from __future__ import annotations

from beatwise.sources.workbook_marks.cell_marks import Marks, cell_name, marked
from beatwise.sources.workbook_marks.marks_of_sheet import marks_of, since_1904


__all__ = ["Marks", "cell_name", "marked", "marks_of", "since_1904"]
