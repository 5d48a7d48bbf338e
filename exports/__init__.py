"""Results in, bytes or files out. Nothing is computed here."""
