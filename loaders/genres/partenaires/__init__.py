"""The list of partners and who is expected where."""
