"""Finding our tables in a raw workbook: whose it is, where its headers stand, what shape it has."""
