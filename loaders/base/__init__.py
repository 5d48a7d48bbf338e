"""Making a database ready: its version, then the tree of the files on what imports said since."""
