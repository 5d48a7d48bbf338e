"""Where each pilot is written to: the address of a service, kept in the journal like the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sqlmodel import Session

from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from loaders.ecriture.saisie import diff_ligne, write_saisie
from models.changement import Changement
from models.chargement import load_plan
from models.refus import DemandeInvalide

COURRIEL_MAX: Final = 254
_COURRIEL: Final = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")


def write_contacts(voulus: Mapping[str, str], acte: Acte, accord: Accord) -> int | None:
    """Write the addresses of pilots, by code, an empty one withdrawing it; return the entry, None when none changes.

    Raises DemandeInvalide for a pilot that the plan has not, or for what is no address: nothing of it could then end up
    among the headers of a message.
    """
    propres = {code: check_courriel(texte) for code, texte in voulus.items()}

    def build(session: Session) -> list[Changement]:
        connus = {p.code for p in load_plan(session).pilotes}
        changements = []
        for code, courriel in propres.items():
            if code not in connus:
                raise DemandeInvalide(f"« {code} » n’est pas un pilote du plan.")
            changements += diff_ligne(session, "contact", code, {"courriel": courriel})
        return changements

    return write_saisie(acte, accord, build)


def check_courriel(texte: str) -> str | None:
    """Return an address in its one form, None for nothing; raise DemandeInvalide when it cannot be one."""
    propre = texte.strip()
    if not propre:
        return None
    if len(propre) > COURRIEL_MAX or not _COURRIEL.fullmatch(propre):
        raise DemandeInvalide(f"« {propre[:60]} » n’est pas une adresse de courriel : écrivez par exemple a@b.fr.")
    return propre
