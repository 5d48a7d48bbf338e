"""The charter: its facts, its domains face to face, the bodies that meet."""
