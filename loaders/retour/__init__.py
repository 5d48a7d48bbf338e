"""The file given back: the owner's own workbook with its faulty cells marked, made in a child process."""
