"""Tables, session, vocabulary, the column table and the loaded plan. No calculation, no I/O but the database."""

import os

# openpyxl takes lxml (which python-pptx and python-docx bring) or defusedxml as soon as it is there: workbooks are read
# and written by the standard library instead, with its errors and its bytes, whatever else is installed.
for _autre in ("OPENPYXL_LXML", "OPENPYXL_DEFUSEDXML"):
    os.environ.setdefault(_autre, "False")
