"""The demonstration: a fictitious story typed into real workbooks, through the same import."""
