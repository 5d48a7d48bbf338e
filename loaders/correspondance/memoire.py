"""What was said before of tables of the same shape: by whom, and when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from models.correspondance import Correspondance, load_correspondance
from models.tables_correspondance import CorrespondanceRetenue
from models.temps import to_paris


@dataclass(frozen=True, slots=True)
class Souvenir:
    """How a table read the last time; `auteur` is None for a shape that the program knows, which `nom` then names."""

    correspondance: Correspondance
    nom: str = ""
    auteur: str | None = None
    le: datetime | None = None

    @property
    def dit(self) -> str:
        """Return « Correspondance de Camille Exemple du 12/10/2026 reprise. »."""
        if self.auteur is None or self.le is None:
            return f"Correspondance connue reprise : {self.nom}."
        return f"Correspondance de {self.auteur} du {to_paris(self.le):%d/%m/%Y} reprise."


def find_souvenir(session: Session, forme: str) -> Souvenir | None:
    """Return what was last said of tables of a shape, None when nothing was, or when it no longer says anything."""
    retenue = session.get(CorrespondanceRetenue, forme)
    if retenue is None:
        return None
    try:
        lue = load_correspondance(json.loads(retenue.contenu))
    except ValueError:  # of an earlier version, or altered: it is asked again
        return None
    return Souvenir(lue, retenue.fichier, retenue.auteur, retenue.le) if lue.forme == forme else None
