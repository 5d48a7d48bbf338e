"""Something typed in a grey cell is not read, and is not lost in silence either (fault 64).

A grey cell recalls what is known: it was typed in where it says something else than what was printed there. In a
workbook that we may not have printed, only the cells that are typed on free rows are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.anomalie import Anomalie, Gravite, cut_extrait
from loaders.apercu.imprimees import Imprimees, read_cles, show_imprimee
from loaders.cellules.affichage import write_brut
from loaders.cellules.valeurs import GENRES_LIBRES, ValeurIllisible, read_cellule
from loaders.lecture.brut import CelluleBrute
from loaders.lignes.totaux import LIGNE_DE_TOTAL
from loaders.lignes.validateur import Validateur
from loaders.tableaux.tableaux import Tableau
from models.cellule import Cellule
from models.colonnes import Colonne, Genre

GROUPE = 6
"""Cells of one column from which one message names them all, when most of the column is not as printed."""
MONTREES = 8
"""How many cells such a message names."""
FIXE = "Cette cellule ne se modifie pas dans le classeur."


@dataclass(frozen=True, slots=True)
class Ecart:
    """A grey cell that says something else than `attendue`, what is printed there (None for a blank).

    `perdue` tells that its row names nothing: it stands below the table, or beside its rows.
    """

    tableau: Tableau
    numero: int
    colonne: Colonne
    cellule: CelluleBrute
    attendue: object
    perdue: bool = False

    @property
    def place(self) -> Cellule:
        """Return where the cell stands."""
        return Cellule(self.tableau.nom, self.tableau.lettres[self.colonne], self.numero)


def check_grises(validateur: Validateur, tableaux: Sequence[Tableau], imprimees: Imprimees) -> list[Anomalie]:
    """Return the warnings of what was typed in the grey cells of a workbook, once its rows are read."""
    groupes: dict[tuple[str, Colonne], list[Ecart]] = defaultdict(list)
    for tableau in tableaux:
        for ecart in _list_ecarts(validateur, tableau, imprimees):
            groupes[tableau.nom, ecart.colonne].append(ecart)
    return [a for g in groupes.values() for a in _write(g, validateur, imprimees.count(g[0].tableau.feuille))]


def _list_ecarts(validateur: Validateur, tableau: Tableau, imprimees: Imprimees) -> Iterator[Ecart]:
    """Yield the grey cells that are not as printed; a cell or a key that is in error is left to that error."""
    feuille = tableau.feuille
    siens = [a for a in validateur.anomalies if a.feuille == tableau.nom]
    dites, lettres = {a.cellule for a in siens}, {tableau.lettres.get(c) for c in feuille.cles}
    touchees = {a.ligne for a in siens}
    perdues = {a.ligne for a in siens if a.gravite is Gravite.ERREUR and a.colonne in lettres}
    perdues |= {a.ligne for a in siens if a.code == LIGNE_DE_TOTAL}
    lues = {ligne.numero for ligne in validateur.lignes if ligne.feuille == feuille.nom}
    cellules = {ligne.numero: dict(ligne.cellules) for ligne in tableau.lignes}
    for numero, rappels in tableau.rappels.items():
        cellules.setdefault(numero, {}).update(rappels)
    for numero, rangee in sorted((n, r) for n, r in cellules.items() if n not in perdues | tableau.bloquees):
        cles = read_cles(feuille, rangee)
        ligne = imprimees.find(feuille, cles)
        libre = ligne is None and (numero in lues or not any(cles))
        for colonne, (_, cellule) in rangee.items():
            if not (ligne or libre) or not _is_grise(tableau, colonne, imprimees, libre=libre):
                continue
            if libre and colonne.temoin and (any(cles) or numero in touchees):
                continue  # a title beside a code is compared with that of the code
            if not any(cles) and (_is_formule(cellule) or imprimees.prints_ailleurs(feuille, colonne, cellule)):
                continue  # a sum below the table; a row of ours that lost its code, which is told where it says more
            attendue = ligne.valeurs.get(colonne) if ligne else None
            ecart = Ecart(tableau, numero, colonne, cellule, attendue, perdue=not any(cles))
            if ecart.place not in dites and not imprimees.recalls(feuille, cles, colonne, cellule):
                yield ecart


def _is_formule(cellule: CelluleBrute) -> bool:
    return cellule.formule or cellule.genre == "f"


def _is_grise(tableau: Tableau, colonne: Colonne, imprimees: Imprimees, *, libre: bool) -> bool:
    """Return whether the cells of a column are grey, and compared: on a free row, those that are never read."""
    if libre:
        return imprimees.connue and (colonne.genre is Genre.CONTEXTE or colonne.temoin)
    if colonne.saisie or colonne in tableau.feuille.cles:
        return False
    return imprimees.connue or (colonne.ajout and colonne.genre is not Genre.LIBELLE)


def _write(ecarts: Sequence[Ecart], validateur: Validateur, imprimees: int) -> list[Anomalie]:
    """Return the warnings of the cells of one column: one for them all where most of it is not as printed."""
    premier = ecarts[0]
    if len(ecarts) < GROUPE or len(ecarts) * 2 <= imprimees:
        return [_write_une(e, validateur) for e in ecarts]
    places = [e.place.adresse for e in ecarts]
    suite = "…" if len(places) > MONTREES else ""
    dit = (
        f"{len(places)} cellules grises ne portent pas ce que ce classeur y rappelait, et ne sont pas lues : "
        f"{', '.join(places[:MONTREES])}{suite}."
    )
    blanches = [f"« {c.libelle} »" for c in _list_blanches(premier, validateur)]
    return [_build(premier, replace(premier.place, ligne=None), dit, blanches)]


def _write_une(ecart: Ecart, validateur: Validateur) -> Anomalie:
    dite = write_brut(ecart.cellule) if ecart.cellule.genre != "f" else "formule non calculée"
    if ecart.perdue:
        cle = ecart.tableau.feuille.cles[0].libelle
        perdu = f"« {dite} » est écrit sur une ligne sans « {cle} » : ce n’est pas lu."
        dit = f"{perdu} Écrivez-le sur la ligne dont il parle."
        return Anomalie.sur(ecart.place, "cellule_protegee", dit, entete=ecart.colonne.libelle, valeur=dite)
    imprimee = show_imprimee(ecart.attendue)
    ancienne = f", à la place de « {cut_extrait(imprimee)} »" if imprimee else ""
    dit = f"« {dite} » est écrit dans une cellule grise{ancienne} : ce n’est pas lu."
    lettres = ecart.tableau.lettres
    blanches = [f"« {c.libelle} » ({lettres[c]}{ecart.numero})" for c in _list_blanches(ecart, validateur)]
    return _build(ecart, ecart.place, dit, blanches)


def _build(ecart: Ecart, place: Cellule, dit: str, blanches: Sequence[str]) -> Anomalie:
    remede = f"Si c’est une réponse, écrivez-la dans {' ou '.join(blanches)}." if blanches else FIXE
    valeur = write_brut(ecart.cellule) if place.ligne else ""
    return Anomalie.sur(place, "cellule_protegee", f"{dit} {remede}", entete=ecart.colonne.libelle, valeur=valeur)


def _list_blanches(ecart: Ecart, validateur: Validateur) -> list[Colonne]:
    """Return the typed columns that a grey cell was meant for: those beside its own, else by what was typed."""
    saisies = [c for c in ecart.tableau.feuille.saisies if c in ecart.tableau.lettres]
    if ecart.colonne.blanches or ecart.colonne.ajout:
        return [c for c in saisies if c.libelle in ecart.colonne.blanches]
    precises = [c for c in saisies if c.genre not in GENRES_LIBRES and _reads(ecart.cellule, c, validateur)]
    libres = [c for c in saisies if c.genre is Genre.TEXTE]
    return (precises or libres)[:1]


def _reads(cellule: CelluleBrute, colonne: Colonne, validateur: Validateur) -> bool:
    try:
        lu = read_cellule(cellule, colonne.genre, validateur.contexte)
    except ValeurIllisible:
        return False
    return lu is not None and lu.valeur is not None
