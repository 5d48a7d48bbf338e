"""The quarterly workbook of a pilot."""
