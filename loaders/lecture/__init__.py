"""From the bytes of a file to its raw cells, in a child process with bounds: nothing here knows our tables."""
