"""Proving that a database is whole: the seals of its journal, the received files, the rows that the journal tells."""
