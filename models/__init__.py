"""Tables, session, vocabulary, the column table and the loaded plan. No calculation, no I/O but the database."""

import os

# python-pptx and python-docx bring lxml, which openpyxl takes as soon as it is there: workbooks are read and written by
# the standard library instead, as before they came, with its errors and its bytes.
os.environ.setdefault("OPENPYXL_LXML", "False")
