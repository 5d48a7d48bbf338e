"""The findings of the annual meeting: a sentence that a drawing or a table proves, short enough for two lines."""
