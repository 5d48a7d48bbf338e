"""Journal: every entry, what it changed, and its undoing."""
