"""Campagne: who answered, who is missing, what they are written, the quarter opened and closed."""
