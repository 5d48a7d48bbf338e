"""The files of the tree to records, every refused line named."""
