"""Tables, session, vocabulary, the column table and the loaded plan. No calculation, no I/O but the database."""
