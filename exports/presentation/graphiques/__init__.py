"""The drawings of the story as native charts, whatever holds them: a slide or a page; their workbooks open."""
