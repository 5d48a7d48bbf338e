"""The dates of actions, the targets of indicateurs, the proofs: what progress is measured against and shown by."""
