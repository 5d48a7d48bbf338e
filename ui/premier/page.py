"""Which first page an address has: its screen, its quarter, for who may read it; nothing where anything is unsure.

It is written with the document, so the session that opens next finds the figures computed. What it does not know (a
filter, a refusal, a base that is not ready) it leaves to the session: an empty page for a moment is better than a
wrong one.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from charts.theme import CLAIR
from metrics.bilan import list_choix_trimestres
from models.refus import BaseIndisponible, Refus
from models.temps import find_jour
from models.vocabulaire import Role
from ui.premier.blocs import Debut
from ui.premier.cadre import write_cadre
from ui.premier.ecrans import PREMIERS
from ui.premier.fiches import FICHES
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


Adresse = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Demande:
    """What is asked for: a screen, the quarter as the address says it (empty: none), the role of who asks.

    `fiche` is what the address of a sheet holds, empty for the screen itself.
    """

    ecran: Ecran
    trimestre: str
    role: Role
    fiche: Adresse = ()


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
    lus = parse_qs(requete, keep_blank_values=True)
    parametres = {cle: valeurs[0] for cle, valeurs in lus.items()}
    trimestre = parametres.pop(CLE, "") if ecran.par_trimestre else ""
    if any(len(valeurs) > 1 for valeurs in lus.values()) or not _names_fiche(ecran, parametres):
        return None
    return Demande(ecran, trimestre, role, tuple(sorted(parametres.items())))


def _names_fiche(ecran: Ecran, parametres: Mapping[str, str]) -> bool:
    """Return whether nothing is asked of a screen, or one of its sheets."""
    _, cles = FICHES.get(ecran.fichier, (None, ()))
    return not parametres or (set(parametres) <= set(cles) and cles[0] in parametres)


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
    return _write_page(demande.ecran, demande.role, vue, tuple(list_avis()), demande.fiche)


@keep(64)
def _write_page(ecran: Ecran, role: Role, vue: Vue, avis: tuple[Html, ...], fiche: Adresse) -> Html:
    debut = _write_fiche(ecran, vue, dict(fiche)) if fiche else _write_ecran(ecran, vue)
    return RIEN if debut is None else write_cadre(ecran, role, vue, avis, debut)


def _write_ecran(ecran: Ecran, vue: Vue) -> Debut | None:
    write, fin = PREMIERS[ecran.fichier]
    corps = write(vue)
    return Debut(RIEN, corps, fin) if corps else None


def _write_fiche(ecran: Ecran, vue: Vue, adresse: Mapping[str, str]) -> Debut | None:
    write, _ = FICHES[ecran.fichier]
    return write(vue, adresse)
