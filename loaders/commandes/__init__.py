"""What each command of the command line does, and how its result is said."""
