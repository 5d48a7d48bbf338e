"""What looks like personal data in a text: it has no place in the tracking of actions (fault 59)."""

from __future__ import annotations

import re

_TELEPHONE = re.compile(
    r"(?<![\d+])(?:0|(?:\+|00)33[\s.\-]?(?:\(0\)[\s.\-]?)?)[1-9](?P<separateur>[\s.\-/]?)\d{2}"
    r"(?:(?P=separateur)\d{2}){3}(?![\d/])"
)
_COURRIEL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}")
_NIR = re.compile(r"(?<!\d)[12]\s?\d{2}\s?(?:0[1-9]|1[0-2])\s?\d[\dAaBb]\s?\d{3}\s?\d{3}(?P<cle>\s?\d{2})?(?!\d|\s\d)")
_MOTIFS = (
    ("numéro de téléphone", _TELEPHONE),
    ("adresse de courriel", _COURRIEL),
    ("numéro de sécurité sociale", _NIR),
)
"""Written as people write them: with spaces of any kind, dots, dashes, or nothing between the digits. The same
separator all along a phone number keeps dates and amounts out."""


def find_donnees_personnelles(texte: str) -> list[str]:
    """Return the kinds of personal data that a text seems to hold, in French; none for amounts, years or codes."""
    return [nom for nom, motif in _MOTIFS if motif.search(texte)]
