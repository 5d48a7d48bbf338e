"""The public site: pages that stand alone in a folder, read without a server and without a script."""
