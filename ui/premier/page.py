"""Which first page an address has: its screen, its quarter, for who may read it; nothing where anything is unsure.

It is written with the document, so the session that opens next finds the figures computed. What it does not know (a
filter, a refusal, a base that is not ready) it leaves to the session: an empty page for a moment is better than a
wrong one.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from urllib.parse import parse_qs

from charts.theme import CLAIR
from metrics.bilan import list_choix_trimestres
from models.refus import BaseIndisponible, Refus
from models.temps import find_jour
from models.vocabulaire import Role
from ui.premier.cadre import write_cadre
from ui.premier.ecrans import PREMIERS
from ui.socle.base import ensure_base
from ui.socle.choix_trimestre import CLE, read_demande
from ui.socle.donnees import find_version, get_defaut, get_plan, maintenant
from ui.socle.guard import list_avis
from ui.socle.memoire import keep
from ui.socle.navigation import ECRANS, Ecran
from ui.socle.texte import RIEN, Html
from ui.socle.vue import Vue

_JOURNAL = logging.getLogger(__name__)
_ACCUEILS = ("", "accueil")
"""Addresses that the session sends to the first screen."""
_REQUETE_MAX = 200
"""Characters of a query that is looked at: one of ours holds a quarter."""


@dataclass(frozen=True, slots=True)
class Demande:
    """What is asked for: a screen, the quarter as the address says it (empty: none), the role of who asks."""

    ecran: Ecran
    trimestre: str
    role: Role


def write_premier(chemin: str, requete: str, role: Role) -> Html:
    """Return the first page of a path and a query as HTML, empty when it cannot be told for sure; raises nothing."""
    demande = read_adresse(chemin, requete, role)
    if demande is None:
        return RIEN
    try:
        return _write(demande)
    except (BaseIndisponible, Refus):
        return RIEN  # the screen says why
    except Exception:  # whatever it is, the session is not to wait for it
        _JOURNAL.exception("The first page of %s could not be written.", demande.ecran.url)
        return RIEN


def read_adresse(chemin: str, requete: str, role: Role) -> Demande | None:
    """Return what a path and a query ask for, None when it is not a first page: another screen, a filter, no right."""
    nom = chemin.strip("/")
    nom = ECRANS[0].url if nom in _ACCUEILS else nom
    ecran = next((e for e in ECRANS if e.url == nom), None)
    if ecran is None or ecran.fichier not in PREMIERS or not role.allows(ecran.role) or len(requete) > _REQUETE_MAX:
        return None
    parametres = parse_qs(requete, keep_blank_values=True)
    if set(parametres) - ({CLE} if ecran.par_trimestre else set()) or any(len(v) > 1 for v in parametres.values()):
        return None
    return Demande(ecran, parametres.get(CLE, [""])[0], role)


def _write(demande: Demande) -> Html:
    ensure_base()
    jour = find_jour(maintenant())
    version = find_version(jour)
    trimestre = defaut = get_defaut(version, jour)
    if demande.trimestre:
        demandee = read_demande(demande.trimestre, list_choix_trimestres(get_plan(version), jour))
        if demandee is None:
            return RIEN
        trimestre = demandee
    # Nothing in these texts depends on the ground: the style sheet follows it.
    vue = Vue(version, trimestre, defaut, jour, CLAIR.nom)
    return _write_page(demande.ecran, demande.role, vue, tuple(list_avis()))


@keep(32)
def _write_page(ecran: Ecran, role: Role, vue: Vue, avis: tuple[Html, ...]) -> Html:
    write, fin = PREMIERS[ecran.fichier]
    contenu = write(vue)
    return write_cadre(ecran, role, vue, avis, contenu, fin) if contenu else RIEN
