"""The meetings of the charter's bodies."""
