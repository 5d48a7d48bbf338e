"""The blocks of a page as HTML, alike on a screen and on the public site: figures in, HTML out, no framework."""
