"""What is typed of actions on a screen until it is written: the data shown, what the last click was told, the write."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from exports.blocs.liens import PAGE_JOURNAL, write_lien
from loaders.apercu.formulaire import Case, Champ
from loaders.ecriture.application import Accord
from loaders.ecriture.correction import Constat, Correction, write_correction
from loaders.ecriture.journal import Acte
from models.refus import Refus
from models.remede import Canal
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree
from phrases.format import FINE, format_compte, set_espaces
from ui.kit.constats import Arbitrages
from ui.socle import identity
from ui.socle.donnees import Version
from ui.socle.guard import Contexte
from ui.socle.texte import Html, escape_markdown

_JOURNAL = logging.getLogger(__name__)
IMPREVU = "L’enregistrement n’a pas abouti et rien n’a été changé. Réessayez, puis prévenez l’administrateur."
SANS_NOM = "Écrivez votre nom pour enregistrer. Rien n’a été écrit."
RIEN_DE_CHANGE = (
    "Rien n’a changé : rien n’a été écrit. Une valeur dite à un trimestre antérieur se retire à ce trimestre-là."
)


@dataclass(slots=True)
class Ouverte:
    """A form that is open: what it is of, the data that it shows, what the last click was told.

    `essai` tells its widgets from those of the form before; `sujet` is empty once it is closed.
    """

    sujet: str
    trimestre: Trimestre
    version: Version
    champs: tuple[Champ, ...]
    essai: int = 0
    constat: Constat | None = None
    dits: frozenset[str] = frozenset()
    erreur: str = ""


def save_saisie(
    contexte: Contexte, ouverte: Ouverte, textes: Sequence[str], reponses: Arbitrages, auteur: str
) -> Html | None:
    """Write what the cells hold and return what to say of it; None where nothing was, the form then says why."""
    cases = tuple(Case(c, t) for c, t in zip(ouverte.champs, textes, strict=True) if t.strip() != c.texte.strip())
    ouverte.erreur, ouverte.constat = "", None
    if not auteur or not cases:
        ouverte.erreur = SANS_NOM if cases else set_espaces(RIEN_DE_CHANGE)
        return None
    constat = _try_ecrire(contexte, ouverte, cases, reponses, auteur)
    if constat is None:
        return None
    if constat.entree is not None:
        compte = format_compte(len(constat.changements), "changement enregistré", "changements enregistrés")
        lien = write_lien(PAGE_JOURNAL, f"n°\u00a0{constat.entree} du journal", {"remontee": str(constat.entree)})
        return f'<p class="note" role="status">{compte}{FINE}: saisie {lien}, d’où elle peut être annulée.</p>'
    ouverte.constat, ouverte.dits = constat, constat.dits
    if not constat.changements and not constat.attend:
        ouverte.erreur = set_espaces(RIEN_DE_CHANGE)
    return None


def _try_ecrire(
    contexte: Contexte, ouverte: Ouverte, cases: tuple[Case, ...], reponses: Arbitrages, auteur: str
) -> Constat | None:
    """Return what writing gave, None when it was refused; nothing of Streamlit is called in its transaction."""
    dits = (reponses.questions, reponses.gardees, reponses.remplacees)
    voulue = Correction(ouverte.trimestre, ouverte.version.revision, cases, *dits)
    accord = Accord(identity.find_agissant(), sceau_vu=ouverte.version.sceau)
    acte = Acte(NatureEntree.IMPORT, auteur, contexte.maintenant)
    try:
        return write_correction(voulue, acte, accord, ouverte.dits)
    except Refus as refus:
        ouverte.erreur = escape_markdown(set_espaces(refus.say(Canal.ECRAN)))
    except Exception:
        _JOURNAL.exception("correction")
        ouverte.erreur = IMPREVU
    return None
