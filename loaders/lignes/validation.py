"""Typed rows out of tables: the cells of a row are read, what it speaks of is found, what it declares is kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from loaders.cellules.affichage import write_brut
from loaders.cellules.nombres import is_sans_unite
from loaders.cellules.riens import Rien, write_rien
from loaders.cellules.valeurs import ValeurIllisible, read_cellule
from loaders.lignes.cles import Regle
from loaders.lignes.declaration import RANG, LigneLue
from loaders.lignes.parts import QUESTION_POURCENTAGE, REPONDRE, Parts, ask_part, find_parts
from loaders.lignes.rangee import Rangee
from loaders.lignes.stocke import SANS_CHANGEMENT
from loaders.lignes.totaux import drop_totaux
from loaders.lignes.validateur import Validateur
from loaders.question import Retrait
from loaders.tableaux.tableaux import Tableau
from models.colonnes import Colonne, Genre
from models.texte import fold
from phrases.format import join_mots


def read_tableau(validateur: Validateur, tableau: Tableau, regle: Regle) -> None:
    """Read every row of a table by the rule of its sheet; rows and anomalies are noted in the validateur.

    Every cell is read before any row is resolved: a row may speak of what a later one makes.
    """
    rangees = [Rangee(tableau, ligne) for ligne in tableau.lignes]
    validateur.bloquees |= {r.cle for r in rangees if r.ligne.numero in tableau.bloquees}
    rangees = [r for r in rangees if r.ligne.numero not in tableau.bloquees]
    rangees = drop_totaux(validateur, rangees, regle)
    parts = find_parts(validateur, rangees)
    for rangee in rangees:
        validateur.places[rangee.cle] = rangee
        riens = _read_cellules(validateur, rangee, parts)
        for colonne, rien in riens.items():  # once the whole row is read: what stays shown depends on its code
            _warn_rien(validateur, rangee, colonne, rien, regle)
    if regle.prepare is not None:
        regle.prepare(validateur, rangees)
    lues: dict[tuple[str, str | None], list[tuple[Rangee, LigneLue]]] = defaultdict(list)
    for rangee in rangees:
        if (lue := _read_ligne(validateur, rangee, regle)) is not None:
            lues[fold(lue.reference), lue.trimestre].append((rangee, lue))
    for doubles in lues.values():
        _keep_une(validateur, doubles)


def _read_cellules(validateur: Validateur, rangee: Rangee, parts: Parts) -> dict[Colonne, Rien]:
    """Read the cells of a row into it; return the columns whose words say nothing, and what is to be told of each."""
    riens: dict[Colonne, Rien] = {}
    for colonne, (_, cellule) in rangee.ligne.cellules.items():
        if colonne.temoin:
            rangee.temoins[colonne] = str(cellule.valeur or "")
            continue
        contexte = validateur.contexte
        if colonne.genre is Genre.POURCENTAGE and parts is not Parts.AUCUNE and is_sans_unite(cellule):
            if parts is Parts.TOUTES:
                rangee.fautives.add(colonne)
                validateur.add(rangee, colonne, "pourcentage_ambigu", QUESTION_POURCENTAGE, remede=REPONDRE)
                continue
            lecture = ask_part(validateur, rangee, colonne, cellule)
            if lecture is None:
                continue
            contexte = replace(contexte, pourcentage=lecture)
        try:
            lu = read_cellule(cellule, colonne.genre, contexte, reconduite=colonne.reconduite)
        except ValeurIllisible as erreur:
            rangee.fautives.add(colonne)
            validateur.add(rangee, colonne, erreur.code, str(erreur))
            continue
        for code, message in lu.avertissements if lu else ():
            validateur.add(rangee, colonne, code, message, avis=True)
        if lu is not None and lu.rien is Rien.REPRISE and colonne.champ == SANS_CHANGEMENT:
            lu = replace(lu, valeur=True, rien=None)  # « idem » is what this column is there to say
        if lu is not None and lu.rien is not None:
            riens[colonne] = lu.rien
        elif lu is not None and (lu.efface or lu.valeur is not None):
            rangee.valeurs[colonne] = lu
    return riens


def _warn_rien(validateur: Validateur, rangee: Rangee, colonne: Colonne, rien: Rien, regle: Regle) -> None:
    reste = regle.write_reste(validateur, rangee, colonne) if regle.write_reste is not None else ""
    croix = next((c.libelle for c in rangee.tableau.feuille.saisies if c.champ == SANS_CHANGEMENT), "")
    extrait = write_brut(rangee.ligne.cellules[colonne][1])
    if rien is Rien.RETRAIT:
        rangee.retraits[colonne] = Retrait(rangee.locate(colonne), extrait)
    validateur.add(rangee, colonne, rien.value, write_rien(rien, extrait, reste, croix), avis=True)


def _read_ligne(validateur: Validateur, rangee: Rangee, regle: Regle) -> LigneLue | None:
    """Return the row with its declarations, None when it says nothing or its key is wrong."""
    resolue = regle.resolve(validateur, rangee)
    if resolue is None:
        return None
    action, reference, creations = resolue
    trimestre = None
    if regle.situate is not None and (trimestre := regle.situate(validateur, rangee, reference)) is None:
        return None  # why was noted: without a quarter it is the double of nothing
    saisies = [validateur.declare(rangee, c, reference, trimestre) for c in rangee.saisies]
    tableau, numero = rangee.tableau, rangee.ligne.numero
    return LigneLue(
        tableau.feuille.nom, numero, action, reference, (*creations, *saisies), trimestre, page=tableau.page
    )


def _keep_une(validateur: Validateur, doubles: list[tuple[Rangee, LigneLue]]) -> None:
    """Keep one of the rows of a same key: identical ones merge, different ones are all errors (fault 29)."""
    parlantes = [d for d in doubles if d[1].declarations or d[0].fautives] or doubles[:1]
    contenus = {
        (
            *((d.objet, d.champ, d.valeur, d.efface) for d in lue.declarations if d.champ != RANG),
            *((c.libelle, rangee.read_brut(c)) for c in rangee.fautives),
        )
        for rangee, lue in parlantes
    }
    numeros = join_mots([str(rangee.ligne.numero) for rangee, _ in parlantes])
    premiere, lue = parlantes[0]
    nom = lue.reference if validateur.identite.trimestre else premiere.cles
    colonne = premiere.tableau.feuille.colonnes[0]
    if len(contenus) > 1:
        message = f"« {nom} » a des lignes différentes ({numeros}) : gardez-en une seule."
        for rangee, _ in parlantes:
            validateur.add(rangee, colonne, "doublon_different", message)
        return
    if len(parlantes) > 1:
        message = f"« {nom} » a des lignes identiques ({numeros}), lues comme une seule."
        validateur.add(premiere, colonne, "doublon_identique", message, avis=True)
    validateur.lignes.append(lue)
