"""Leaving with everything: figures, received files, journal, decisions, in files that need no program of ours."""
