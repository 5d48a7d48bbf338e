"""The values of indicateurs, fed by a file: code, date, value, source."""
