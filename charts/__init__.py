"""Results in, `go.Figure` out: one theme, no query, no literal colour outside `charts/theme.py`."""
