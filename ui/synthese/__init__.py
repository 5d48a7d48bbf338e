"""Synthèse: where the plan stands, in ten seconds."""
