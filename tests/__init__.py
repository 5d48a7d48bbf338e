"""What the project promises, held by machines."""
