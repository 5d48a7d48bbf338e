"""The report of the annual meeting as a Word document that people amend: the story, in numbered headings and tables."""
