"""What a side of the charter says of each commitment in a year."""
