"""Partenaires: who is involved, where and how much, and the sheet of one."""
