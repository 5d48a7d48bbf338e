"""The only writer: an entry and its rows together, undone as a new entry, drafts kept."""
