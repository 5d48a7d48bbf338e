"""The words and colours of a drawing as the formats of Office write them; every run says that it is French."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from models.texte import clean

EMU = 12700
"""Length units of the format in a point."""
ENCRE, SOURDINE, BLANC = "tx1", "tx2", "bg1"
BLEU, ROUGE, AZUR, FILET, PALE = "accent1", "accent2", "accent3", "accent5", "accent6"
"""Colours by their names in the theme, which alone knows what they are."""
SAUT = "ppaction://hlinksldjump"


@dataclass(frozen=True, slots=True)
class Cadre:
    """A rectangle of a slide, in points."""

    x: float
    y: float
    large: float
    haut: float

    def join(self, autre: Cadre) -> Cadre:
        """Return the smallest rectangle that holds both."""
        x, y = min(self.x, autre.x), min(self.y, autre.y)
        droite = max(self.x + self.large, autre.x + autre.large)
        return Cadre(x, y, droite - x, max(self.y + self.haut, autre.y + autre.haut) - y)


def write_attribut(texte: str) -> str:
    """Return a text as the value of an attribute, with its quotes."""
    return quoteattr(clean(texte), {"\n": "&#10;"})


def write_couleur(couleur: str) -> str:
    """Return a fill of a colour of the theme."""
    return f'<a:solidFill><a:schemeClr val="{couleur}"/></a:solidFill>'


def write_run(texte: str, taille: float = 0, *, gras: bool = False, couleur: str = "", lien: str = "") -> str:
    """Return a run; what is not said of it is the placeholder's. `lien`: the relation to the slide that it leads to."""
    attributs = (f' sz="{taille * 100:.0f}"' if taille else "") + (' b="1"' if gras else "")
    dedans = (write_couleur(couleur) if couleur else "") + (
        f'<a:hlinkClick r:id="{lien}" action="{SAUT}"/>' if lien else ""
    )
    return f'<a:r><a:rPr lang="fr-FR"{attributs} dirty="0">{dedans}</a:rPr><a:t>{escape(clean(texte))}</a:t></a:r>'
