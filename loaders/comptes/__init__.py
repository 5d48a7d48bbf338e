"""Accounts: what is granted to people and groups, as entries of the journal; when people were last seen."""
