"""What every screen stands on: guard, menu, identity, data, memory, style; it knows no screen."""
