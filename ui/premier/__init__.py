"""The first thing a visitor sees: written by the server in the document, until the session has drawn the same."""
