"""The flagship commitments: the list of them, their cards, the sheet of one."""
