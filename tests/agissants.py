"""Who acts, for tests of the writers: a desk where one imports, one where one reads."""

from __future__ import annotations

from models.acces import COMMANDE, build_du_poste
from models.vocabulaire import Role

EDITEUR, LECTEUR = build_du_poste(Role.MISE_A_JOUR), build_du_poste(Role.LECTURE)
__all__ = ["COMMANDE", "EDITEUR", "LECTEUR"]
