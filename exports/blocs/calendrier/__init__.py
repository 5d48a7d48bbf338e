"""The dates: what is late, what comes, what is behind."""
