"""The plan as it was at an entry of the journal, which is the only truth: replayed, never stored twice."""
