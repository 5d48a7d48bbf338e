"""What is timed, always against a named reference in the same run; nothing of the application imports this folder."""
