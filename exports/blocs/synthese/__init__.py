"""Where the plan stands, in ten seconds: the blocks of the Synthèse."""
