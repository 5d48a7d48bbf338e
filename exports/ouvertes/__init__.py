"""Open data: the tables of a quarter as CSV files, each with its Table Schema, together in a Data Package."""
