"""The preview on the screen: what was read in all, then each file; what the editor keeps of them is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.apercu.lot import waits_motif, waits_trimestre
from loaders.ecriture.lot import Choix
from loaders.genres.registre import REGISTRE
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.format import FINE, format_compte
from ui.importer import changements as tables
from ui.importer.fichier import FichierVu, show_fichier
from ui.importer.lot import NOM_MAX, Lot, save_reglages
from ui.importer.sort import count_choisis, find_pilote
from ui.importer.vue import AILLEURS
from ui.kit.composants import show_constat
from ui.socle.guard import Contexte
from ui.socle.texte import escape_markdown, shorten_nom

OUVERTS_MAX = 3
_ICONES = {
    StatutApercu.OK: ":material/check_circle:",
    StatutApercu.INVALIDE: ":material/error:",
    StatutApercu.REFUSE: ":material/block:",
}


def show_fichiers(contexte: Contexte, lot: Lot) -> list[Choix]:
    """Draw every file and return what the editor keeps of each, in order."""
    if lot.ailleurs:
        st.info(f"{AILLEURS} Le voici{FINE}: un choix fait ici au même moment est à refaire.", icon=":material/sync:")
    tete = st.container()  # said once the boxes below are known, so that it counts what the button counts
    vus = []
    for rang, apercu in enumerate(lot.apercus):
        ecarte = rang in lot.reglages.tri.ecartes
        parle = bool(apercu.anomalies or apercu.attentes)
        ouvert = not ecarte and (len(lot.apercus) <= OUVERTS_MAX or parle)
        titre = _write_titre(contexte.plan, apercu, ecarte=ecarte)
        with st.expander(titre, expanded=ouvert, icon=_find_icone(apercu, ecarte=ecarte)):
            vus.append(show_fichier(contexte, lot, rang, apercu))
    choix = [v.choix for v in vus]
    _keep(lot, vus)
    with tete:
        show_constat(_write_bilan(lot.apercus, choix))
    return choix


def _keep(lot: Lot, vus: Sequence[FichierVu]) -> None:
    """Keep what was said of the files with the draft; of a box that is not drawn, what was said before stays."""
    tri = lot.reglages.tri
    lignes = {cle: gardee for v in vus for cle, gardee in v.lignes.items()}
    remplacements = {nom: cochee for v in vus for nom, cochee in v.remplacements.items()}
    exclues = (tri.exclues - lignes.keys()) | {cle for cle, gardee in lignes.items() if not gardee}
    remplacees = (tri.remplacees - remplacements.keys()) | {nom for nom, cochee in remplacements.items() if cochee}
    gardes = {nom: garde for v in vus for nom, garde in v.gardes.items()}
    gardees = (tri.gardees - gardes.keys()) | {nom for nom, garde in gardes.items() if garde}
    garde = replace(tri, exclues=exclues, remplacees=remplacees, gardees=gardees)
    save_reglages(lot, replace(lot.reglages, tri=garde))


def _write_bilan(apercus: list[Apercu], choix: list[Choix]) -> str:
    """Return what was read: what is to be mended first, then what is ready, and that nothing is written yet."""
    suivis = [a for a, c in zip(apercus, choix, strict=True) if not c.ecarte]
    muets, clos = sum(map(waits_trimestre, suivis)), sum(map(waits_motif, suivis))
    occupes = sum(a.occupe for a in suivis)
    etrangers = sum(a.attend_correspondance for a in suivis)
    refuses = sum(a.statut is StatutApercu.REFUSE for a in suivis) - muets - clos - occupes - etrangers
    lus = [a for a in suivis if a.statut is not StatutApercu.REFUSE]
    morceaux = [
        *_count((sum(len(a.fautes) for a in lus), "erreur à corriger", "erreurs à corriger")),
        *_count((sum(len(a.attentes) for a in lus), "question", None)),
        *_count((sum(len(a.avertissements) for a in lus), "avertissement", None)),
        *_count((etrangers, "correspondance à confirmer", "correspondances à confirmer")),
        *_count((muets, "trimestre à choisir", "trimestres à choisir")),
        *_count((clos, "classeur d’un trimestre clos", "classeurs d’un trimestre clos")),
        *_count((occupes, "fichier à relire", "fichiers à relire")),
        *_count((refuses, "fichier refusé", "fichiers refusés")),
        *_count((len(apercus) - len(suivis), "fichier laissé de côté", "fichiers laissés de côté")),
    ]
    prets = sum(count_choisis(apercus, choix).values())
    if prets or not morceaux:
        morceaux.append(format_compte(prets, "changement à appliquer", "changements à appliquer"))
    debut = format_compte(len(apercus), "classeur lu", "classeurs lus")
    return f"{debut}{FINE}: {', '.join(morceaux)}{FINE}; rien n’est encore écrit"


def _count(compte: tuple[int, str, str | None]) -> list[str]:
    """Return a count with its noun, nothing for none."""
    return [format_compte(*compte)] if compte[0] else []


def _write_titre(plan: Plan, apercu: Apercu, *, ecarte: bool) -> str:
    morceaux = [shorten_nom(apercu.fichier, NOM_MAX)]
    modele = REGISTRE.find(apercu.modele).modele
    if not modele.par_trimestre:
        morceaux.append(modele.titre)
    if pilote := find_pilote(plan, apercu):
        morceaux.append(pilote)
    if apercu.trimestre:
        morceaux.append(Trimestre.parse(apercu.trimestre).libelle)
    if ecarte:
        morceaux.append("laissé de côté")
    elif apercu.attend_correspondance:
        morceaux.append("correspondance à confirmer")
    elif waits_trimestre(apercu):
        morceaux.append("trimestre à choisir")
    elif waits_motif(apercu):
        morceaux.append("trimestre clos, motif à écrire")
    elif apercu.occupe:
        morceaux.append("à relire")
    elif apercu.statut is StatutApercu.REFUSE:
        morceaux.append("refusé")
    else:
        morceaux += _count((len(apercu.fautes), "erreur à corriger", "erreurs à corriger"))
        morceaux += _count((len(apercu.attentes), "question", None))
        morceaux += _count((len(apercu.avertissements), "avertissement", None))
        if apercu.statut is StatutApercu.OK:
            morceaux.append(tables.format_changements(plan, apercu.changements))
    return escape_markdown(" · ".join(morceaux))


def _find_icone(apercu: Apercu, *, ecarte: bool) -> str:
    if ecarte:
        return ":material/remove_circle:"
    if apercu.attend_correspondance or (apercu.attentes and not apercu.fautes):
        return ":material/help:"
    return _ICONES[apercu.statut]
