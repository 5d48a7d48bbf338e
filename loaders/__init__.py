"""Everything that comes in, and the only writer: read, validate, diff, apply, undo, template, command line."""
