"""A quarter's campaign: opened, closed with what was published kept, reopened; who is written to, what was sent."""
