"""What words, sigles and figures mean: articles that a screen or a site shows."""
