"""What is told of an action: its facts, its history, what hangs from it; its row in the list."""
