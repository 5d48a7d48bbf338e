"""Charte: the commitments of both sides, what each says of them, the meetings held."""
