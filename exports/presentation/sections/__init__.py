"""A section of the story each: figures in, a finding and its proof out, or None where there is nothing to tell."""
