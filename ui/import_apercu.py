"""The preview on the screen: questions to answer, then each file, its anomalies, its changes, a tick per row."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from loaders.apercu import Apercu
from metrics.format import FINE, format_compte
from models.trimestre import Trimestre
from ui import import_tables as tables
from ui.composants import show_constat
from ui.donnees import list_choix_trimestres
from ui.guard import Contexte
from ui.import_depot import Lot, save_options
from ui.texte import escape_markdown, set_espaces, shorten_nom

SEPARATEUR = "|"


@dataclass(frozen=True, slots=True)
class Choix:
    """What the editor keeps of one file: rows left out, and whether its valid rows go in spite of its errors."""

    exclues: frozenset[str]
    lignes_valides: bool

    def count(self, apercu: Apercu) -> int:
        """Return how many changes would be applied."""
        if apercu.statut == "refuse" or (apercu.statut == "invalide" and not self.lignes_valides):
            return 0
        return sum(len(groupe) for cle, groupe in apercu.lignes.items() if cle not in self.exclues)


def show_questions(contexte: Contexte, lot: Lot) -> None:
    """Ask what the files do not say: the quarter, the meaning of 0,45, whether to create unknown partners."""
    codes = {a.code for apercu in lot.apercus for a in apercu.anomalies}
    options = lot.options
    if "trimestre_inconnu" in codes or options.trimestre:
        options = replace(options, trimestre=_ask_trimestre(contexte, options.trimestre))
    if "pourcentage_ambigu" in codes or options.pourcentage:
        options = replace(options, pourcentage=_ask_pourcentage(options.pourcentage))
    if "partenaire_inconnu" in codes or options.creer_partenaires:
        creer = st.checkbox(
            "Créer les partenaires inconnus",
            value=options.creer_partenaires,
            key=f"creer_{lot.nom}",
            help="Vérifiez d’abord l’orthographe : les plus proches sont donnés avec chaque erreur.".replace(
                " :", f"{FINE}:"
            ),
        )
        options = replace(options, creer_partenaires=creer)
    if options != lot.options:
        save_options(contexte, lot, options)
        st.rerun()


def _ask_trimestre(contexte: Contexte, actuel: str | None) -> str | None:
    choix = list_choix_trimestres(contexte.plan, contexte.aujourd_hui)
    rang = choix.index(Trimestre.parse(actuel)) if actuel else None
    choisi = st.selectbox(
        "À quel trimestre se rapportent les classeurs sans timbre\u202f?",
        choix,
        index=rang,
        format_func=lambda t: t.libelle,
        placeholder="Choisir un trimestre",
        width=420,
    )
    return str(choisi) if choisi else None


def _ask_pourcentage(actuel: str | None) -> str | None:
    reponses = {"fraction": "45\u202f% (une part de 1)", "points": "0,45\u202f% (un nombre de 0 à 100)"}
    cles = list(reponses)
    return st.radio(
        "Dans la colonne Avancement, 0,45 veut dire\u202f:",
        cles,
        index=cles.index(actuel) if actuel in cles else None,
        format_func=lambda cle: reponses[cle],
        horizontal=True,
    )


def show_fichiers(contexte: Contexte, lot: Lot) -> list[Choix]:
    """Draw every file and return what the editor keeps of each, in order."""
    show_constat(_write_bilan(lot.apercus))
    choix = []
    for rang, apercu in enumerate(lot.apercus):
        ouvert = len(lot.apercus) <= 3 or bool(apercu.erreurs)
        with st.expander(_write_titre(apercu), expanded=ouvert, icon=_find_icone(apercu)):
            choix.append(_show_fichier(contexte, lot, rang, apercu))
    exclues = frozenset(f"{rang}{SEPARATEUR}{cle}" for rang, c in enumerate(choix) for cle in c.exclues)
    save_options(contexte, lot, replace(lot.options, exclues=exclues))
    return choix


def _write_bilan(apercus: list[Apercu]) -> str:
    changements = sum(len(a.changements) for a in apercus)
    refuses = sum(a.statut == "refuse" for a in apercus)
    lus = format_compte(len(apercus), "classeur lu", "classeurs lus")
    texte = f"{lus}{FINE}: {format_compte(changements, 'changement')}"
    erreurs = sum(len(a.erreurs) for a in apercus)
    if erreurs:
        texte += f", {format_compte(erreurs, 'erreur')}"
    if refuses:
        texte += f", {format_compte(refuses, 'fichier refusé', 'fichiers refusés')}"
    return texte


def _write_titre(apercu: Apercu) -> str:
    morceaux = [shorten_nom(apercu.fichier, 60)]
    if apercu.trimestre:
        morceaux.append(Trimestre.parse(apercu.trimestre).libelle)
    if apercu.statut == "refuse":
        morceaux.append("refusé")
    else:
        morceaux.append(format_compte(len(apercu.changements), "changement"))
        if apercu.erreurs:
            morceaux.append(format_compte(len(apercu.erreurs), "erreur"))
        if apercu.avertissements:
            morceaux.append(format_compte(len(apercu.avertissements), "avertissement"))
    return escape_markdown(" · ".join(morceaux))


def _find_icone(apercu: Apercu) -> str:
    return {"ok": ":material/check_circle:", "invalide": ":material/error:"}.get(apercu.statut, ":material/block:")


def _show_fichier(contexte: Contexte, lot: Lot, rang: int, apercu: Apercu) -> Choix:
    if apercu.message:
        st.info(escape_markdown(set_espaces(apercu.message)))
    if apercu.anomalies:
        st.html(tables.write_anomalies(apercu))
        st.download_button(
            "Télécharger ces remarques (.csv)",
            tables.build_csv(apercu),
            file_name="remarques.csv",
            mime="text/csv",
            key=f"csv_{lot.nom}_{rang}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )
    if apercu.statut == "refuse":
        return Choix(frozenset(), False)
    exclues = _show_changements(contexte, lot, rang, apercu)
    st.html(tables.write_inchangees(apercu))
    valides = False
    if apercu.statut == "invalide" and apercu.changements:
        valides = st.checkbox(
            "Appliquer les lignes valides de ce classeur, sans celles qui ont une erreur",
            key=f"valides_{lot.nom}_{rang}",
        )
    return Choix(exclues, valides)


def _show_changements(contexte: Contexte, lot: Lot, rang: int, apercu: Apercu) -> frozenset[str]:
    exclues = set()
    deja = {e.partition(SEPARATEUR)[2] for e in lot.options.exclues if e.startswith(f"{rang}{SEPARATEUR}")}
    for code, lignes in tables.group_par_action(apercu).items():
        st.html(tables.write_action(contexte.plan, code))
        for cle, changements in lignes:
            feuille, _, numero = cle.rpartition("!")
            libelle = f"{feuille}, ligne {numero}{FINE}: {format_compte(len(changements), 'changement')}"
            if not st.checkbox(escape_markdown(libelle), value=cle not in deja, key=f"tic_{lot.nom}_{rang}_{cle}"):
                exclues.add(cle)
            st.html(tables.write_changements(contexte.plan, changements))
    return frozenset(exclues)
