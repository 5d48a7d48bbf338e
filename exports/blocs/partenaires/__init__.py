"""The partners: the figures of them all, the sheet of one."""
