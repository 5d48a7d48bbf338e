"""The annual meeting: its story told once, then written as a deck, a document, a hand-out, pages."""
