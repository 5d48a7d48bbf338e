"""The HTTP side: the document, what is let in, what is answered, what is said of an incident; no screen."""
