"""From a raw cell to a value: the words, the numbers and the dates that people write."""
