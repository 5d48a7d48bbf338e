"""The hand-out: the story set on paper by typst, its data given as JSON; the template, the fonts and nothing else."""
