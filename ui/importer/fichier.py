"""One file of a preview: what it asks, what is wrong, what it would replace, and its rows to tick."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.apercu.conflits import Conflit
from loaders.apercu.lot import name_pour
from loaders.ecriture.lot import Choix
from loaders.genres.registre import REGISTRE
from models.cellule import Cellule
from models.changement import Changement
from models.plan import Plan
from phrases.format import FINE, format_compte, set_espaces
from phrases.instants import format_instant
from phrases.valeurs import format_valeur
from ui.importer import changements as tables
from ui.importer.anomalies import list_remarques, write_anomalies
from ui.importer.correspondance import is_ouverte, show_correspondance, show_reprise
from ui.importer.lot import Lot, name_ecarte
from ui.importer.questions import ask_fichier
from ui.importer.retour import show_telechargements
from ui.kit.champs import find_libelle, name_ligne
from ui.kit.conflit import ACTUEL, SAISI, ask_conflit
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, escape_html, escape_markdown, shorten_nom

CITES_MAX = 3
UN_A_UN_MAX = 12
"""Values of one entry that are chosen one by one: beyond, all of them or none."""


@dataclass(frozen=True, slots=True)
class FichierVu:
    """What the editor keeps of a file, and the boxes drawn of it: True for those ticked.

    `lignes`, `remplacements` and `gardes` are named by the rank of the file. What is not drawn this time is not said
    again: what was kept of it stays.
    """

    choix: Choix
    lignes: Mapping[str, bool] = field(default_factory=dict)
    remplacements: Mapping[str, bool] = field(default_factory=dict)
    gardes: Mapping[str, bool] = field(default_factory=dict)


def show_fichier(contexte: Contexte, lot: Lot, rang: int, apercu: Apercu) -> FichierVu:
    """Draw a file whole, and return what is kept of it."""
    if len(lot.apercus) > 1 and _is_ecarte(lot, rang, apercu):
        show_html('<p class="note">Rien de ce classeur ne sera appliqué. Il reste dans cet aperçu.</p>')
        return FichierVu(Choix(ecarte=True))
    if is_ouverte(lot, rang, apercu):
        show_correspondance(contexte, lot, rang, apercu)
        return FichierVu(Choix(ecarte=not apercu.attend_correspondance))
    show_reprise(lot, rang, apercu)
    if apercu.message:
        st.info(escape_markdown(set_espaces(apercu.message)))
    ask_fichier(lot, rang, apercu)
    if list_remarques(apercu):
        show_html(write_anomalies(apercu))
        show_telechargements(contexte, lot, rang, apercu)
    if apercu.occupe:
        st.button("Réessayer", key=f"relire_{lot.cle}_{rang}", icon=":material/refresh:")
    if apercu.statut is StatutApercu.REFUSE:
        return FichierVu(Choix())
    arbitres = _ask_remplacer(contexte.plan, lot, rang, apercu)
    tenues = arbitres.tenues
    attendues = frozenset(cle for q in apercu.attentes for cle in q.lignes)
    valides = False
    if apercu.statut is StatutApercu.INVALIDE and apercu.changements:
        valides = st.checkbox(
            "Appliquer les lignes valides de ce classeur, sans celles qui ont une erreur ou une question sans réponse",
            key=f"valides_{lot.cle}_{rang}",
        )
    retenu = valides or apercu.statut is not StatutApercu.INVALIDE
    lignes = _show_changements(contexte, lot, rang, apercu, tenues | attendues if retenu else frozenset(apercu.lignes))
    exclues = frozenset(cle for cle, gardee in lignes.items() if not gardee)
    return FichierVu(
        Choix(exclues, valides, (tenues | attendues) & frozenset(apercu.lignes), gardees=arbitres.gardees),
        {name_pour(rang, cle): gardee for cle, gardee in lignes.items()},
        arbitres.remplacements,
        arbitres.gardes,
    )


@dataclass(frozen=True, slots=True)
class Arbitres:
    """What was said of the values that a file would write over, and the rows that wait for it to be said.

    `remplacements` and `gardes` say it by name, `gardees` are the cells where what is stored now stays.
    """

    remplacements: Mapping[str, bool]
    gardes: Mapping[str, bool]
    tenues: frozenset[str]
    gardees: frozenset[str]


def _is_ecarte(lot: Lot, rang: int, apercu: Apercu) -> bool:
    """Draw the box that leaves a whole file out; nothing of one that is refused could go."""
    return apercu.statut is not StatutApercu.REFUSE and st.checkbox(
        "Laisser ce classeur de côté", value=rang in lot.reglages.tri.ecartes, key=name_ecarte(lot.cle, rang)
    )


def _ask_remplacer(plan: Plan, lot: Lot, rang: int, apercu: Apercu) -> Arbitres:
    """Draw a box for each entry whose values the file would write over, and below it each value side by side.

    The box names whose values they are: writing over them is agreed to, never assumed, and for these values alone.
    Without it, each value is chosen by itself: those kept leave the rest of their row to go.
    """
    par_entree: dict[int, list[Conflit]] = {}
    for conflit in apercu.conflits:
        par_entree.setdefault(conflit.remontee, []).append(conflit)
    remplacements: dict[str, bool] = {}
    gardes: dict[str, bool] = {}
    tenues: set[str] = set()
    for conflits in par_entree.values():
        noms = {c: name_pour(rang, _name_conflit(c)) for c in conflits}
        cochee = st.checkbox(
            escape_markdown(set_espaces(write_remplacement(conflits))),
            value=lot.reglages.tri.remplacees.issuperset(noms.values()),
            key=f"remplacer_{lot.cle}_{'_'.join(noms.values())}",
        )
        choix: dict[Conflit, str | None] = dict.fromkeys(conflits, SAISI if cochee else None)
        if not cochee and len(conflits) <= UN_A_UN_MAX:
            choix = _ask_un_a_un(plan, lot, noms)
        remplacements |= {noms[c]: choix[c] == SAISI for c in conflits}
        gardes |= {noms[c]: choix[c] == ACTUEL for c in conflits}
        visees = {c.changement for c in conflits if choix[c] is None}
        tenues |= {cle for cle, groupe in apercu.lignes.items() if visees & set(groupe)}
    gardees = {c.cellule for c in apercu.conflits if gardes[name_pour(rang, _name_conflit(c))]}
    return Arbitres(remplacements, gardes, frozenset(tenues), frozenset(gardees))


def _ask_un_a_un(plan: Plan, lot: Lot, noms: Mapping[Conflit, str]) -> dict[Conflit, str | None]:
    """Draw the values of one entry side by side with those of the file, and return which one stands of each."""
    tri, choix = lot.reglages.tri, dict[Conflit, str | None]()
    for conflit, nom in noms.items():
        dit = ACTUEL if nom in tri.gardees else SAISI if nom in tri.remplacees else None
        choix[conflit] = ask_conflit(plan, conflit, f"garder_{lot.cle}_{nom}", dit)
    return choix


def _name_conflit(conflit: Conflit) -> str:
    """Return what names a value to write over, by whom it was given, where and by what it would be replaced."""
    c = conflit.changement
    return f"{conflit.remontee}:{c.cellule}={c.apres}"


def write_remplacement(conflits: list[Conflit]) -> str:
    """Return « Remplacer 2 valeurs données par Karim (remontée n° 116, le …) : A16, avancement, 45 % → 40 %… »."""
    premier = conflits[0]
    quoi = format_compte(len(conflits), "valeur donnée", "valeurs données")
    cites = "; ".join(_write_conflit(c.changement) for c in conflits[:CITES_MAX])
    suite = "…" if len(conflits) > CITES_MAX else ""
    entree = f"remontée n°\u00a0{premier.remontee}, le {format_instant(premier.date)}"
    return f"Remplacer {quoi} par {premier.auteur} ({entree}){FINE}: {cites.replace('; ', f'{FINE}; ')}{suite}"


def _write_conflit(c: Changement) -> str:
    colonne = REGISTRE.modeles.find_colonne(c.objet, c.champ)
    avant, apres = (shorten_nom(format_valeur(colonne, v), 40) or "rien" for v in (c.avant, c.apres))
    return f"{c.reference}, {find_libelle(c.champ).lower()}, {avant} → {apres}"


def _show_changements(
    contexte: Contexte, lot: Lot, rang: int, apercu: Apercu, tenues: frozenset[str]
) -> dict[str, bool]:
    """Draw the rows of a file, each with its box unless it is held; return what the boxes say.

    What stands between two boxes to tick is one text.
    """
    coches, corps = {}, RIEN
    for sujet, lignes in tables.group_par_sujet(contexte.plan, apercu).items():
        corps += tables.write_sujet(sujet)
        for cle, changements in lignes:
            libelle = _write_ligne(contexte.plan, cle, changements)
            if cle not in tenues:
                show_html(corps)
                avant = name_pour(rang, cle) not in lot.reglages.tri.exclues
                coches[cle] = st.checkbox(escape_markdown(libelle), value=avant, key=f"tic_{lot.cle}_{rang}_{cle}")
                corps = RIEN
            else:
                corps += f'<p class="note">{escape_html(libelle)}, {escape_html(accord(len(changements)))}</p>'
            corps += tables.write_changements(contexte.plan, changements)
    if corps := corps + tables.write_sorts(apercu):  # nothing of a workbook without actions that changes nothing
        show_html(corps)
    return coches


def _write_ligne(plan: Plan, cle: str, changements: tuple[Changement, ...]) -> str:
    ligne = name_ligne(Cellule.parse(cle))
    return f"{ligne[0].upper()}{ligne[1:]}{FINE}: {tables.format_changements(plan, changements)}"


def accord(nombre: int) -> str:
    """Return « non appliqué », in the number of what is counted."""
    return "non appliqué" if nombre == 1 else "non appliqués"
