"""The tables of a preview, as HTML: changes before and after, what the file leaves unchanged."""

from __future__ import annotations

from collections.abc import Sequence

from exports.blocs import marques as m
from exports.blocs.table import write_table
from loaders.apercu.apercu import Apercu
from loaders.apercu.diff import confirms, find_reprise
from loaders.genres.registre import REGISTRE
from models.changement import Changement
from models.plan import Plan
from phrases.format import FINE, format_compte, join_mots
from ui.kit.champs import find_libelle, name_cellule, name_sujet, name_valeur, write_valeur
from ui.socle.texte import RIEN, Html, escape_html

CONFIRMEE = Html(' <span class="sourdine petit">valeur confirmée</span>')


def group_par_sujet(plan: Plan, apercu: Apercu) -> dict[str, list[tuple[str, tuple[Changement, ...]]]]:
    """Return the rows of a file by the title of what they speak of, in the order of the file.

    A row speaks of its last change: what it had to create stands before. Rows of one action stand together.
    """
    groupes: dict[str, list[tuple[str, tuple[Changement, ...]]]] = {}
    for cle, changements in apercu.lignes.items():
        if changements:
            groupes.setdefault(_name_groupe(plan, changements[-1]), []).append((cle, changements))
    return groupes


def _name_groupe(plan: Plan, changement: Changement) -> str:
    action = plan.actions_par_code.get(changement.reference.split("/", 1)[0])
    if action is None or changement.objet in REGISTRE.sujets:
        return name_sujet(plan, changement)
    return f"{action.code} · {m.name_libelle(action.libelle)}"


def write_sujet(titre: str) -> Html:
    """Return the title of a group of rows."""
    return f'<h3 class="sous-titre">{escape_html(titre)}</h3>'


def write_changements(plan: Plan, changements: Sequence[Changement]) -> Html:
    """Return before and after, per cell; the value that carries from an earlier quarter stands below « avant »."""
    lignes = [
        [
            escape_html(_name(c, changements[-1])),
            _write_avant(plan, c),
            f"<strong>{write_valeur(c.objet, c.champ, c.apres, c.trimestre)}</strong>"
            f"{CONFIRMEE if confirms(plan, c) else ''}",
            f"{escape_html(name_cellule(c.cellule))}{' (formule)' if c.formule else ''}",
        ]
        for c in changements
    ]
    entetes = ("Donnée", "Avant", "Après", "Cellule")
    return write_table("Avant et après, cellule par cellule", entetes, lignes, legende_lue=True, fixe=True)


def _name(changement: Changement, dernier: Changement) -> str:
    """Return what a change writes, after the name of what it is about when the title of its row does not say it."""
    sien = (changement.objet, changement.reference) == (dernier.objet, dernier.reference)
    seul = changement.objet in REGISTRE.sujets
    sujet = changement.reference if seul else changement.reference.partition("/")[2]
    if changement.objet == "suivi" or not sujet or (seul and sien):
        return find_libelle(changement.champ)
    return f"{sujet}{FINE}: {find_libelle(changement.champ).lower()}"


def _write_avant(plan: Plan, c: Changement) -> Html:
    """Return what is stored for the quarter, and the value that carries where nothing is."""
    reprise = name_valeur(c.objet, c.champ, find_reprise(plan, c))
    dite = f'<br><span class="sourdine petit">valeur reprise{FINE}: {escape_html(reprise)}</span>' if reprise else RIEN
    return f"{write_valeur(c.objet, c.champ, c.avant, c.trimestre)}{dite}"


def format_changements(plan: Plan, changements: Sequence[Changement]) -> str:
    """Return « 3 changements, dont 1 valeur confirmée »: how many, and how many of them say a carried value again."""
    if not changements:
        return "aucun changement"
    confirmees = sum(confirms(plan, c) for c in changements)
    suite = f", dont {format_compte(confirmees, 'valeur confirmée', 'valeurs confirmées')}" if confirmees else ""
    return f"{format_compte(len(changements), 'changement')}{suite}"


def write_sorts(apercu: Apercu) -> Html:
    """Return what the file does of the actions that it does not change: confirmed, in error, silent, without a row.

    Empty for a kind of workbook without actions.
    """
    if not REGISTRE.find(apercu.modele).modele.par_trimestre:
        return RIEN
    phrases: list[str] = []
    if apercu.inchangees:
        phrases.append(f"{format_compte(apercu.inchangees, 'action confirmée', 'actions confirmées')}.")
    if apercu.en_erreur:
        phrases.append(f"En erreur, ou sans réponse{FINE}: {join_mots(apercu.en_erreur)}.")
    if apercu.muettes:
        restent = "ses" if len(apercu.muettes) == 1 else "leurs"
        phrases.append(f"Rien n’est dit de {join_mots(apercu.muettes)}{FINE}: {restent} dernières valeurs restent.")
    if absentes := [code for code in apercu.absentes if code in apercu.muettes]:
        phrases.append(f"Sans ligne dans ce classeur{FINE}: {join_mots(absentes)}.")
    return f'<p class="note">{escape_html(" ".join(phrases))}</p>' if phrases else RIEN
