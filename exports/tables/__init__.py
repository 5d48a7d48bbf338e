"""The tables of a quarter, declared once with their columns: what the workbook and the open data both hold."""
