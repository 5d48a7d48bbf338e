"""The preview on the screen: each file, its anomalies, its changes, a tick per row, then what will be applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.apercu.lot import waits_trimestre
from loaders.ecriture.lot import Choix
from loaders.genres.registre import REGISTRE
from models.cellule import Cellule
from models.changement import Changement
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.format import FINE, format_compte, set_espaces
from ui.importer import changements as tables
from ui.importer.anomalies import write_anomalies
from ui.importer.lot import Lot, save_options
from ui.importer.retour import show_telechargements
from ui.kit.champs import name_ligne
from ui.kit.composants import show_constat
from ui.socle.guard import Contexte
from ui.socle.texte import RIEN, escape_html, escape_markdown, shorten_nom

SEPARATEUR = "|"
OUVERTS_MAX = 3
_ICONES = {
    StatutApercu.OK: ":material/check_circle:",
    StatutApercu.INVALIDE: ":material/error:",
    StatutApercu.REFUSE: ":material/block:",
}


def show_fichiers(contexte: Contexte, lot: Lot) -> list[Choix]:
    """Draw every file and return what the editor keeps of each, in order."""
    show_constat(_write_bilan(contexte.plan, lot.apercus))
    choix = []
    for rang, apercu in enumerate(lot.apercus):
        ouvert = len(lot.apercus) <= OUVERTS_MAX or bool(apercu.erreurs or apercu.avertissements)
        with st.expander(_write_titre(contexte.plan, apercu), expanded=ouvert, icon=_find_icone(apercu)):
            choix.append(_show_fichier(contexte, lot, rang, apercu))
    exclues = frozenset(f"{rang}{SEPARATEUR}{cle}" for rang, c in enumerate(choix) for cle in c.exclues)
    save_options(lot, replace(lot.options, exclues=exclues))
    return choix


def _write_bilan(plan: Plan, apercus: list[Apercu]) -> str:
    """Return what was read: what is to be mended first, then what is ready, and that nothing is written yet."""
    muets = sum(map(waits_trimestre, apercus))
    occupes = sum(a.occupe for a in apercus)
    refuses = sum(a.statut is StatutApercu.REFUSE for a in apercus) - muets - occupes
    lus = [a for a in apercus if a.statut is not StatutApercu.REFUSE]
    morceaux = [
        *_count((sum(len(a.erreurs) for a in lus), "erreur à corriger", "erreurs à corriger")),
        *_count((sum(len(a.avertissements) for a in lus), "avertissement", None)),
        *_count((muets, "trimestre à choisir", "trimestres à choisir")),
        *_count((occupes, "fichier à relire", "fichiers à relire")),
        *_count((refuses, "fichier refusé", "fichiers refusés")),
    ]
    prets = [c for a in lus if a.statut is StatutApercu.OK for c in a.changements]
    if prets or not morceaux:
        morceaux.append(tables.format_changements(plan, prets))
    debut = format_compte(len(apercus), "classeur lu", "classeurs lus")
    return f"{debut}{FINE}: {', '.join(morceaux)}{FINE}; rien n’est encore écrit"


def _count(compte: tuple[int, str, str | None]) -> list[str]:
    """Return a count with its noun, nothing for none."""
    return [format_compte(*compte)] if compte[0] else []


def _write_titre(plan: Plan, apercu: Apercu) -> str:
    morceaux = [shorten_nom(apercu.fichier, 60)]
    modele = REGISTRE.find(apercu.modele).modele
    if not modele.par_trimestre:
        morceaux.append(modele.titre)
    if apercu.trimestre:
        morceaux.append(Trimestre.parse(apercu.trimestre).libelle)
    if waits_trimestre(apercu):
        morceaux.append("trimestre à choisir")
    elif apercu.occupe:
        morceaux.append("à relire")
    elif apercu.statut is StatutApercu.REFUSE:
        morceaux.append("refusé")
    else:
        morceaux += _count((len(apercu.erreurs), "erreur à corriger", "erreurs à corriger"))
        morceaux += _count((len(apercu.avertissements), "avertissement", None))
        if apercu.statut is StatutApercu.OK:
            morceaux.append(tables.format_changements(plan, apercu.changements))
    return escape_markdown(" · ".join(morceaux))


def _find_icone(apercu: Apercu) -> str:
    return _ICONES[apercu.statut]


def _show_fichier(contexte: Contexte, lot: Lot, rang: int, apercu: Apercu) -> Choix:
    if apercu.message:
        st.info(escape_markdown(set_espaces(apercu.message)))
    if apercu.anomalies:
        st.html(write_anomalies(apercu))
        show_telechargements(lot, rang, apercu)
    if apercu.occupe:
        st.button("Réessayer", key=f"relire_{lot.nom}_{rang}", icon=":material/refresh:")
    if apercu.statut is StatutApercu.REFUSE:
        return Choix(frozenset(), False)
    valides = False
    if apercu.statut is StatutApercu.INVALIDE and apercu.changements:
        valides = st.checkbox(
            "Appliquer les lignes valides de ce classeur, sans celles qui ont une erreur",
            key=f"valides_{lot.nom}_{rang}",
        )
    exclues = _show_changements(
        contexte, lot, rang, apercu, retenu=valides or apercu.statut is not StatutApercu.INVALIDE
    )
    return Choix(exclues, valides)


def _show_changements(contexte: Contexte, lot: Lot, rang: int, apercu: Apercu, *, retenu: bool) -> frozenset[str]:
    """Draw the rows of a file, to be ticked when the file is to be applied; return those left out.

    What stands between two boxes to tick is one text.
    """
    exclues, corps = set(), RIEN
    deja = {e.partition(SEPARATEUR)[2] for e in lot.options.exclues if e.startswith(f"{rang}{SEPARATEUR}")}
    for sujet, lignes in tables.group_par_sujet(contexte.plan, apercu).items():
        corps += tables.write_sujet(sujet)
        for cle, changements in lignes:
            libelle, garde = _write_ligne(contexte.plan, cle, changements), cle not in deja
            if retenu:
                st.html(corps)
                garde = st.checkbox(escape_markdown(libelle), value=garde, key=f"tic_{lot.nom}_{rang}_{cle}")
                corps = RIEN
            else:
                corps += f'<p class="note">{escape_html(libelle)}, {escape_html(_accord(len(changements)))}</p>'
            if not garde:
                exclues.add(cle)
            corps += tables.write_changements(contexte.plan, changements)
    if corps := corps + tables.write_inchangees(apercu):  # nothing of a workbook without actions that changes nothing
        st.html(corps)
    return frozenset(exclues)


def _write_ligne(plan: Plan, cle: str, changements: tuple[Changement, ...]) -> str:
    ligne = name_ligne(Cellule.parse(cle))
    return f"{ligne[0].upper()}{ligne[1:]}{FINE}: {tables.format_changements(plan, changements)}"


def show_total(apercus: list[Apercu], choix: list[Choix]) -> None:
    """Say, file by file, what the button below will apply and what it will not, and why."""
    lignes = "".join(f"<li>{escape_html(write_sort(a, c))}</li>" for a, c in zip(apercus, choix, strict=True))
    show_constat("Ce qui sera appliqué")
    st.html(f'<ul class="totaux">{lignes}</ul>')


def write_sort(apercu: Apercu, choix: Choix) -> str:
    """Return what becomes of a file: « crip.xlsx : 4 changements, 1 ligne décochée »."""
    total, nombre = len(apercu.changements), choix.count(apercu)
    return f"{shorten_nom(apercu.fichier, 60)}{FINE}: {_write_motif(apercu, choix, total, nombre)}"


def _write_motif(apercu: Apercu, choix: Choix, total: int, nombre: int) -> str:
    changements, erreurs = format_compte(total, "changement"), len(apercu.erreurs)
    if waits_trimestre(apercu):
        return "rien, tant que son trimestre n’est pas choisi en haut de cet écran"
    if apercu.occupe:
        return "rien, le serveur n’a pas eu le temps de le lire"
    if apercu.statut is StatutApercu.REFUSE:
        return "rien, le classeur est refusé"
    if not total:
        return "aucun changement, ses lignes ont des erreurs" if erreurs else "aucun changement"
    if apercu.statut is StatutApercu.INVALIDE and not choix.lignes_valides:
        ses = "son erreur n’est pas corrigée" if erreurs == 1 else f"ses {erreurs} erreurs ne sont pas corrigées"
        return f"{changements}, {_accord(total)} tant que {ses} ou les lignes valides demandées"
    texte = format_compte(nombre, "changement") if nombre else "rien"
    if exclues := len(choix.exclues & apercu.lignes.keys()):
        texte += f", {format_compte(exclues, 'ligne décochée', 'lignes décochées')}"
    if apercu.statut is StatutApercu.INVALIDE:
        texte += ", sans les lignes en erreur"
    return texte


def _accord(nombre: int) -> str:
    return "non appliqué" if nombre == 1 else "non appliqués"


def count_choisis(apercus: list[Apercu], choix: list[Choix]) -> Mapping[int, int]:
    """Return how many changes go, by rank of file; files of which nothing goes are left out."""
    comptes = {rang: c.count(a) for rang, (a, c) in enumerate(zip(apercus, choix, strict=True))}
    return {rang: n for rang, n in comptes.items() if n}
