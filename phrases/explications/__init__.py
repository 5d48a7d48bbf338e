"""A figure explained with the reader's own numbers: the rule in words, what is counted, excluded, missing."""
