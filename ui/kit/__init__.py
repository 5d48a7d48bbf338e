"""What screens share to show: marks, components, charts, downloads, links, fields; it knows the ground, no screen."""
