"""Présentation: the annual meeting told on a screen, what is told of it chosen, then projected or taken away."""
