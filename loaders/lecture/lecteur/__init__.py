"""Reading one file, in a process of its own: the standard library and openpyxl, nothing else within reach."""
