"""The kit that any workbook to be filled is made with; it knows no kind."""
