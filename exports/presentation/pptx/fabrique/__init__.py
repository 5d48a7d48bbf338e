"""Where the template of the deck is made: `python -m exports.presentation.pptx.fabrique` writes its file anew.

The package is written part by part, so that nothing of another template stays in it. The same sources give the same
bytes; a test compares them with the file of the repository. Nothing of the application reads this room.
"""
