"""Importer: files dropped, read, questioned, previewed, applied or given back."""
