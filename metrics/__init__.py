"""Pure: a loaded plan and a quarter in, figures out. No database, no clock, no screen."""
