"""État: what the application stands on, and what is to be looked at; for who administers."""
