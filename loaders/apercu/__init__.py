"""What a file would do, then several together: differences, conflicts, preview; nothing is written."""
