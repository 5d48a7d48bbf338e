"""Engagements: the list of the flagship commitments, and the sheet of one."""
