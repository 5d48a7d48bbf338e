"""Copies of a database that can be relied on: written whole and checked, and put back in its place."""
