"""A row and what is said of it: its key, its declarations, its anomalies, what is stored against it."""
