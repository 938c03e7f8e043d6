"""Lay a workbook out as rows of text, large ones in a process of their own."""
