"""A quarter's campaign in figures: who is awaited, at what pace, when one writes, what a closing published."""
